// SPDX-License-Identifier: AGPL-3.0-or-later
// What happens to a page of the register after it was closed: corrections, locks, versions, and what used them.
import { beforeAll, expect, it } from 'vitest'
import { at } from '#base/clock.server.ts'
import { recomputeMinutes } from '#record/attendance/minutes.server.ts'
import { documentsOf, issueDocument } from '#record/register/issued-documents.server.ts'
import { lockClosedMeetings, lockMeeting } from '#record/register/locking.server.ts'
import { findRegisterFault } from '#record/register/verify-register.server.ts'
import { readPage } from '#record/register-page/content.ts'
import { printedPages } from '#record/register-page/pages.server.ts'
import { pageWithVersions } from '#record/register-page/versions.server.ts'
import '#tests/support/files.ts'
import { absent, heldMeetings, late, nextDay, present } from '#tests/record/register/held-meeting.ts'
import { describeEngines } from '#tests/support/engines.ts'

describeEngines('a closed page', (world) => {
  let who: Awaited<ReturnType<typeof heldMeetings>>
  beforeAll(async () => {
    who = await heldMeetings(world.db)
  })
  const lock = (today: { id: string }) => at(nextDay, () => lockMeeting(world.db, who.manager, today.id))

  it('is corrected by its trainer with a reason only, in version 2; version 1 stays readable', async () => {
    const today = await who.closed()
    await expect(who.mark(today, who.anna, late, { on: nextDay })).rejects.toMatchObject({ field: 'reason' })
    expect(await who.pages(today)).toHaveLength(1)
    await who.mark(today, who.anna, late, { on: nextDay, reason: 'Orari del foglio firmato' })
    const [first, second] = await who.pages(today)
    expect(first).toMatchObject({ version: 1, superseded_at: nextDay })
    expect(second).toMatchObject({
      version: 2,
      superseded_at: null,
      reason: 'Orari del foglio firmato',
      closed_by_name: 'Carla Neri',
      closed_at: nextDay,
      locked_at: null,
    })
    expect(second?.hash).not.toBe(first?.hash)
    const minutes = async (version?: number) =>
      (await printedPages(world.db, [today], version))[0]?.content.people[0]?.credited_minutes
    expect([await minutes(1), await minutes(2), await minutes()]).toEqual([150, 110, 110])
    await expect(printedPages(world.db, [today], 3)).rejects.toMatchObject({ kind: 'not_found' })
  })

  it('says what changed from a version to the next: who, from, to', async () => {
    const today = await who.closed()
    await who.mark(today, who.anna, late, { on: nextDay, reason: 'Orari del foglio', topic: 'Gli appalti' })
    const { differences, versions, latest } = await pageWithVersions(world.db, today.id)
    expect(versions.map(({ version }) => version)).toEqual([2, 1])
    expect(latest).toBe(2)
    expect(differences).toMatchObject([
      {
        what: 'meeting',
        field: 'topic',
        from: { topic: 'Il ciclo del contratto' },
        to: { topic: 'Gli appalti' },
      },
      {
        what: 'presence',
        name: 'Bianchi Anna',
        from: { status: 'present', credited_minutes: 150 },
        to: { status: 'present', credited_minutes: 110, intervals: late.intervals },
      },
    ])
    expect((await pageWithVersions(world.db, today.id, 1)).differences).toBeNull()
  })

  it('is not left without a topic', async () => {
    const today = await who.closed()
    const emptied = { on: nextDay, reason: 'Tolto per errore', topic: '' }
    await expect(who.mark(today, who.anna, present(), emptied)).rejects.toMatchObject({ kind: 'invalid' })
    expect(await who.pages(today)).toHaveLength(1)
  })

  it('writes no version when what is sent says what it says', async () => {
    const today = await who.closed()
    await who.mark(today, who.anna, present(), { on: nextDay, reason: 'Per sicurezza' })
    expect(await who.pages(today)).toHaveLength(1)
  })

  it('once locked is the manager’s: a correction makes version 2, locked too, with its ledger rows and flags', async () => {
    const today = await who.closed()
    const [first] = await who.pages(today)
    const bytes = new TextEncoder().encode(`%PDF-1.7 registro ${today.id}`)
    const issue = { edition_id: who.edition.id, kind: 'register' as const, bytes }
    const { id } = await issueDocument(world.db, who.manager, { ...issue, page_ids: [first?.id ?? ''] })
    expect(await lock(today)).toBe(true)
    expect(await lock(today)).toBe(false)
    expect(await who.state(today)).toBe('locked')

    const correction = { on: nextDay, reason: 'Assente sul foglio firmato' }
    await expect(who.mark(today, who.anna, absent, correction)).rejects.toMatchObject({ kind: 'conflict' })
    expect(await who.pages(today)).toHaveLength(1)
    const byManager = { by: who.manager, on: nextDay }
    await expect(who.mark(today, who.anna, absent, byManager)).rejects.toMatchObject({ field: 'reason' })
    await who.mark(today, who.anna, absent, { ...byManager, reason: 'Assente sul foglio firmato' })

    const [, second] = await who.pages(today)
    expect(second).toMatchObject({
      version: 2,
      closed_by_name: 'Marta Conti',
      locked_by_name: 'Marta Conti',
      locked_at: nextDay,
      reason: 'Assente sul foglio firmato',
    })
    expect(await who.state(today)).toBe('locked')
    const acts = await who.acts(today)
    expect(acts.map(({ act }) => act).slice(-3)).toEqual([
      'meeting_closed',
      'meeting_locked',
      'register_page_versioned',
    ])
    expect(acts.at(-1)).toMatchObject({
      actor_name: 'Marta Conti',
      before: { version: 1, hash: first?.hash },
      after: { version: 2, hash: second?.hash, reason: 'Assente sul foglio firmato' },
    })
    const document = (await documentsOf(world.db, who.edition.id)).find((one) => one.id === id)
    expect(document?.superseded).toEqual([{ meeting_id: today.id, page: today.number, used: 1, current: 2 }])
    expect(await findRegisterFault(world.db)).toBeNull()
  })

  it('follows its meeting when the times change: minutes and a version with the reason', async () => {
    const today = await who.closed()
    await world.db.transaction().execute(async (db) => {
      await db
        .updateTable('meeting')
        .set({ ends_at: '2026-02-05T12:00:00.000Z' })
        .where('id', '=', today.id)
        .execute()
      await at(nextDay, () => recomputeMinutes(db, who.manager, today.id, 'Finito prima'))
    })
    const [, second] = await who.pages(today)
    expect(second?.reason).toBe('Finito prima')
    const content = readPage(second?.content ?? '').content
    expect(content.people[0]).toMatchObject({ name: 'Bianchi Anna', credited_minutes: 120 })
    expect(await findRegisterFault(world.db)).toBeNull()
  })

  it('keeps the cumulative minutes it was signed with, and says when they are others by now', async () => {
    const first = await who.closed()
    const second = await who.closed()
    expect((await pageWithVersions(world.db, second.id)).stale).toBe(0)
    await who.mark(first, who.anna, absent, { on: nextDay, reason: 'Assente sul foglio' })
    const { page, stale } = await pageWithVersions(world.db, second.id)
    expect([page.version, stale]).toEqual([1, 1])
  })
})

describeEngines('locking', (world) => {
  let who: Awaited<ReturnType<typeof heldMeetings>>
  beforeAll(async () => {
    who = await heldMeetings(world.db)
  })

  it('is refused for a page that is not closed', async () => {
    const today = await who.held()
    await expect(lockMeeting(world.db, who.manager, today.id)).rejects.toMatchObject({ kind: 'conflict' })
    expect(await who.state(today)).toBe('open')
  })

  it('of all closed pages of an edition leaves the open ones and those locked before', async () => {
    const [open, one, other] = [await who.held(), await who.closed(), await who.closed()]
    await lockMeeting(world.db, who.manager, one.id)
    expect(await lockClosedMeetings(world.db, who.manager, who.edition.id)).toBe(1)
    expect(await lockClosedMeetings(world.db, who.manager, who.edition.id)).toBe(0)
    expect([await who.state(open), await who.state(one), await who.state(other)]).toEqual([
      'open',
      'locked',
      'locked',
    ])
    const [page] = await who.pages(other)
    expect(page?.locked_by_name).toBe('Marta Conti')
    expect((await who.acts(other)).at(-1)).toMatchObject({
      act: 'meeting_locked',
      after: { state: 'locked', version: 1, hash: page?.hash },
    })
  })
})
