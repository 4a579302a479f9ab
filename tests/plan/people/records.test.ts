// SPDX-License-Identifier: AGPL-3.0-or-later
// Who changes what is known of a person, who links an account to them, and which ledgers say so.
import { beforeAll, expect, it } from 'vitest'
import type { Actor } from '#base/access/actor.ts'
import { grantRole } from '#base/access/roles.server.ts'
import { findToken } from '#base/access/tokens.server.ts'
import { findLedgerFault } from '#base/ledger/ledger.server.ts'
import { inviteAccount } from '#plan/accounts/accounts.server.ts'
import { changePerson } from '#plan/accounts/change-person.server.ts'
import { changeEmployment } from '#plan/people/employments.server.ts'
import { listLedger } from '#prove/ledger/list.server.ts'
import { chooseRow } from '#record/online/rows.server.ts'
import { describeEngines } from '#tests/support/engines.ts'
import { mailedToken } from '#tests/support/mail.ts'
import { account, person } from '#tests/support/people.ts'
import { home, project } from '#tests/support/training.ts'
import { everything, twoProjects } from './two-projects.ts'

const whole = { limit: 50, offset: 0 }
const unfiltered = { act: null, person: '', from: null, to: null }

describeEngines('a person’s record', (world) => {
  let who: Awaited<ReturnType<typeof twoProjects>>
  beforeAll(async () => {
    who = await twoProjects(world.db)
  })

  const refused = async (act: () => Promise<unknown>, error: object) => {
    const before = await everything(world.db)
    await expect(act()).rejects.toMatchObject(error)
    expect(await everything(world.db)).toBe(before)
  }
  const olga = (values: object) => ({
    person_id: who.olga.id,
    first_name: 'Olga',
    last_name: 'Sanna',
    ...values,
  })
  const invite = (actor: Actor, email: string, person_id: string, name = 'Olga Sanna') =>
    world.db.transaction().execute((db) => inviteAccount(db, actor, { email, name, person_id }))

  it('is changed by nobody but the managers of a project that keeps it', async () => {
    await home(world.db, who.rosa, who.olga, 'guest')
    const job = { person_id: who.olga.id, organisation_id: who.terni.id, role: null, from: '2026-03-01' }
    const email = { email: 'mia@casa.example' }
    await refused(() => changePerson(world.db, who.otherManager, olga(email)), { kind: 'not_found' })
    await refused(() => changeEmployment(world.db, who.otherManager, job), { kind: 'not_found' })
    for (const actor of [who.trainer, who.auditor, who.administrator, who.operator]) {
      await refused(() => changePerson(world.db, actor, olga(email)), { kind: 'forbidden' })
      await refused(() => changeEmployment(world.db, actor, job), { kind: 'not_found' })
    }
  })

  it('keeps the e-mail address of whoever signs in with it, whatever a manager sends', async () => {
    const { id: person_id, first_name, last_name, email } = who.anna
    const anna = { person_id, first_name, last_name, gender: 'F' as const, born_on: '1985-03-10' }
    await world.db
      .updateTable('account')
      .set({ password_hash: 'x' })
      .where('person_id', '=', person_id)
      .execute()
    await refused(() => changePerson(world.db, who.manager, { ...anna, email: 'mia@casa.example' }), {
      kind: 'conflict',
      field: 'email',
    })
    // The page does not send it at all.
    await changePerson(world.db, who.manager, { ...anna, phone: '075 11111' })
    const kept = await world.db
      .selectFrom('person')
      .selectAll()
      .where('id', '=', person_id)
      .executeTakeFirst()
    expect(kept).toMatchObject({ email, phone: '075 11111' })
  })

  it('sends an invitation that nobody has used on to another address, from who keeps all it would open', async () => {
    const ida = await person(world.db, 'Ida Corti', who.comune)
    await home(world.db, who.project, ida)
    const { id: person_id, first_name, last_name } = ida
    const { account_id } = await invite(who.manager, 'ida.corti@presente.example', person_id, 'Ida Corti')
    const first = await mailedToken(world.db, 'ida.corti@presente.example')
    const change = (email: string) =>
      changePerson(world.db, who.manager, { person_id, first_name, last_name, email })
    await refused(() => change('carla.neri@presente.example'), { kind: 'conflict', field: 'email' })
    await refused(() => change('remo.galli@presente.example'), { kind: 'conflict', field: 'email' })
    // That refusal tells that somebody of another project has the address: it is a try like any other.
    const tried = await world.db
      .selectFrom('security_event')
      .select(['account_id', 'detail'])
      .where('kind', '=', 'address_tried')
      .execute()
    expect(tried).toEqual([{ account_id: who.manager.accountId, detail: 'record' }])
    expect(await change('ida@comune.example')).toEqual({ invited: true })
    expect(await findToken(world.db, 'invitation', first)).toBeNull()
    const second = await mailedToken(world.db, 'ida@comune.example')
    expect(await findToken(world.db, 'invitation', second)).toMatchObject({ id: account_id })
    // Once another project has to do with them, what the invitation opens is no more this project's alone.
    await world.db.transaction().execute((db) =>
      grantRole(db, null, {
        account_id,
        role: 'manager',
        project_id: who.rosa.id,
        edition_id: null,
        expires_at: null,
      }),
    )
    await refused(() => change('mia@casa.example'), { kind: 'conflict', field: 'email' })
    await world.db.deleteFrom('role_grant').where('account_id', '=', account_id).execute()
    await home(world.db, who.rosa, ida)
    await refused(() => change('mia@casa.example'), { kind: 'conflict', field: 'email' })
  })

  it('gets an account only from who keeps it, at its own address, once', async () => {
    const own = 'olga.sanna@presente.example'
    for (const actor of [who.otherManager, who.administrator, who.trainer]) {
      await refused(() => invite(actor, own, who.olga.id), { kind: 'conflict' })
      await refused(() => invite(actor, 'mia@casa.example', who.olga.id), { kind: 'conflict' })
    }
    await refused(() => invite(who.manager, 'mia@casa.example', who.olga.id), { kind: 'conflict' })
    await refused(() => invite(who.manager, 'anna@casa.example', who.anna.id), { kind: 'conflict' })
    const linkedActs = async () =>
      (await listLedger(world.db, who.project.id, { ...unfiltered, act: 'account_linked' }, whole)).total
    const before = await linkedActs()
    const existing = await account(world.db, 'Mia Olga')
    await invite(who.otherManager, existing.email, who.olga.id, 'Mia Olga')
    const linked = () =>
      world.db.selectFrom('account').select('email').where('person_id', '=', who.olga.id).execute()
    expect(await linked()).toEqual([])
    expect(await invite(who.manager, own, who.olga.id)).toMatchObject({ isNew: true })
    expect(await invite(who.manager, own, who.olga.id)).toMatchObject({ isNew: false })
    expect(await linked()).toEqual([{ email: own }])
    expect(await linkedActs()).toBe(before + 1)
  })

  it('changes its address, or gets an account, never both, when the two come at once', async () => {
    for (let n = 0; n < 5; n++) {
      const tea = await person(world.db, `Tea Viola ${n}`, who.comune)
      await home(world.db, who.project, tea)
      const change = { person_id: tea.id, first_name: tea.first_name, last_name: tea.last_name }
      const email = tea.email ?? ''
      const acts = Array.from({ length: 20 }, (_, at) =>
        at % 2
          ? () => changePerson(world.db, who.manager, { ...change, email: `altra${n}.${at}@casa.example` })
          : () => invite(who.manager, email, tea.id, 'Tea'),
      )
      await Promise.allSettled(acts.map((act) => act()))
      const kept = await world.db
        .selectFrom('person')
        .select('email')
        .where('id', '=', tea.id)
        .executeTakeFirstOrThrow()
      const accounts = await world.db
        .selectFrom('account')
        .select('email')
        .where('person_id', '=', tea.id)
        .execute()
      expect(accounts.filter((one) => one.email !== kept.email)).toEqual([])
    }
  })

  it('says its changes in the ledger of every project they belong to, to a guest’s without the values', async () => {
    const passi = await project(world.db, 'passi')
    const lia = await person(world.db, 'Lia Fiore', who.comune)
    await home(world.db, who.project, lia)
    await home(world.db, passi, lia)
    await home(world.db, who.rosa, lia, 'guest')
    const change = {
      person_id: lia.id,
      first_name: 'Lia',
      last_name: 'Fiore Testa',
      email: 'lia@casa.example',
    }
    await changePerson(world.db, who.manager, { ...change, born_on: '1990-01-31' })
    const job = { person_id: lia.id, organisation_id: who.terni.id, role: 'Educatrice', from: '2026-03-01' }
    await changeEmployment(world.db, who.manager, job)
    const rows = async ({ id }: { id: string }) =>
      (
        await world.db
          .selectFrom('ledger')
          .select(['act', 'before', 'after'])
          .where('project_id', '=', id)
          .where('subject_id', '=', lia.id)
          .orderBy('seq')
          .execute()
      ).map(({ act, before, after }) => [act, JSON.parse(before ?? 'null'), JSON.parse(after ?? 'null')])
    const own = await rows(who.project)
    expect(own.map(([act]) => act)).toEqual(['person_changed', 'employment_changed'])
    expect(own[0]?.[2]).toEqual({
      last_name: 'Fiore Testa',
      email: 'lia@casa.example',
      born_on: '1990-01-31',
    })
    expect(await rows(passi)).toEqual(own)
    expect(await rows(who.rosa)).toEqual([
      ['person_changed', { last_name: 'Fiore' }, { last_name: 'Fiore Testa', fields: ['email', 'born_on'] }],
      [
        'employment_changed',
        { organisation_id: who.comune.id, started_on: '2020-01-01' },
        { organisation_id: who.terni.id, started_on: '2026-03-01', fields: ['role'] },
      ],
    ])
    const shown = await listLedger(world.db, who.rosa.id, unfiltered, whole)
    const facts = shown.rows.flatMap((row) => row.facts.map((fact) => fact.after))
    expect(facts).toEqual(expect.arrayContaining(['E-mail; Data di nascita']))
    expect(await findLedgerFault(world.db)).toBeNull()
  })

  it('is not who a row of a platform’s report is, for a trainer or manager of another project', async () => {
    const given = { meeting_id: who.meetings[0].id, report_id: 'r', row_id: 'w', reason: null }
    await world.db
      .insertInto('file')
      .values({ hash: 'f', type: 'text/csv', size: 1, stored_at: '2026-02-05T13:00:00.000Z' })
      .execute()
    const report = {
      platform: 'teams' as const,
      file_hash: 'f',
      name: 'a.csv',
      imported_at: '2026-02-05T13:00:00.000Z',
    }
    await world.db
      .insertInto('platform_report')
      .values({ id: 'r', meeting_id: given.meeting_id, ...report })
      .execute()
    const row = { name: 'Galli', name_search: 'galli', state: 'waiting' as const, intervals: '[]' }
    await world.db
      .insertInto('platform_row')
      .values({ id: 'w', report_id: 'r', position: 1, ...row })
      .execute()
    for (const actor of [who.trainer, who.manager]) {
      await refused(() => chooseRow(world.db, actor, { ...given, person_id: who.remo.id }), {
        kind: 'not_found',
      })
    }
    const chosen = await chooseRow(world.db, who.both, { ...given, person_id: who.remo.id })
    expect(chosen).toEqual({ recorded: 0, proposed: 0, name: 'Remo Galli' })
  })
})
