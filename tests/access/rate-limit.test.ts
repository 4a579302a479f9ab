// SPDX-License-Identifier: AGPL-3.0-or-later
import { expect, it, vi } from 'vitest'
import { countAttempt, deleteExpiredAttempts, forgetAttempts } from '#app/access/rate-limit.server.ts'
import { AppError } from '#app/error.ts'
import { describeEngines } from '#tests/support/engines.ts'

describeEngines('attempts', (world) => {
  const attempt = (account: string, address = account) =>
    countAttempt(world.db, 'sign-in', { account, address }).then(
      () => 'counted',
      (error) => (error instanceof AppError ? error.kind : error),
    )
  const times = async (n: number, one: () => Promise<unknown>) => {
    const answers: unknown[] = []
    for (let i = 0; i < n; i++) answers.push(await one())
    return answers
  }

  it('on one account are ten in three minutes, from wherever they come', async () => {
    let n = 0
    const answers = await times(12, () => attempt('anna@presente.example', `10.0.0.${++n}`))
    expect(answers).toEqual([...Array(10).fill('counted'), 'too_many', 'too_many'])
  })

  it('count capital letters as the same account, and another account apart', async () => {
    await times(10, () => attempt('Luca@presente.example'))
    expect(await attempt('luca@PRESENTE.example')).toBe('too_many')
    expect(await attempt('vera@presente.example')).toBe('counted')
  })

  it('are a hundred from one address: an office signs in at nine o’clock', async () => {
    let n = 0
    const answers = await times(101, () => attempt(`operator${++n}@presente.example`, '192.0.2.1'))
    expect(answers.filter((answer) => answer === 'counted')).toHaveLength(100)
    expect(answers.at(-1)).toBe('too_many')
  })

  it('are counted apart for each purpose', async () => {
    await times(10, () => attempt('ugo@presente.example'))
    await countAttempt(world.db, 'password', { account: 'ugo@presente.example', address: 'x' })
    expect(await attempt('ugo@presente.example')).toBe('too_many')
  })

  it('are forgotten after a success', async () => {
    await times(10, () => attempt('marta@presente.example'))
    await forgetAttempts(world.db, 'sign-in', { account: 'Marta@presente.example', address: 'x' })
    expect(await attempt('marta@presente.example')).toBe('counted')
  })

  it('are all counted when they come at once', async () => {
    const answers = await Promise.all(Array.from({ length: 15 }, () => attempt('carla@presente.example')))
    expect(answers.filter((answer) => answer === 'counted')).toHaveLength(10)
  })

  it('begin again after three minutes, and what is over is deleted', async () => {
    await times(11, () => attempt('ada@presente.example'))
    expect(await attempt('ada@presente.example')).toBe('too_many')
    vi.useFakeTimers({ toFake: ['Date'], now: Date.now() + 181_000 })
    try {
      expect(await attempt('ada@presente.example')).toBe('counted')
      vi.setSystemTime(Date.now() + 181_000)
      await deleteExpiredAttempts(world.db)
      expect(await world.db.selectFrom('rate_limit').selectAll().execute()).toEqual([])
    } finally {
      vi.useRealTimers()
    }
  })
})
