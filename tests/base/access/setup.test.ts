// SPDX-License-Identifier: AGPL-3.0-or-later
import { expect, it } from 'vitest'
import { actorOfAccount } from '#base/access/actor.server.ts'
import { announceSetup, needsSetup, setUp } from '#base/access/setup.server.ts'
import { fromAddress } from '#base/http/visitor.server.ts'
import { describeEngines } from '#tests/support/engines.ts'

describeEngines('the first set-up', (world) => {
  const ada = { name: 'Ada Righi', email: 'ada@presente.example', password: 'tre parole lunghe' }

  it('makes one administrator with the printed code, and is then gone', async () => {
    const lines: string[] = []
    await announceSetup(world.db, (line) => lines.push(line))
    const code = /\d{4}-\d{4}-\d{4}/.exec(lines[0] ?? '')?.[0] ?? ''
    await expect(setUp(world.db, { ...ada, code: '0000-0000-0000' })).rejects.toMatchObject({ field: 'code' })
    const weak = setUp(world.db, { ...ada, password: 'adarighi1980', code })
    await expect(weak).rejects.toMatchObject({ field: 'password' })
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

describeEngines('the code of the first set-up', (world) => {
  const ada = { name: 'Ada Righi', email: 'ada@presente.example', password: 'tre parole lunghe' }

  it('is guessed five times from an address, which keeps nobody else out', async () => {
    const lines: string[] = []
    await announceSetup(world.db, (line) => lines.push(line))
    const code = /\d{4}-\d{4}-\d{4}/.exec(lines[0] ?? '')?.[0] ?? ''
    const from = (address: string, code: string) =>
      fromAddress(address, () => setUp(world.db, { ...ada, code })).then(
        () => 'made',
        (error) => error.kind,
      )
    const guesses = Array.from({ length: 20 }, () => from('192.0.2.1', '0000-0000-0000'))
    const answers = await Promise.all(guesses)
    expect(answers.filter((answer) => answer === 'invalid')).toHaveLength(5)
    expect(await from('192.0.2.1', code)).toBe('too_many')
    expect(await from('192.0.2.2', code)).toBe('made')
  })
})
