// SPDX-License-Identifier: AGPL-3.0-or-later
import { beforeAll, describe, expect, it } from 'vitest'
import { minutesAfter } from '#base/clock.server.ts'
import { timelinessIn } from '#prove/reports/timeliness.server.ts'
import { timelinessOf } from '#prove/reports/timeliness.ts'
import { end, evening, heldMeetings, nextDay, present } from '#tests/record/register/held-meeting.ts'
import { describeEngines } from '#tests/support/engines.ts'

const hoursAfter = (hours: number) => minutesAfter(end, hours * 60)
const meeting = (closed: number | null, recorded: number | null) => ({
  ends_at: end,
  closed_at: closed === null ? null : hoursAfter(closed),
  recorded_at: recorded === null ? null : hoursAfter(recorded),
})

describe('how soon registers are written and closed', () => {
  it('counts who is late, who owes, and the time it usually takes', () => {
    const some = [meeting(1, 0), meeting(24, 23), meeting(25, 1), meeting(100, 99), meeting(null, null)]
    expect(timelinessOf(some, 24, hoursAfter(48))).toEqual({
      held: 5,
      closed: 4,
      late: 2,
      owed: 1,
      recordedLate: 1,
      median: 24 * 60,
      longest: 100 * 60,
    })
  })
  it('owes nothing within the time, and counts no meeting that is not over', () => {
    expect(timelinessOf([meeting(null, null)], 24, hoursAfter(24))).toMatchObject({
      held: 1,
      owed: 0,
      median: null,
    })
    expect(timelinessOf([meeting(null, null)], 24, minutesAfter(end, -1))).toMatchObject({ held: 0, owed: 0 })
  })
  it('takes presences recorded while the meeting runs as in time', () => {
    expect(timelinessOf([meeting(1, -1)], 1, hoursAfter(48))).toMatchObject({ recordedLate: 0, late: 0 })
  })
})

describeEngines('the punctuality of a project', (world) => {
  let who: Awaited<ReturnType<typeof heldMeetings>>
  beforeAll(async () => {
    who = await heldMeetings(world.db)
    const today = await who.closed()
    // A correction later is no lateness: it says why.
    await who.mark(today, who.luca, present(), {
      by: { ...who.manager, signs: true },
      on: nextDay,
      reason: 'Foglio',
    })
    await who.held()
  })

  it('is read from the first closing of each page', async () => {
    const project = { id: who.project.id, close_within: 24 }
    const found = await timelinessIn(world.db, project, { limit: 50, offset: 0 }, hoursAfter(48))
    const closing = (Date.parse(evening) - Date.parse(end)) / 60_000
    expect(found.all).toMatchObject({
      closed: 1,
      late: 0,
      recordedLate: 0,
      median: closing,
      longest: closing,
    })
    expect(found.all.owed).toBeGreaterThanOrEqual(1)
    expect(found.editions.map(({ code }) => code)).toContain('IRIS-PM-01')
    const strict = await timelinessIn(
      world.db,
      { ...project, close_within: 1 },
      { limit: 50, offset: 0 },
      hoursAfter(48),
    )
    expect(strict.all).toMatchObject({ late: 1 })
    expect(
      (
        await timelinessIn(
          world.db,
          { ...project, id: who.rosa.id },
          { limit: 50, offset: 0 },
          hoursAfter(48),
        )
      ).total,
    ).toBe(0)
  })
})
