// SPDX-License-Identifier: AGPL-3.0-or-later

import { actorOfAccount } from '#base/access/actor.server.ts'
import type { Actor } from '#base/access/actor.ts'
import { refuseUnless } from '#base/access/refuse.ts'
import { newId, now } from '#base/clock.server.ts'
import type { Db } from '#db/connect.server.ts'
import type { BodyKey } from '#db/demo/organisations.ts'
import { type DemoPerson, demoOperator, named } from '#db/demo/people.ts'
import { addPerson } from '#plan/people/persons.server.ts'
import { addBodies } from './projects.server.ts'

export type People = {
  operator: string
  private: string
  trainer: string
  online: string
  /** The operators by number, as db/demo/people.ts makes them. */
  operators: string[]
  bodies: Map<BodyKey, string>
}

// They check themselves in at IRIS-PM-02.
const withAccount = new Set([68, 69, 70, 71, 72])

/** ROSA, which came first, registered the first operators; I.R.I.S. the others. */
const operatorsOfRosa = 24

/**
 * Registers the demo's people, each for the project that first had to do with them. The named ones, and some operators, have
 * accounts that are active.
 */
export async function addDemoPeople(
  db: Db,
  actor: Actor,
  { iris, rosa, password_hash }: { iris: string; rosa: string; password_hash: string },
): Promise<People> {
  refuseUnless(actor, 'project:manage', { projectId: iris })
  const bodies = await addBodies(db, actor)
  const add = async (person: DemoPerson, project_id = iris) => {
    const { employer, ...data } = person
    const organisation_id = bodies.get(employer) ?? ''
    const started_on = '2024-01-01'
    const { id } = await addPerson(db, actor, { ...data, organisation_id, started_on, project_id })
    return id
  }
  const addWithAccount = async (person: DemoPerson) => {
    const id = await add(person)
    if (person.email)
      await addAccount(db, id, `${person.first_name} ${person.last_name}`, person.email, password_hash)
    return id
  }
  const people = {
    trainer: await addWithAccount(named.trainer),
    operator: await addWithAccount(named.operator),
    private: await addWithAccount(named.private),
    online: await addWithAccount(named.online),
    operators: [] as string[],
    bodies,
  }
  for (let number = 0; number < 130; number++) {
    const person = demoOperator(number)
    const project = number < operatorsOfRosa ? rosa : iris
    people.operators.push(await (withAccount.has(number) ? addWithAccount(person) : add(person, project)))
  }
  return people
}

async function addAccount(
  db: Db,
  person_id: string,
  name: string,
  email: string,
  password_hash: string,
): Promise<void> {
  await db
    .insertInto('account')
    .values({ id: newId(), person_id, name, email, password_hash, language: 'it', created_at: now() })
    .execute()
}

/** One of the demo's trainers, as an actor. */
export async function trainerActor(db: Db, which: 'trainer' | 'online'): Promise<Actor> {
  const { email } = named[which]
  const account = await db
    .selectFrom('account')
    .select('id')
    .where('email', '=', email)
    .executeTakeFirstOrThrow()
  return await actorOfAccount(db, account.id)
}
