// SPDX-License-Identifier: AGPL-3.0-or-later
import { beforeAll, expect, it } from 'vitest'
import { describeEngines } from './engines.ts'
import { iris } from './iris.ts'
import { course } from './training.ts'

describeEngines('the world of the tests', (world) => {
  let who: Awaited<ReturnType<typeof iris>>
  beforeAll(async () => {
    who = await iris(world.db)
  })

  it('is on the engine it says', async () => {
    expect(world.url).toMatch(world.engine === 'sqlite' ? /^file:/ : /^postgres:/)
  })

  it('has Anna of the Comune and Luca of the Cooperativa, each with an account', async () => {
    expect(who.operator.personId).toBe(who.anna.id)
    expect(who.private.personId).toBe(who.luca.id)
    expect([who.comune.sector, who.cooperativa.sector]).toEqual(['public', 'private'])
  })

  it('has roles that reach no further than they say', () => {
    expect(who.manager.grants).toEqual([{ role: 'manager', projectId: who.project.id, editionId: null }])
    expect(who.trainer.grants).toEqual([{ role: 'trainer', projectId: null, editionId: who.edition.id }])
  })

  it('has courses with modules', async () => {
    const { modules } = await course(world.db, 'procurement-management')
    expect(modules).toHaveLength(2)
  })
})
