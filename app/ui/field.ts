// SPDX-License-Identifier: AGPL-3.0-or-later

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

// Two fields of a page may not both ask for the focus, and a field cannot see its siblings. The summary, which
// stands before them, notes the errors of the first bad field here; that field recognises its own array.
const firstErrors = new WeakSet<string[]>()

export function focusFirst(errors: string[]): void {
  firstErrors.add(errors)
}

/** Spread on the control: the focus goes to the first bad field of a page that comes back with errors. */
export function focusOf(field: Field): { autoFocus?: true } {
  return field.errors !== undefined && firstErrors.has(field.errors) ? { autoFocus: true } : {}
}

export function isInvalid(field: Field): boolean {
  return field.errors !== undefined && field.errors.length > 0
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
export function attributesOf(field: Field, hint: unknown) {
  return {
    id: field.id,
    name: field.name,
    'aria-required': field.required || undefined,
    'aria-invalid': isInvalid(field) || undefined,
    'aria-describedby': describedBy(field, hint),
    ...focusOf(field),
  }
}

export function textValue(field: Field): string | undefined {
  return typeof field.initialValue === 'string' ? field.initialValue : undefined
}

export function isChosen(field: Field, value: string): boolean {
  const chosen = field.initialValue
  return Array.isArray(chosen) ? chosen.includes(value) : chosen === value
}
