// SPDX-License-Identifier: AGPL-3.0-or-later
import { beforeEach, expect, it } from 'vitest'
import { newId } from '#base/clock.server.ts'
import { assignTrainer } from '#plan/trainers/trainers.server.ts'
import { enrol, findEnrolled, withdraw } from '#record/places/enrolments.server.ts'
import { describeEnginesAfresh } from '#tests/support/engines.ts'
import { iris } from '#tests/support/iris.ts'
import { person } from '#tests/support/people.ts'
import { course, edition, home } from '#tests/support/training.ts'

describeEnginesAfresh('enrolments', (world) => {
  let who: Awaited<ReturnType<typeof iris>>
  let published: Awaited<ReturnType<typeof course>>
  let run: Awaited<ReturnType<typeof edition>>
  beforeEach(async () => {
    who = await iris(world.db)
    published = await course(world.db, 'law-in-action')
    run = await edition(world.db, who.project, 'IRIS-LA-01', { course_id: published.id })
  })

  const place = (who: { id: string }) => ({ edition_id: run.id, person_id: who.id })
  const rowOf = (id: string) =>
    world.db.selectFrom('enrolment').selectAll().where('id', '=', id).executeTakeFirstOrThrow()
  const actsOn = async (id: string) =>
    (
      await world.db.selectFrom('ledger').select('act').where('subject_id', '=', id).orderBy('seq').execute()
    ).map((row) => row.act)

  it('pin the course version and the rule they began with', async () => {
    const { id, isNew } = await enrol(world.db, who.manager, place(who.anna))
    expect(isNew).toBe(true)
    const row = await rowOf(id)
    expect(row).toMatchObject({ state: 'enrolled', course_version_id: published.version.id })
    expect(JSON.parse(row.rule)).toEqual({ threshold: 7500, modules: 'all' })
    const completion = await world.db
      .selectFrom('completion')
      .selectAll()
      .where('enrolment_id', '=', id)
      .execute()
    expect(completion).toMatchObject([{ credited_minutes: 0, completed_at: null }])
  })

  it('happen once, also when two managers click at once', async () => {
    const answers = await Promise.all([1, 2, 3, 4].map(() => enrol(world.db, who.manager, place(who.luca))))
    expect(new Set(answers.map(({ id }) => id)).size).toBe(1)
    expect(answers.filter(({ isNew }) => isNew)).toHaveLength(1)
    expect(await actsOn(answers[0]?.id ?? '')).toEqual(['enrolled'])
  })

  it('are withdrawn once with a reason, stay in the history, and come back under the old rule', async () => {
    const { id } = await enrol(world.db, who.manager, place(who.anna))
    await withdraw(world.db, who.manager, { ...place(who.anna), reason: 'Trasferita' })
    await withdraw(world.db, who.manager, { ...place(who.anna), reason: 'Di nuovo' })
    expect(await rowOf(id)).toMatchObject({ state: 'withdrawn' })
    expect(await findEnrolled(world.db, place(who.anna))).toBeNull()
    await world.db.updateTable('course').set({ version_id: null }).where('id', '=', published.id).execute()
    expect(await enrol(world.db, who.manager, place(who.anna))).toEqual({ id, isNew: true })
    expect(await rowOf(id)).toMatchObject({ state: 'enrolled', course_version_id: published.version.id })
    const events = await world.db
      .selectFrom('enrolment_event')
      .select(['state', 'note'])
      .where('enrolment_id', '=', id)
      .orderBy('id')
      .execute()
    expect(events).toEqual([
      { state: 'enrolled', note: null },
      { state: 'withdrawn', note: 'Trasferita' },
      { state: 'enrolled', note: null },
    ])
    expect(await actsOn(id)).toEqual(['enrolled', 'enrolment_withdrawn', 'enrolled'])
  })

  it('cannot be withdrawn by whoever is not in the edition', async () => {
    const stranger = { ...place({ id: newId() }), reason: 'Prova' }
    await expect(withdraw(world.db, who.manager, stranger)).rejects.toMatchObject({ kind: 'not_found' })
  })

  it('are refused to the edition’s own trainer', async () => {
    const teacher = await person(world.db, 'Tea Gialli', who.comune)
    await home(world.db, who.project, teacher)
    await assignTrainer(world.db, who.manager, {
      edition_id: who.edition.id,
      email: 'tea.gialli@presente.example',
      name: 'Tea Gialli',
    })
    const there = { edition_id: who.edition.id, person_id: teacher.id }
    await expect(enrol(world.db, who.manager, there)).rejects.toMatchObject({ kind: 'conflict' })
    expect(await enrol(world.db, who.manager, place(teacher))).toMatchObject({ isNew: true })
  })

  it('without course ask for 75 % of the minutes and no modules, of a table for no hours', async () => {
    const rules = []
    for (const kind of ['laboratory', 'event', 'table'] as const) {
      const one = await edition(world.db, who.project, `IRIS-${kind.slice(0, 3).toUpperCase()}-01`, { kind })
      const { id } = await enrol(world.db, who.manager, { edition_id: one.id, person_id: who.anna.id })
      const { course_version_id, rule } = await rowOf(id)
      rules.push([course_version_id, rule])
    }
    expect(rules).toEqual([
      [null, '{"threshold":7500,"modules":"all"}'],
      [null, '{"threshold":7500,"modules":"all"}'],
      [null, '{"threshold":0,"modules":"all"}'],
    ])
  })
})
