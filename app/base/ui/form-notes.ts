// SPDX-License-Identifier: AGPL-3.0-or-later
// The error summary of a form stands before its fields and speaks of them. So a page with one is rendered twice
// (app/entry.server.tsx): the second time the summary knows what the fields said of themselves the first time.
import { createContext, type ReactNode } from 'react'
import type { Said } from './frame.tsx'

/** What a field says of itself: its label, and what to do where its value did not come back with its form. */
export type Noted = { label: ReactNode; lost: string | null }

type Fields = ReadonlyMap<string, Noted>

export class FormNotes {
  /** By id, in the order of the page. */
  readonly fields = new Map<string, Noted>()
  /** What was noted the time before. */
  readonly known: Fields
  /** What the frame says of a form. */
  readonly said: Said | null
  /** The element that gets the focus: a page has one. */
  focused: string | null = null
  readonly #returned: string[] = []

  constructor(known: Fields = new Map(), said: Said | null = null) {
    this.known = known
    this.said = said
  }

  /** Of a form that came back with errors, by its summary. */
  comesBack(formId: string, focus: string): void {
    this.#returned.push(formId)
    this.focused ??= focus
  }

  isBack(fieldId: string): boolean {
    return this.#returned.some((formId) => fieldId.startsWith(`${formId}-`))
  }

  get hasSummary(): boolean {
    return this.#returned.length > 0
  }
}

/** Of the page that is rendered. */
export const FormNotesContext = createContext(new FormNotes())
