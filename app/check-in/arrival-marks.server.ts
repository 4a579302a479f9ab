// SPDX-License-Identifier: AGPL-3.0-or-later
// The marks that people's own check-ins come to. Run by settle.server.ts, in its transaction.
import { columnOf, intervalsOf, saysTheSame, timesOf } from '#app/attendance/mark.ts'
import { isSettled } from '#app/attendance/mark-change.ts'
import { insertMarks, supersedeMarks } from '#app/attendance/mark-rows.server.ts'
import { holdMeeting } from '#app/attendance/meeting-lock.server.ts'
import { creditedMinutes, type Interval } from '#app/attendance/minutes.ts'
import { refreshParticipants } from '#app/attendance/participants.server.ts'
import { newId, now } from '#app/clock.server.ts'
import { m } from '#app/i18n/paraglide/messages.js'
import { refreshCompletions } from '#app/learning/completion.server.ts'
import { record } from '#app/ledger/ledger.server.ts'
import type { Db } from '#db/connect.server.ts'
import { presenceOf } from './arrival.ts'

/**
 * Writes the marks of some people's check-ins at a meeting, with participants, completions and ledger, as recordMarks
 * does; returns the ids of the check-ins that are settled by it, those that another's mark overrules among them.
 */
export async function marksOfArrivals(db: Db, meeting_id: string, people: string[]): Promise<string[]> {
  const meeting = await holdMeeting(db, meeting_id)
  const scans = await scansOf(db, meeting_id, people)
  const ids = scans.map((scan) => scan.id)
  if (isSettled(meeting) || meeting.state === 'cancelled') return ids
  const enrolments = await enrolmentsOf(db, meeting.edition_id, people)
  const marks = await currentMarks(db, meeting_id, people)
  const changes = [...enrolments.keys()].flatMap((person_id) => {
    const own = scans.filter((scan) => scan.person_id === person_id)
    const last = own.at(-1)
    const presence = presenceOf(own, meeting.ends_at)
    const current = marks.get(person_id) ?? null
    if (!presence || !last || (current && current.source !== 'self')) return []
    const stated = { status: 'present' as const, intervals: [presence] }
    if (current && saysTheSame(current, stated)) return []
    return [{ ...stated, current, id: newId(), person_id, by: last.by }]
  })
  await supersedeMarks(
    db,
    changes.flatMap(({ current, id }) => (current ? [{ old: current.id, by: id }] : [])),
  )
  const moment = now()
  const times = timesOf(meeting)
  const rows = changes.map(({ current, id, person_id, status, intervals, by }) => ({
    by,
    current,
    intervals,
    row: {
      id,
      meeting_id,
      person_id,
      role: 'participant' as const,
      status,
      intervals: columnOf(intervals),
      credited_minutes: creditedMinutes(intervals, times),
      source: 'self' as const,
      reason: current ? m.checkin_reason_exit() : null,
      recorded_by: by.accountId,
      recorded_at: moment,
      nonce: newId(),
    },
  }))
  await insertMarks(
    db,
    rows.map(({ row }) => row),
  )
  await record(
    db,
    null,
    ...rows.map(({ by, current, intervals, row }) => {
      const { person_id, role, source, reason } = row
      return {
        act: current ? ('mark_corrected' as const) : ('mark_recorded' as const),
        subject: ['mark', row.id] as const,
        projectId: meeting.project_id,
        ...(current && { before: { ...said(current), reason: current.reason } }),
        after: { ...said({ ...row, intervals }), reason, meeting_id, person_id, role, source },
        by,
      }
    }),
  )
  if (rows.length > 0 && meeting.state === 'planned') {
    await db.updateTable('meeting').set({ state: 'open' }).where('id', '=', meeting_id).execute()
  }
  const marked = rows.map(({ row }) => row.person_id)
  await refreshParticipants(db, null, meeting.project_id, marked)
  await refreshCompletions(
    db,
    null,
    marked.flatMap((person_id) => enrolments.get(person_id) ?? []),
  )
  return ids
}

type Said = { status: string; intervals: Interval[]; credited_minutes: number }

function said({ status, intervals, credited_minutes }: Said) {
  return { status, intervals, credited_minutes }
}

/** What counts of people's check-ins, settled before or not, oldest first, each with the account it was made with. */
async function scansOf(db: Db, meeting_id: string, people: string[]) {
  const rows = await db
    .selectFrom('check_in')
    .innerJoin('account', 'account.id', 'check_in.account_id')
    .select(['check_in.id', 'check_in.person_id', 'check_in.kind', 'check_in.at'])
    .select(['account.id as account_id', 'account.name'])
    .where('check_in.meeting_id', '=', meeting_id)
    .where('check_in.person_id', 'in', people)
    .where('check_in.state', 'in', ['accepted', 'confirmed'])
    .orderBy('check_in.at')
    .orderBy('check_in.id')
    .execute()
  return rows.map(({ account_id, name, ...scan }) => ({ ...scan, by: { accountId: account_id, name } }))
}

async function enrolmentsOf(db: Db, edition_id: string, people: string[]): Promise<Map<string, string>> {
  const rows = await db
    .selectFrom('enrolment')
    .select(['id', 'person_id'])
    .where('edition_id', '=', edition_id)
    .where('state', '=', 'enrolled')
    .where('person_id', 'in', people)
    .execute()
  return new Map(rows.map((row) => [row.person_id, row.id]))
}

async function currentMarks(db: Db, meeting_id: string, people: string[]) {
  const rows = await db
    .selectFrom('mark')
    .select(['id', 'person_id', 'status', 'intervals', 'credited_minutes', 'source', 'reason'])
    .where('meeting_id', '=', meeting_id)
    .where('person_id', 'in', people)
    .where('superseded_by', 'is', null)
    .execute()
  return new Map(rows.map((row) => [row.person_id, { ...row, intervals: intervalsOf(row.intervals) }]))
}
