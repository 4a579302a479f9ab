// SPDX-License-Identifier: AGPL-3.0-or-later
import { beforeAll, expect, it } from 'vitest'
import { at } from '#app/clock.server.ts'
import { type ListQuery, pageSize } from '#app/http/list.ts'
import { boardOf } from '#app/targets/board.server.ts'
import { type Figure, type Stage, stages, type TargetNode } from '#app/targets/count.ts'
import { organisationsBehind, type PeopleSort, peopleBehind } from '#app/targets/people-behind.server.ts'
import { criteriaOf, peopleFilter } from '#app/targets/people-filter.ts'
import { editionsOfPeople } from '#app/targets/person-editions.server.ts'
import { personInProject } from '#app/targets/person-in-project.server.ts'
import { targetsOf } from '#app/targets/targets.server.ts'
import { describeEngines } from '../support/engines.ts'
import { iris } from '../support/iris.ts'
import { employment, organisation, person } from '../support/people.ts'
import { edition, enrolment, meeting, target } from '../support/training.ts'
import { completion, mark, participant } from './attending.ts'

const firstPage: ListQuery<PeopleSort> = {
  page: 1,
  q: '',
  sort: 'name',
  direction: 'asc',
  limit: pageSize,
  offset: 0,
}

/** Between the second edition's two meetings. */
const today = '2026-03-01T08:00:00Z'

describeEngines('the board', (world) => {
  let who: Awaited<ReturnType<typeof iris>>
  let more: Awaited<ReturnType<typeof life>>

  beforeAll(async () => {
    who = await iris(world.db)
    more = await life()
  })

  /** I.R.I.S. in the middle of its life: who came, who did not, who moved, who must not count. */
  async function life() {
    const { db } = world
    const { anna, luca, carla, comune, cooperativa, meetings } = who
    const questura = await organisation(db, 'Questura di Perugia', 'questura')
    const volontari = await organisation(db, 'Volontari Umbria', 'volontariato')
    const second = await edition(db, who.project, 'IRIS-LA-01')
    const third = await edition(db, who.project, 'IRIS-RA-01', { kind: 'laboratory' })
    const table = await edition(db, who.project, 'IRIS-TAV-01', { kind: 'table' })
    const held = await meeting(db, second, 1, '2026-02-20T09:00Z', '2026-02-20T11:00Z')
    await meeting(db, second, 2, '2026-03-20T09:00Z', '2026-03-20T11:00Z')
    const lab = await meeting(db, third, 1, '2026-02-25T09:00Z', '2026-02-25T11:00Z')
    const called = await meeting(db, third, 2, '2026-03-25T09:00Z', '2026-03-25T11:00Z', {
      state: 'cancelled',
    })
    const round = await meeting(db, table, 1, '2026-02-05T10:00Z', '2026-02-05T12:30Z')

    // Anna came to three editions, and has moved from the Comune to the Cooperativa since.
    for (const [of, when] of [
      [second, held],
      [third, lab],
    ] as const) {
      await enrolment(db, of, anna)
      await mark(db, when, anna)
    }
    await mark(db, meetings[0], anna)
    await mark(db, meetings[1], anna, { status: 'absent', credited_minutes: 0 })
    await participant(db, who.project, anna, meetings[0], comune)
    await db
      .updateTable('employment')
      .set({ ended_on: '2026-02-10' })
      .where('person_id', '=', anna.id)
      .execute()
    await employment(db, anna, cooperativa, '2026-02-11')
    await completion(db, who.enrolments.anna, '2026-02-12T12:30:00.000Z')

    // Luca (private) never came; Bruno of the Questura is expected in the edition that runs.
    await mark(db, meetings[0], luca, { status: 'excused', credited_minutes: 0 })
    const bruno = await person(db, 'Bruno Rossi', questura)
    await enrolment(db, second, bruno)
    // Dario was enrolled and withdrew; Elena waits; Franco's only mark is at a cancelled meeting.
    const dario = await person(db, 'Dario Gatti', comune)
    const withdrawn = await enrolment(db, second, dario)
    await db.updateTable('enrolment').set({ state: 'withdrawn' }).where('id', '=', withdrawn.id).execute()
    const elena = await person(db, 'Elena Fabbri', comune)
    const waiting = await enrolment(db, second, elena)
    await db.updateTable('enrolment').set({ state: 'waiting' }).where('id', '=', waiting.id).execute()
    const franco = await person(db, 'Franco Villa', comune)
    await mark(db, called, franco)
    // Gina, a volunteer, came without being enrolled; her first mark was wrong and is superseded.
    const gina = await person(db, 'Gina Sala', volontari)
    const wrong = await mark(db, held, gina, { credited_minutes: 60 })
    await db.updateTable('mark').set({ superseded_by: wrong.id }).where('id', '=', wrong.id).execute()
    await mark(db, held, gina, { credited_minutes: 90 })
    await participant(db, who.project, gina, held, volontari)
    // Carla is staff: present, and never counted.
    await enrolment(db, second, carla)
    await mark(db, held, carla)
    // Ivo sat at the table only.
    const ivo = await person(db, 'Ivo Conti', questura)
    await enrolment(db, table, ivo)
    await mark(db, round, ivo)
    await participant(db, who.project, ivo, round, questura)
    // Nobody of ROSA counts here.
    const elsewhere = await edition(db, who.rosa, 'ROSA-PM-01')
    await enrolment(db, elsewhere, await person(db, 'Rita Moro', comune))

    const lines = {
      governance: await target(db, who.project, 'Governance', null, { audience: 'table', position: 4 }),
      bodies: await target(db, who.project, 'Enti', 12, { unit: 'organisations', position: 5 }),
      offices: await target(db, who.project, 'Uffici', 20, {
        position: 6,
        organisation_types: JSON.stringify(['questura', 'prefettura']),
      }),
      indirect: await target(db, who.project, 'Indiretti', 100, {
        position: 7,
        kind: 'indirect',
        source: 'tally',
      }),
    }
    for (const [quantity, note] of [
      [60, 'Sportelli, febbraio'],
      [-10, 'Contati due volte'],
    ] as const) {
      const tally = { target_id: lines.indirect.id, on_date: '2026-02-28', quantity, note }
      const recorded = { recorded_by: null, recorded_at: today }
      await db
        .insertInto('tally')
        .values({ id: `${lines.indirect.id} ${quantity}`, ...tally, ...recorded })
        .execute()
    }
    return { bruno, dario, gina, franco, ivo, lines }
  }

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

  it('keeps who has changed employer in the sector of the first attendance', async () => {
    expect(await figures(who.targets.private.id)).toEqual({
      enrolled: 1,
      attended: 0,
      completed: 0,
      expected: 0,
    })
    const found = await personInProject(world.db, who.project, who.anna.id)
    expect(found?.participant).toMatchObject({ sector: 'public', organisation: 'Comune di Perugia' })
    expect(found?.countedIn.map((line) => line.label_it)).toEqual(['Operatori', 'Operatori pubblici', 'Enti'])
    expect(found?.employments.map((job) => job.sector)).toEqual(['private', 'public'])
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

  it('expects only who is enrolled in an edition that is not over and is not reached yet', async () => {
    expect(await figures(who.targets.all.id)).toMatchObject({ expected: 1 })
    expect(await figures(more.lines.offices.id)).toEqual({
      enrolled: 1,
      attended: 0,
      completed: 0,
      expected: 1,
    })
  })

  it('counts tables apart, organisations once, and numbers recorded by hand by their sum', async () => {
    expect(await figures(more.lines.governance.id)).toMatchObject({ enrolled: 1, attended: 1 })
    expect(await figures(more.lines.bodies.id)).toMatchObject({ attended: 2 })
    const node = flat((await board()).nodes).find(({ line }) => line.id === more.lines.indirect.id)
    expect(node).toMatchObject({ reached: 50, gap: 50, percent: 5000 })
  })

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
    const why = await editionsOfPeople(world.db, who.project.id, [who.anna.id, more.gina.id, more.dario.id])
    expect(why.filter(({ person_id }) => person_id === who.anna.id)).toMatchObject([
      { code: 'IRIS-LA-01', state: 'enrolled', meetings: 1, completed_at: null },
      {
        code: 'IRIS-PM-01',
        attended_at: '2026-02-05T10:00:00.000Z',
        completed_at: '2026-02-12T12:30:00.000Z',
      },
      { code: 'IRIS-RA-01', meetings: 1 },
    ])
    expect(why.filter(({ person_id }) => person_id === more.gina.id)).toMatchObject([
      { state: null, credited_minutes: 90 },
    ])
    expect(why.filter(({ person_id }) => person_id === more.dario.id)).toMatchObject([
      { state: 'withdrawn', attended_at: null },
    ])
  })

  it('knows nothing of the people of another project', async () => {
    expect(await personInProject(world.db, who.rosa, who.anna.id)).toBeNull()
    const { totals } = await boardOf(world.db, who.rosa)
    expect(totals.training).toMatchObject({ enrolled: { count: 1 }, attended: { count: 0 } })
  })

  it('asks the database six times, whatever it counts', async () => {
    for (const project of [who.project, who.rosa]) {
      let asked = 0
      const db = world.db.withPlugin({
        transformQuery: ({ node }) => node,
        transformResult: async ({ result }) => {
          asked++
          return result
        },
      })
      await boardOf(db, project)
      expect(asked).toBe(6)
    }
  })
})

function flat(nodes: TargetNode[]): TargetNode[] {
  return nodes.flatMap((node) => [node, ...flat(node.children)])
}
