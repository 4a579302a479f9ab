// SPDX-License-Identifier: AGPL-3.0-or-later
// What was asked and what was answered, for those who asked and for those who answer.
import { minutesAfter } from '#base/clock.server.ts'
import { listPage } from '#base/http/list.ts'
import type { Db } from '#db/connect.server.ts'
import { personName } from '#plan/people/person.ts'
import { inForce } from '#record/marks/in-force.ts'
import { intervalsOf } from '#record/marks/mark.ts'

/** What is shown of a request. */
function asked(db: Db) {
  return db
    .selectFrom('correction_request')
    .innerJoin('account as asker', 'asker.id', 'correction_request.asked_by')
    .leftJoin('account as answerer', 'answerer.id', 'correction_request.answered_by')
    .leftJoin('person', 'person.id', 'correction_request.person_id')
    .select(['correction_request.id', 'correction_request.meeting_id', 'correction_request.kind'])
    .select(['correction_request.person_id', 'correction_request.asked_by', 'correction_request.asked_at'])
    .select(['correction_request.text', 'correction_request.state', 'correction_request.answer'])
    .select(['correction_request.answered_at', 'asker.name as asked_by_name'])
    .select(['answerer.name as answered_by_name', 'person.first_name', 'person.last_name'])
}

type Row = Awaited<ReturnType<ReturnType<typeof asked>['executeTakeFirstOrThrow']>>

function shown({ first_name, last_name, ...row }: Row) {
  return { ...row, person: first_name === null ? null : personName(first_name, last_name ?? '') }
}

type Which = { limit: number; offset: number; person_id?: string; kind?: 'own' | 'locked' }

/** A page of the requests about a meeting, those that wait first, then the latest; of one person, or of one kind, when asked. */
export async function requestsAt(db: Db, meeting_id: string, which: Which) {
  const { limit, offset, person_id = null, kind = null } = which
  const { rows, ...paging } = await listPage(
    asked(db)
      .where('correction_request.meeting_id', '=', meeting_id)
      .$if(person_id !== null, (query) => query.where('correction_request.person_id', '=', person_id))
      .$if(kind !== null, (query) => query.where('correction_request.kind', '=', kind ?? 'own'))
      .orderBy((eb) => eb.case().when('correction_request.state', '=', 'open').then(0).else(1).end())
      .orderBy('correction_request.asked_at', 'desc')
      .orderBy('correction_request.id')
      .limit(limit)
      .offset(offset)
      .execute(),
    db
      .selectFrom('correction_request')
      .select((eb) => eb.fn.countAll().as('total'))
      .where('meeting_id', '=', meeting_id)
      .$if(person_id !== null, (query) => query.where('person_id', '=', person_id))
      .$if(kind !== null, (query) => query.where('kind', '=', kind ?? 'own'))
      .executeTakeFirstOrThrow(),
  )
  return { requests: rows.map(shown), ...paging }
}

/** The mark in force of a person at a meeting, as much of it as they read; null where there is none. */
export async function findOwnMark(db: Db, meeting_id: string, person_id: string) {
  const mark = await db
    .selectFrom('mark')
    .select(['status', 'intervals'])
    .where('meeting_id', '=', meeting_id)
    .where('person_id', '=', person_id)
    .where(inForce)
    .executeTakeFirst()
  return mark ? { status: mark.status, intervals: intervalsOf(mark.intervals) } : null
}

/** What people say is wrong in their own presence at a meeting and waits for an answer: the text, by person. */
export async function openReports(db: Db, meeting_id: string): Promise<Map<string, string>> {
  const rows = await db
    .selectFrom('correction_request')
    .select(['person_id', 'text'])
    .where('meeting_id', '=', meeting_id)
    .where('kind', '=', 'own')
    .where('state', '=', 'open')
    .execute()
  return new Map(rows.flatMap(({ person_id, text }) => (person_id === null ? [] : [[person_id, text]])))
}

/** Of some meetings, those about which a report of a person's waits. */
export async function reportedBy(
  db: Db,
  person_id: string,
  meetings: readonly { id: string }[],
): Promise<Set<string>> {
  if (meetings.length === 0) return new Set()
  const rows = await db
    .selectFrom('correction_request')
    .select('meeting_id')
    .where(
      'meeting_id',
      'in',
      meetings.map(({ id }) => id),
    )
    .where('person_id', '=', person_id)
    .where('kind', '=', 'own')
    .where('state', '=', 'open')
    .execute()
  return new Set(rows.map((row) => row.meeting_id))
}

/** How many requests about a meeting wait for an answer. */
export async function openRequestsCount(db: Db, meeting_id: string): Promise<number> {
  const { n } = await db
    .selectFrom('correction_request')
    .select((eb) => eb.fn.countAll().as('n'))
    .where('meeting_id', '=', meeting_id)
    .where('state', '=', 'open')
    .executeTakeFirstOrThrow()
  return Number(n)
}

/** The meetings of an edition with requests that wait, in order, so many at most, and how many requests wait in all of it. */
export async function openInEdition(db: Db, edition_id: string, most: number) {
  const open = db
    .selectFrom('correction_request')
    .innerJoin('meeting', 'meeting.id', 'correction_request.meeting_id')
    .where('meeting.edition_id', '=', edition_id)
    .where('correction_request.state', '=', 'open')
  const { rows, total } = await listPage(
    open
      .select(['meeting.id', 'meeting.number', 'meeting.title'])
      .select((eb) => eb.fn.countAll().as('n'))
      .groupBy(['meeting.id', 'meeting.number', 'meeting.title'])
      .orderBy('meeting.number')
      .limit(most)
      .execute(),
    open.select((eb) => eb.fn.countAll().as('total')).executeTakeFirstOrThrow(),
  )
  return { meetings: rows.map((row) => ({ ...row, n: Number(row.n) })), total }
}

/** An answer is shown on one's own page for so long. */
const daysShown = 60

/** What a person asked about themselves, those that wait and those answered of late, the latest first: so many at most. */
export async function ownRequests(db: Db, person_id: string, moment: string, most: number) {
  const since = minutesAfter(moment, -daysShown * 24 * 60)
  const rows = await asked(db)
    .innerJoin('meeting', 'meeting.id', 'correction_request.meeting_id')
    .innerJoin('edition', 'edition.id', 'meeting.edition_id')
    .select(['edition.code', 'meeting.number', 'meeting.title', 'meeting.starts_at'])
    .where('correction_request.person_id', '=', person_id)
    .where('correction_request.kind', '=', 'own')
    .where('correction_request.state', '!=', 'withdrawn')
    .where((eb) =>
      eb.or([eb('correction_request.state', '=', 'open'), eb('correction_request.answered_at', '>', since)]),
    )
    .orderBy('correction_request.asked_at', 'desc')
    .orderBy('correction_request.id')
    .limit(most)
    .execute()
  return rows.map(({ code, number, title, starts_at, ...row }) => {
    return { ...shown(row), edition: code, meeting: { number, title, starts_at } }
  })
}
