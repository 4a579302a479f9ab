// SPDX-License-Identifier: AGPL-3.0-or-later
// Who counts in a project, from which meeting and as what (product.md rule 1, domain.md 3.3).
import type { Insertable, Transaction } from 'kysely'
import type { Actor } from '#base/access/actor.ts'
import { env } from '#base/env.server.ts'
import { AppError } from '#base/error.ts'
import { m } from '#base/i18n/paraglide/messages.js'
import { record } from '#base/ledger/ledger.server.ts'
import type { Db } from '#db/connect.server.ts'
import { holdLedger } from '#db/hold.server.ts'
import type { Database, ParticipantTable } from '#db/schema.ts'
import { employmentOn } from '#plan/people/employments.server.ts'
import { ageBracket } from '#plan/people/person.ts'
import { firstCounting } from './counting.server.ts'

const batch = 500

/**
 * Brings a project's participants into line with the marks of some people, in the caller's transaction and after whatever
 * was changed there. Whose first counting meeting is another one, or was moved to another day, is frozen again as of that
 * day; who has none left is not counted any more. Staff never are.
 */
export async function refreshParticipants(
  db: Transaction<Database>,
  actor: Actor | null,
  project_id: string,
  personIds: string[],
): Promise<void> {
  if (personIds.length === 0) return
  // Other writers wait, so what they wrote is read here and not overwritten.
  await holdLedger(db)
  for (let from = 0; from < personIds.length; from += batch) {
    await refreshSome(db, actor, project_id, personIds.slice(from, from + batch))
  }
}

async function refreshSome(
  db: Transaction<Database>,
  actor: Actor | null,
  project_id: string,
  personIds: string[],
): Promise<void> {
  const firsts = await firstCounting(db, project_id, env().TZ_DISPLAY, personIds)
  const rows = await db
    .selectFrom('participant')
    .selectAll()
    .where('project_id', '=', project_id)
    .where('person_id', 'in', personIds)
    .execute()
  const counted = new Map(rows.map((row) => [row.person_id, row]))
  const changed = [...firsts.values()].filter((first) => {
    const row = counted.get(first.person_id)
    return row?.first_meeting_id !== first.meeting_id || row.first_on !== first.on
  })
  const frozen = await freeze(db, project_id, changed)
  const gone = rows.filter((row) => !firsts.has(row.person_id))

  if (frozen.length > 0) {
    await db
      .insertInto('participant')
      .values(frozen)
      .onConflict((conflict) =>
        conflict.columns(['project_id', 'person_id']).doUpdateSet((eb) => ({
          first_meeting_id: eb.ref('excluded.first_meeting_id'),
          first_on: eb.ref('excluded.first_on'),
          organisation_id: eb.ref('excluded.organisation_id'),
          organisation_type: eb.ref('excluded.organisation_type'),
          sector: eb.ref('excluded.sector'),
          gender: eb.ref('excluded.gender'),
          age_bracket: eb.ref('excluded.age_bracket'),
        })),
      )
      .execute()
  }
  if (gone.length > 0) {
    await db
      .deleteFrom('participant')
      .where('project_id', '=', project_id)
      .where(
        'person_id',
        'in',
        gone.map((row) => row.person_id),
      )
      .execute()
  }
  const guests = await guestsOf(db, project_id, [...frozen, ...gone])
  const attributesOf = (row: Attributed) => {
    const { project_id: _project, person_id, gender, age_bracket, ...open } = row
    return guests.has(person_id) ? open : { ...open, gender, age_bracket }
  }
  await record(
    db,
    actor,
    ...frozen.map((row) => {
      const before = counted.get(row.person_id)
      return {
        act: 'participant_counted' as const,
        subject: ['person', row.person_id] as const,
        projectId: project_id,
        ...(before && { before: attributesOf(before) }),
        after: attributesOf(row),
      }
    }),
    ...gone.map((row) => ({
      act: 'participant_uncounted' as const,
      subject: ['person', row.person_id] as const,
      projectId: project_id,
      before: attributesOf(row),
    })),
  )
}

type Attributed = Insertable<ParticipantTable>

/** Of whom the project's ledger says no more than its lists: the rest of their record is not this project's to read. */
async function guestsOf(db: Db, project_id: string, rows: Attributed[]): Promise<Set<string>> {
  if (rows.length === 0) return new Set()
  const guests = await db
    .selectFrom('person_home')
    .select('person_id')
    .where('project_id', '=', project_id)
    .where('kind', '=', 'guest')
    .where(
      'person_id',
      'in',
      rows.map(({ person_id }) => person_id),
    )
    .execute()
  return new Set(guests.map(({ person_id }) => person_id))
}

type First = { person_id: string; meeting_id: string; on: string }

/** People as they were on the local date of their first counting meeting. Refuses whoever has never had an employer. */
async function freeze(db: Db, project_id: string, firsts: First[]): Promise<Insertable<ParticipantTable>[]> {
  if (firsts.length === 0) return []
  const people = await db
    .selectFrom('person')
    .select(['id', 'first_name', 'last_name', 'gender', 'born_on'])
    .where(
      'id',
      'in',
      firsts.map((first) => first.person_id),
    )
    .execute()
  const personById = new Map(people.map((person) => [person.id, person]))
  const frozen: Insertable<ParticipantTable>[] = []
  for (const first_on of new Set(firsts.map((first) => first.on))) {
    const sameDay = firsts.filter((first) => first.on === first_on)
    const employers = await employmentOn(
      db,
      sameDay.map((first) => first.person_id),
      first_on,
    )
    for (const { person_id, meeting_id } of sameDay) {
      const person = personById.get(person_id)
      const employer = employers.get(person_id)
      if (!person || !employer) {
        const name = person ? `${person.last_name} ${person.first_name}` : person_id
        throw new AppError('invalid', m.attendance_error_no_employer({ name }))
      }
      const { gender, born_on } = person
      const age_bracket = ageBracket(born_on, first_on)
      frozen.push({
        project_id,
        person_id,
        first_meeting_id: meeting_id,
        first_on,
        ...employer,
        gender,
        age_bracket,
      })
    }
  }
  return frozen
}
