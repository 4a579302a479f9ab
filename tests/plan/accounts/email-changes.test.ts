// SPDX-License-Identifier: AGPL-3.0-or-later
import { expect, it } from 'vitest'
import { actorOfAccount } from '#base/access/actor.server.ts'
import type { Actor } from '#base/access/actor.ts'
import { endLinks, makeToken } from '#base/access/tokens.server.ts'
import { at, minutesAfter, now } from '#base/clock.server.ts'
import { env } from '#base/env.server.ts'
import { findLedgerFault } from '#base/ledger/ledger.server.ts'
import {
  askEmailChange,
  cancelEmailChange,
  confirmEmailChange,
  findEmailChange,
  waitingEmailChange,
} from '#plan/accounts/email-changes.server.ts'
import { describeEngines } from '#tests/support/engines.ts'
import { mailedToken, mailTo } from '#tests/support/mail.ts'
import { account, person } from '#tests/support/people.ts'
import { home, project } from '#tests/support/training.ts'

describeEngines('changing one’s e-mail address', (world) => {
  const textTo = (address: string) => mailTo(world.db, address)
  const tokenTo = (address: string) => mailedToken(world.db, address)
  const ask = async (actor: Actor, email: string) => {
    await askEmailChange(world.db, actor, email)
    return { old: await tokenTo(actor.email), new: await tokenTo(email) }
  }
  const addressOf = async (actor: Actor) => (await actorOfAccount(world.db, actor.accountId)).email
  const confirm = (token: string) => confirmEmailChange(world.db, token)
  const gone = { kind: 'not_found' }

  it('takes both links, in any order, moves account and person together, and is in every ledger', async () => {
    const [iris, rosa] = [await project(world.db, 'iris'), await project(world.db, 'rosa')]
    for (const [name, order] of [
      ['Nora Uno', ['old', 'new']],
      ['Nora Due', ['new', 'old']],
    ] as const) {
      const nora = await person(world.db, name)
      for (const one of [iris, rosa]) await home(world.db, one, nora)
      const actor = await account(world.db, name, nora)
      const email = `${name.replace(' ', '.').toLowerCase()}@casa.example`
      const links = await ask(actor, email)
      const reset = await world.db
        .transaction()
        .execute((db) => makeToken(db, 'password_reset', actor.accountId))
      expect(reset).not.toBe('')
      expect(await confirm(links[order[0]])).toBe('waiting')
      // Once more is no second confirmation.
      expect(await confirm(links[order[0]])).toBe('waiting')
      expect(await addressOf(actor)).toBe(actor.email)
      expect(await confirm(links[order[1]])).toBe('changed')
      expect(await addressOf(actor)).toBe(email)
      const kept = await world.db
        .selectFrom('person')
        .selectAll()
        .where('id', '=', nora.id)
        .executeTakeFirst()
      expect(kept).toMatchObject({ email })
      for (const link of [links.old, links.new]) await expect(confirm(link)).rejects.toMatchObject(gone)
      const rows = await world.db
        .selectFrom('ledger')
        .selectAll()
        .where('act', '=', 'email_changed')
        .where('subject_id', '=', nora.id)
        .execute()
      expect(rows.map((row) => row.project_id).sort()).toEqual([iris.id, rosa.id].sort())
      expect(rows[0]).toMatchObject({
        actor_id: actor.accountId,
        before: JSON.stringify({ email: actor.email }),
      })
      const open = await world.db
        .selectFrom('token')
        .select('id')
        .where('account_id', '=', actor.accountId)
        .where('used_at', 'is', null)
        .execute()
      expect(open).toEqual([])
      expect(await textTo(actor.email)).toContain(email)
      const events = await world.db
        .selectFrom('security_event')
        .select('kind')
        .where('account_id', '=', actor.accountId)
        .execute()
      expect(events).toEqual([{ kind: 'email_changed' }])
    }
    expect(await findLedgerFault(world.db)).toBeNull()
  })

  it('opens nothing by a wrong link, a late one, one asked for before another, or of a disabled account', async () => {
    const actor = await account(world.db, 'Olmo Rosi')
    await expect(confirm('no-such-token')).rejects.toMatchObject(gone)
    const first = await ask(actor, 'olmo@casa.example')
    const second = await ask(actor, 'olmo.rosi@casa.example')
    for (const link of [first.old, first.new]) {
      expect(await findEmailChange(world.db, link)).toBeNull()
      await expect(confirm(link)).rejects.toMatchObject(gone)
    }
    await confirm(second.old)
    await at(minutesAfter(now(), 24 * 60 + 1), () => expect(confirm(second.new)).rejects.toMatchObject(gone))
    await world.db
      .updateTable('account')
      .set({ disabled_at: now() })
      .where('id', '=', actor.accountId)
      .execute()
    await expect(confirm(second.new)).rejects.toMatchObject(gone)
    await world.db
      .updateTable('account')
      .set({ disabled_at: null })
      .where('id', '=', actor.accountId)
      .execute()
    await world.db.transaction().execute((db) => endLinks(db, actor.accountId))
    await expect(confirm(second.new)).rejects.toMatchObject(gone)
    expect(await addressOf(actor)).toBe(actor.email)
  })

  it('keeps hashes of the links only', async () => {
    const actor = await account(world.db, 'Pia Hash')
    const links = await ask(actor, 'pia@casa.example')
    const kept = JSON.stringify(await world.db.selectFrom('email_change').selectAll().execute())
    for (const link of [links.old, links.new]) expect(kept).not.toContain(link)
  })

  it('answers for an address that another has as for any other: only its owner is told, and nothing changes', async () => {
    const [actor, owner] = [await account(world.db, 'Ugo Neri'), await account(world.db, 'Ada Presa')]
    const links = await ask(actor, owner.email)
    expect(links.old).not.toBe('')
    expect(links.new).toBe('')
    expect(await textTo(owner.email)).toContain('già quello della sua utenza')
    expect(await waitingEmailChange(world.db, actor.accountId)).toMatchObject({ email: owner.email })
    expect(await confirm(links.old)).toBe('waiting')
    expect([await addressOf(actor), await addressOf(owner)]).toEqual([actor.email, owner.email])
  })

  it('says which address has confirmed, and is cancelled by its owner', async () => {
    const actor = await account(world.db, 'Lia Ferma')
    const links = await ask(actor, 'lia@casa.example')
    const sides = async () => {
      const change = await waitingEmailChange(world.db, actor.accountId)
      return change && [change.email, change.confirmedByOld, change.confirmedByNew]
    }
    expect(await sides()).toEqual(['lia@casa.example', false, false])
    await confirm(links.new)
    expect(await sides()).toEqual(['lia@casa.example', false, true])
    await cancelEmailChange(world.db, actor)
    expect(await sides()).toBeNull()
    await expect(confirm(links.old)).rejects.toMatchObject(gone)
    expect(await addressOf(actor)).toBe(actor.email)
  })

  it('refuses one’s own address, and too many within minutes', async () => {
    const actor = await account(world.db, 'Rita Molti')
    await expect(askEmailChange(world.db, actor, actor.email)).rejects.toMatchObject({ field: 'email' })
    for (let n = 0; n < 10; n++) await ask(actor, `rita${n}@casa.example`)
    await expect(ask(actor, 'rita@casa.example')).rejects.toMatchObject({ kind: 'too_many' })
  })

  it('is done once when both links are used at once, many times, and one change is under way at a time', async () => {
    const actor = await account(world.db, 'Vito Insieme')
    await Promise.allSettled(
      [0, 1, 2, 3].map((n) => askEmailChange(world.db, actor, `vito${n}@casa.example`)),
    )
    const open = await world.db
      .selectFrom('email_change')
      .select('id')
      .where('account_id', '=', actor.accountId)
      .where('ended_at', 'is', null)
      .execute()
    expect(open).toHaveLength(1)
    const links = await ask(actor, 'vito@casa.example')
    const outcomes = await Promise.allSettled(
      Array.from({ length: 20 }, (_, n) => confirm(n % 2 ? links.old : links.new)),
    )
    const changed = outcomes.filter((one) => one.status === 'fulfilled' && one.value === 'changed')
    expect(changed).toHaveLength(1)
    const rows = await world.db
      .selectFrom('ledger')
      .select('seq')
      .where('act', '=', 'email_changed')
      .where('subject_id', '=', actor.accountId)
      .execute()
    expect(rows).toHaveLength(1)
    expect(await addressOf(actor)).toBe('vito@casa.example')
  })

  it('is asked ten times and then no more for minutes that grow, since each sends mail', async () => {
    const actor = await account(world.db, 'Ciro Moretti')
    const asked = (minute: number) =>
      at(minutesAfter('2026-03-02T08:00:00.000Z', minute), () =>
        askEmailChange(world.db, actor, `ciro${minute}@casa.example`),
      )
    for (let minute = 0; minute < 10; minute++) await asked(minute)
    await expect(asked(11)).rejects.toMatchObject({ kind: 'too_many' })
    await asked(13)
    await expect(asked(18)).rejects.toMatchObject({ kind: 'too_many' })
    await asked(20)
    await expect(asked(34)).rejects.toMatchObject({ kind: 'too_many' })
  })

  it('is asked for nowhere that no mail is sent', async () => {
    const actor = await account(world.db, 'Cleo Moretti')
    const { SMTP_URL } = env()
    Object.assign(env(), { SMTP_URL: null })
    await expect(askEmailChange(world.db, actor, 'cleo@casa.example')).rejects.toMatchObject({
      kind: 'conflict',
    })
    Object.assign(env(), { SMTP_URL })
    expect(await waitingEmailChange(world.db, actor.accountId)).toBeNull()
  })

  it('gives an address that two confirm to the first', async () => {
    const [one, two] = [await account(world.db, 'Zoe Prima'), await account(world.db, 'Zoe Seconda')]
    const [first, second] = [await ask(one, 'zoe@casa.example'), { old: '', new: '' }]
    Object.assign(second, await ask(two, 'zoe@casa.example'))
    for (const link of [second.old, second.new, first.old]) await confirm(link)
    await expect(confirm(first.new)).rejects.toMatchObject({ kind: 'conflict' })
    expect([await addressOf(one), await addressOf(two)]).toEqual([one.email, 'zoe@casa.example'])
  })
})
