// SPDX-License-Identifier: AGPL-3.0-or-later
import { expect, it } from 'vitest'
import { actorOfAccount } from '#base/access/actor.server.ts'
import { devicesOf, findLogin, startLogin } from '#base/access/logins.server.ts'
import { checkPassword } from '#base/access/sign-in.server.ts'
import { at, minutesAfter, now } from '#base/clock.server.ts'
import { inviteAccount, setAccountDisabled } from '#plan/accounts/accounts.server.ts'
import {
  acceptInvitation,
  changePassword,
  mailInvitation,
  requestPasswordReset,
  resetPassword,
} from '#plan/accounts/invitations.server.ts'
import { publishNotice } from '#plan/people/privacy-notice.server.ts'
import { describeEngines } from '#tests/support/engines.ts'
import { mailedToken } from '#tests/support/mail.ts'
import { account, grant, person } from '#tests/support/people.ts'

describeEngines('invitations and passwords', (world) => {
  const password = 'tre parole lunghe'
  const invite = async (name: string, person_id: string | null = null) => {
    const email = `${name.toLowerCase()}@presente.example`
    const made = await world.db
      .transaction()
      .execute((db) => inviteAccount(db, null, { email, name, person_id }))
    return { ...made, email }
  }
  const linkTo = (email: string) => mailedToken(world.db, email)
  const signIn = (email: string, word = password) =>
    checkPassword(world.db, email, word, '192.0.2.7').then(
      () => 'in',
      (error) => error.kind,
    )

  it('let an invited person choose a password, once, and keep that the notice was read', async () => {
    const admin = await grant(world.db, await account(world.db, 'Ada Righi'), 'administrator')
    await publishNotice(world.db, admin, { text_it: '## Chi', text_en: '## Who' })
    const { email, account_id } = await invite('Nora')
    expect(await signIn(email)).toBe('invalid')
    const token = await linkTo(email)
    await acceptInvitation(world.db, token, password)
    expect(await signIn(email)).toBe('in')
    await expect(acceptInvitation(world.db, token, 'another long one')).rejects.toMatchObject({
      kind: 'not_found',
    })
    const read = await world.db
      .selectFrom('notice_reading')
      .selectAll()
      .where('account_id', '=', account_id)
      .execute()
    expect(read).toHaveLength(1)
  })

  it('keep only a hash of the link', async () => {
    const { email } = await invite('Olmo')
    const token = await linkTo(email)
    const kept = await world.db.selectFrom('token').select('id').execute()
    expect(kept.map((row) => row.id)).not.toContain(token)
  })

  it('end an earlier link when a new one is mailed, and each after its time', async () => {
    const { email, account_id } = await invite('Piero')
    const first = await linkTo(email)
    await world.db.transaction().execute((db) => mailInvitation(db, null, account_id))
    await expect(acceptInvitation(world.db, first, password)).rejects.toMatchObject({ kind: 'not_found' })
    const second = await linkTo(email)
    await at(minutesAfter(now(), 15 * 24 * 60), () =>
      expect(acceptInvitation(world.db, second, password)).rejects.toMatchObject({ kind: 'not_found' }),
    )
  })

  it('find the account that is there instead of making a second, and link it to its person', async () => {
    const first = await invite('Quinto')
    const someone = await person(world.db, 'Quinto Sala', undefined, { email: first.email })
    const second = await invite('Quinto', someone.id)
    expect(second).toMatchObject({ account_id: first.account_id, isNew: false })
    expect((await actorOfAccount(world.db, first.account_id)).personId).toBe(someone.id)
  })

  it('reset a forgotten password and sign every device out; an unknown address mails nothing', async () => {
    const { email, account_id } = await invite('Rita')
    await acceptInvitation(world.db, await linkTo(email), password)
    const cookie = await startLogin(world.db, account_id, 'Firefox', null)
    await requestPasswordReset(world.db, 'nobody@presente.example')
    await requestPasswordReset(world.db, email)
    await resetPassword(world.db, await linkTo(email), 'quattro parole nuove')
    expect(await signIn(email)).toBe('invalid')
    expect(await signIn(email, 'quattro parole nuove')).toBe('in')
    expect(await findLogin(world.db, cookie.split(';')[0] ?? '')).toBeNull()
    const strangers = world.db
      .selectFrom('outbox')
      .selectAll()
      .where('to_address', '=', 'nobody@presente.example')
    expect(await strangers.execute()).toEqual([])
  })

  it('change one’s own password only with the present one, and sign the other devices out', async () => {
    const { email, account_id } = await invite('Sara')
    await acceptInvitation(world.db, await linkTo(email), password)
    await startLogin(world.db, account_id, 'Firefox', null)
    const actor = await actorOfAccount(world.db, account_id)
    await expect(changePassword(world.db, actor, 'not this', 'cinque parole')).rejects.toMatchObject({
      kind: 'invalid',
      field: 'current',
    })
    expect(await devicesOf(world.db, account_id)).toHaveLength(1)
    await changePassword(world.db, actor, password, 'cinque parole nuove')
    expect(await devicesOf(world.db, account_id)).toEqual([])
    expect(await signIn(email, 'cinque parole nuove')).toBe('in')
  })

  it('disabled, sign nobody in and reset nothing; one’s own account cannot be disabled', async () => {
    const admin = await grant(world.db, await account(world.db, 'Ivo Corsi'), 'administrator')
    const { email, account_id } = await invite('Tea')
    await acceptInvitation(world.db, await linkTo(email), password)
    await setAccountDisabled(world.db, admin, account_id, true)
    expect(await signIn(email)).toBe('invalid')
    await expect(setAccountDisabled(world.db, admin, admin.accountId, true)).rejects.toMatchObject({
      kind: 'invalid',
    })
    await setAccountDisabled(world.db, admin, account_id, false)
    expect(await signIn(email)).toBe('in')
  })
})
