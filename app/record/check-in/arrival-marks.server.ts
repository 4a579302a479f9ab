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
import { lastStatement } from '#record/marks/in-force.ts'
import { saysTheSame } from '#record/marks/mark.ts'
import type { Interval } from '#record/marks/minutes.ts'
import { type KeptMark, marksByPerson } from '#record/marks/rows.server.ts'
import { afterScans, saidAt, sinceItBegan } from './after-scans.ts'

/**
 * Writes the marks of some people's check-ins at a meeting, with participants, completions and ledger, as recordMarks
 * does; returns the ids of the check-ins that are settled by it, those that a later statement overrules among them.
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
  const recorded = await marksOf(db, meeting_id, people)
  const marks = [...enrolments.keys()].flatMap((person_id) => {
    const all = recorded.get(person_id) ?? []
    const scanned = scans.filter((scan) => scan.person_id === person_id)
    const own = sinceItBegan(scanned, meeting.starts_at)
      .map((scan) => ({ ...scan, said_at: saidAt(scan, meeting) }))
      .sort((a, b) => (a.said_at + a.at < b.said_at + b.at ? -1 : 1))
    const current = lastStatement(all) ?? null
    const before = lastOfOthers(all)
    const found: After<(typeof own)[number]> | null =
      afterScans(before, own, meeting.ends_at) ?? thereAlready(before, current, own)
    if (!found) return []
    const { last, intervals, reason = reasonFor(current), stated_at = last.said_at } = found
    const stated = { status: 'present' as const, intervals }
    if (current && saysTheSame(current, stated)) return []
    const common = { person_id, role: 'participant' as const, source: 'self' as const, nonce: newId() }
    return [{ ...common, ...stated, reason, by: last.by, current, stated_at }]
  })
  await writeMarks(db, null, meeting, marks, { enrolments, moment: now() })
  return ids
}

/** Of some people, those with a check-in that counts and was made, or confirmed, after what was stated of them. */
export async function scannedSince(
  db: Db,
  meeting: { id: string; starts_at: string },
  stated: readonly { person_id: string; stated_at?: string }[],
): Promise<string[]> {
  if (stated.length === 0) return []
  const people = stated.map(({ person_id }) => person_id)
  const scans = Map.groupBy(await scansOf(db, meeting.id, people), (scan) => scan.person_id)
  return stated.flatMap(({ person_id, stated_at }) => {
    const own = scans.get(person_id) ?? []
    const isSince = stated_at !== undefined && own.some((scan) => saidAt(scan, meeting) > stated_at)
    return isSince ? [person_id] : []
  })
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
    .select(['check_in.id', 'check_in.person_id', 'check_in.kind', 'check_in.at', 'check_in.decided_at'])
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

/** What somebody other than the person stated last, or the withdrawal of it; null where nobody did. */
function lastOfOthers(marks: readonly KeptMark[]): KeptMark | null {
  const others = marks.filter((mark) => mark.source !== 'self')
  const inOrder = others.sort((a, b) =>
    a.restated_at + a.restated_nonce < b.restated_at + b.restated_nonce ? -1 : 1,
  )
  return inOrder.at(-1) ?? null
}

type After<Own> = { intervals: Interval[]; last: Own; reason?: string; stated_at?: string }

/**
 * What check-ins come to that have become a mark, where what somebody stated before them arrives only now and says that the person
 * was there already: then they change nothing of it. Null where they have not, or it does not.
 */
function thereAlready<Own>(
  before: KeptMark | null,
  current: KeptMark | null,
  own: readonly Own[],
): After<Own> | null {
  const last = own.at(-1)
  if (!last || current?.source !== 'self' || before?.status !== 'present') return null
  if (before.restated_at > current.restated_at) return null
  const { intervals } = before
  return { intervals, last, reason: m.checkin_reason_there(), stated_at: current.restated_at }
}

function reasonFor(current: KeptMark | null): string | null {
  if (!current) return null
  return current.source === 'self' ? m.checkin_reason_exit() : m.checkin_reason_other()
}

/** Every mark of some people at a meeting, superseded ones too, by person. */
async function marksOf(db: Db, meeting_id: string, people: string[]): Promise<Map<string, KeptMark[]>> {
  const all = await marksByPerson(db, meeting_id)
  return new Map(people.map((person_id) => [person_id, all.get(person_id) ?? []]))
}
