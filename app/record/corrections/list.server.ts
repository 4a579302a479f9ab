// SPDX-License-Identifier: AGPL-3.0-or-later
// The corrections of a closed page: those that wait to be signed, and what was decided of the others.
import { sql } from 'kysely'
import type { Db } from '#db/connect.server.ts'
import type { Sector } from '#db/schema.ts'
import { personName } from '#plan/people/person.ts'
import { inForce } from '#record/marks/in-force.ts'
import { breaksOf, intervalsOf } from '#record/marks/mark.ts'
import type { Interval } from '#record/marks/minutes.ts'
import { type Change, readChange } from '#record/proposals/change.ts'

type MeetingRow = {
  id: string
  title: string
  starts_at: string
  ends_at: string
  breaks: string
  mode: 'in_person' | 'virtual_class' | 'hybrid' | 'webinar'
  venue: string | null
  link: string | null
  topic: string | null
}

/** A page of them: those that wait first, then the last decided; each with what is in force now and what it would be. */
export async function correctionsAt(
  db: Db,
  meeting: MeetingRow,
  { limit, offset }: { limit: number; offset: number },
) {
  const waits = sql<number>`case when state = 'waiting' then 0 else 1 end`
  const all = db
    .selectFrom('proposed_mark')
    .select(['id', 'stated_at as at', sql<string>`'mark'`.as('of')])
    .select(waits.as('after'))
    .where('meeting_id', '=', meeting.id)
    .unionAll(
      db
        .selectFrom('proposed_change')
        .select(['id', 'proposed_at as at', sql<string>`'change'`.as('of')])
        .select(waits.as('after'))
        .where('meeting_id', '=', meeting.id)
        .where('state', '<>', 'replaced'),
    )
  const page = await db
    .selectFrom(all.as('one'))
    .select(['id', 'of'])
    .orderBy('after')
    .orderBy('at')
    .orderBy('id')
    .limit(limit)
    .offset(offset)
    .execute()
  const { total } = await db
    .selectFrom(all.as('one'))
    .select((eb) => eb.fn.countAll().as('total'))
    .executeTakeFirstOrThrow()
  const idsOf = (of: string) => page.flatMap((one) => (one.of === of ? [one.id] : []))
  const marks = new Map((await marksAmong(db, meeting.id, idsOf('mark'))).map((row) => [row.id, row]))
  const changes = new Map((await changesAmong(db, meeting, idsOf('change'))).map((row) => [row.id, row]))
  const corrections = page.flatMap(({ id }) => marks.get(id) ?? changes.get(id) ?? [])
  return { corrections, total: Number(total) }
}

async function marksAmong(db: Db, meeting_id: string, ids: readonly string[]) {
  if (ids.length === 0) return []
  const rows = await db
    .selectFrom('proposed_mark as proposed')
    .innerJoin('person', 'person.id', 'proposed.person_id')
    .innerJoin('account', 'account.id', 'proposed.proposed_by')
    .leftJoin('account as decider', 'decider.id', 'proposed.decided_by')
    .leftJoin('mark', (join) =>
      join
        .onRef('mark.person_id', '=', 'proposed.person_id')
        .on('mark.meeting_id', '=', meeting_id)
        .on(inForce),
    )
    .select(['proposed.id', 'proposed.person_id', 'proposed.status', 'proposed.intervals', 'proposed.note'])
    .select(['proposed.stated_at', 'proposed.arrived_at', 'proposed.state', 'proposed.decided_at'])
    .select(['account.name as proposed_by', 'decider.name as decided_by'])
    .select(['person.first_name', 'person.last_name'])
    .select(['mark.status as status_now', 'mark.intervals as intervals_now'])
    .where('proposed.id', 'in', ids)
    .execute()
  return rows.map(({ first_name, last_name, intervals, status_now, intervals_now, ...row }) => ({
    ...row,
    of: 'mark' as const,
    intervals: intervalsOf(intervals),
    name: personName(first_name, last_name),
    now:
      status_now === null || intervals_now === null
        ? null
        : { status: status_now, intervals: intervalsOf(intervals_now) },
  }))
}

async function changesAmong(db: Db, meeting: MeetingRow, ids: readonly string[]) {
  if (ids.length === 0) return []
  const rows = await db
    .selectFrom('proposed_change as proposed')
    .innerJoin('account', 'account.id', 'proposed.proposed_by')
    .leftJoin('account as decider', 'decider.id', 'proposed.decided_by')
    .select([
      'proposed.id',
      'proposed.change',
      'proposed.proposed_at',
      'proposed.state',
      'proposed.decided_at',
    ])
    .select(['account.name as proposed_by', 'decider.name as decided_by'])
    .where('proposed.id', 'in', ids)
    .execute()
  const read = rows.map((row) => ({ ...row, change: readChange(row.change) }))
  const changes = read.map(({ change }) => change)
  const walkIns = await walkInsAmong(db, changes)
  const persons = await personsAmong(db, changes)
  const { title, starts_at, ends_at, mode, venue, link, topic } = meeting
  const now = { title, starts_at, ends_at, mode, venue, link, topic, breaks: breaksOf(meeting.breaks) }
  return read.map((row) => ({
    ...row,
    of: 'change' as const,
    now,
    walkIn: 'walk_in' in row.change ? (walkIns.get(walkInOf(row.change)) ?? null) : null,
    person: row.change.kind === 'walk_in_matched' ? (persons.get(row.change.person_id) ?? null) : null,
  }))
}

function walkInOf(change: Extract<Change, { walk_in: unknown }>): string {
  return typeof change.walk_in === 'string' ? change.walk_in : change.walk_in.id
}

type WalkInNow = { name: string; organisation: string; sector: Sector; intervals: Interval[] }

async function walkInsAmong(db: Db, changes: readonly Change[]) {
  const ids = changes.flatMap((change) => ('walk_in' in change ? [walkInOf(change)] : []))
  if (ids.length === 0) return new Map<string, WalkInNow>()
  const rows = await db
    .selectFrom('walk_in')
    .select(['id', 'first_name', 'last_name', 'organisation', 'sector', 'intervals'])
    .where('id', 'in', ids)
    .execute()
  return new Map(
    rows.map(({ id, first_name, last_name, intervals, ...row }): [string, WalkInNow] => {
      return [id, { ...row, name: personName(first_name, last_name), intervals: intervalsOf(intervals) }]
    }),
  )
}

async function personsAmong(db: Db, changes: readonly Change[]): Promise<Map<string, string>> {
  const ids = changes.flatMap((change) => (change.kind === 'walk_in_matched' ? [change.person_id] : []))
  if (ids.length === 0) return new Map()
  const rows = await db
    .selectFrom('person')
    .select(['id', 'first_name', 'last_name'])
    .where('id', 'in', ids)
    .execute()
  return new Map(rows.map(({ id, first_name, last_name }) => [id, personName(first_name, last_name)]))
}

export type Correction = Awaited<ReturnType<typeof correctionsAt>>['corrections'][number]
