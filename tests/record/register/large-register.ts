// SPDX-License-Identifier: AGPL-3.0-or-later
// An edition with many meetings and many people, everybody marked at every meeting, put straight into the tables.
import { newId } from '#base/clock.server.ts'
import type { Db } from '#db/connect.server.ts'
import { longAgo, organisation } from '#tests/support/people.ts'
import { edition, project } from '#tests/support/training.ts'

/** Meetings of four hours on consecutive days from 1 January 2025; everybody is there for three of them. */
export async function largeRegister(db: Db, slug: string, meetings: number, people: number) {
  const employer = await organisation(db, `Comune di ${slug}`)
  const run = await edition(db, await project(db, slug), `${slug.toUpperCase()}-PM-01`)
  const persons = Array.from({ length: people }, (_, index) => ({
    id: newId(),
    first_name: 'Anna',
    last_name: `Bianchi ${String(index).padStart(4, '0')}`,
    name_search: `bianchi ${String(index).padStart(4, '0')} anna`,
    email: null,
    phone: null,
    gender: 'F' as const,
    born_on: null,
    is_staff: 0 as const,
    created_at: longAgo,
  }))
  await inBatches(persons, (rows) => db.insertInto('person').values(rows).execute())
  const employments = persons.map((person) => ({
    id: newId(),
    person_id: person.id,
    organisation_id: employer.id,
    role: null,
    started_on: '2020-01-01',
    ended_on: null,
  }))
  await inBatches(employments, (rows) => db.insertInto('employment').values(rows).execute())
  const enrolments = persons.map((person) => ({
    id: newId(),
    edition_id: run.id,
    person_id: person.id,
    state: 'enrolled' as const,
    course_version_id: null,
    rule: JSON.stringify({ threshold: 7500, modules: 'all' }),
    enrolled_at: longAgo,
  }))
  await inBatches(enrolments, (rows) => db.insertInto('enrolment').values(rows).execute())
  const days = Array.from({ length: meetings }, (_, index) => {
    const start = Date.parse('2025-01-01T08:00:00Z') + index * 86_400_000
    const moment = (hours: number) => new Date(start + hours * 3_600_000).toISOString()
    return {
      id: newId(),
      edition_id: run.id,
      number: index + 1,
      title: `Incontro ${index + 1}`,
      starts_at: moment(0),
      ends_at: moment(4),
      breaks: '[]',
      mode: 'in_person' as const,
      venue: null,
      link: null,
      state: 'open' as const,
      topic: 'Il ciclo del contratto',
    }
  })
  await inBatches(days, (rows) => db.insertInto('meeting').values(rows).execute())
  const marks = days.flatMap((day) =>
    persons.map((person) => ({
      id: newId(),
      meeting_id: day.id,
      person_id: person.id,
      status: 'present' as const,
      intervals: JSON.stringify([
        { in: day.starts_at, out: new Date(Date.parse(day.starts_at) + 3 * 3_600_000).toISOString() },
      ]),
      credited_minutes: 180,
      source: 'trainer' as const,
      reason: null,
      recorded_by: null,
      recorded_at: day.starts_at,
      stated_at: day.starts_at,
      restated_at: day.starts_at,
      restated_nonce: newId(),
      nonce: 'large',
      superseded_by: null,
    })),
  )
  await inBatches(marks, (rows) => db.insertInto('mark').values(rows).execute())
  return { edition: run, meetings: days, people: persons }
}

async function inBatches<Row>(rows: Row[], insert: (rows: Row[]) => Promise<unknown>): Promise<void> {
  for (let from = 0; from < rows.length; from += 500) await insert(rows.slice(from, from + 500))
}
