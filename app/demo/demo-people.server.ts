// SPDX-License-Identifier: AGPL-3.0-or-later
import { actorOfAccount } from '#app/access/actor.server.ts'
import type { Actor } from '#app/access/actor.ts'
import { newId, now } from '#app/clock.server.ts'
import { addPerson } from '#app/people/persons.server.ts'
import type { Db } from '#db/connect.server.ts'
import type { BodyKey } from '#db/demo/organisations.ts'
import { type DemoPerson, demoOperator, named } from '#db/demo/people.ts'
import { addBodies } from './demo-projects.server.ts'

export type People = {
  operator: string
  private: string
  trainer: string
  /** The operators by number, as db/demo/people.ts makes them. */
  operators: string[]
  bodies: Map<BodyKey, string>
}

/** Registers the demo's people. Those who study online, and the three named ones, have accounts that are active. */
export async function addDemoPeople(db: Db, actor: Actor, password_hash: string): Promise<People> {
  const bodies = await addBodies(db, actor)
  const add = async (person: DemoPerson) => {
    const { employer, ...data } = person
    const organisation_id = bodies.get(employer) ?? ''
    const { id } = await addPerson(db, actor, { ...data, organisation_id, started_on: '2024-01-01' })
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
    operators: [] as string[],
    bodies,
  }
  for (let number = 0; number < 130; number++) people.operators.push(await add(demoOperator(number)))
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

/** The demo's trainer, as an actor. */
export async function trainerActor(db: Db): Promise<Actor> {
  const { email } = named.trainer
  const account = await db
    .selectFrom('account')
    .select('id')
    .where('email', '=', email)
    .executeTakeFirstOrThrow()
  return await actorOfAccount(db, account.id)
}
