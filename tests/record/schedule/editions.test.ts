// SPDX-License-Identifier: AGPL-3.0-or-later
import { beforeEach, expect, it } from 'vitest'
import { newId } from '#base/clock.server.ts'
import { listEditions } from '#plan/editions/list.server.ts'
import { addEdition } from '#record/schedule/editions.server.ts'
import { addMeetings } from '#record/schedule/meetings.server.ts'
import { describeEnginesAfresh } from '#tests/support/engines.ts'
import { iris } from '#tests/support/iris.ts'
import { course, edition } from '#tests/support/training.ts'

const meeting = (starts_at: string, ends_at: string) => ({
  starts_at: new Date(starts_at).toISOString(),
  ends_at: new Date(ends_at).toISOString(),
  breaks: [],
  mode: 'in_person' as const,
})

describeEnginesAfresh('editions', (world) => {
  let who: Awaited<ReturnType<typeof iris>>
  let procurement: Awaited<ReturnType<typeof course>>
  beforeEach(async () => {
    who = await iris(world.db)
    procurement = await course(world.db, 'procurement-management')
  })

  const described = () => ({
    project_id: who.project.id,
    course_id: procurement.id,
    title: 'Procurement management',
    kind: 'course' as const,
  })
  const table = () => ({ ...described(), course_id: null, kind: 'table' as const, title: 'Tavolo' })

  it('get the next code of their course in the project', async () => {
    expect(await addEdition(world.db, who.manager, described())).toMatchObject({ code: 'IRIS-PM-02' })
    expect(await addEdition(world.db, who.manager, table())).toMatchObject({ code: 'IRIS-TAV-01' })
  })

  it('get different codes when two managers add one at once', async () => {
    const added = await Promise.all([1, 2, 3, 4].map(() => addEdition(world.db, who.manager, described())))
    expect(new Set(added.map(({ code }) => code)).size).toBe(4)
  })

  it('refuse a code that is taken, in any project', async () => {
    await edition(world.db, who.rosa, 'ROSA-PM-01')
    const taken = { ...described(), code: 'ROSA-PM-01' }
    await expect(addEdition(world.db, who.manager, taken)).rejects.toMatchObject({
      kind: 'conflict',
      field: 'code',
    })
  })

  it('are added once by a form that comes twice, meetings included', async () => {
    const form = {
      ...described(),
      id: newId(),
      meetings: [meeting('2026-03-05T08:00Z', '2026-03-05T12:00Z')],
    }
    const first = await addEdition(world.db, who.manager, form)
    expect(await addEdition(world.db, who.manager, form)).toEqual({
      id: form.id,
      code: first.code,
      isNew: false,
    })
    const meetings = await world.db
      .selectFrom('meeting')
      .selectAll()
      .where('edition_id', '=', form.id)
      .execute()
    expect(meetings).toMatchObject([{ number: 1, title: 'Incontro 1', state: 'planned' }])
  })

  it('number their meetings by start, and later ones after those that are there', async () => {
    const { id } = await addEdition(world.db, who.manager, described())
    const late = meeting('2026-05-07T08:00Z', '2026-05-07T12:00Z')
    const early = meeting('2026-04-02T08:00Z', '2026-04-02T12:00Z')
    await addMeetings(world.db, who.manager, id, [late, early])
    await addMeetings(world.db, who.manager, id, [meeting('2026-03-05T08:00Z', '2026-03-05T12:00Z')])
    const rows = await world.db
      .selectFrom('meeting')
      .select(['number', 'starts_at'])
      .where('edition_id', '=', id)
      .orderBy('number')
      .execute()
    expect(rows.map((row) => row.starts_at.slice(0, 10))).toEqual(['2026-04-02', '2026-05-07', '2026-03-05'])
  })

  it('give different numbers to meetings that two managers add at once', async () => {
    const { id } = await addEdition(world.db, who.manager, described())
    const one = meeting('2026-06-04T08:00Z', '2026-06-04T12:00Z')
    await Promise.all([1, 2, 3].map(() => addMeetings(world.db, who.manager, id, [one])))
    const rows = await world.db.selectFrom('meeting').select('number').where('edition_id', '=', id).execute()
    expect(rows.map((row) => row.number).sort()).toEqual([1, 2, 3])
  })

  it('keep nothing when a meeting of theirs is refused', async () => {
    const wrong = {
      ...described(),
      code: 'IRIS-X-01',
      meetings: [meeting('2026-03-05T12:00Z', '2026-03-05T08:00Z')],
    }
    await expect(addEdition(world.db, who.manager, wrong)).rejects.toThrow()
    const kept = await world.db.selectFrom('edition').select('id').where('code', '=', 'IRIS-X-01').execute()
    expect(kept).toEqual([])
  })

  it('are listed by project, found by code or title, dates first or last', async () => {
    await addEdition(world.db, who.manager, described())
    await addEdition(world.db, who.manager, table())
    await edition(world.db, who.rosa, 'ROSA-PM-01')
    const query = { q: '', sort: 'starts_at', direction: 'asc', limit: 50, offset: 0, page: 1 } as const
    const all = await listEditions(world.db, who.project.id, query)
    expect(all.rows[0]).toMatchObject({ code: 'IRIS-PM-01', meetings: 2, enrolled: 2 })
    expect(all.rows.at(-1)?.starts_at).toBeNull()
    expect(all.rows.map((row) => row.code).sort()).toEqual(['IRIS-PM-01', 'IRIS-PM-02', 'IRIS-TAV-01'])
    const newest = await listEditions(world.db, who.project.id, { ...query, direction: 'desc' })
    expect(newest.rows[0]?.starts_at).toBeNull()
    const found = await listEditions(world.db, who.project.id, { ...query, q: 'iris-tav' })
    expect(found).toMatchObject({ total: 1, rows: [{ title: 'Tavolo', enrolled: 0 }] })
    expect((await listEditions(world.db, who.project.id, { ...query, q: 'ROSA' })).total).toBe(0)
  })
})
