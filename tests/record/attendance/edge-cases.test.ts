// SPDX-License-Identifier: AGPL-3.0-or-later
// The edge cases of domain.md, section 10, that are about attendance, through the functions that people's pages use.
import { beforeAll, expect, it } from 'vitest'
import { minutesAfter } from '#base/clock.server.ts'
import { showHours, showTime } from '#base/i18n/format.ts'
import { typedMeeting } from '#plan/meetings/meeting.ts'
import { meetingOf } from '#plan/meetings/times.ts'
import { changeEmployment } from '#plan/people/employments.server.ts'
import { assignTrainer } from '#plan/trainers/trainers.server.ts'
import { leavingsAt } from '#record/attendance/row-typed.ts'
import { enrol } from '#record/places/enrolments.server.ts'
import { cancelMeeting } from '#record/schedule/changes.server.ts'
import { addMeetings } from '#record/schedule/meetings.server.ts'
import { describeEngines } from '#tests/support/engines.ts'
import { person } from '#tests/support/people.ts'
import { edition, enrolment, home, meeting } from '#tests/support/training.ts'
import { edgeCases } from './edge-case-world.ts'

describeEngines('attendance', (world) => {
  let who: Awaited<ReturnType<typeof edgeCases>>
  beforeAll(async () => {
    who = await edgeCases(world.db)
  })

  it('case 3: one person, three editions, two employers: one unique, public and frozen, three participations', async () => {
    const mira = await person(world.db, 'Mira Fabbri', who.comune)
    const before = await who.reached()
    for (const [index, day] of ['2026-03-02', '2026-03-09', '2026-03-16'].entries()) {
      const run = await edition(world.db, who.project, `IRIS-TRE-0${index + 1}`)
      const morning = await meeting(world.db, run, 1, `${day}T08:00Z`, `${day}T12:00Z`)
      await enrolment(world.db, run, mira)
      // After the first edition she works for the cooperative.
      if (index === 1) {
        const move = {
          person_id: mira.id,
          organisation_id: who.cooperativa.id,
          role: null,
          from: '2026-03-05',
        }
        await changeEmployment(world.db, who.manager, move)
      }
      await who.attends(morning, mira)
    }
    const after = await who.reached()
    const more = (line: 'all' | 'public' | 'private', what: 'persons' | 'participations') =>
      after[line][what] - before[line][what]
    expect([more('public', 'persons'), more('public', 'participations')]).toEqual([1, 3])
    expect([more('private', 'persons'), more('private', 'participations')]).toEqual([0, 0])
    expect(more('all', 'persons')).toBe(1)
    expect(await who.frozen(mira)).toMatchObject({ sector: 'public', first_on: '2026-03-02' })
  })

  it('case 6: a meeting from 11:00 to 13:30, arrived 11:20, left 13:10: 110 of 150 minutes', async () => {
    const { starts_at, ends_at } = who.meetings[0]
    const times = { in: minutesAfter(starts_at, 20), out: minutesAfter(ends_at, -20) }
    expect([showTime(times.in), showTime(times.out)]).toEqual(['11:20', '13:10'])
    await who.attends(who.meetings[0], who.anna, [times])
    const content = await who.page(who.meetings[0])
    expect(content.meeting.scheduled_minutes).toBe(150)
    const row = content.people.find((one) => one.person_id === who.anna.id)
    expect([row?.credited_minutes, showHours(row?.credited_minutes ?? 0)]).toEqual([110, '1:50'])
  })

  it('case 7: of 20 hours 15:00 are enough and 14:59 are not; a cancelled meeting leaves the denominator', async () => {
    const run = await edition(world.db, who.project, 'IRIS-VENTI-01')
    const days = ['02', '03', '04', '05']
    const four = await Promise.all(
      days.map((day, index) =>
        meeting(world.db, run, index + 1, `2026-03-${day}T08:00Z`, `2026-03-${day}T13:00Z`),
      ),
    )
    const [ada, bea] = [
      await person(world.db, 'Ada Uno', who.comune),
      await person(world.db, 'Bea Due', who.comune),
    ]
    await enrolment(world.db, run, ada)
    await enrolment(world.db, run, bea)
    for (const day of four.slice(0, 3)) await who.attends(day, ada)
    for (const day of four.slice(0, 2)) await who.attends(day, bea)
    const [, , third, fourth] = four as [
      (typeof four)[0],
      (typeof four)[0],
      NonNullable<(typeof four)[0]>,
      NonNullable<(typeof four)[0]>,
    ]
    await who.attends(third, bea, [{ in: third.starts_at, out: minutesAfter(third.ends_at, -1) }])
    expect(await who.completion(run, ada)).toMatchObject({ minutes: 900, isComplete: true })
    expect(await who.completion(run, bea)).toMatchObject({ minutes: 899, isComplete: false })
    await cancelMeeting(world.db, who.manager, { meeting_id: fourth.id, reason: 'Sciopero' })
    // 14:59 of 15 hours.
    expect(await who.completion(run, bea)).toMatchObject({ minutes: 899, isComplete: true })
    expect((await who.page(fourth)).totals.scheduled_so_far).toBe(900)
  })

  it.each([
    ['23:30–00:30', { date: '2026-02-05', start: '23:30', end: '00:30' }, '00:10', 40, 60],
    ['when the clocks go back', { date: '2026-10-25', start: '00:00', end: '04:00' }, '03:15', 255, 300],
    ['when the clocks go forward', { date: '2026-03-28', start: '23:30', end: '04:00' }, '03:15', 165, 210],
  ])(
    'case 9: a night meeting, %s, is right to the minute',
    async (_night, typed, left, credited, scheduled) => {
      const form = meetingOf(typedMeeting.parse(typed), 'Europe/Rome')
      const [id = ''] = await addMeetings(world.db, who.manager, who.edition.id, [form])
      const night = { ...form, id, edition_id: who.edition.id }
      const [out = ''] = leavingsAt(night, left, 'Europe/Rome')
      await who.attends(night, who.anna, [{ in: night.starts_at, out }])
      await who.attends(night, who.luca)
      const { meeting, people } = await who.page(night)
      const minutes = (one: { id: string }) =>
        people.find((row) => row.person_id === one.id)?.credited_minutes
      expect([minutes(who.anna), minutes(who.luca), meeting.scheduled_minutes]).toEqual([
        credited,
        scheduled,
        scheduled,
      ])
      expect([showTime(meeting.starts_at), showTime(meeting.ends_at)]).toEqual([typed.start, typed.end])
      expect(showTime(people.find((row) => row.person_id === who.anna.id)?.intervals[0]?.out ?? '')).toBe(
        left,
      )
    },
  )

  it('case 9: of the hour that an October night has twice, both half past two can be meant', async () => {
    const night = { starts_at: '2026-10-24T22:00:00.000Z', ends_at: '2026-10-25T03:00:00.000Z' }
    expect(leavingsAt(night, '02:30', 'Europe/Rome')).toEqual([
      '2026-10-25T00:30:00.000Z',
      '2026-10-25T01:30:00.000Z',
    ])
  })

  it('case 12: sixty on the day of the first attendance, and so for the whole project', async () => {
    const rita = await person(world.db, 'Rita Cori', who.comune, { born_on: '1965-05-15' })
    await enrolment(world.db, who.edition, rita)
    await who.attends(await who.ownMeeting('2026-05-14T08:00Z', '2026-05-14T10:00Z'), rita)
    await who.attends(await who.ownMeeting('2026-05-15T08:00Z', '2026-05-15T10:00Z'), rita)
    expect(await who.frozen(rita)).toMatchObject({ age_bracket: 'from_18_to_60', first_on: '2026-05-14' })
  })

  it('case 17: a trainer who takes part in another edition counts only there; project staff never', async () => {
    const before = await who.reached()
    const tito = await person(world.db, 'Tito Serra', who.cooperativa)
    await home(world.db, who.project, tito)
    const taught = await edition(world.db, who.project, 'IRIS-INS-01', { kind: 'table' })
    const lesson = await meeting(world.db, taught, 1, '2026-05-04T08:00Z', '2026-05-04T12:00Z')
    const given = { edition_id: taught.id, email: 'tito.serra@presente.example', name: 'Tito Serra' }
    await assignTrainer(world.db, who.manager, given)
    await who.attends(lesson, tito)
    expect(await who.frozen(tito)).toBeUndefined()
    expect(await who.reached()).toEqual(before)
    await expect(
      enrol(world.db, who.manager, { edition_id: taught.id, person_id: tito.id }),
    ).rejects.toMatchObject({ kind: 'conflict' })

    const learnt = await edition(world.db, who.project, 'IRIS-IMP-01')
    await enrolment(world.db, learnt, tito)
    await enrolment(world.db, learnt, who.carla)
    const other = await meeting(world.db, learnt, 1, '2026-05-11T08:00Z', '2026-05-11T12:00Z')
    await who.attends(other, tito)
    await who.attends(other, who.carla)
    expect(await who.frozen(tito)).toMatchObject({ sector: 'private', first_meeting_id: other.id })
    expect(await who.frozen(who.carla)).toBeUndefined()
    const after = await who.reached()
    expect(after.private).toEqual({
      persons: before.private.persons + 1,
      participations: before.private.participations + 1,
    })
    expect(after.all.persons).toBe(before.all.persons + 1)
  })
})
