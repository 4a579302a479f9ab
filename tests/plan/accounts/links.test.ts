// SPDX-License-Identifier: AGPL-3.0-or-later
// Nobody becomes somebody else by a link: who may make one, what ends one, and where one may be read.
import { afterEach, beforeAll, expect, it } from 'vitest'
import { actorOfAccount } from '#base/access/actor.server.ts'
import type { Actor } from '#base/access/actor.ts'
import { devicesOf, startLogin } from '#base/access/logins.server.ts'
import { findToken } from '#base/access/tokens.server.ts'
import { env } from '#base/env.server.ts'
import { deliverMail } from '#base/mail/deliver.server.ts'
import { findMail, listMail } from '#base/mail/outbox.server.ts'
import { inviteAccount, setAccountDisabled } from '#plan/accounts/accounts.server.ts'
import {
  acceptInvitation,
  changePassword,
  handOverInvitation,
  mailInvitation,
  requestPasswordReset,
  resetPassword,
} from '#plan/accounts/invitations.server.ts'
import { describeEngines } from '#tests/support/engines.ts'
import { columnsWith, mailedToken, mailTo, tokenIn } from '#tests/support/mail.ts'
import { account, grant } from '#tests/support/people.ts'

const password = 'tre parole lunghe'

describeEngines('personal links', (world) => {
  afterEach(() => Object.assign(env(), { SMTP_URL: 'smtp://127.0.0.1:9' }))
  let count = 0
  const invited = async () => {
    const email = `invited-${++count}@presente.example`
    const { account_id } = await world.db
      .transaction()
      .execute((db) => inviteAccount(db, null, { email, name: email, person_id: null }))
    return { email, account_id, token: await mailedToken(world.db, email) }
  }
  const active = async () => {
    const made = await invited()
    await acceptInvitation(world.db, made.token, password)
    return made
  }
  let admin: Actor
  beforeAll(async () => {
    admin = await grant(world.db, await account(world.db, 'Ada Righi'), 'administrator')
  })
  const invite = (id: string) => world.db.transaction().execute((db) => mailInvitation(db, null, id))
  const noMail = () => Object.assign(env(), { SMTP_URL: null })
  const handOver = async (id: string) => {
    noMail()
    return tokenIn(await handOverInvitation(world.db, admin, id))
  }
  const opens = async (token: string) =>
    Boolean(
      (await findToken(world.db, 'invitation', token)) ??
        (await findToken(world.db, 'password_reset', token)),
    )
  const actsOf = async (id: string) => {
    const query = world.db.selectFrom('ledger').select(['act', 'actor_id']).where('subject_id', '=', id)
    return await query.orderBy('seq').execute()
  }
  const eventsOf = async (id: string | null) => {
    const query = world.db.selectFrom('security_event').select(['kind', 'detail']).orderBy('id')
    return await query.where('account_id', id === null ? 'is' : '=', id).execute()
  }
  const everything = async () => {
    const tables = ['token', 'outbox', 'ledger', 'account', 'login'] as const
    return await Promise.all(tables.map((table) => world.db.selectFrom(table).selectAll().execute()))
  }

  it('are made for nobody who has a password, and then nothing changes', async () => {
    const { account_id } = await active()
    const before = await everything()
    await expect(invite(account_id)).rejects.toMatchObject({ kind: 'conflict' })
    await expect(handOver(account_id)).rejects.toMatchObject({ kind: 'conflict' })
    expect(await everything()).toEqual(before)
  })

  it('are made for nobody disabled or unknown', async () => {
    const { account_id } = await invited()
    await setAccountDisabled(world.db, admin, account_id, true)
    await expect(invite(account_id)).rejects.toMatchObject({ kind: 'conflict' })
    await expect(handOver(account_id)).rejects.toMatchObject({ kind: 'conflict' })
    await expect(handOver('no-such-account')).rejects.toMatchObject({ kind: 'not_found' })
  })

  it('of an invitation open no account that has a password, even left over', async () => {
    const { account_id, token } = await invited()
    await world.db
      .updateTable('account')
      .set({ password_hash: 'some' })
      .where('id', '=', account_id)
      .execute()
    await expect(acceptInvitation(world.db, token, password)).rejects.toMatchObject({ kind: 'not_found' })
  })

  it('stand in clear nowhere in the database, nor on the pages about mail', async () => {
    const { email, token } = await invited()
    const { email: forgetful } = await active()
    await requestPasswordReset(world.db, forgetful)
    const reset = await mailedToken(world.db, forgetful)
    const handed = await handOver((await invited()).account_id)
    for (const secret of [token, reset, handed]) {
      expect(secret).toHaveLength(43)
      expect(await columnsWith(world.db, secret)).toEqual([])
    }
    expect(await columnsWith(world.db, email)).not.toEqual([])
    const query = { q: '', page: 1, sort: 'created_at', direction: 'desc', limit: 500, offset: 0 } as const
    const { rows } = await listMail(world.db, query)
    const pages = await Promise.all(rows.map(({ id }) => findMail(world.db, id)))
    expect(JSON.stringify([rows, pages])).not.toMatch(new RegExp([token, reset, handed].join('|')))
    expect(pages.some((page) => page?.body.includes('[collegamento personale'))).toBe(true)
    expect(await mailTo(world.db, email)).toContain(`${env().APP_URL}/invitations/${token}`)
  })

  it('and logins end with a changed password', async () => {
    const { email, account_id } = await active()
    await requestPasswordReset(world.db, email)
    const reset = await mailedToken(world.db, email)
    await startLogin(world.db, account_id, 'Firefox', null)
    await changePassword(world.db, await actorOfAccount(world.db, account_id), password, 'altre tre parole')
    expect(await opens(reset)).toBe(false)
    expect(await devicesOf(world.db, account_id)).toEqual([])
  })

  it('and logins end with a reset, and the reset asked for before is dead', async () => {
    const { email, account_id } = await active()
    await requestPasswordReset(world.db, email)
    const first = await mailedToken(world.db, email)
    await requestPasswordReset(world.db, email)
    const second = await mailedToken(world.db, email)
    expect(await opens(first)).toBe(false)
    await startLogin(world.db, account_id, 'Firefox', null)
    await resetPassword(world.db, second, 'altre tre parole')
    expect(await opens(second)).toBe(false)
    expect(await devicesOf(world.db, account_id)).toEqual([])
  })

  it('end with an accepted invitation, whatever they are for', async () => {
    const { account_id, token } = await invited()
    const left = { id: `left-${account_id}`, purpose: 'password_reset' as const, account_id }
    const times = { created_at: '2026-01-01T08:00:00.000Z', expires_at: '2099-01-01T08:00:00.000Z' }
    await world.db
      .insertInto('token')
      .values({ ...left, ...times })
      .execute()
    await acceptInvitation(world.db, token, password)
    const open = world.db.selectFrom('token').select('id').where('used_at', 'is', null)
    expect(await open.where('account_id', '=', account_id).execute()).toEqual([])
  })

  it('handed over end the earlier ones, each press anew, and the ledger says who took them', async () => {
    const { account_id, token } = await invited()
    const first = await handOver(account_id)
    const second = await handOver(account_id)
    expect(await Promise.all([token, first, second].map(opens))).toEqual([false, false, true])
    const taken = { act: 'invitation_handed_over', actor_id: admin.accountId }
    expect((await actsOf(account_id)).slice(-2)).toEqual([taken, taken])
    const event = { kind: 'link_handed_over', detail: `by ${admin.accountId}` }
    expect(await eventsOf(account_id)).toEqual([event, event])
    await acceptInvitation(world.db, second, password)
    expect((await eventsOf(account_id)).at(-1)).toEqual({ kind: 'link_used', detail: 'invitation' })
  })

  it('are not handed over where mail is sent', async () => {
    const { account_id, token } = await invited()
    const refused = handOverInvitation(world.db, admin, account_id)
    await expect(refused).rejects.toMatchObject({ kind: 'conflict' })
    expect(await opens(token)).toBe(true)
  })

  it('of a reset asked for before the invitation was accepted are the invitation again', async () => {
    const { email, account_id, token } = await invited()
    await requestPasswordReset(world.db, email)
    expect(await mailTo(world.db, email)).toContain('/invitations/')
    expect(await opens(token)).toBe(false)
    const acts = (await actsOf(account_id)).map(({ act }) => act)
    expect(acts.slice(-2)).toEqual(['password_reset_asked', 'account_invited'])
    await acceptInvitation(world.db, await mailedToken(world.db, email), password)
  })

  it('asked for and used are in the ledger and among the security events; for nobody, only there', async () => {
    const { email, account_id } = await active()
    await requestPasswordReset(world.db, email)
    await resetPassword(world.db, await mailedToken(world.db, email), 'altre tre parole')
    const acts = await actsOf(account_id)
    expect(acts.slice(-2)).toEqual([
      { act: 'password_reset_asked', actor_id: null },
      { act: 'password_reset', actor_id: account_id },
    ])
    expect((await eventsOf(account_id)).slice(-2)).toEqual([
      { kind: 'reset_asked', detail: null },
      { kind: 'link_used', detail: 'password_reset' },
    ])
    const before = await everything()
    await requestPasswordReset(world.db, 'nobody@presente.example')
    expect(await everything()).toEqual(before)
    expect((await eventsOf(null)).at(-1)).toEqual({ kind: 'reset_asked', detail: null })
  })

  it('used and handed over by twenty at once choose one password, and none is left open', async () => {
    const { account_id, token } = await invited()
    // On SQLite one connection a process: a second would wait for the first without letting it go on.
    const connections = Array.from({ length: 20 }, () =>
      world.engine === 'postgres' ? world.connectAgain() : world.db,
    )
    noMail()
    const tries = connections.map((db, at) =>
      at % 2 === 0
        ? acceptInvitation(db, token, `${password} ${at}`).then(() => 'accepted')
        : handOverInvitation(db, admin, account_id),
    )
    const done = await Promise.allSettled(tries)
    const values = done.flatMap((one) => (one.status === 'fulfilled' ? [one.value] : []))
    for (const one of done) if (one.status === 'rejected') expect(one.reason.name).toBe('AppError')
    const accepted = values.filter((value) => value === 'accepted').length
    const handed = values.filter((value) => value !== 'accepted').map(tokenIn)
    const open = (await Promise.all(handed.map(opens))).filter(Boolean).length
    // Either somebody accepted before any was handed over, and then none opens; or the last one handed over does.
    expect([accepted, open]).toEqual(accepted === 1 ? [1, 0] : [0, 1])
  })

  it('are not made where no mail is sent, so that one handed over stays good', async () => {
    const { account_id, email } = await invited()
    const token = await handOver(account_id)
    await expect(requestPasswordReset(world.db, email)).rejects.toMatchObject({ kind: 'conflict' })
    expect(await opens(token)).toBe(true)
  })

  it('asked for too often are mailed no more, in the words of every asking, and the last stays good', async () => {
    const { email } = await active()
    for (let asked = 0; asked < 5; asked++) await requestPasswordReset(world.db, email)
    const token = await mailedToken(world.db, email)
    await requestPasswordReset(world.db, email)
    expect(await mailedToken(world.db, email)).toBe(token)
    await resetPassword(world.db, token, 'altre tre parole')
  })

  it('are blanked in the outbox once given up', async () => {
    const { email } = await invited()
    for (let tried = 0; tried < 8; tried++) {
      await deliverMail(world.db, 'smtp://127.0.0.1:9')
      await world.db.updateTable('outbox').set({ claimed_at: null }).execute()
    }
    const kept = world.db.selectFrom('outbox').select(['sealed', 'attempts', 'body'])
    const mail = await kept.where('to_address', '=', email).executeTakeFirstOrThrow()
    expect(mail).toMatchObject({ sealed: null, attempts: 8 })
    expect(mail.body).not.toContain('/invitations/')
  })
})
