// SPDX-License-Identifier: AGPL-3.0-or-later
// Whom a manager reaches: the people of their own projects, and of the others only who has an exact address.
import { beforeAll, beforeEach, expect, it } from 'vitest'
import type { Actor } from '#base/access/actor.ts'
import { newId } from '#base/clock.server.ts'
import { changePerson } from '#plan/accounts/change-person.server.ts'
import { newcomerSchema } from '#plan/enrolment/enrolment.ts'
import { reachOf } from '#plan/people/home.server.ts'
import { findPersons, likelySame } from '#plan/people/known-persons.server.ts'
import { findProjectPerson, findRecord } from '#plan/people/project-persons.server.ts'
import { assignTrainer } from '#plan/trainers/trainers.server.ts'
import { enrolByAddress, enrolKnown, enrolNewcomer } from '#record/places/newcomers.server.ts'
import { matchByAddress, matchWalkIn } from '#record/walk-ins/matching.server.ts'
import { describeEngines, describeEnginesAfresh, type World } from '#tests/support/engines.ts'
import { account, grant, person } from '#tests/support/people.ts'
import { enrolment, home } from '#tests/support/training.ts'
import { everything, twoProjects } from './two-projects.ts'

type Who = Awaited<ReturnType<typeof twoProjects>>

/** ROSA's edition as the office's acts take it. */
const rosas = (who: Who) => ({ id: who.run.id, project_id: who.rosa.id, capacity: null })

const found = async (world: World, actor: Actor, q: string, project_id?: string) => {
  const { rows } = await findPersons(world.db, reachOf(actor, project_id), { q, limit: 50, offset: 0 })
  return rows.map((row) => row.last_name)
}

/** Somebody who came to ROSA's meeting without being on its list. */
async function walkIn(world: World, who: Who) {
  const row = {
    id: newId(),
    meeting_id: who.day.id,
    first_name: 'Olga',
    last_name: 'Sanna',
    name_search: 'sanna olga olga sanna',
    organisation: 'Comune di Perugia',
    sector: 'public' as const,
    intervals: JSON.stringify([{ in: who.day.starts_at, out: who.day.ends_at }]),
    added_at: '2026-02-05T11:00:00.000Z',
  }
  await world.db.insertInto('walk_in').values(row).execute()
  return { walk_in_id: row.id, meeting_id: row.meeting_id }
}

function newcomer(fields: Record<string, string>) {
  const usual = { intent: 'add', id: newId(), first_name: 'Irene', last_name: 'Viola' }
  return newcomerSchema.parse({ ...usual, ...fields })
}

describeEngines('somebody of another project', (world) => {
  let who: Who
  beforeAll(async () => {
    who = await twoProjects(world.db)
  })

  const refused = async (act: () => Promise<unknown>, kind = 'not_found') => {
    const before = await everything(world.db)
    await expect(act()).rejects.toMatchObject({ kind })
    expect(await everything(world.db)).toBe(before)
  }

  it('is found by no search, whole or part, name or address', async () => {
    for (const q of ['', 'sanna', 'olga sanna', 'olga.sanna@presente.example', '@']) {
      expect(await found(world, who.otherManager, q), q).toEqual(['', '@'].includes(q) ? ['Galli'] : [])
    }
    expect(await found(world, who.both, 'sanna@')).toEqual(['Sanna'])
    expect(await found(world, who.both, '')).toEqual(['Bianchi', 'Galli', 'Neri', 'Sanna', 'Verdi'])
  })

  it('is found by no role that manages nothing; a trainer finds the people of the meeting’s project, by name', async () => {
    for (const actor of [who.administrator, who.auditor, who.trainer, who.operator]) {
      expect(await found(world, actor, '')).toEqual([])
    }
    expect(await found(world, who.trainer, 'sanna', who.project.id)).toEqual(['Sanna'])
    expect(await found(world, who.trainer, 'olga.sanna@', who.project.id)).toEqual([])
    expect(await found(world, who.trainer, 'galli', who.project.id)).toEqual([])
  })

  it('is not named as a likely double', async () => {
    const olga = { first_name: 'Olga', last_name: 'Sanna', email: 'olga.sanna@presente.example' }
    expect(await likelySame(world.db, reachOf(who.otherManager), olga)).toEqual([])
    expect(await likelySame(world.db, reachOf(who.manager), olga)).toMatchObject([{ why: 'email' }])
  })

  it('is not enrolled by id, whoever asks', async () => {
    for (const person_id of [who.olga.id, who.anna.id, newId()]) {
      const given = { person_id, over: true }
      await refused(() => enrolKnown(world.db, who.otherManager, rosas(who), given))
      for (const actor of [who.trainer, who.auditor, who.administrator]) {
        await refused(() => enrolKnown(world.db, actor, rosas(who), given), 'forbidden')
      }
    }
  })

  it('is not enrolled by the id that a newcomer’s form brings', async () => {
    const form = newcomer({ id: who.olga.id, organisation: who.terni.id })
    await refused(() => enrolNewcomer(world.db, who.otherManager, rosas(who), form))
  })

  it('is not who came to the door, by id', async () => {
    const which = await walkIn(world, who)
    await refused(() => matchWalkIn(world.db, who.otherManager, { ...which, person_id: who.olga.id }))
  })

  it('is not made a trainer where nobody may invite them, nor by an address that is only like theirs', async () => {
    const given = { edition_id: who.run.id, email: 'olga.sanna@presente.example' }
    for (const name of ['Olga Sanna', 'Marta Altra']) {
      await refused(() => assignTrainer(world.db, who.otherManager, { ...given, name }), 'conflict')
    }
  })
})

describeEnginesAfresh('somebody of another project', (world) => {
  it('is enrolled by a manager of both projects, and then is of both', async () => {
    const who = await twoProjects(world.db)
    const luca = { person_id: who.luca.id, over: false }
    expect(await enrolKnown(world.db, who.both, rosas(who), luca)).toEqual({
      name: 'Luca Verdi',
      isNew: true,
    })
    expect(await findRecord(world.db, who.rosa.id, who.luca.id)).toMatchObject({ last_name: 'Verdi' })
    expect(await found(world, who.otherManager, 'verdi')).toEqual(['Verdi'])
  })
})

describeEngines('an exact address', (world) => {
  let who: Who
  beforeAll(async () => {
    who = await twoProjects(world.db)
  })
  // Tries are counted of each account: every test has a manager of ROSA of its own.
  let manager: Actor
  let serial = 0
  beforeEach(async () => {
    serial += 1
    manager = await grant(world.db, await account(world.db, `Rosa Ferri ${serial}`), 'manager', {
      project: who.rosa,
    })
  })

  /** Of I.R.I.S., born in 1979. */
  const neighbour = async (name: string) => {
    const one = await person(world.db, name, who.comune, { born_on: '1979-06-21' })
    await enrolment(world.db, who.edition, one)
    return one
  }
  const byAddress = (email: string, actor = manager) =>
    enrolByAddress(world.db, actor, rosas(who), { email, over: false })

  it('enrols a guest, of whom the project sees the name and nothing of the record', async () => {
    const done = await byAddress('olga.sanna@presente.example')
    expect(done).toEqual({ name: 'Olga Sanna', isNew: true, isGuest: true })
    expect(await byAddress('olga.sanna@presente.example')).toMatchObject({ isNew: false })
    expect(await findProjectPerson(world.db, who.rosa.id, who.olga.id)).toEqual({
      id: who.olga.id,
      first_name: 'Olga',
      last_name: 'Sanna',
      is_staff: 0,
      kind: 'guest',
    })
    expect(await findRecord(world.db, who.rosa.id, who.olga.id)).toBeNull()
    const change = {
      person_id: who.olga.id,
      first_name: 'Olga',
      last_name: 'Sanna',
      email: 'mia@casa.example',
    }
    await expect(changePerson(world.db, manager, change)).rejects.toMatchObject({
      kind: 'not_found',
    })
    const entry = await world.db
      .selectFrom('ledger')
      .select('after')
      .where('act', '=', 'enrolled')
      .where('actor_name', '=', manager.name)
      .executeTakeFirstOrThrow()
    expect(JSON.parse(entry.after ?? '')).toMatchObject({ person_id: who.olga.id, guest: true })
  })

  it('of a guest is not told by part of it, nor the birth date by trying some', async () => {
    const ada = await neighbour('Ada Loi')
    await byAddress('ada.loi@presente.example')
    expect(await found(world, manager, 'loi')).toEqual(['Loi'])
    expect(await found(world, manager, 'ada.loi@')).toEqual([])
    const why = async (born_on: string) =>
      (
        await likelySame(world.db, reachOf(manager), {
          first_name: ada.first_name,
          last_name: ada.last_name,
          born_on,
        })
      ).map((found) => found.why)
    expect([await why('1979-06-21'), await why('1950-01-01')]).toEqual([['name'], ['name']])
  })

  it('of somebody else’s account enrols its person, and one that nobody has, or several, is refused', async () => {
    expect(await byAddress('anna.bianchi@presente.example')).toMatchObject({ isGuest: true })
    await expect(byAddress('nessuno@presente.example')).rejects.toMatchObject({
      kind: 'invalid',
      field: 'email',
    })
    await expect(byAddress('marta.conti@presente.example')).rejects.toMatchObject({ kind: 'invalid' })
    const office = { email: 'ufficio@ente.example' }
    for (const name of ['Pia Blu', 'Ugo Blu']) await person(world.db, name, who.comune, office)
    await expect(byAddress('ufficio@ente.example')).rejects.toMatchObject({
      kind: 'conflict',
      field: 'email',
    })
  })

  it('is tried ten times to no purpose and no more, and every try is noted', async () => {
    const events = () =>
      world.db
        .selectFrom('security_event')
        .selectAll()
        .where('kind', '=', 'address_tried')
        .orderBy('id')
        .execute()
    const before = (await events()).length
    for (let n = 0; n < 10; n++)
      await expect(byAddress(`n${n}@ente.example`)).rejects.toMatchObject({ kind: 'invalid' })
    await expect(byAddress('luca.verdi@presente.example')).rejects.toMatchObject({ kind: 'too_many' })
    const form = newcomer({ organisation: who.terni.id, email: 'luca.verdi@presente.example' })
    const adding = enrolNewcomer(world.db, manager, rosas(who), form)
    await expect(adding).rejects.toMatchObject({ kind: 'too_many' })
    const noted = (await events()).slice(before)
    expect(noted).toHaveLength(10)
    expect(new Set(noted.map((event) => event.account_id))).toEqual(new Set([manager.accountId]))
    expect(noted.some((event) => event.detail?.includes('@'))).toBe(false)
  })

  it('that enrols somebody is not counted: who does so leaves a trace', async () => {
    for (let n = 0; n < 12; n++) {
      const guest = await person(world.db, `Ospite Numero${n}`, who.comune)
      await home(world.db, who.project, guest)
      expect(await byAddress(guest.email ?? '')).toMatchObject({ isNew: true, isGuest: true })
    }
  })

  it('costs a person added to try in a newcomer’s form: what else is wrong is said first', async () => {
    const stranger = await person(world.db, 'Nessuno Noto', who.comune)
    const known = { organisation: 'no-such-body', email: 'luca.verdi@presente.example' }
    const wrong = [
      [known, 'invalid'],
      [{ ...known, organisation: who.terni.id, id: stranger.id }, 'not_found'],
    ] as const
    for (const [fields, kind] of wrong) {
      for (const form of [fields, { ...fields, email: 'nobody.at.all@ente.example' }].map(newcomer)) {
        const adding = enrolNewcomer(world.db, manager, rosas(who), form)
        await expect(adding).rejects.toMatchObject({ kind })
      }
    }
  })

  it('in a newcomer’s form says that it is elsewhere and names nobody; told otherwise, it adds and invites nobody', async () => {
    const fields = { organisation: who.terni.id, email: 'luca.verdi@presente.example', invite: 'on' }
    const form = newcomer(fields)
    const before = await everything(world.db)
    expect(await enrolNewcomer(world.db, manager, rosas(who), form)).toEqual({
      likely: [],
      elsewhere: true,
    })
    expect(await everything(world.db)).toBe(before)
    const mail = () => world.db.selectFrom('outbox').select('id').orderBy('id').execute()
    const mailBefore = await mail()
    const insisting = { ...form, different: true }
    const outcome = await enrolNewcomer(world.db, manager, rosas(who), insisting)
    expect(outcome).toEqual({ likely: null, invitation: 'of_another' })
    expect(await mail()).toEqual(mailBefore)
  })

  it('matches who came to the door, as a guest', async () => {
    const which = await walkIn(world, who)
    const matched = await matchByAddress(world.db, manager, {
      ...which,
      email: 'luca.verdi@casa.example',
    })
      .then(() => 'matched')
      .catch((error) => error.kind)
    expect(matched).toBe('invalid')
    const tina = await person(world.db, 'Tina Ferro', who.comune)
    const given = { ...which, email: 'tina.ferro@presente.example' }
    expect(await matchByAddress(world.db, manager, given)).toEqual({
      name: 'Tina Ferro',
      isNew: true,
    })
    expect(await findProjectPerson(world.db, who.rosa.id, tina.id)).toMatchObject({ kind: 'guest' })
  })

  it('of an account makes its person a trainer, as a guest', async () => {
    const given = { edition_id: who.run.id, email: 'carla.neri@presente.example', name: 'Altro Nome' }
    expect(await assignTrainer(world.db, manager, given)).toMatchObject({
      person_id: who.carla.id,
      isNew: false,
    })
    expect(await findProjectPerson(world.db, who.rosa.id, who.carla.id)).toMatchObject({ kind: 'guest' })
  })

  it('makes a guest of whoever is, until a manager of both takes them in', async () => {
    const ivo = await neighbour('Ivo Serra')
    await byAddress('ivo.serra@presente.example')
    const again = { person_id: ivo.id, over: false }
    await enrolKnown(world.db, manager, rosas(who), again)
    expect(await findProjectPerson(world.db, who.rosa.id, ivo.id)).toMatchObject({ kind: 'guest' })
    await enrolKnown(world.db, who.both, rosas(who), again)
    expect(await findProjectPerson(world.db, who.rosa.id, ivo.id)).toMatchObject({ kind: 'own' })
  })
})
