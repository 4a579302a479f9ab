// SPDX-License-Identifier: AGPL-3.0-or-later
import { expect, it } from 'vitest'
import { actorOfAccount } from '#base/access/actor.server.ts'
import { can } from '#base/access/permissions.ts'
import { grantRole, grantsOf, revokeRole } from '#base/access/roles.server.ts'
import { at, minutesAfter, now } from '#base/clock.server.ts'
import { describeEngines } from '#tests/support/engines.ts'
import { account, grant } from '#tests/support/people.ts'
import { project } from '#tests/support/training.ts'

describeEngines('roles', (world) => {
  it('hold in their project until they expire, and not after', async () => {
    const admin = await grant(world.db, await account(world.db, 'Ada Righi'), 'administrator')
    const auditor = await account(world.db, 'Iole Tarsi')
    const iris = await project(world.db, 'iris')
    const expires_at = minutesAfter(now(), 60)
    const role = {
      account_id: auditor.accountId,
      role: 'auditor' as const,
      project_id: iris.id,
      edition_id: null,
      expires_at,
    }
    for (const _ of ['first', 'again']) {
      await world.db.transaction().execute((db) => grantRole(db, admin, role))
    }
    expect(await grantsOf(world.db, auditor.accountId)).toHaveLength(1)
    const here = { projectId: iris.id }
    expect(can(await actorOfAccount(world.db, auditor.accountId), 'project:see', here)).toBe(true)
    await at(minutesAfter(now(), 61), async () => {
      expect(can(await actorOfAccount(world.db, auditor.accountId), 'project:see', here)).toBe(false)
    })
  })

  it('end when revoked; the last administrator’s does not', async () => {
    const first = await grant(world.db, await account(world.db, 'Ugo Neri'), 'administrator')
    const second = await grant(world.db, await account(world.db, 'Eva Blu'), 'administrator')
    await world.db
      .updateTable('account')
      .set({ password_hash: 'x' })
      .where('id', '=', first.accountId)
      .execute()
    const idOf = async (accountId: string) => (await grantsOf(world.db, accountId))[0]?.id ?? ''
    await revokeRole(world.db, first, second.accountId, await idOf(second.accountId))
    expect((await actorOfAccount(world.db, second.accountId)).grants).toEqual([])
    await expect(
      revokeRole(world.db, first, first.accountId, await idOf(first.accountId)),
    ).rejects.toMatchObject({
      kind: 'conflict',
    })
    expect((await actorOfAccount(world.db, first.accountId)).grants).toHaveLength(1)
  })
})
