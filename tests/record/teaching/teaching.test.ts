// SPDX-License-Identifier: AGPL-3.0-or-later
import { beforeAll, describe, expect, it } from 'vitest'
import type { Actor } from '#base/access/actor.ts'
import { at, newId } from '#base/clock.server.ts'
import { recordMarks } from '#record/attendance/marks.server.ts'
import { findPersonOfMeeting } from '#record/attendance/roll.server.ts'
import { dayOf, teachingOf, todayOf } from '#record/teaching/teaching.server.ts'
import { describeEngines } from '#tests/support/engines.ts'
import { iris } from '#tests/support/iris.ts'
import { edition, meeting } from '#tests/support/training.ts'

const zone = 'Europe/Rome'
const firstPage = { limit: 50, offset: 0 }

describe('a day', () => {
  it('is the local one, 23 hours long when the clocks go forward', () => {
    expect(dayOf('2026-02-05T23:30:00.000Z', zone)).toEqual({
      from: '2026-02-05T23:00:00.000Z',
      to: '2026-02-06T23:00:00.000Z',
    })
    expect(dayOf('2026-03-29T12:00:00.000Z', zone)).toEqual({
      from: '2026-03-28T23:00:00.000Z',
      to: '2026-03-29T22:00:00.000Z',
    })
  })
})

describeEngines('a trainer’s meetings', (world) => {
  let who: Awaited<ReturnType<typeof iris>>
  beforeAll(async () => {
    who = await iris(world.db)
    const other = await edition(world.db, who.rosa, 'ROSA-PM-01')
    await meeting(world.db, other, 1, '2026-02-05T08:00Z', '2026-02-05T10:00Z')
  })

  async function seenOn(date: string, actor: Actor) {
    const day = dayOf(`${date}T09:00:00.000Z`, zone)
    const ids = (rows: { id: string }[]) =>
      rows.map((row) => who.meetings.findIndex(({ id }) => id === row.id))
    return {
      today: ids(await todayOf(world.db, actor, day)),
      upcoming: ids((await teachingOf(world.db, actor, 'upcoming', day, firstPage)).rows),
      past: ids((await teachingOf(world.db, actor, 'past', day, firstPage)).rows),
    }
  }

  it('are today’s, the next and the last, of the editions they teach and no others', async () => {
    expect(await seenOn('2026-02-04', who.trainer)).toEqual({ today: [], upcoming: [0, 1], past: [] })
    expect(await seenOn('2026-02-05', who.trainer)).toEqual({ today: [0], upcoming: [1], past: [] })
    expect(await seenOn('2026-02-13', who.trainer)).toEqual({ today: [], upcoming: [], past: [1, 0] })
  })

  it('are none for who does not teach, a manager too', async () => {
    expect(await seenOn('2026-02-05', who.operator)).toEqual({ today: [], upcoming: [], past: [] })
    expect(await seenOn('2026-02-05', who.manager)).toEqual({ today: [], upcoming: [], past: [] })
  })

  it('are paged, and say how many there are', async () => {
    const day = dayOf('2026-02-13T09:00:00.000Z', zone)
    const page = await teachingOf(world.db, who.trainer, 'past', day, { limit: 1, offset: 1 })
    expect(page).toMatchObject({ total: 2, rows: [{ id: who.meetings[0].id }] })
  })

  it('count who is enrolled and who is marked', async () => {
    await at('2026-02-05T11:00:00.000Z', () =>
      recordMarks(world.db, who.trainer, {
        meeting_id: who.meetings[0].id,
        source: 'trainer',
        reason: null,
        nonce: newId(),
        marks: [{ person_id: who.anna.id, status: 'excused', intervals: [], base: null }],
      }),
    )
    const [today] = await todayOf(world.db, who.trainer, dayOf('2026-02-05T09:00:00.000Z', zone))
    expect([Number(today?.marked), Number(today?.enrolled)]).toEqual([1, 2])
  })

  it('have histories of their own people only', async () => {
    expect(await findPersonOfMeeting(world.db, who.meetings[0], who.luca.id)).toMatchObject({
      last_name: 'Verdi',
    })
    expect(await findPersonOfMeeting(world.db, who.meetings[0], who.carla.id)).toBeNull()
    expect(await findPersonOfMeeting(world.db, who.meetings[0], 'nobody')).toBeNull()
  })
})
