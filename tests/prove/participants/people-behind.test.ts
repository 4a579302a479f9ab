// SPDX-License-Identifier: AGPL-3.0-or-later
import { beforeAll, expect, it } from 'vitest'
import { at } from '#base/clock.server.ts'
import { type ListQuery, pageSize } from '#base/http/list.ts'
import { targetsOf } from '#plan/targets/targets.server.ts'
import { boardOf } from '#prove/board/board.server.ts'
import { type Stage, stages } from '#prove/board/count.ts'
import {
  organisationsBehind,
  type PeopleSort,
  peopleBehind,
} from '#prove/participants/people-behind.server.ts'
import { criteriaOf, peopleFilter } from '#prove/participants/people-filter.ts'
import { editionsOfPeople } from '#prove/participants/person-editions.server.ts'
import { personInProject } from '#prove/participants/person-in-project.server.ts'
import { life, today } from '#tests/prove/board/life.ts'
import { flat } from '#tests/prove/board/lines.ts'
import { describeEngines } from '#tests/support/engines.ts'

const firstPage: ListQuery<PeopleSort> = {
  page: 1,
  q: '',
  sort: 'name',
  direction: 'asc',
  limit: pageSize,
  offset: 0,
}

describeEngines('the list behind a figure', (world) => {
  let who: Awaited<ReturnType<typeof life>>
  beforeAll(async () => {
    who = await life(world.db)
  })

  const board = () => at(today, () => boardOf(world.db, who.project))

  it('opens every figure on a list of exactly as many names (rule 3)', async () => {
    const { nodes, totals } = await board()
    for (const { line, figures } of flat(nodes).filter(({ line }) => line.source === 'attendance')) {
      for (const stage of stages) {
        const behind = { stage, criteria: line }
        const list = await at(today, () =>
          line.unit === 'organisations'
            ? organisationsBehind(world.db, who.project, behind, firstPage)
            : peopleBehind(world.db, who.project, behind, firstPage),
        )
        const said = `${line.label_it} ${stage}`
        expect([said, list.total, list.rows.length]).toEqual([
          said,
          figures[stage].count,
          figures[stage].count,
        ])
      }
    }
    for (const audience of ['training', 'table'] as const) {
      for (const stage of stages) {
        const list = await at(today, () =>
          peopleBehind(world.db, who.project, { stage, criteria: { audience } }, firstPage),
        )
        expect(list.total).toBe(totals[audience][stage].count)
      }
    }
  })

  it('opens also on those whom a line counts and none of the lines below does', async () => {
    const lines = await targetsOf(world.db, who.project.id)
    const node = flat((await board()).nodes).find(({ line }) => line.id === who.targets.all.id)
    const filter = peopleFilter(
      new URLSearchParams({ target: who.targets.all.id, outside: '1' }),
      lines,
      'attended',
    )
    const behind = { stage: filter.stage, criteria: criteriaOf(filter) }
    const list = await peopleBehind(world.db, who.project, behind, firstPage)
    expect(list.rows.map((row) => row.last_name)).toEqual(['Sala'])
    expect(list.total).toBe(node?.outside)
  })

  it('leaves out staff, the withdrawn, the waiting and the marks of cancelled meetings', async () => {
    const names = async (stage: Stage) => {
      const { rows } = await at(today, () =>
        peopleBehind(world.db, who.project, { stage, criteria: {} }, firstPage),
      )
      return rows.map((row) => row.last_name)
    }
    expect(await names('enrolled')).toEqual(['Bianchi', 'Conti', 'Rossi', 'Verdi'])
    expect(await names('attended')).toEqual(['Bianchi', 'Conti', 'Sala'])
  })

  it('lists everybody the project knows, staff and the withdrawn too, and searches names and bodies', async () => {
    const list = async (q: string) => {
      const { rows } = await peopleBehind(
        world.db,
        who.project,
        { stage: 'all', criteria: {} },
        { ...firstPage, q },
      )
      return rows.map((row) => row.last_name)
    }
    expect(await list('')).toEqual(['Bianchi', 'Conti', 'Fabbri', 'Gatti', 'Neri', 'Rossi', 'Sala', 'Verdi'])
    expect(await list('gatti')).toEqual(['Gatti'])
    expect(await list('questura')).toEqual(['Conti', 'Rossi'])
    expect(await list('moro')).toEqual([])
  })

  it('pages and sorts in the database', async () => {
    const page = { ...firstPage, sort: 'name' as const, direction: 'desc' as const, limit: 2, offset: 2 }
    const list = await peopleBehind(world.db, who.project, { stage: 'all', criteria: {} }, page)
    expect([list.rows.map((row) => row.last_name), list.total]).toEqual([['Rossi', 'Neri'], 8])
  })

  it('says of each person why they count', async () => {
    const why = await editionsOfPeople(world.db, who.project.id, [who.anna.id, who.gina.id, who.dario.id])
    expect(why.filter(({ person_id }) => person_id === who.anna.id)).toMatchObject([
      { code: 'IRIS-LA-01', state: 'enrolled', meetings: 1, completed_at: null },
      {
        code: 'IRIS-PM-01',
        attended_at: '2026-02-05T10:00:00.000Z',
        completed_at: '2026-02-12T12:30:00.000Z',
      },
      { code: 'IRIS-RA-01', meetings: 1 },
    ])
    expect(why.filter(({ person_id }) => person_id === who.gina.id)).toMatchObject([
      { state: null, credited_minutes: 90 },
    ])
    expect(why.filter(({ person_id }) => person_id === who.dario.id)).toMatchObject([
      { state: 'withdrawn', attended_at: null },
    ])
  })

  it('keeps who has changed employer in the sector of the first attendance', async () => {
    const privates = { stage: 'attended' as const, criteria: { sector: 'private' as const } }
    const { total } = await peopleBehind(world.db, who.project, privates, firstPage)
    expect(total).toBe(0)
    const found = await personInProject(world.db, who.project, who.anna.id)
    expect(found?.participant).toMatchObject({ sector: 'public', organisation: 'Comune di Perugia' })
    expect(found?.countedIn.map((line) => line.label_it)).toEqual(['Operatori', 'Operatori pubblici', 'Enti'])
    expect(found?.employments.map((job) => job.sector)).toEqual(['private', 'public'])
  })
})
