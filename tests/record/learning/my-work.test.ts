// SPDX-License-Identifier: AGPL-3.0-or-later
import { beforeAll, beforeEach, expect, it } from 'vitest'
import { newId } from '#base/clock.server.ts'
import { myEnrolments, progressOf } from '#record/learning/my-work.server.ts'
import { absent, present } from '#tests/prove/reports/presence.ts'
import { describeEngines } from '#tests/support/engines.ts'
import { iris } from '#tests/support/iris.ts'
import { account, person } from '#tests/support/people.ts'
import { course, edition, enrolment, meeting } from '#tests/support/training.ts'

describeEngines('my work', (world) => {
  let known: Awaited<ReturnType<typeof iris>>
  const all = { limit: 50, offset: 0 }
  beforeAll(async () => {
    known = await iris(world.db)
  })
  /** Enrolled in IRIS-PM-01. */
  let nora: Awaited<ReturnType<typeof person>>
  let place: Awaited<ReturnType<typeof enrolment>>
  beforeEach(async () => {
    nora = await person(world.db, 'Nora Sala')
    place = await enrolment(world.db, known.edition, nora)
  })
  /** An edition with a cancelled meeting and one in the library a week later, in which Nora is. */
  const secondEdition = async (code: string) => {
    const own = await edition(world.db, known.project, code)
    await meeting(world.db, own, 1, '2026-03-01T10:00Z', '2026-03-01T12:00Z', { state: 'cancelled' })
    await meeting(world.db, own, 2, '2026-03-08T10:00Z', '2026-03-08T12:00Z', { venue: 'Biblioteca' })
    await enrolment(world.db, own, nora)
  }

  it('is nothing for somebody who is enrolled nowhere', async () => {
    const stranger = await person(world.db, 'Nadia Gallo')
    expect(await myEnrolments(world.db, stranger.id, '2026-02-01T08:00:00.000Z', all)).toEqual({
      total: 0,
      editions: [],
    })
  })

  it('shows the next meeting, at the venue of the edition unless it has its own', async () => {
    const before = await myEnrolments(world.db, nora.id, '2026-02-01T08:00:00.000Z', all)
    expect(before.editions).toHaveLength(1)
    expect(before.editions[0]).toMatchObject({ code: 'IRIS-PM-01', project: 'IRIS', isPast: false })
    expect(before.editions[0]?.nextMeeting).toMatchObject({ number: 1, venue: 'Sala Falcone e Borsellino' })
    const during = await myEnrolments(world.db, nora.id, '2026-02-05T11:00:00.000Z', all)
    expect(during.editions[0]?.nextMeeting?.number).toBe(1)
    const after = await myEnrolments(world.db, nora.id, '2026-02-05T12:30:00.000Z', all)
    expect(after.editions[0]?.nextMeeting?.number).toBe(2)
  })

  it('passes over a cancelled meeting, and is past when what was held is recorded', async () => {
    await secondEdition('IRIS-LA-01')
    const find = async (moment: string) =>
      (await myEnrolments(world.db, nora.id, moment, all)).editions.find(({ code }) => code === 'IRIS-LA-01')
    expect((await find('2026-02-20T08:00:00.000Z'))?.nextMeeting).toMatchObject({
      number: 2,
      venue: 'Biblioteca',
    })
    const after = '2026-03-09T08:00:00.000Z'
    expect(await find(after)).toMatchObject({
      isPast: false,
      nextMeeting: null,
      completion: { toRecordMeetings: 1, missedMinutes: 0, stillReachable: true },
    })
    const held = await world.db
      .selectFrom('meeting')
      .innerJoin('edition', 'edition.id', 'meeting.edition_id')
      .select('meeting.id')
      .where('edition.code', '=', 'IRIS-LA-01')
      .where('meeting.number', '=', 2)
      .executeTakeFirstOrThrow()
    await absent(world.db, held, nora)
    expect(await find(after)).toMatchObject({
      isPast: true,
      completion: { toRecordMeetings: 0, missedMinutes: 120, stillReachable: false },
    })
  })

  it('is not past when every meeting was called off, or none was planned', async () => {
    const off = await edition(world.db, known.project, 'IRIS-OFF-01')
    await meeting(world.db, off, 1, '2026-03-01T10:00Z', '2026-03-01T12:00Z', { state: 'cancelled' })
    await enrolment(world.db, off, nora)
    const bare = await edition(world.db, known.project, 'IRIS-BARE-01')
    await enrolment(world.db, bare, nora)
    const { editions } = await myEnrolments(world.db, nora.id, '2026-05-09T08:00:00.000Z', all)
    const past = editions.filter(({ isPast }) => isPast).map(({ code }) => code)
    expect(past).not.toContain('IRIS-OFF-01')
    expect(past).not.toContain('IRIS-BARE-01')
  })

  it('says of each meeting whether it is recorded, still to be recorded or to come', async () => {
    const [first] = known.meetings
    const recordings = async (moment: string) =>
      (await progressOf(world.db, known.edition.id, nora.id, moment))?.meetings.map(
        ({ recording }) => recording,
      )
    expect(await recordings('2026-02-01T08:00:00.000Z')).toEqual(['to_come', 'to_come'])
    expect(await recordings('2026-02-06T08:00:00.000Z')).toEqual(['to_record', 'to_come'])
    await present(world.db, first, nora)
    expect(await recordings('2026-02-06T08:00:00.000Z')).toEqual(['recorded', 'to_come'])
  })

  it('shows of a meeting under way what has passed, and is not completed by what has not', async () => {
    const one = await edition(world.db, known.project, 'IRIS-ORA-01')
    const evening = await meeting(world.db, one, 1, '2026-04-07T19:00Z', '2026-04-07T21:00Z')
    const mine = await enrolment(world.db, one, nora)
    await present(world.db, evening, nora)
    const completed_at = '2026-04-07T19:02:00.000Z'
    await world.db
      .insertInto('completion')
      .values({ enrolment_id: mine.id, credited_minutes: 120, modules_done: 0, completed_at })
      .execute()
    const shownAt = async (moment: string) => {
      const mine = await progressOf(world.db, one.id, nora.id, moment)
      const card = (await myEnrolments(world.db, nora.id, moment, all)).editions.find(
        ({ code }) => code === 'IRIS-ORA-01',
      )
      expect(card?.completion).toEqual(mine?.completion)
      expect(card?.completedAt).toEqual(mine?.completedAt)
      const { creditedMinutes, missedMinutes, toComeMinutes } = mine?.completion ?? {}
      const row = mine?.meetings[0]?.creditedMinutes
      return [creditedMinutes, missedMinutes, toComeMinutes, row, mine?.completedAt]
    }
    expect(await shownAt('2026-04-07T19:00:00.000Z')).toEqual([0, 0, 120, 0, null])
    expect(await shownAt('2026-04-07T19:30:59.999Z')).toEqual([30, 0, 90, 30, null])
    // Enough by the rule already: the rest of the evening changes nothing of it.
    expect(await shownAt('2026-04-07T20:40:00.000Z')).toEqual([100, 0, 20, 100, completed_at])
    expect(await shownAt('2026-04-07T21:00:00.000Z')).toEqual([120, 0, 0, 120, completed_at])
  })

  it('says since when one is there, and that one may leave only after an arrival of one’s own', async () => {
    const one = await edition(world.db, known.project, 'IRIS-QUI-01')
    const evening = await meeting(world.db, one, 1, '2026-04-08T19:00Z', '2026-04-08T21:00Z')
    await enrolment(world.db, one, nora)
    const presence = async (moment: string) => {
      const path = await progressOf(world.db, one.id, nora.id, moment)
      const { editions } = await myEnrolments(world.db, nora.id, moment, all)
      expect(editions.find(({ code }) => code === 'IRIS-QUI-01')?.presence).toEqual(path?.presence)
      return path?.presence
    }
    const during = '2026-04-08T20:00:00.000Z'
    expect(await presence(during)).toBeNull()
    const said = await present(world.db, evening, nora)
    expect(await presence(during)).toEqual({ since: evening.starts_at, mayLeave: false })
    expect(await presence('2026-04-08T21:00:00.000Z')).toBeNull()
    await world.db.deleteFrom('mark').where('id', '=', said.id).execute()
    const { accountId: account_id } = await account(world.db, 'Nora Sala', nora)
    const entry = {
      id: newId(),
      meeting_id: evening.id,
      person_id: nora.id,
      account_id,
      kind: 'entry' as const,
      step: 1,
      at: '2026-04-08T19:02:00.000Z',
      device: 'phone',
      doubt: null,
      state: 'accepted' as const,
    }
    await world.db.insertInto('check_in').values(entry).execute()
    expect(await presence(during)).toEqual({ since: entry.at, mayLeave: true })
  })

  it('leads to the first module not done, and is not past while one is left', async () => {
    const made = await course(world.db, 'online', ['primo', 'secondo'])
    const online = await edition(world.db, known.project, 'IRIS-ON-01', { course_id: made.id })
    const mine = await enrolment(world.db, online, nora, made.version)
    const [first, second] = made.modules
    const done = async (module?: { id: string }) =>
      await world.db
        .insertInto('module_progress')
        .values({
          enrolment_id: mine.id,
          module_id: module?.id ?? '',
          started_at: '2026-02-01T08:00:00.000Z',
          completed_at: '2026-02-01T08:00:00.000Z',
        })
        .execute()
    await done(first)
    const find = async () =>
      (await myEnrolments(world.db, nora.id, '2026-04-01T08:00:00.000Z', all)).editions.find(
        ({ code }) => code === 'IRIS-ON-01',
      )
    expect(await find()).toMatchObject({ isPast: false, nextModule: { slug: 'secondo' } })
    await done(second)
    expect(await find()).toMatchObject({ isPast: true, nextModule: null })
  })

  it('is read page by page', async () => {
    await secondEdition('IRIS-LA-02')
    const page = await myEnrolments(world.db, nora.id, '2026-02-01T08:00:00.000Z', {
      limit: 1,
      offset: 1,
    })
    expect(page.total).toBe(2)
    expect(page.editions).toHaveLength(1)
  })

  it('is not shown for editions that I withdrew from', async () => {
    await secondEdition('IRIS-LA-03')
    await world.db.updateTable('enrolment').set({ state: 'withdrawn' }).where('id', '=', place.id).execute()
    const { editions } = await myEnrolments(world.db, nora.id, '2026-02-01T08:00:00.000Z', all)
    expect(editions.map(({ code }) => code)).toEqual(['IRIS-LA-03'])
    expect(await progressOf(world.db, known.edition.id, nora.id, '2026-02-01T08:00:00.000Z')).toBeNull()
  })

  it('is my own: the way through an edition has nobody else in it', async () => {
    const progress = await progressOf(world.db, known.edition.id, nora.id, '2026-02-01T08:00:00.000Z')
    expect(progress?.enrolmentId).toBe(place.id)
    expect(progress?.meetings.map(({ mark }) => mark)).toEqual([null, null])
    expect(
      await progressOf(world.db, known.edition.id, known.carla.id, '2026-02-01T08:00:00.000Z'),
    ).toBeNull()
  })
})
