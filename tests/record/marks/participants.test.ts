// SPDX-License-Identifier: AGPL-3.0-or-later
import { beforeAll, expect, it } from 'vitest'
import { describeEngines } from '#tests/support/engines.ts'
import { employment, person } from '#tests/support/people.ts'
import { edition, enrolment, meeting } from '#tests/support/training.ts'
import { countedPeople } from './counted-people.ts'

describeEngines('participants', (world) => {
  let who: Awaited<ReturnType<typeof countedPeople>>
  beforeAll(async () => {
    who = await countedPeople(world.db)
  })

  it('are counted once, as they were on the day of the first meeting (edge case 3)', async () => {
    const mario = await person(world.db, 'Mario Conti')
    await employment(world.db, mario, who.comune, '2020-01-01', '2026-02-08')
    await employment(world.db, mario, who.cooperativa, '2026-02-09')
    await enrolment(world.db, who.edition, mario)
    await who.mark(who.meetings[0], mario)
    await who.mark(who.meetings[1], mario)
    expect(await who.counted(mario)).toMatchObject({
      first_meeting_id: who.meetings[0].id,
      first_on: '2026-02-05',
      organisation_id: who.comune.id,
      organisation_type: 'comune',
      sector: 'public',
    })
    expect(await who.acts(mario)).toEqual(['participant_counted'])
  })

  it('stay frozen when the employer or the person changes afterwards', async () => {
    const nora = await who.enrolled('Nora Bassi', { gender: 'F' })
    await who.mark(who.meetings[0], nora)
    await world.db
      .updateTable('employment')
      .set({ ended_on: '2026-02-01' })
      .where('person_id', '=', nora.id)
      .execute()
    await employment(world.db, nora, who.cooperativa, '2026-02-02')
    await world.db.updateTable('person').set({ gender: 'X' }).where('id', '=', nora.id).execute()
    await who.mark(who.meetings[1], nora)
    expect(await who.counted(nora)).toMatchObject({ sector: 'public', gender: 'F' })
  })

  it('are frozen again when an earlier mark arrives', async () => {
    const olga = await person(world.db, 'Olga Meli')
    await employment(world.db, olga, who.comune, '2020-01-01', '2026-02-08')
    await employment(world.db, olga, who.cooperativa, '2026-02-09')
    await enrolment(world.db, who.edition, olga)
    await who.mark(who.meetings[1], olga)
    expect(await who.counted(olga)).toMatchObject({ first_on: '2026-02-12', sector: 'private' })
    await who.mark(who.meetings[0], olga)
    expect(await who.counted(olga)).toMatchObject({ first_on: '2026-02-05', sector: 'public' })
    expect(await who.acts(olga)).toEqual(['participant_counted', 'participant_counted'])
  })

  it('are not counted any more when the only presence is corrected to absence', async () => {
    const piero = await who.enrolled('Piero Lodi')
    await who.mark(who.meetings[0], piero)
    await who.mark(who.meetings[0], piero, 'absent')
    expect(await who.counted(piero)).toBeUndefined()
    expect(await who.acts(piero)).toEqual(['participant_counted', 'participant_uncounted'])
  })

  it('count from the next meeting when the first is corrected', async () => {
    const rita = await who.enrolled('Rita Sala')
    await who.mark(who.meetings[0], rita)
    await who.mark(who.meetings[1], rita)
    await who.mark(who.meetings[0], rita, 'excused')
    expect(await who.counted(rita)).toMatchObject({
      first_meeting_id: who.meetings[1].id,
      first_on: '2026-02-12',
    })
  })

  it('are neither absent nor excused people, nor people present for less than a minute', async () => {
    const sara = await who.enrolled('Sara Pini')
    await who.mark(who.meetings[0], sara, 'absent')
    await who.mark(who.meetings[1], sara, 'excused')
    await who.mark(who.meetings[1], sara, 'present', '2026-02-12T10:00:59.000Z')
    expect(await who.counted(sara)).toBeUndefined()
  })

  it('are never project staff (edge case 17)', async () => {
    const tina = await who.enrolled('Tina Vagni', { is_staff: 1 })
    await who.mark(who.meetings[0], tina)
    expect(await who.counted(tina)).toBeUndefined()
  })

  it('are as old as on the first day: 60 on 14 May 2026, 61 the day after (edge case 12)', async () => {
    const spring = await edition(world.db, who.project, 'IRIS-PM-03')
    const days = [
      await meeting(world.db, spring, 1, '2026-05-14T08:00Z', '2026-05-14T10:00Z'),
      await meeting(world.db, spring, 2, '2026-05-15T08:00Z', '2026-05-15T10:00Z'),
    ] as const
    const ugo = await person(world.db, 'Ugo Rossi', who.comune, { born_on: '1965-05-15' })
    const vera = await person(world.db, 'Vera Rossi', who.comune, { born_on: '1965-05-15' })
    await enrolment(world.db, spring, ugo)
    await enrolment(world.db, spring, vera)
    await who.mark(days[0], ugo)
    await who.mark(days[1], ugo)
    await who.mark(days[1], vera)
    expect(await who.counted(ugo)).toMatchObject({ age_bracket: 'from_18_to_60' })
    expect(await who.counted(vera)).toMatchObject({ age_bracket: 'over_60' })
  })

  it('have the date of the place, not of Greenwich', async () => {
    const night = await meeting(world.db, who.edition, 31, '2026-03-01T23:15Z', '2026-03-02T00:15Z')
    const zeno = await who.enrolled('Zeno Galli')
    await who.mark(night, zeno)
    expect(await who.counted(zeno)).toMatchObject({ first_on: '2026-03-02' })
  })

  it('count once in each project', async () => {
    const wanda = await who.enrolled('Wanda Festa')
    const other = await edition(world.db, who.rosa, 'ROSA-PM-01')
    const there = await meeting(world.db, other, 1, '2026-01-20T08:00Z', '2026-01-20T10:00Z')
    await enrolment(world.db, other, wanda)
    await who.mark(who.meetings[0], wanda)
    await who.mark(there, wanda)
    expect(await who.counted(wanda)).toMatchObject({ first_on: '2026-02-05' })
    expect(await who.counted(wanda, who.rosa)).toMatchObject({ first_on: '2026-01-20' })
  })

  it('cannot be somebody without an employer: saving says who it is', async () => {
    const bruno = await person(world.db, 'Bruno Senzaente')
    await enrolment(world.db, who.edition, bruno)
    await expect(who.mark(who.meetings[0], bruno)).rejects.toThrow(/Senzaente Bruno/)
    expect(await who.counted(bruno)).toBeUndefined()
  })
})
