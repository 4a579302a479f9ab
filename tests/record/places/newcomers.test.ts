// SPDX-License-Identifier: AGPL-3.0-or-later
import { beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { newId } from '#base/clock.server.ts'
import { newcomerSchema } from '#plan/enrolment/enrolment.ts'
import { reachOf } from '#plan/people/home.server.ts'
import { findCandidates } from '#record/places/candidates.server.ts'
import { enrolKnown, enrolNewcomer } from '#record/places/newcomers.server.ts'
import { describeEngines } from '#tests/support/engines.ts'
import { iris } from '#tests/support/iris.ts'
import { edition, enrolment } from '#tests/support/training.ts'

function typed(fields: Record<string, string>) {
  const usual = { intent: 'add', id: newId(), first_name: 'Irene', last_name: 'Viola' }
  return newcomerSchema.parse({ ...usual, ...fields })
}

describe('the form of a newcomer', () => {
  const faults = (fields: Record<string, string>) =>
    newcomerSchema
      .safeParse({ intent: 'add', id: newId(), first_name: 'Irene', last_name: 'Viola', ...fields })
      .error?.issues.map((issue) => issue.path[0])

  it('wants an employer, of a type when it is new, and only one', () => {
    expect(faults({})).toEqual(['organisation'])
    expect(faults({ organisation_name: 'Coop Nuova' })).toEqual(['organisation_type'])
    const both = { organisation: newId(), organisation_name: 'Coop', organisation_type: 'cooperativa' }
    expect(faults(both)).toEqual(['organisation_name'])
    expect(faults({ organisation: newId() })).toBeUndefined()
  })

  it('wants an e-mail address to send an invitation', () => {
    expect(faults({ organisation: newId(), invite: 'on' })).toEqual(['email'])
  })
})

describeEngines('enrolling from the office', (world) => {
  let who: Awaited<ReturnType<typeof iris>>
  let run: Awaited<ReturnType<typeof edition>>
  beforeAll(async () => {
    who = await iris(world.db)
  })
  let serial = 0
  beforeEach(async () => {
    serial += 1
    run = await edition(world.db, who.project, `IRIS-RA-0${serial}`, { capacity: 2 })
  })

  const coop = { organisation_name: 'Coop Nuova', organisation_type: 'cooperativa' }
  const count = async (table: 'person' | 'enrolment' | 'organisation' | 'outbox') => {
    const { total } = await world.db
      .selectFrom(table)
      .select((eb) => eb.fn.countAll().as('total'))
      .executeTakeFirstOrThrow()
    return Number(total)
  }

  it('adds person, employer, enrolment and invitation once, for a form that comes twice', async () => {
    const counts = async () => [
      await count('person'),
      await count('enrolment'),
      await count('organisation'),
      await count('outbox'),
    ]
    const before = await counts()
    const form = typed({ ...coop, email: 'irene@casa.example', invite: 'on' })
    expect(await enrolNewcomer(world.db, who.manager, run, form)).toEqual({
      likely: null,
      invitation: 'sent',
    })
    await enrolNewcomer(world.db, who.manager, run, form)
    expect(await counts()).toEqual(before.map((number) => number + 1))
    const account = await world.db
      .selectFrom('account')
      .select('person_id')
      .where('email', '=', 'irene@casa.example')
      .executeTakeFirst()
    expect(account).toEqual({ person_id: form.id })
  })

  it('shows who may be the same and writes nothing, until told that they are different', async () => {
    const marta = { first_name: 'Marta', last_name: 'Rosi', organisation_name: 'Coop Vecchia' }
    await enrolNewcomer(world.db, who.manager, run, typed({ ...coop, ...marta }))
    const form = typed({ organisation: who.comune.id, last_name: 'Rosi', first_name: 'MARTA' })
    const before = await count('person')
    const outcome = await enrolNewcomer(world.db, who.manager, run, form)
    expect(outcome.likely?.map(({ why, organisation }) => [why, organisation])).toEqual([
      ['name', 'Coop Vecchia'],
    ])
    expect(await count('person')).toBe(before)
    await enrolNewcomer(world.db, who.manager, run, { ...form, different: true })
    expect(await count('person')).toBe(before + 1)
  })

  it('refuses a full edition until told to go beyond', async () => {
    await enrolment(world.db, run, who.luca)
    await enrolment(world.db, run, who.carla)
    const anna = { person_id: who.anna.id, over: false }
    await expect(enrolKnown(world.db, who.manager, run, anna)).rejects.toMatchObject({ kind: 'conflict' })
    const form = typed({ organisation: who.comune.id, first_name: 'Olga', last_name: 'Grigi' })
    await expect(enrolNewcomer(world.db, who.manager, run, form)).rejects.toMatchObject({ kind: 'conflict' })
    expect(await enrolKnown(world.db, who.manager, run, { ...anna, over: true })).toEqual({
      name: 'Anna Bianchi',
      isNew: true,
    })
  })

  it('says when the e-mail address is somebody else’s account', async () => {
    const email = 'luca.verdi@presente.example'
    const form = typed({
      organisation: who.comune.id,
      first_name: 'Ugo',
      last_name: 'Neri',
      email,
      invite: 'on',
    })
    const outcome = await enrolNewcomer(world.db, who.manager, run, { ...form, different: true, over: true })
    expect(outcome).toEqual({ likely: null, invitation: 'of_another' })
  })

  it('refuses an employer and a person that do not exist', async () => {
    const form = typed({ organisation: newId(), first_name: 'Zoe', last_name: 'Blu', over: 'on' })
    await expect(enrolNewcomer(world.db, who.manager, run, form)).rejects.toMatchObject({
      field: 'organisation',
    })
    const nobody = { person_id: newId(), over: true }
    await expect(enrolKnown(world.db, who.manager, run, nobody)).rejects.toMatchObject({ kind: 'not_found' })
  })

  it('shows whoever is enrolled already as such', async () => {
    await enrolment(world.db, run, who.anna)
    const query = {
      q: 'anna bianchi',
      sort: 'name',
      direction: 'asc',
      limit: 50,
      offset: 0,
      page: 1,
    } as const
    const { rows } = await findCandidates(world.db, reachOf(who.manager), run.id, query)
    expect(rows).toMatchObject([{ last_name: 'Bianchi', state: 'enrolled' }])
    const others = await findCandidates(world.db, reachOf(who.manager), run.id, { ...query, q: 'luca verdi' })
    expect(others.rows).toMatchObject([{ last_name: 'Verdi', state: null }])
  })
})
