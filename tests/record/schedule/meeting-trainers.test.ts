// SPDX-License-Identifier: AGPL-3.0-or-later
import { beforeAll, beforeEach, expect, it } from 'vitest'
import { actorOfAccount } from '#base/access/actor.server.ts'
import { editionPlace } from '#base/access/actor.ts'
import { can } from '#base/access/permissions.ts'
import { at } from '#base/clock.server.ts'
import { assignTrainer } from '#plan/trainers/trainers.server.ts'
import { enrol } from '#record/places/enrolments.server.ts'
import { readPage } from '#record/register-page/content.ts'
import {
  assignToMeeting,
  inviteToMeeting,
  removeFromMeeting,
} from '#record/schedule/meeting-trainers.server.ts'
import { addMeetings } from '#record/schedule/meetings.server.ts'
import { othersTeaching, teachersAt } from '#record/schedule/teachers.server.ts'
import { closedMorning, dayAfter } from '#tests/plan/editions/closed-meeting.ts'
import { describeEngines } from '#tests/support/engines.ts'
import { person } from '#tests/support/people.ts'
import { home } from '#tests/support/training.ts'

describeEngines('trainers and tutors of a meeting', (world) => {
  let iris: Awaited<ReturnType<typeof closedMorning>>
  let who: Awaited<ReturnType<typeof iris.anotherEdition>>
  let sara: { person_id: string; account_id: string }
  beforeAll(async () => {
    iris = await closedMorning(world.db)
    await world.db
      .insertInto('project_partner')
      .values({ project_id: iris.project.id, organisation_id: iris.comune.id, role: 'lead', position: 1 })
      .execute()
  })
  beforeEach(async () => {
    who = await iris.anotherEdition()
    sara = await invite('sara@ente.example', 'Sara De Luca', 'tutor')
  })

  const invite = async (
    email: string,
    name: string,
    role: 'trainer' | 'tutor',
    reason: string | null = null,
  ) => {
    const given = { meeting_id: who.second.id, email, name, role, reason }
    const { person_id } = await inviteToMeeting(world.db, who.manager, given)
    const { id: account_id } = await world.db
      .selectFrom('account')
      .select('id')
      .where('email', '=', email)
      .executeTakeFirstOrThrow()
    return { person_id, account_id }
  }
  const later = (day: string) => ({
    starts_at: `2026-02-${day}T10:00:00.000Z`,
    ends_at: `2026-02-${day}T12:00:00.000Z`,
    breaks: [],
    mode: 'hybrid' as const,
  })
  const at2 = async () =>
    (await teachersAt(world.db, who.second.id)).map((row) => [row.last_name, row.role, row.minutes])
  const put = (
    person_id: string,
    role: 'trainer' | 'tutor',
    meeting = who.second,
    reason: string | null = null,
  ) =>
    at(dayAfter, () =>
      assignToMeeting(world.db, who.manager, { meeting_id: meeting.id, person_id, role, reason }),
    )
  const remove = (person_id: string, meeting = who.second, reason: string | null = null) =>
    at(dayAfter, () =>
      removeFromMeeting(world.db, who.manager, { meeting_id: meeting.id, person_id, reason }),
    )

  it('may be asked for one meeting: a tutor with access to its register', async () => {
    expect(await at2()).toEqual([
      ['De Luca', 'tutor', null],
      ['Neri', 'trainer', null],
    ])
    expect((await teachersAt(world.db, who.first.id)).map((row) => [row.last_name, row.minutes])).toEqual([
      ['Neri', 150],
    ])
    const actor = await actorOfAccount(world.db, sara.account_id)
    expect(can(actor, 'attendance:record', editionPlace(who.edition))).toBe(true)
    expect(can(actor, 'project:see', { projectId: who.project.id })).toBe(false)
    expect(await who.acts(who.second.id)).toEqual(['trainer_assigned'])
  })

  it('change role; the same again writes nothing', async () => {
    await put(sara.person_id, 'trainer')
    await put(sara.person_id, 'trainer')
    expect(await at2()).toContainEqual(['De Luca', 'trainer', null])
    expect(await who.acts(who.second.id)).toEqual(['trainer_assigned', 'trainer_assigned'])
  })

  it('who were asked for fewer than half of the meetings do not get the ones added later', async () => {
    const [third] = await addMeetings(world.db, who.manager, who.edition.id, [later('19')])
    // One of two is half: she is an ordinary trainer of this edition so far.
    expect((await teachersAt(world.db, third ?? '')).map((row) => row.last_name)).toEqual(['De Luca', 'Neri'])
    await remove(sara.person_id, { ...who.second, id: third ?? '' })
    const [fourth] = await addMeetings(world.db, who.manager, who.edition.id, [later('26')])
    expect((await teachersAt(world.db, fourth ?? '')).map((row) => row.last_name)).toEqual(['Neri'])
    expect(await othersTeaching(world.db, { id: fourth ?? '', edition_id: who.edition.id })).toMatchObject([
      { last_name: 'De Luca' },
    ])
  })

  it('are taken off, and lose the role with their last meeting', async () => {
    await remove(sara.person_id)
    await remove(sara.person_id)
    expect(await at2()).toEqual([['Neri', 'trainer', null]])
    expect((await who.acts(who.second.id)).at(-1)).toBe('trainer_removed')
    const actor = await actorOfAccount(world.db, sara.account_id)
    expect(can(actor, 'attendance:record', editionPlace(who.edition))).toBe(false)
    await expect(put(sara.person_id, 'trainer')).rejects.toMatchObject({ kind: 'not_found' })
  })

  it('who have a mark there stay, in their role', async () => {
    await expect(remove(who.carla.id, who.first, 'Errore')).rejects.toMatchObject({ kind: 'conflict' })
    await expect(put(who.carla.id, 'tutor', who.first, 'Errore')).rejects.toMatchObject({ kind: 'conflict' })
    expect(await teachersAt(world.db, who.first.id)).toMatchObject([{ role: 'trainer', minutes: 150 }])
  })

  it('join a closed page only with a reason, which makes a new version of it', async () => {
    const tea = await invite('tea@ente.example', 'Tea Gialli', 'tutor')
    await expect(put(tea.person_id, 'tutor', who.first)).rejects.toMatchObject({ field: 'reason' })
    await put(tea.person_id, 'tutor', who.first, 'Tutor non indicata')
    const pages = await who.versions(who.first)
    expect(pages.map((page) => page.reason)).toEqual([null, 'Tutor non indicata'])
    const content = readPage(pages[1]?.content ?? '').content
    expect(content.teachers.map(({ name, role }) => [name, role])).toEqual([
      ['Neri Carla', 'trainer'],
      ['Gialli Tea', 'tutor'],
    ])
  })

  it('of a closed meeting are not changed by a trainer assigned to the whole edition', async () => {
    await addMeetings(world.db, who.manager, who.edition.id, [later('19'), later('26')])
    const given = { edition_id: who.edition.id, email: 'ugo@ente.example', name: 'Ugo Rosa' }
    const { person_id } = await assignTrainer(world.db, who.manager, given)
    const taught = await world.db
      .selectFrom('meeting_trainer')
      .innerJoin('meeting', 'meeting.id', 'meeting_trainer.meeting_id')
      .select('number')
      .where('person_id', '=', person_id)
      .orderBy('number')
      .execute()
    expect(taught.map((row) => row.number)).toEqual([2, 3, 4])
  })

  it('are never enrolled in the same edition, nor the other way round', async () => {
    await expect(invite('anna.bianchi@presente.example', 'Anna Bianchi', 'tutor')).rejects.toMatchObject({
      kind: 'conflict',
    })
    const place = { edition_id: who.edition.id, person_id: who.carla.id }
    await expect(enrol(world.db, who.manager, place)).rejects.toMatchObject({ kind: 'conflict' })
    // Also before the edition has any meeting to teach.
    const empty = { id: who.meetings[0].id, code: 'IRIS-PM-09' }
    await world.db
      .insertInto('edition')
      .values({ ...who.edition, ...empty })
      .execute()
    const nina = await person(world.db, 'Nina Blu', who.comune)
    await home(world.db, who.project, nina)
    const nowhere = { edition_id: empty.id, email: 'nina.blu@presente.example', name: 'Nina Blu' }
    await assignTrainer(world.db, who.manager, nowhere)
    await expect(
      enrol(world.db, who.manager, { edition_id: empty.id, person_id: nina.id }),
    ).rejects.toMatchObject({ kind: 'conflict' })
  })

  it('are not found at a meeting of another project by its manager’s form', async () => {
    await expect(put(who.luca.id, 'trainer')).rejects.toMatchObject({ kind: 'not_found' })
  })
})
