// SPDX-License-Identifier: AGPL-3.0-or-later
// The marks that people's own check-ins come to. Run by settle.server.ts, in its transaction.
import type { Transaction } from 'kysely'
import { newId, now } from '#base/clock.server.ts'
import { m } from '#base/i18n/paraglide/messages.js'
import type { Db } from '#db/connect.server.ts'
import type { Database } from '#db/schema.ts'
import { holdMeeting } from '#plan/meetings/lock.server.ts'
import { isSettled } from '#plan/meetings/meeting.ts'
import { writeMarks } from '#record/attendance/writing.server.ts'
import { inForce } from '#record/marks/in-force.ts'
import { intervalsOf, saysTheSame } from '#record/marks/mark.ts'
import { presenceOf } from './arrival.ts'

/**
 * Writes the marks of some people's check-ins at a meeting, with participants, completions and ledger, as recordMarks
 * does; returns the ids of the check-ins that are settled by it, those that another's mark overrules among them.
 */
export async function marksOfArrivals(
  db: Transaction<Database>,
  meeting_id: string,
  people: string[],
): Promise<string[]> {
  const meeting = await holdMeeting(db, meeting_id)
  await doubtSameDevice(db, meeting_id, people)
  const scans = await scansOf(db, meeting_id, people)
  const ids = scans.map((scan) => scan.id)
  if (isSettled(meeting) || meeting.state === 'cancelled') return ids
  const enrolments = await enrolmentsOf(db, meeting.edition_id, people)
  const inForce = await currentMarks(db, meeting_id, people)
  const marks = [...enrolments.keys()].flatMap((person_id) => {
    const own = scans.filter((scan) => scan.person_id === person_id)
    const last = own.at(-1)
    const presence = presenceOf(own, meeting.ends_at)
    const current = inForce.get(person_id) ?? null
    if (!presence || !last || (current && current.source !== 'self')) return []
    const stated = { status: 'present' as const, intervals: [presence] }
    if (current && saysTheSame(current, stated)) return []
    const reason = current ? m.checkin_reason_exit() : null
    const role = 'participant' as const
    const source = 'self' as const
    // Said by scanning: by who came early, as the meeting begins.
    const stated_at = last.at > meeting.starts_at ? last.at : meeting.starts_at
    return [{ ...stated, person_id, role, source, reason, nonce: newId(), by: last.by, current, stated_at }]
  })
  await writeMarks(db, null, meeting, marks, { enrolments, moment: now() })
  return ids
}

/**
 * Of several people who entered with one browser at the same instant none saw the others: all but the first wait for the
 * trainer's word, as they do who come later (see arrivalOf).
 */
async function doubtSameDevice(
  db: Transaction<Database>,
  meeting_id: string,
  people: string[],
): Promise<void> {
  await db
    .updateTable('check_in')
    .set({ state: 'waiting', doubt: 'same_device' })
    .where('meeting_id', '=', meeting_id)
    .where('person_id', 'in', people)
    .where('kind', '=', 'entry')
    .where('state', '=', 'accepted')
    .where('settled_at', 'is', null)
    .where(({ exists, selectFrom }) =>
      exists(
        selectFrom('check_in as first')
          .select('first.id')
          .whereRef('first.meeting_id', '=', 'check_in.meeting_id')
          .whereRef('first.device', '=', 'check_in.device')
          .whereRef('first.person_id', '!=', 'check_in.person_id')
          .whereRef('first.id', '<', 'check_in.id')
          .where('first.state', '!=', 'rejected'),
      ),
    )
    .execute()
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
    .where(inForce)
    .execute()
  return new Map(rows.map((row) => [row.person_id, { ...row, intervals: intervalsOf(row.intervals) }]))
}
