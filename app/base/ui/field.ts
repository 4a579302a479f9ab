// SPDX-License-Identifier: AGPL-3.0-or-later
import { type ReactNode, useContext } from 'react'
import { FormNotesContext } from './form-notes.ts'

/** What a field of the kit reads of conform's field metadata; every `FieldMetadata` fits. */
export type Field = {
  id: string
  name: string
  errorId: string
  descriptionId: string
  initialValue?: unknown
  errors?: string[]
  required?: boolean
}

/** What the error summary reads of conform's form metadata. */
export type FormState = {
  id: string
  errorId: string
  errors?: string[]
  allErrors: Record<string, string[] | null | undefined>
}

export type Option = { value: string; label: string; hint?: string }
export type OptionGroup = { group: string; options: Option[] }

/** Tells the page's error summary of a field, and whether the focus is the field's: `autoFocus`, to spread on the control. */
export function useNoted(field: Field, label: ReactNode, lost: string | null = null): { autoFocus?: true } {
  const notes = useContext(FormNotesContext)
  notes.fields.set(field.id, { label, lost })
  return notes.focused === field.id ? { autoFocus: true } : {}
}

/** A field whose value never travels back in a page says, in a form that does, to give it again: `lost`. */
export function useLost(field: Field, lost: string | null): Field {
  const notes = useContext(FormNotesContext)
  if (lost === null || field.required === false || isInvalid(field) || !notes.isBack(field.id)) return field
  const { id, name, errorId, descriptionId, required } = field
  return { id, name, errorId, descriptionId, ...(required && { required }), errors: [lost] }
}

export function isInvalid(field: Field): boolean {
  return field.errors !== undefined && field.errors.length > 0
}

/** What is wrong with a field: each sentence once, though several rules say it. */
export function faultText(errors: readonly string[]): string {
  return [...new Set(errors)].join(' ')
}

/** The ids of the texts that describe a field: its hint, then its error. */
export function describedBy(field: Field, hint: unknown): string | undefined {
  const ids = [hint !== undefined && field.descriptionId, isInvalid(field) && field.errorId].filter(Boolean)
  return ids.length > 0 ? ids.join(' ') : undefined
}

/**
 * What every control of one line, one choice or one file carries. `required` is said to assistive technology but not enforced by
 * the browser: the server answers for all fields at once and in our words.
 */
export function useAttributes(field: Field, label: ReactNode, hint: unknown, lost: string | null = null) {
  const focus = useNoted(field, label, field.required === false ? null : lost)
  return {
    id: field.id,
    name: field.name,
    'aria-required': field.required || undefined,
    'aria-invalid': isInvalid(field) || undefined,
    'aria-describedby': describedBy(field, hint),
    ...focus,
  }
}

export function textValue(field: Field): string | undefined {
  return typeof field.initialValue === 'string' ? field.initialValue : undefined
}

export function isChosen(field: Field, value: string): boolean {
  const chosen = field.initialValue
  return Array.isArray(chosen) ? chosen.includes(value) : chosen === value
}
