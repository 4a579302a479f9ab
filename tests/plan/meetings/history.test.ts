// SPDX-License-Identifier: AGPL-3.0-or-later
import { beforeAll, beforeEach, expect, it } from 'vitest'
import { at } from '#base/clock.server.ts'
import { meetingHistories, meetingHistory } from '#plan/meetings/history.server.ts'
import { cancelMeeting, changeMeeting } from '#record/schedule/changes.server.ts'
import { scheduleOf } from '#record/schedule/schedule.server.ts'
import { describeEngines } from '#tests/support/engines.ts'
import { iris } from '#tests/support/iris.ts'
import { edition, meeting } from '#tests/support/training.ts'

describeEngines('the past of a meeting', (world) => {
  let who: Awaited<ReturnType<typeof iris>>
  beforeAll(async () => {
    who = await iris(world.db)
  })
  let run: Awaited<ReturnType<typeof edition>>
  let first: Awaited<ReturnType<typeof meeting>>
  let serial = 0
  beforeEach(async () => {
    serial += 1
    run = await edition(world.db, who.project, `IRIS-PM-1${serial}`)
    first = await meeting(world.db, run, 1, '2026-02-05T10:00Z', '2026-02-05T12:30Z')
  })

  const change = (day: string, more: object) => {
    const { id, title, mode, starts_at, ends_at } = first
    const form = { meeting_id: id, title, mode, starts_at, ends_at, breaks: [], reason: null, ...more }
    return at(`2026-01-${day}T09:00:00.000Z`, () => changeMeeting(world.db, who.manager, form))
  }

  it('is empty for one that never moved, whatever else changed', async () => {
    await change('10', { venue: 'Sala B' })
    expect(await meetingHistory(world.db, first.id)).toEqual([])
  })

  const friday = {
    starts_at: '2026-02-06T10:00:00.000Z',
    ends_at: '2026-02-06T12:30:00.000Z',
    venue: 'Sala B',
  }
  const moveTwice = async () => {
    await change('11', { ...friday, reason: 'Sala occupata' })
    // Only the end: the start of then is that of the day before.
    await change('12', { ...friday, ends_at: '2026-02-06T13:00:00.000Z', reason: 'Mezz’ora in più' })
  }

  it('says each old date with who, when and why, latest first', async () => {
    await change('10', { venue: 'Sala B' })
    await moveTwice()
    expect(await meetingHistory(world.db, first.id)).toEqual([
      {
        kind: 'moved',
        at: '2026-01-12T09:00:00.000Z',
        by: 'Marta Conti',
        reason: 'Mezz’ora in più',
        from: { starts_at: friday.starts_at, ends_at: friday.ends_at },
      },
      {
        kind: 'moved',
        at: '2026-01-11T09:00:00.000Z',
        by: 'Marta Conti',
        reason: 'Sala occupata',
        from: { starts_at: first.starts_at, ends_at: first.ends_at },
      },
    ])
  })

  it('says the date that a cancelled one had, and shows on the edition’s page', async () => {
    const second = await meeting(world.db, run, 2, '2026-02-12T10:00Z', '2026-02-12T12:30Z')
    await moveTwice()
    await cancelMeeting(world.db, who.manager, { meeting_id: second.id, reason: 'Sciopero' })
    const past = { kind: 'cancelled', reason: 'Sciopero', from: { starts_at: second.starts_at } }
    expect(await meetingHistory(world.db, second.id)).toMatchObject([past])
    const both = await meetingHistories(world.db, [first.id, second.id])
    expect([both.get(first.id)?.length, both.get(second.id)?.length]).toEqual([2, 1])
    const { meetings } = await scheduleOf(world.db, run.id)
    expect(meetings.map(({ number, past, evidence }) => [number, past.length, evidence])).toEqual([
      [1, 2, 'missing'],
      [2, 1, 'not_needed'],
    ])
  })
})
