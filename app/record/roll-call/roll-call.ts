// SPDX-License-Identifier: AGPL-3.0-or-later
// The roll call's forms: the whole page at once, and what a page with script sends as it goes.
import { z } from 'zod'
import { line, reference, text } from '#base/http/fields.ts'
import { type SeenMark, statementOf, typedRow, type Window } from '#record/attendance/row-typed.ts'
import { markStatuses } from '#record/marks/mark.ts'
import { typedTimes, walkInIntervals } from '#record/walk-ins/walk-in.ts'
import type { HeldBack } from './held-back.server.ts'

const common = {
  nonce: z.uuid(),
  topic: text(2000).optional(),
  /** The topic as the page showed it: another trainer may have written one since. */
  topic_seen: z.string().max(8000).optional(),
  reason: line(500).optional(),
}

/** The form of a meeting's roll call, all right or all refused. Rows without a status are left out. See statementOf for `seen`. */
export function rollCallSchema(meeting: Window, zone: string, seen: ReadonlyMap<string, SeenMark>) {
  return z.object({
    ...common,
    marks: z
      .record(z.uuid(), typedRow)
      .default({})
      .transform((rows, context) =>
        Object.entries(rows).flatMap(([person_id, typed]) => {
          const row = statementOf(person_id, typed, meeting, zone, seen)
          if ('stated' in row) return row.stated ? [{ person_id, ...row.stated }] : []
          const { field, message } = row.wrong
          context.addIssue({
            code: 'custom',
            path: [person_id, field],
            message,
            input: typed[field],
          })
          return []
        }),
      ),
    walk_ins: z
      .record(z.uuid(), typedTimes)
      .default({})
      .transform((rows, context) =>
        Object.entries(rows).flatMap(([id, typed]) => {
          const times = walkInIntervals(typed, meeting, zone)
          if ('intervals' in times) return [{ id, typed, intervals: times.intervals }]
          const { field, message } = times.wrong
          context.addIssue({ code: 'custom', path: [id, field], message, input: typed[field] })
          return []
        }),
      ),
  })
}

const stamp = z.string().max(200).optional()
const moment = z.iso.datetime({ precision: 3 })

/** A row as the device says it: which statement it is, when it was made by its clock, and on which page. */
const savedRow = typedRow.extend({
  status: z.enum([...markStatuses, 'withdrawn']).optional(),
  nonce: z.uuid().optional(),
  at: moment.optional(),
  given: stamp,
})

export type SavedRow = z.output<typeof savedRow>

/** What a page with script sends: some rows, each right or wrong by itself (save-rows.server.ts). */
export const savedRollSchema = z.object({
  ...common,
  /** Whose page it is: somebody else may have signed in on the same browser since. */
  account: reference,
  /** Up to when the page knows what others recorded. */
  since: z.iso.datetime(),
  /** When it was sent, by the device's clock. */
  sent_at: moment.optional(),
  /** The stamp of the page. */
  given: stamp,
  marks: z.record(z.uuid(), savedRow).default({}),
  walk_ins: z.record(z.uuid(), typedTimes).default({}),
})

/** What a page asks that is open while others call the same roll. */
export const rollSinceSchema = z.object({ since: moment })

export type SavedRoll = z.output<typeof savedRollSchema>

/** Whether the topic was written on this page, and not only left as it was shown. */
export function topicTyped({
  topic,
  topic_seen,
}: {
  topic?: string | undefined
  topic_seen?: string | undefined
}) {
  return (topic ?? '') !== (topic_seen ?? '').replace(/\r\n?/g, '\n')
}

/** What one button says of everybody whom nobody has marked. */
export const allStatuses = { all_present: 'present', all_absent: 'absent' } as const

export type AllStatus = (typeof allStatuses)[keyof typeof allStatuses]

/** Whether a word about all speaks of somebody: never of whose arrival waits, of presence not of whom the report did not see. */
export function speaksOf(status: string | undefined, held: HeldBack | undefined): boolean {
  return held === undefined || (held === 'unseen' && status === 'absent')
}

/** The fields of a roll that was sent, with everybody who has no status yet, but who is held back; nothing is checked. */
export function everybody(sent: FormData, status: AllStatus, held: ReadonlyMap<string, HeldBack>): FormData {
  const form = new FormData()
  for (const [name, value] of sent) form.append(name, value)
  const names = new Set(form.keys())
  for (const name of names) {
    const [group, person = '', key] = name.split('.')
    if (group !== 'marks' || key !== 'base' || !speaksOf(status, held.get(person))) continue
    const field = `marks.${person}.status`
    if (!names.has(field)) form.append(field, status)
  }
  return form
}
