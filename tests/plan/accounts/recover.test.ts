// SPDX-License-Identifier: AGPL-3.0-or-later
import { execFile } from 'node:child_process'
import { promisify } from 'node:util'
import { expect, it } from 'vitest'
import { actorOfAccount } from '#base/access/actor.server.ts'
import { can } from '#base/access/permissions.ts'
import { findToken } from '#base/access/tokens.server.ts'
import { inviteAccount, setAccountDisabled } from '#plan/accounts/accounts.server.ts'
import { acceptInvitation, resetPassword } from '#plan/accounts/invitations.server.ts'
import { recover } from '#plan/accounts/recover.server.ts'
import { describeEngines } from '#tests/support/engines.ts'
import { columnsWith, mailedToken, tokenIn } from '#tests/support/mail.ts'
import { account, grant } from '#tests/support/people.ts'

const password = 'tre parole lunghe'

describeEngines('recovering on the machine', (world) => {
  const active = async (email: string) => {
    const { account_id } = await world.db
      .transaction()
      .execute((db) => inviteAccount(db, null, { email, name: email, person_id: null }))
    await acceptInvitation(world.db, await mailedToken(world.db, email), password)
    return account_id
  }
  const actsOf = async (email: string) => {
    const query = world.db
      .selectFrom('ledger')
      .innerJoin('account', 'account.id', 'ledger.subject_id')
      .select(['act', 'actor_id'])
      .where('account.email', '=', email)
    return (await query.orderBy('seq').execute()).map(({ act, actor_id }) => [act, actor_id])
  }
  const administers = async (id: string) =>
    can(await actorOfAccount(world.db, id), 'installation:administer', {})

  it('makes a reset link for an account, and gives it no role', async () => {
    const id = await active('anna@presente.example')
    const { link, purpose } = await recover(world.db, 'anna@presente.example', { administrator: false })
    expect(purpose).toBe('password_reset')
    expect(await columnsWith(world.db, tokenIn(link))).toEqual([])
    await resetPassword(world.db, tokenIn(link), 'altre tre parole')
    expect(await administers(id)).toBe(false)
    expect(await actsOf('anna@presente.example')).toContainEqual(['access_recovered', null])
  })

  it('makes a new administrator of an unknown address, by invitation', async () => {
    const made = await recover(world.db, 'nuova@presente.example', { administrator: false })
    expect(made).toMatchObject({ purpose: 'invitation', isNew: true })
    const { id } = await acceptInvitation(world.db, tokenIn(made.link), password)
    expect(await administers(id)).toBe(true)
    expect((await actsOf('nuova@presente.example')).slice(0, 3)).toEqual([
      ['account_created', null],
      ['role_granted', null],
      ['access_recovered', null],
    ])
  })

  it('lets in a disabled account only as an administrator', async () => {
    const admin = await grant(world.db, await account(world.db, 'Ada Righi'), 'administrator')
    const id = await active('luca@presente.example')
    await setAccountDisabled(world.db, admin, id, true)
    await expect(recover(world.db, 'luca@presente.example', { administrator: false })).rejects.toMatchObject({
      kind: 'conflict',
    })
    const { link } = await recover(world.db, 'luca@presente.example', { administrator: true })
    expect(await findToken(world.db, 'password_reset', tokenIn(link))).toMatchObject({ id })
    expect(await administers(id)).toBe(true)
  })

  it('prints the link from the command line, or one line and exit code 1', async () => {
    const run = async (...words: string[]) => {
      const env = { ...process.env, DATABASE_URL: world.url, APP_URL: 'https://presente.example' }
      return await promisify(execFile)(process.execPath, ['app/recover.ts', ...words], { env }).then(
        ({ stdout }) => ({ code: 0, stdout, stderr: '' }),
        ({ code, stdout, stderr }) => ({ code, stdout, stderr }),
      )
    }
    const done = await run('Vera@Presente.example')
    expect(done.code).toBe(0)
    expect(done.stdout).toContain('New administrator: vera@presente.example')
    const link = /https:\/\/presente\.example\/invitations\/\S+/.exec(done.stdout)?.[0] ?? ''
    expect(await findToken(world.db, 'invitation', tokenIn(link))).not.toBeNull()
    const { code, stdout, stderr } = await run('a@presente.example', '--admin')
    expect([code, stdout]).toEqual([1, ''])
    expect(stderr.trim()).toBe('usage: npm run recover -- ADDRESS [--administrator]')
  }, 60_000)
})
