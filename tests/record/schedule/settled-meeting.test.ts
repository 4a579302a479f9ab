// SPDX-License-Identifier: AGPL-3.0-or-later
import { beforeAll, beforeEach, expect, it } from 'vitest'
import { at } from '#base/clock.server.ts'
import { meetingHistory } from '#plan/meetings/history.server.ts'
import { readPage } from '#record/register-page/content.ts'
import { cancelMeeting, changeMeeting } from '#record/schedule/changes.server.ts'
import { closedMorning, dayAfter } from '#tests/plan/editions/closed-meeting.ts'
import { describeEngines } from '#tests/support/engines.ts'

describeEngines('a meeting whose register is closed', (world) => {
  let iris: Awaited<ReturnType<typeof closedMorning>>
  let who: Awaited<ReturnType<typeof iris.anotherEdition>>
  beforeAll(async () => {
    iris = await closedMorning(world.db)
  })
  beforeEach(async () => {
    who = await iris.anotherEdition()
  })

  const change = (by: typeof who.manager, more: object) =>
    at(dayAfter, () => changeMeeting(world.db, by, { ...who.form(who.first), ...more }))
  const shorter = { starts_at: '2026-02-05T10:30:00.000Z', reason: 'Inizio alle 11:30, come da foglio firme' }

  it('is not changed without a reason, be it only its room', async () => {
    await expect(change(who.manager, { venue: 'Sala B' })).rejects.toMatchObject({ field: 'reason' })
    await expect(change(who.manager, { ...shorter, reason: null })).rejects.toMatchObject({ field: 'reason' })
    expect(await who.versions(who.first)).toHaveLength(1)
    expect(await who.minutesOf(who.anna)).toBe(150)
  })

  it('that is moved gets a new version of its page, with the reason, and the minutes that follow', async () => {
    await change(who.manager, shorter)
    const [first, second, ...others] = await who.versions(who.first)
    expect(others).toEqual([])
    expect(first).toMatchObject({ version: 1, reason: null, superseded_at: dayAfter })
    expect(second).toMatchObject({ version: 2, reason: shorter.reason, closed_by_name: 'Marta Conti' })
    const content = readPage(second?.content ?? '').content
    expect(content.meeting).toMatchObject({ starts_at: shorter.starts_at, scheduled_minutes: 120 })
    expect(content.people.map((person) => person.credited_minutes)).toEqual([120, 120])
    expect(await who.minutesOf(who.anna)).toBe(120)
    // The old page still says what was signed.
    const signed = readPage(first?.content ?? '').content
    expect(signed.people.map((person) => person.credited_minutes)).toEqual([150, 150])
    expect(await meetingHistory(world.db, who.first.id)).toMatchObject([
      { kind: 'moved', by: 'Marta Conti', reason: shorter.reason, from: { starts_at: who.first.starts_at } },
    ])
  })

  it('that gets a break gets a version too', async () => {
    await change(who.manager, shorter)
    const breaks = [{ from: '2026-02-05T11:00:00.000Z', to: '2026-02-05T11:15:00.000Z' }]
    await change(who.manager, { ...shorter, breaks, reason: 'Pausa non indicata' })
    expect((await who.versions(who.first)).map((page) => page.reason)).toEqual([
      null,
      shorter.reason,
      'Pausa non indicata',
    ])
    expect(await who.minutesOf(who.luca)).toBe(105)
  })

  it('is not cancelled: it took place', async () => {
    const cancelling = cancelMeeting(world.db, who.manager, { meeting_id: who.first.id, reason: 'Errore' })
    await expect(cancelling).rejects.toMatchObject({ kind: 'conflict' })
  })

  it('and locked is changed by who may lock registers, and by nobody else', async () => {
    await change(who.manager, shorter)
    await who.lock()
    const now = { starts_at: who.first.starts_at, reason: 'Orario del foglio firme' }
    await expect(change(who.trainer, now)).rejects.toMatchObject({ kind: 'forbidden' })
    await expect(change(who.otherManager, now)).rejects.toMatchObject({ kind: 'forbidden' })
    await change(who.manager, now)
    const pages = await who.versions(who.first)
    expect(pages.map((page) => page.version)).toEqual([1, 2, 3])
    expect(await who.minutesOf(who.anna)).toBe(150)
  })
})
