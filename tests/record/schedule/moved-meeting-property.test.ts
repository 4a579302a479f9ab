// SPDX-License-Identifier: AGPL-3.0-or-later
// A meeting that is moved after the roll was called, and one recorded at the new time from the beginning, are alike.
import fc from 'fast-check'
import { beforeAll, expect, it } from 'vitest'
import { at, newId } from '#base/clock.server.ts'
import { recordMarks } from '#record/attendance/marks.server.ts'
import type { Interval, MeetingTimes } from '#record/marks/minutes.ts'
import { pageContents } from '#record/register-page/pages.server.ts'
import { changeMeeting } from '#record/schedule/changes.server.ts'
import { addMeetings } from '#record/schedule/meetings.server.ts'
import { meetingOfDay, momentAt, someIntervals } from '#tests/record/attendance/any-meeting.ts'
import { describeEngines } from '#tests/support/engines.ts'
import { iris } from '#tests/support/iris.ts'
import { edition, enrolment } from '#tests/support/training.ts'

const minute = 60_000

describeEngines('a meeting moved and recomputed', (world) => {
  let who: Awaited<ReturnType<typeof iris>>
  let round = 0
  beforeAll(async () => {
    who = await iris(world.db)
  })

  /** An edition of its own with one meeting, at which Anna was there at some times. */
  async function recordedAt(times: MeetingTimes, intervals: Interval[]) {
    const run = await edition(world.db, who.project, `IRIS-PROVA-${++round}`)
    await enrolment(world.db, run, who.anna)
    const meeting = { ...times, title: 'Incontro', mode: 'in_person' as const }
    const [id = ''] = await addMeetings(world.db, who.manager, run.id, [meeting])
    const marks = [{ person_id: who.anna.id, status: 'present' as const, intervals, base: null }]
    const given = { meeting_id: id, source: 'trainer' as const, reason: null, nonce: newId(), marks }
    await at(momentAt(3 * 86_400), () => recordMarks(world.db, who.manager, given))
    return { id, edition_id: run.id, ...meeting }
  }

  async function outcome(meeting: { id: string; edition_id: string }) {
    const page = (await pageContents(world.db, [meeting.id])).get(meeting.id)
    const completion = await world.db
      .selectFrom('completion')
      .innerJoin('enrolment', 'enrolment.id', 'completion.enrolment_id')
      .select(['credited_minutes', 'completed_at'])
      .where('edition_id', '=', meeting.edition_id)
      .executeTakeFirst()
    const row = page?.people.find((person) => person.person_id === who.anna.id)
    return {
      minutes: row?.credited_minutes,
      cumulative: row?.cumulative_minutes,
      scheduled: page?.meeting.scheduled_minutes,
      totals: page?.totals,
      completed: completion?.completed_at != null,
      counted: Number(completion?.credited_minutes ?? 0),
    }
  }

  it('equals one recorded at the new time', { timeout: 120_000 }, async () => {
    await fc.assert(
      fc.asyncProperty(meetingOfDay, meetingOfDay, someIntervals, async (before, after, intervals) => {
        const moved = await recordedAt(before, intervals)
        const change = { meeting_id: moved.id, title: moved.title, mode: moved.mode, ...after }
        await changeMeeting(world.db, who.manager, { ...change, reason: 'Spostato' })
        expect(await outcome(moved)).toEqual(await outcome(await recordedAt(after, intervals)))
      }),
      { numRuns: 30 },
    )
  })

  it('and put back is what it was', { timeout: 120_000 }, async () => {
    const later = fc.integer({ min: -600, max: 600 })
    await fc.assert(
      fc.asyncProperty(meetingOfDay, someIntervals, later, async (times, intervals, by) => {
        const meeting = await recordedAt(times, intervals)
        const first = await outcome(meeting)
        const shift = (moment: string) => new Date(Date.parse(moment) + by * minute).toISOString()
        const form = { meeting_id: meeting.id, title: meeting.title, mode: meeting.mode }
        const there = { starts_at: shift(times.starts_at), ends_at: shift(times.ends_at), breaks: [] }
        await changeMeeting(world.db, who.manager, { ...form, ...there, reason: 'Spostato' })
        await changeMeeting(world.db, who.manager, { ...form, ...times, reason: 'Come prima' })
        expect(await outcome(meeting)).toEqual(first)
      }),
      { numRuns: 10 },
    )
  })
})
