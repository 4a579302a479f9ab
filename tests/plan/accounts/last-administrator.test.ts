// SPDX-License-Identifier: AGPL-3.0-or-later
// At every moment somebody is administrator: enabled, with a password, without an end.
import { beforeEach, expect, it } from 'vitest'
import type { Actor } from '#base/access/actor.ts'
import { grantRole, grantsOf, revokeRole } from '#base/access/roles.server.ts'
import { at, minutesAfter, now } from '#base/clock.server.ts'
import { env } from '#base/env.server.ts'
import { endOfDay, localDate } from '#base/i18n/zone.ts'
import { setAccountDisabled } from '#plan/accounts/accounts.server.ts'
import { describeEngines } from '#tests/support/engines.ts'
import { account, grant } from '#tests/support/people.ts'

describeEngines('the last administrator', (world) => {
  let serial = 0
  let ada: Actor
  beforeEach(async () => {
    serial += 1
    await world.db
      .updateTable('role_grant')
      .set({ revoked_at: now() })
      .where('revoked_at', 'is', null)
      .execute()
    ada = await administrator('Ada')
  })

  async function administrator(name: string, details: { expires_at?: string; invited?: boolean } = {}) {
    const made = await account(world.db, `${name} Prova${serial}`)
    if (!details.invited) {
      await world.db
        .updateTable('account')
        .set({ password_hash: 'x' })
        .where('id', '=', made.accountId)
        .execute()
    }
    return await grant(world.db, made, 'administrator', { expires_at: details.expires_at ?? null })
  }
  const give = (to: Actor, expires_at: string | null, by = ada) =>
    world.db.transaction().execute((db) =>
      grantRole(db, by, {
        account_id: to.accountId,
        role: 'administrator',
        project_id: null,
        edition_id: null,
        expires_at,
      }),
    )
  const revoke = async (of: Actor, by = ada) =>
    revokeRole(world.db, by, of.accountId, (await grantsOf(world.db, of.accountId))[0]?.id ?? '')
  const grantOf = async (of: Actor) => (await grantsOf(world.db, of.accountId))[0]
  const later = minutesAfter(now(), 60 * 24 * 30)
  const last = { kind: 'conflict', message: expect.stringContaining('unico amministratore') }

  it('is not revoked, given an end or disabled, by whomever', async () => {
    const eva = await administrator('Eva', { expires_at: later })
    await expect(revoke(ada)).rejects.toMatchObject(last)
    await expect(give(ada, later)).rejects.toMatchObject({ ...last, field: 'expires_on' })
    await expect(setAccountDisabled(world.db, eva, ada.accountId, true)).rejects.toMatchObject(last)
    await expect(setAccountDisabled(world.db, ada, ada.accountId, true)).rejects.toMatchObject({
      kind: 'invalid',
    })
    expect(await grantOf(ada)).toMatchObject({ revoked_at: null, expires_at: null })
    const kept = await world.db
      .selectFrom('account')
      .select('disabled_at')
      .where('id', '=', ada.accountId)
      .executeTakeFirstOrThrow()
    expect(kept.disabled_at).toBeNull()
  })

  it('is not somebody invited who never came, nor disabled, nor with an end', async () => {
    await administrator('Nora', { invited: true })
    await administrator('Olga', { expires_at: later })
    const disabled = await administrator('Pia')
    await setAccountDisabled(world.db, ada, disabled.accountId, true)
    await expect(revoke(ada)).rejects.toMatchObject(last)
    await expect(give(ada, later)).rejects.toMatchObject(last)
  })

  it('may go when there is another', async () => {
    const eva = await administrator('Eva')
    await give(ada, later)
    expect(await grantOf(ada)).toMatchObject({ expires_at: later })
    await expect(give(eva, later)).rejects.toMatchObject(last)
    // An end may be moved, and taken away again: nobody becomes less.
    await give(ada, minutesAfter(later, 60))
    await give(ada, null, eva)
    await revoke(eva)
    expect((await grantOf(eva))?.revoked_at).not.toBeNull()
  })

  it('does not keep other accounts from being disabled', async () => {
    const operator = await account(world.db, `Rita Prova${serial}`)
    await setAccountDisabled(world.db, ada, operator.accountId, true)
    const eva = await administrator('Eva', { expires_at: later })
    await setAccountDisabled(world.db, ada, eva.accountId, true)
    await setAccountDisabled(world.db, ada, eva.accountId, false)
    await revoke(eva)
  })

  it('a role is not given with an end that is over, and may end with today', async () => {
    const eva = await account(world.db, `Eva Prova${serial}`)
    const over = { kind: 'invalid', field: 'expires_on' }
    await expect(give(eva, minutesAfter(now(), -1))).rejects.toMatchObject(over)
    const moment = '2026-02-05T11:00:00.000Z'
    const zone = env().TZ_DISPLAY
    await at(moment, async () => {
      await expect(give(eva, moment)).rejects.toMatchObject(over)
      await expect(give(eva, endOfDay('2026-02-04', zone))).rejects.toMatchObject(over)
      await give(eva, endOfDay(localDate(moment, zone), zone))
    })
    expect(await grantOf(eva)).toMatchObject({ expires_at: endOfDay('2026-02-05', zone) })
  })
})
