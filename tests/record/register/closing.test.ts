// SPDX-License-Identifier: AGPL-3.0-or-later
import { createHash } from 'node:crypto'
import { beforeEach, expect, it } from 'vitest'
import { at, minutesAfter } from '#base/clock.server.ts'
import { endMeetingNow } from '#record/attendance/end.server.ts'
import { findAttendanceFault } from '#record/attendance/verify-attendance.server.ts'
import { findMarkFault } from '#record/attendance/verify-marks.server.ts'
import { closeMeeting, closingOf } from '#record/register/closing.server.ts'
import { sheetOf } from '#record/register/sheet.ts'
import { findRegisterFault } from '#record/register/verify-register.server.ts'
import { readPage } from '#record/register-page/content.ts'
import { printedPages } from '#record/register-page/pages.server.ts'
import { describeEnginesAfresh } from '#tests/support/engines.ts'
import { person } from '#tests/support/people.ts'
import { enrolment } from '#tests/support/training.ts'
import { during, end, evening, heldMeetings, present, start } from './held-meeting.ts'

describeEnginesAfresh('closing a page of the register', (world) => {
  let who: Awaited<ReturnType<typeof heldMeetings>>
  beforeEach(async () => {
    who = await heldMeetings(world.db)
  })
  const close = (today: { id: string }, more: { seen?: string; on?: string; reason?: string } = {}) =>
    at(more.on ?? evening, () =>
      closeMeeting(world.db, who.trainer, {
        meeting_id: today.id,
        ...(more.seen !== undefined && { seen: more.seen }),
        reason: more.reason,
      }),
    )

  async function closedPages(today: { id: string }, on: string) {
    await close(today, { on })
    return await who.pages(today)
  }

  it('keeps what it says as version 1 with its hash, signed by the trainer', async () => {
    const today = await who.held()
    expect(await close(today)).toEqual({ isNew: true, version: 1, by: 'Carla Neri' })
    expect(await who.state(today)).toBe('closed')
    const [page, ...others] = await who.pages(today)
    expect(others).toEqual([])
    expect(page).toMatchObject({
      version: 1,
      closed_by: who.trainer.accountId,
      closed_at: evening,
      reason: null,
    })
    expect(
      createHash('sha256')
        .update(page?.content ?? '')
        .digest('hex'),
    ).toBe(page?.hash)
    const content = readPage(page?.content ?? '').content
    expect(
      content.people.map(({ name, status, credited_minutes }) => [name, status, credited_minutes]),
    ).toEqual([
      ['Bianchi Anna', 'present', 150],
      ['Verdi Luca', 'absent', 0],
    ])
    expect(content.people[0]).toMatchObject({ organisation: 'Comune di Perugia', sector: 'public' })
    expect(content.teachers).toMatchObject([{ name: 'Neri Carla', role: 'trainer', credited_minutes: 150 }])
    expect((await who.acts(today)).at(-1)).toEqual({
      act: 'meeting_closed',
      actor_name: 'Carla Neri',
      before: { state: 'open' },
      after: { state: 'closed', page: today.number, version: 1, hash: page?.hash },
    })
  })

  it('is refused with anybody enrolled and not marked, who is named (domain.md 10, case 14)', async () => {
    const today = await who.planned()
    await who.mark(today, who.anna, present(), { topic: 'Appalti' })
    await who.mark(today, who.carla, present())
    await expect(close(today)).rejects.toMatchObject({ kind: 'invalid' })
    await expect(close(today)).rejects.toThrow('Verdi Luca')
    expect(await who.state(today)).toBe('open')
    expect(await who.pages(today)).toEqual([])
  })

  it('is refused without a topic, without a trainer with hours, before it begins, when cancelled', async () => {
    const today = await who.planned()
    await who.mark(today, who.anna, present())
    await who.mark(today, who.luca, present())
    const obstacles = (on: string) => at(on, async () => (await closingOf(world.db, today.id, 24)).obstacles)
    expect(await obstacles(evening)).toEqual(['no_topic', 'no_trainer'])
    expect(await obstacles('2026-02-05T09:59:00.000Z')).toEqual(['not_begun', 'no_topic', 'no_trainer'])
    await who.mark(today, who.carla, { status: 'absent', intervals: [] }, { topic: 'Appalti' })
    expect(await obstacles(evening)).toEqual(['no_trainer'])
    await expect(close(today)).rejects.toMatchObject({ kind: 'invalid' })
    await who.mark(today, who.carla, present())
    await world.db.updateTable('meeting').set({ state: 'cancelled' }).where('id', '=', today.id).execute()
    expect(await obstacles(evening)).toEqual(['cancelled'])
    await expect(close(today)).rejects.toMatchObject({ kind: 'invalid' })
  })

  it('is refused before its end, which whoever teaches may bring forward to now', async () => {
    const today = await who.held()
    for (const on of ['2026-02-05T09:59:59.999Z', start, during]) {
      await expect(close(today, { on })).rejects.toMatchObject({ kind: 'invalid' })
    }
    expect(await who.state(today)).toBe('open')
    const ended = '2026-02-05T12:10:00.000Z'
    expect(await at('2026-02-05T12:10:40.000Z', () => endMeetingNow(world.db, who.trainer, today.id))).toBe(
      ended,
    )
    const [page] = await closedPages(today, ended)
    const { content } = readPage(page?.content ?? '')
    expect(content.meeting).toMatchObject({ ends_at: ended, scheduled_minutes: 130 })
    // Who was there until the end was there until now.
    const anna = content.people.find((one) => one.person_id === who.anna.id)
    expect(anna).toMatchObject({ intervals: [{ in: start, out: ended }], credited_minutes: 130 })
    expect(await findMarkFault(world.db)).toBeNull()
    expect(await findAttendanceFault(world.db)).toBeNull()
  })

  it('says in the ledger which breaks were still to come', async () => {
    const today = await who.held()
    const breaks = [{ from: '2026-02-05T12:00:00.000Z', to: '2026-02-05T12:15:00.000Z' }]
    await world.db
      .updateTable('meeting')
      .set({ breaks: JSON.stringify(breaks) })
      .where('id', '=', today.id)
      .execute()
    await at('2026-02-05T12:10:00.000Z', () => endMeetingNow(world.db, who.trainer, today.id))
    const cut = [{ from: breaks[0]?.from, to: '2026-02-05T12:10:00.000Z' }]
    expect(await who.acts(today)).toContainEqual(
      expect.objectContaining({
        act: 'meeting_changed',
        before: { ends_at: end, breaks },
        after: expect.objectContaining({ ends_at: cut[0]?.to, breaks: cut }),
      }),
    )
  })

  it.each([
    ['before it begins', '2026-02-05T09:30:00.000Z'],
    ['when it is over', evening],
  ])('is not ended %s', async (_when, on) => {
    const today = await who.held()
    const ending = at(on, () => endMeetingNow(world.db, who.trainer, today.id))
    await expect(ending).rejects.toMatchObject({ kind: 'conflict' })
  })

  it('is ended by nobody who may not call its roll, and keeps who left before', async () => {
    const today = await who.held()
    const early = present([{ in: start, out: '2026-02-05T10:40:00.000Z' }])
    await who.mark(today, who.luca, early)
    for (const by of [who.teacher, who.auditor]) {
      const ending = at('2026-02-05T12:10:00.000Z', () => endMeetingNow(world.db, by, today.id))
      await expect(ending).rejects.toMatchObject({ kind: 'forbidden' })
    }
    await at('2026-02-05T12:10:00.000Z', () => endMeetingNow(world.db, who.manager, today.id))
    const [page] = await closedPages(today, '2026-02-05T12:10:00.000Z')
    const luca = readPage(page?.content ?? '').content.people.find((one) => one.person_id === who.luca.id)
    expect(luca).toMatchObject(early)
  })

  it('twice, or by two trainers at once, is done once', async () => {
    const today = await who.held()
    // Two connections of one process to SQLite would wait for each other for ever: there the same one does both.
    const other = world.engine === 'postgres' ? world.connectAgain() : world.db
    const results = await Promise.all([
      close(today),
      at(evening, () => closeMeeting(other, who.manager, { meeting_id: today.id })),
    ])
    expect(results.filter(({ isNew }) => isNew)).toHaveLength(1)
    const [page, ...others] = await who.pages(today)
    expect(others).toEqual([])
    expect(results.map(({ by }) => by)).toEqual([page?.closed_by_name, page?.closed_by_name])
    expect((await who.acts(today)).filter(({ act }) => act === 'meeting_closed')).toHaveLength(1)
    expect(await close(today)).toMatchObject({ isNew: false, version: 1 })
  })

  it('signs what was read: a page that changed meanwhile is refused, and shown again', async () => {
    const today = await who.held()
    const { seen } = await closingOf(world.db, today.id, 24)
    await who.mark(today, who.luca, present(), { by: who.manager })
    await expect(close(today, { seen })).rejects.toMatchObject({ kind: 'conflict' })
    expect(await who.state(today)).toBe('open')
    expect(await close(today, { seen: (await closingOf(world.db, today.id, 24)).seen })).toMatchObject({
      isNew: true,
    })
  })

  it('turns check-ins into marks first, and says who did not check out', async () => {
    const today = await who.planned()
    await who.mark(today, who.luca, present(), { topic: 'Appalti' })
    await who.mark(today, who.carla, present())
    await world.db
      .insertInto('check_in')
      .values({
        id: '01900000-0000-7000-8000-000000000001',
        meeting_id: today.id,
        person_id: who.anna.id,
        account_id: who.operator.accountId,
        kind: 'entry',
        step: 1,
        at: '2026-02-05T10:05:00.000Z',
        device: 'phone',
        doubt: null,
        state: 'accepted',
        decided_by: null,
        decided_at: null,
        settled_at: null,
      })
      .execute()
    expect((await closingOf(world.db, today.id, 24)).noExit).toEqual(['Bianchi Anna'])
    await close(today)
    const [page] = await printedPages(world.db, [today])
    expect(page?.content.people[0]).toMatchObject({
      status: 'present',
      source: 'self',
      credited_minutes: 145,
    })
  })

  it('later than the project asks wants one justification, which stays in the page', async () => {
    const [today, other, third] = [await who.held(), await who.held(), await who.held()]
    const [inTime, late] = [minutesAfter(end, 24 * 60), minutesAfter(end, 24 * 60 + 1)]
    await close(today, { on: inTime, reason: 'Non serve' })
    expect((await who.pages(today))[0]?.reason).toBeNull()
    await expect(close(other, { on: late })).rejects.toMatchObject({ kind: 'invalid', field: 'reason' })
    expect((await at(late, () => closingOf(world.db, other.id, 24))).late).toBe(true)
    await close(other, { on: late, reason: 'Il docente era in ferie' })
    const [page] = await printedPages(world.db, [other])
    expect(page).toMatchObject({ reason: 'Il docente era in ferie', corrected: [], closed: { at: late } })
    expect((await who.acts(other)).at(-1)?.after).toMatchObject({ reason: 'Il docente era in ferie' })
    await world.db.updateTable('project').set({ close_within: 72 }).execute()
    await close(third, { on: late })
    expect(await findRegisterFault(world.db)).toBeNull()
  })

  it('names who closed it and who corrected it since, in each of its versions', async () => {
    const today = await who.closed()
    const signed = { by: { ...who.manager, signs: true as const }, on: evening }
    await who.mark(today, who.luca, present(), { ...signed, reason: 'Foglio firmato' })
    await who.mark(
      today,
      who.luca,
      { status: 'absent', intervals: [] },
      { ...signed, reason: 'Firma di un altro' },
    )
    const versions = await Promise.all([1, 2, 3].map((version) => printedPages(world.db, [today], version)))
    expect(versions.map(([page]) => page?.closed?.by)).toEqual(['Carla Neri', 'Carla Neri', 'Carla Neri'])
    expect(versions.map(([page]) => page?.corrected.map(({ by, reason }) => `${by}: ${reason}`))).toEqual([
      [],
      ['Marta Conti: Foglio firmato'],
      ['Marta Conti: Foglio firmato', 'Marta Conti: Firma di un altro'],
    ])
    const [last] = versions[2] ?? []
    const sheet = last && sheetOf(last, 'final', 'https://presente.example', null)
    const settled = JSON.stringify(sheet && 'settled' in sheet ? sheet.settled : null)
    for (const words of ['Carla Neri', 'Marta Conti', 'Firma di un altro', 'Presenze registrate']) {
      expect(settled).toContain(words)
    }
  })

  it('leaves out who is enrolled after it was closed', async () => {
    const today = await who.closed()
    await enrolment(world.db, who.edition, await person(world.db, 'Zeno Tardi', who.comune))
    await who.mark(today, who.luca, present(), { by: who.manager, on: evening, reason: 'Foglio firmato' })
    const [page] = await printedPages(world.db, [today])
    expect(page?.version).toBe(2)
    expect(page?.content.people.map(({ name }) => name)).toEqual(['Bianchi Anna', 'Verdi Luca'])
  })
})
