// SPDX-License-Identifier: AGPL-3.0-or-later
// Who has checked in at a meeting, for its trainer and for the screen on the wall.

import { listPage } from '#base/http/list.ts'
import type { Db } from '#db/connect.server.ts'
import { personName } from '#plan/people/person.ts'
import { employersAt } from './employers.server.ts'

const standing = ['accepted', 'confirmed'] as const

/** How many people arrived, doubtful ones too, and how many of them wait for the trainer's word. */
export async function arrivalsCount(
  db: Db,
  meeting_id: string,
): Promise<{ arrived: number; waiting: number }> {
  const counted = await db
    .selectFrom('check_in')
    .select((eb) => [
      eb.fn.count('person_id').distinct().as('arrived'),
      eb.fn
        .count(eb.case().when('state', '=', 'waiting').then(eb.ref('person_id')).end())
        .distinct()
        .as('waiting'),
    ])
    .where('meeting_id', '=', meeting_id)
    .where('state', '!=', 'rejected')
    .executeTakeFirstOrThrow()
  return { arrived: Number(counted.arrived), waiting: Number(counted.waiting) }
}

/** The check-ins of a meeting that wait for a word or were refused one, the first before, with who shares their browser. */
export async function doubtsAt(
  db: Db,
  meeting: { id: string; starts_at: string },
  state: 'waiting' | 'rejected',
) {
  const rows = await db
    .selectFrom('check_in')
    .innerJoin('person', 'person.id', 'check_in.person_id')
    .leftJoin('account as decider', 'decider.id', 'check_in.decided_by')
    .select(['check_in.id', 'check_in.person_id', 'check_in.kind', 'check_in.at', 'check_in.device'])
    .select(['check_in.doubt', 'check_in.decided_at', 'decider.name as decided_by'])
    .select(['person.first_name', 'person.last_name'])
    .where('check_in.meeting_id', '=', meeting.id)
    .where('check_in.state', '=', state)
    .orderBy('check_in.at')
    .limit(100)
    .execute()
  const employers = await employersAt(db, meeting, rows)
  const sharing = await sharersOf(db, meeting.id, rows)
  return rows.map(({ first_name, last_name, device, ...row }) => ({
    ...row,
    name: personName(first_name, last_name),
    organisation: employers.get(row.person_id) ?? null,
    sharedWith: sharing
      .filter((other) => other.device === device && other.person_id !== row.person_id)
      .map((other) => personName(other.first_name, other.last_name)),
  }))
}

async function sharersOf(db: Db, meeting_id: string, rows: { device: string }[]) {
  if (rows.length === 0) return []
  return await db
    .selectFrom('check_in')
    .innerJoin('person', 'person.id', 'check_in.person_id')
    .select(['check_in.device', 'check_in.person_id', 'person.first_name', 'person.last_name'])
    .distinct()
    .where('check_in.meeting_id', '=', meeting_id)
    .where('check_in.device', 'in', [...new Set(rows.map((row) => row.device))])
    .execute()
}

/** A page of the people whose arrival stands, the latest first, with when they left for the last time. */
export async function arrivedAt(
  db: Db,
  meeting: { id: string; starts_at: string },
  { limit, offset }: { limit: number; offset: number },
) {
  const entries = db
    .selectFrom('check_in')
    .where('check_in.meeting_id', '=', meeting.id)
    .where('check_in.kind', '=', 'entry')
    .where('check_in.state', 'in', standing)
  const { rows, total } = await listPage(
    entries
      .innerJoin('person', 'person.id', 'check_in.person_id')
      .select(['check_in.person_id', 'person.first_name', 'person.last_name'])
      .select((eb) => [
        eb.fn.min('check_in.at').as('at'),
        eb.fn.max('check_in.at').as('back'),
        eb
          .selectFrom('check_in as exit')
          .select((of) => of.fn.max('exit.at').as('left'))
          .where('exit.meeting_id', '=', meeting.id)
          .whereRef('exit.person_id', '=', 'check_in.person_id')
          .where('exit.kind', '=', 'exit')
          .where('exit.state', 'in', standing)
          .as('left'),
      ])
      .groupBy(['check_in.person_id', 'person.first_name', 'person.last_name'])
      .orderBy('at', 'desc')
      .orderBy('check_in.person_id')
      .limit(limit)
      .offset(offset)
      .execute(),
    entries
      .select((eb) => eb.fn.count('check_in.person_id').distinct().as('total'))
      .executeTakeFirstOrThrow(),
  )
  const employers = await employersAt(db, meeting, rows)
  const people = rows.map(({ person_id, first_name, last_name, at, back, left }) => ({
    person_id,
    at,
    // Whoever came back is there.
    left: left !== null && left > back ? left : null,
    name: personName(first_name, last_name),
    organisation: employers.get(person_id) ?? null,
  }))
  return { people, total }
}
