// SPDX-License-Identifier: AGPL-3.0-or-later
import { expect, it } from 'vitest'
import { actorOfAccount } from '#app/access/actor.server.ts'
import { announceSetup, needsSetup, setUp } from '#app/access/setup.server.ts'
import { describeEngines } from '#tests/support/engines.ts'

describeEngines('the first set-up', (world) => {
  const ada = { name: 'Ada Righi', email: 'ada@presente.example', password: 'tre parole lunghe' }

  it('makes one administrator with the printed code, and is then gone', async () => {
    const lines: string[] = []
    await announceSetup(world.db, (line) => lines.push(line))
    const code = /\d{4}-\d{4}-\d{4}/.exec(lines[0] ?? '')?.[0] ?? ''
    await expect(setUp(world.db, { ...ada, code: '0000-0000-0000' })).rejects.toMatchObject({ field: 'code' })
    const twice = await Promise.allSettled([
      setUp(world.db, { ...ada, code }),
      setUp(world.db, { ...ada, email: 'eva@presente.example', code }),
    ])
    expect(twice.filter((one) => one.status === 'fulfilled')).toHaveLength(1)
    expect(await needsSetup(world.db)).toBe(false)
    const { id } = await world.db.selectFrom('account').select('id').executeTakeFirstOrThrow()
    expect((await actorOfAccount(world.db, id)).grants).toEqual([
      { role: 'administrator', projectId: null, editionId: null },
    ])
    await announceSetup(world.db, (line) => lines.push(line))
    expect(lines).toHaveLength(1)
  })
})
