// SPDX-License-Identifier: AGPL-3.0-or-later
// The fields of the roll call's rows, as the kit takes them: thousands of conform's own would make the page slow.
import type { Field } from '#base/ui/field.ts'
import type { HeldBack } from './held-back.server.ts'

export type RowValues = {
  status?: string | undefined
  in?: string | undefined
  out?: string | undefined
  base?: string | undefined
}
export type RowErrors = (name: string) => string[] | null | undefined

export const rollFormId = 'roll'

export function fieldOf(name: string, initialValue: string | undefined, errorsOf: RowErrors): Field {
  const id = `${rollFormId}-${name}`
  const errors = errorsOf(name)
  return {
    id,
    name,
    errorId: `${id}-error`,
    descriptionId: `${id}-description`,
    initialValue,
    ...(errors && { errors }),
  }
}

/** "09:48–" of who came then, "–12:30" of who left then; nothing of who is there from beginning to end. */
export function spanOf(values: RowValues): string {
  return values.in || values.out ? `${values.in ?? ''}–${values.out ?? ''}` : ''
}

/** The groups of people that are counted, and that can be looked at alone. */
export const rollGroups = ['unmarked', 'present', 'absent', 'excused', 'late', 'doubtful'] as const
export type RollGroup = (typeof rollGroups)[number]

/** `first`: when whoever came several times came first (HH:MM). */
type Row = { values: RowValues; held: HeldBack | null; first: string }

/** Whether a row is of a group; who came after `lateFrom` (HH:MM) is late, whom better evidence speaks of is doubtful. */
export function isOfGroup(group: RollGroup, { values, held, first }: Row, lateFrom: string): boolean {
  const { status = '', in: arrival = '' } = values
  if (group === 'unmarked') return status === ''
  if (group === 'late') return status === 'present' && (arrival || first) > lateFrom
  if (group === 'doubtful') return held !== null && status === ''
  return status === group
}
