// SPDX-License-Identifier: AGPL-3.0-or-later
import { z } from 'zod'
import { about, line } from '#base/http/fields.ts'
import { m } from '#base/i18n/paraglide/messages.js'
import type { CourseKind } from '#db/schema.ts'
import { mostMeetings, typedMeetings } from '#plan/meetings/meeting.ts'

export const editionKinds = [
  'course',
  'laboratory',
  'workshop',
  'table',
  'event',
] as const satisfies readonly CourseKind[]

/** PROJECT-COURSE-NN: letters and digits in two to four parts; part of addresses, so it never changes. */
export const editionCode = z
  .string()
  .max(100)
  .pipe(
    z
      .string()
      .trim()
      .toUpperCase()
      .regex(/^[A-Z0-9]{2,12}(-[A-Z0-9]{1,12}){1,3}$/, { error: () => m.editions_code_rule() }),
  )

const capacity = z.coerce.number().int().min(1).max(10_000)

/** Each meeting is fifteen fields, of which the form of an edition shows ten. */
export const mostEditionFields = 15 * mostMeetings + 20

export const editionSchema = z
  .object({
    /** Given by the page, so that a form sent twice adds one edition. */
    id: z.uuid(),
    course: z.string().max(100).optional(),
    kind: z.enum(editionKinds).optional(),
    title: line(200).optional(),
    code: editionCode.optional(),
    venue: line(200).optional(),
    capacity: capacity.optional(),
    meetings: typedMeetings,
  })
  .refine((edition) => edition.course || edition.title, {
    path: ['title'],
    error: () => m.editions_title_without_course(),
    ...about('course', 'title'),
  })

/** What of an edition may change: its code is its address, its course what people were enrolled in. */
export const changedEditionSchema = z.object({
  title: line(200),
  venue: line(200).optional(),
  capacity: capacity.optional(),
})

// What the middle of a code says when there is no course to abbreviate.
const abbreviations: Record<CourseKind, string> = {
  course: 'COR',
  laboratory: 'LAB',
  workshop: 'WOR',
  table: 'TAV',
  event: 'EVE',
}

const smallWords = new Set(
  'a ai al and at con da dei del della di e ed for i il in la le nel of on per the to'.split(' '),
)

/**
 * The beginning of an edition's code: the project's address, then the initials of the course's ("law-in-action" is LA;
 * of a single word its first three letters), or the kind when there is no course. The number follows.
 */
export function codePrefix(projectSlug: string, courseSlug: string | null, kind: CourseKind): string {
  const project = letters(projectSlug).slice(0, 12).padEnd(2, 'X')
  if (courseSlug === null) return `${project}-${abbreviations[kind]}`
  const words = courseSlug.split('-').filter((word) => letters(word) !== '')
  const long = words.filter((word) => !smallWords.has(word.toLowerCase()))
  const said = long.length > 0 ? long : words
  const short =
    said.length === 1 ? letters(said[0] ?? '').slice(0, 3) : said.map((word) => letters(word)[0]).join('')
  return `${project}-${short.slice(0, 12) || abbreviations[kind]}`
}

/** The next free code of a prefix: two digits at least, one more than the highest that is taken. */
export function proposedCode(prefix: string, taken: readonly string[]): string {
  const numbers = taken.flatMap((code) => {
    const rest = code.startsWith(`${prefix}-`) ? code.slice(prefix.length + 1) : ''
    return /^\d{1,9}$/.test(rest) ? [Number(rest)] : []
  })
  return `${prefix}-${String(Math.max(0, ...numbers) + 1).padStart(2, '0')}`
}

function letters(text: string): string {
  return text.toUpperCase().replace(/[^A-Z0-9]/g, '')
}

export type EditionState = 'unplanned' | 'planned' | 'running' | 'finished'

type Held = { state: string; starts_at: string; ends_at: string }

/** Where an edition is, of all its meetings. */
export function stateOfEdition(meetings: readonly Held[], moment: string): EditionState {
  const held = meetings.filter((meeting) => meeting.state !== 'cancelled')
  const first = held.map((meeting) => meeting.starts_at).sort()[0]
  const last = held
    .map((meeting) => meeting.ends_at)
    .sort()
    .at(-1)
  return editionState(first ?? null, last ?? null, moment)
}

/**
 * Where an edition is, from the first start and last end of its meetings that are not cancelled. It has finished when they were
 * all held: without one there is nothing that finished.
 */
export function editionState(starts_at: string | null, ends_at: string | null, moment: string): EditionState {
  if (starts_at === null || ends_at === null) return 'unplanned'
  if (moment < starts_at) return 'planned'
  return moment <= ends_at ? 'running' : 'finished'
}
