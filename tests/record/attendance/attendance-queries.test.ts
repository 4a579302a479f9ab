// SPDX-License-Identifier: AGPL-3.0-or-later
// The roll call of fifty costs as many queries as that of five.
import { beforeAll, expect, it } from 'vitest'
import { at, newId } from '#base/clock.server.ts'
import { type MarksToRecord, recordMarks } from '#record/attendance/marks.server.ts'
import { rollOf } from '#record/attendance/roll.server.ts'
import { savedRollSchema } from '#record/roll-call/roll-call.ts'
import { saveRoll } from '#record/roll-call/save-rows.server.ts'
import { describeEngines } from '#tests/support/engines.ts'
import { iris } from '#tests/support/iris.ts'
import { person } from '#tests/support/people.ts'
import { counting } from '#tests/support/queries.ts'
import { edition, enrolment, meeting } from '#tests/support/training.ts'

/** Of saving rows of a roll call with its topic, whatever their number up to a batch. */
const queriesOfSaving = { sqlite: 35, postgres: 37 }

describeEngines('a roll call', (world) => {
  let who: Awaited<ReturnType<typeof iris>>
  beforeAll(async () => {
    who = await iris(world.db)
  })

  async function callRoll(people: number) {
    const run = await edition(world.db, who.project, `IRIS-N-${people}`)
    const today = await meeting(world.db, run, 1, '2026-02-05T10:00Z', '2026-02-05T12:30Z')
    for (let index = 0; index < people; index++) {
      await enrolment(world.db, run, await person(world.db, `Operatore ${people}-${index}`, who.comune))
    }
    const { db, count } = counting(world.db)
    const marks = async (status: 'present' | 'absent'): Promise<MarksToRecord['marks']> =>
      (await rollOf(db, today)).map(({ person_id, mark }) => ({
        person_id,
        status,
        intervals: status === 'present' ? [{ in: today.starts_at, out: today.ends_at }] : [],
        base: mark?.id ?? null,
      }))
    const save = async (status: 'present' | 'absent') => {
      const common = { meeting_id: today.id, source: 'trainer' as const, reason: null, nonce: newId() }
      const given = { ...common, marks: await marks(status) }
      return await at(today.starts_at, () => recordMarks(db, who.manager, given))
    }
    expect(await save('present')).toEqual({ recorded: people, conflicts: [] })
    const first = count()
    expect(await save('absent')).toEqual({ recorded: people, conflicts: [] })
    return [first, count() - first]
  }

  it('of fifty people costs as many queries as that of five, to record and to correct', async () => {
    const five = await callRoll(5)
    expect(await callRoll(50)).toEqual(five)
    expect(Math.max(...five)).toBeLessThan(36)
  })
})

describeEngines('a roll call that saves itself', (world) => {
  let who: Awaited<ReturnType<typeof iris>>
  beforeAll(async () => {
    who = await iris(world.db)
  })

  /** The queries of saving so many rows, in the first of which is a time that cannot be. */
  async function save(people: number) {
    const run = await edition(world.db, who.project, `IRIS-S-${people}`)
    const today = await meeting(world.db, run, 1, '2026-02-05T10:00Z', '2026-02-05T12:30Z')
    const marks: Record<string, object> = {}
    for (let index = 0; index < people; index++) {
      const one = await person(world.db, `Operatore ${people} ${index}`, who.comune)
      await enrolment(world.db, run, one)
      marks[one.id] = { status: 'present', ...(index === 0 && { in: '25:00' }) }
    }
    const stranger = await person(world.db, `Ugo Nessuno ${people}`)
    marks[stranger.id] = { status: 'present' }
    const form = savedRollSchema.parse({
      nonce: newId(),
      account: who.manager.accountId,
      since: today.starts_at,
      topic: 'Il fabbisogno',
      marks,
    })
    const { db, count } = counting(world.db)
    const done = await at(today.starts_at, () =>
      saveRoll(db, who.manager, { ...today, project_id: who.project.id }, form),
    )
    expect(Object.keys(done.wrong)).toHaveLength(2)
    expect(Object.keys(done.rows)).toHaveLength(people - 1)
    return count()
  }

  it('reads, judges and writes once, however many rows and however wrong some are', async () => {
    const queries = queriesOfSaving[world.engine]
    expect([await save(5), await save(50)]).toEqual([queries, queries])
  })
})
