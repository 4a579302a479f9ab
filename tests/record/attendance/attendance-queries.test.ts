// SPDX-License-Identifier: AGPL-3.0-or-later
// The roll call of fifty costs as many queries as that of five.
import { beforeAll, expect, it } from 'vitest'
import { at, newId } from '#base/clock.server.ts'
import { type MarksToRecord, recordMarks } from '#record/attendance/marks.server.ts'
import { rollOf } from '#record/attendance/roll.server.ts'
import { describeEngines } from '#tests/support/engines.ts'
import { iris } from '#tests/support/iris.ts'
import { person } from '#tests/support/people.ts'
import { counting } from '#tests/support/queries.ts'
import { edition, enrolment, meeting } from '#tests/support/training.ts'

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
