// SPDX-License-Identifier: AGPL-3.0-or-later
import { beforeEach, expect, it } from 'vitest'
import { at } from '#base/clock.server.ts'
import { boardOf } from '#prove/board/board.server.ts'
import type { Figure, Stage } from '#prove/board/count.ts'
import { personInProject } from '#prove/participants/person-in-project.server.ts'
import { describeEnginesAfresh } from '#tests/support/engines.ts'
import { person } from '#tests/support/people.ts'
import { counting } from '#tests/support/queries.ts'
import { enrolment } from '#tests/support/training.ts'
import { mark } from './attending.ts'
import { life, today } from './life.ts'
import { flat } from './lines.ts'

describeEnginesAfresh('the board', (world) => {
  let who: Awaited<ReturnType<typeof life>>
  beforeEach(async () => {
    who = await life(world.db)
  })

  const board = () => at(today, () => boardOf(world.db, who.project))

  async function figures(id: string): Promise<Record<Stage, number>> {
    const node = flat((await board()).nodes).find(({ line }) => line.id === id)
    const count = (stage: Stage) => node?.figures[stage].count ?? -1
    return {
      enrolled: count('enrolled'),
      attended: count('attended'),
      completed: count('completed'),
      expected: count('expected'),
    }
  }

  it('counts a person of three editions once, with three participations beside (case 3)', async () => {
    const { totals } = await board()
    expect(totals.training.attended).toEqual({ count: 2, participations: 4 } satisfies Figure)
    expect(await figures(who.targets.public.id)).toMatchObject({ attended: 1, completed: 1 })
  })

  it('expects only who is enrolled in an edition that is not over and is not reached yet', async () => {
    expect(await figures(who.targets.all.id)).toMatchObject({ expected: 1 })
    expect(await figures(who.lines.offices.id)).toEqual({
      enrolled: 1,
      attended: 0,
      completed: 0,
      expected: 1,
    })
  })

  it('still expects who has no mark at a meeting that ended, until one is given or its page is closed', async () => {
    const expected = async () => (await figures(who.targets.all.id)).expected
    const nina = await person(world.db, 'Nina Tardi', who.cooperativa)
    await enrolment(world.db, who.edition, nina)
    expect(await expected()).toBe(2)
    await mark(world.db, who.meetings[0], nina, { status: 'absent', credited_minutes: 0 })
    expect(await expected()).toBe(2)
    await world.db
      .updateTable('meeting')
      .set({ state: 'closed' })
      .where('id', '=', who.meetings[1].id)
      .execute()
    expect(await expected()).toBe(1)
  })

  it('counts tables apart, organisations once, and numbers recorded by hand by their sum', async () => {
    expect(await figures(who.lines.governance.id)).toMatchObject({ enrolled: 1, attended: 1 })
    expect(await figures(who.lines.bodies.id)).toMatchObject({ attended: 2 })
    const node = flat((await board()).nodes).find(({ line }) => line.id === who.lines.indirect.id)
    expect(node).toMatchObject({ reached: 50, gap: 50, percent: 5000 })
  })

  it('knows nothing of the people of another project', async () => {
    expect(await personInProject(world.db, who.rosa, who.anna.id)).toBeNull()
    const { totals } = await boardOf(world.db, who.rosa)
    expect(totals.training).toMatchObject({ enrolled: { count: 1 }, attended: { count: 0 } })
  })

  it('asks the database six times, whatever it counts', async () => {
    for (const project of [who.project, who.rosa]) {
      const { db, count } = counting(world.db)
      await boardOf(db, project)
      expect(count()).toBe(6)
    }
  })
})
