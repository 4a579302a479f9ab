// SPDX-License-Identifier: AGPL-3.0-or-later
// What a roll call that was saved answers to the page, in words where it is shown.
import { now } from '#base/clock.server.ts'
import { env } from '#base/env.server.ts'
import { showHours, showTime } from '#base/i18n/format.ts'
import { m } from '#base/i18n/paraglide/messages.js'
import { shownTimes } from '#record/attendance/row-typed.ts'
import { lastStatement } from '#record/marks/in-force.ts'
import type { MarkToWrite, StatedOf } from '#record/marks/judge.ts'
import { saysTheSame, statusShown, timesOf } from '#record/marks/mark.ts'
import { creditedSoFar, scheduledMinutes } from '#record/marks/minutes.ts'
import type { KeptMark } from '#record/marks/rows.server.ts'
import { statusName } from '#record/marks/words.ts'

export type RowAnswer = {
  /** The last statement, '' where there is none. */
  mark: string
  /** '' of whom is to be recorded. */
  status: string
  in: string
  out: string
  /** Several times of presence: they are changed on the person's page only. */
  several: boolean
  /** Whether what is in force is what the row said. */
  stated: boolean
  /** Who recorded it, what else was stated. */
  text: string
  /** What is credited, and that the person recorded it, in words. */
  credited: string
}

export type RollAnswer = {
  /** Up to when the page now knows what others recorded. */
  at: string
  rows: Record<string, RowAnswer>
  wrong: Record<string, { field: string | null; message: string }>
  walk_ins: string[]
  topic: { kept: string; told?: string } | { field: string | null; message: string } | null
  /** What somebody else wrote as the topic since, and how it is told. */
  topic_news?: { topic: string; told: string } | null
  /** Of whom the register was closed already, and what was said is a proposed correction; in words. */
  proposed?: Record<string, string>
}

type Meeting = { starts_at: string; ends_at: string; breaks: string; late_after: number }
type Recorded = ReadonlyMap<string, readonly KeptMark[]>
type About = {
  stated: readonly StatedOf[]
  judged: readonly MarkToWrite<KeptMark>[]
  since: string
  accountId: string
}

/** Of whom somebody else recorded something since a moment, in force or not. */
export function newsSince(recorded: Recorded, since: string, accountId: string): string[] {
  return [...recorded].flatMap(([person_id, marks]) =>
    marks.some((mark) => isNews(mark, since, accountId)) ? [person_id] : [],
  )
}

function isNews(mark: KeptMark, since: string, accountId: string): boolean {
  return mark.recorded_at >= since && mark.recorded_by !== accountId
}

/** What is recorded of some people, as their rows show it. */
export function answerOf(
  people: readonly string[],
  recorded: Recorded,
  meeting: Meeting,
  about: About,
): Record<string, RowAnswer> {
  const stated = new Map(about.stated.map((one) => [one.person_id, one]))
  const judged = new Map(about.judged.map((one) => [one.stated.person_id, one]))
  const scheduled = showHours(scheduledMinutes(timesOf(meeting)))
  const rows = people.flatMap((person_id) => {
    const marks = recorded.get(person_id) ?? []
    const last = lastStatement(marks)
    if (!last) return []
    const own = stated.get(person_id)
    const texts = [
      ...toldOf(judged.get(person_id), last, meeting),
      ...otherVoices(marks, last, meeting, about, judged.has(person_id)),
    ]
    const credited = [
      last.status === 'present' &&
        m.attendance_credited_of({
          credited: showHours(creditedSoFar(last.intervals, timesOf(meeting), now())),
          scheduled,
        }),
      last.source === 'self' && m.attendance_row_self(),
    ]
    const withdrawn = last.status === 'withdrawn'
    const row = {
      mark: last.id,
      status: withdrawn ? '' : last.status,
      ...shownTimes(last, meeting, env().TZ_DISPLAY),
      several: last.intervals.length > 1,
      stated: own !== undefined && saysTheSame(last, own),
      text: texts.filter(Boolean).join(' '),
      credited: credited.filter(Boolean).join(' '),
    }
    return [[person_id, row] as const]
  })
  return Object.fromEntries(rows)
}

/** What the author of a statement is told about it: whom it superseded, or that it came too late to be in force. */
function toldOf(
  change: MarkToWrite<KeptMark> | undefined,
  last: KeptMark,
  meeting: Meeting,
): (string | false)[] {
  if (!change) return []
  const author = change.current?.recorded_by_name ?? 'Presente'
  const { kind, stated, said } = change
  return [
    kind === 'conflict' && m.attendance_row_conflict({ author }),
    kind === 'overtaken' &&
      m.attendance_row_overtaken({
        status: statusName(statusShown(stated, meeting)).toLowerCase(),
        time: showTime(said.at),
        later: showTime(last.restated_at),
      }),
  ]
}

/** What others recorded, told to whoever did not see it: what is in force, and what arrived after it though stated before. */
function otherVoices(
  marks: readonly KeptMark[],
  last: KeptMark,
  meeting: Meeting,
  { since, accountId }: About,
  judged: boolean,
): (string | false)[] {
  const author = last.recorded_by_name ?? 'Presente'
  const late = marks.find(
    (mark) => mark !== last && isNews(mark, since, accountId) && mark.stated_at < last.restated_at,
  )
  const told = !judged && late !== undefined && last.recorded_by === accountId
  return [
    // Of a check-in its own person is the author: that is said with what is credited.
    last.recorded_by !== accountId && last.source !== 'self' && newsOf(last, author, meeting),
    told &&
      m.attendance_row_late_other({
        author: late.recorded_by_name ?? 'Presente',
        status: statusName(statusShown(late, meeting)).toLowerCase(),
        time: showTime(late.stated_at),
      }),
  ]
}

/** What another recorded. */
function newsOf(last: KeptMark, author: string, meeting: Meeting): string {
  if (last.status === 'withdrawn') return m.attendance_row_withdrawn_by({ author })
  return m.attendance_row_by_other({ status: statusName(statusShown(last, meeting)), author })
}
