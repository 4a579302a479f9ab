// SPDX-License-Identifier: AGPL-3.0-or-later
// The edge cases of domain.md, section 10, that are about the register, through the functions that people's pages use.
import '#tests/support/files.ts'
import { beforeAll, expect, it } from 'vitest'
import { at, minutesAfter, newId } from '#base/clock.server.ts'
import { showDay } from '#base/i18n/format.ts'
import { meetingHistory } from '#plan/meetings/history.server.ts'
import { closeMeeting } from '#record/register/closing.server.ts'
import { documentsOf, issueDocument } from '#record/register/issued-documents.server.ts'
import { lockMeeting } from '#record/register/locking.server.ts'
import { readPage } from '#record/register-page/content.ts'
import { changeMeeting } from '#record/schedule/changes.server.ts'
import { addWalkIn } from '#record/walk-ins/walk-ins.server.ts'
import { describeEngines } from '#tests/support/engines.ts'
import { edgeCases } from './edge-case-world.ts'

describeEngines('the register', (world) => {
  let who: Awaited<ReturnType<typeof edgeCases>>
  beforeAll(async () => {
    who = await edgeCases(world.db)
  })

  it('case 8: a meeting moved to another day: register and pages follow, the old date stays in the history', async () => {
    const moved = await who.ownMeeting('2026-03-10T10:00Z', '2026-03-10T12:30Z')
    await who.attends(moved, who.anna)
    const { id: meeting_id, title, mode } = moved
    const to = { starts_at: '2026-03-12T10:00:00.000Z', ends_at: '2026-03-12T12:30:00.000Z' }
    const change = { meeting_id, title, mode, breaks: [], ...to }
    await expect(changeMeeting(world.db, who.manager, { ...change, reason: null })).rejects.toMatchObject({
      field: 'reason',
    })
    // Somebody is recorded as present already: nobody is, at what is still to come.
    const moving = () => changeMeeting(world.db, who.manager, { ...change, reason: 'Sala non disponibile' })
    await expect(moving()).rejects.toMatchObject({ kind: 'conflict' })
    await who.says(moved, who.anna, 'withdrawn')
    await moving()
    const content = await who.page(moved)
    expect(showDay(content.meeting.starts_at)).toBe('giovedì 12 marzo 2026')
    expect(content.people.find((one) => one.person_id === who.anna.id)).toMatchObject({
      status: null,
      credited_minutes: 0,
    })
    expect(await meetingHistory(world.db, meeting_id)).toMatchObject([
      { kind: 'moved', reason: 'Sala non disponibile', from: { starts_at: moved.starts_at } },
    ])
  })

  it('case 14: with one enrolled person not marked the page does not close', async () => {
    const open = await who.ownMeeting('2026-04-09T08:00Z', '2026-04-09T10:00Z')
    await who.everybodyPresent(open, { but: who.luca })
    const closing = () =>
      at('2026-04-09T10:05:00.000Z', () => closeMeeting(world.db, who.trainer, { meeting_id: open.id }))
    await expect(closing()).rejects.toMatchObject({ message: expect.stringContaining('Verdi Luca') })
    await who.says(open, who.luca, 'absent')
    expect(await closing()).toMatchObject({ isNew: true, version: 1 })
  })

  it('case 14: locked, then corrected: version 2 with the reason, and what used version 1 is flagged', async () => {
    const held = await who.ownMeeting('2026-04-16T08:00Z', '2026-04-16T10:00Z')
    await who.everybodyPresent(held)
    await at('2026-04-16T10:05:00.000Z', () => closeMeeting(world.db, who.trainer, { meeting_id: held.id }))
    await at('2026-04-17T08:00:00.000Z', () => lockMeeting(world.db, who.manager, held.id))
    const page = async () => (await who.versions(held)).at(-1)
    const bytes = new TextEncoder().encode('%PDF-1.7\n% IRIS-PM-01\n%%EOF\n')
    const issue = { edition_id: who.edition.id, kind: 'register' as const, bytes }
    await issueDocument(world.db, who.manager, { ...issue, page_ids: [(await page())?.id ?? ''] })
    const half = [{ in: held.starts_at, out: minutesAfter(held.starts_at, 60) }]
    const reason = 'Uscita alle 11, da foglio firme'
    await expect(
      who.says(held, who.anna, 'present', half, { by: who.trainer, reason }),
    ).rejects.toMatchObject({
      kind: 'conflict',
    })
    await expect(who.says(held, who.anna, 'present', half, { by: who.manager })).rejects.toMatchObject({
      field: 'reason',
    })
    await who.says(held, who.anna, 'present', half, { by: who.manager, reason })
    const [first, second] = await who.versions(held)
    expect([first?.superseded_at === null, second?.version, second?.reason]).toEqual([false, 2, reason])
    const minutes = (content: string | undefined) =>
      readPage(content ?? '').content.people.find((one) => one.person_id === who.anna.id)?.credited_minutes
    expect([minutes(first?.content), minutes(second?.content)]).toEqual([120, 60])
    expect(second?.locked_at).not.toBeNull()
    const [document] = await documentsOf(world.db, who.edition.id)
    expect(document?.superseded).toMatchObject([{ used: 1, current: 2 }])
  })

  it('case 15: a walk-in without e-mail is taken in presence, with a phone to be followed up by', async () => {
    const held = await who.ownMeeting('2026-04-23T08:00Z', '2026-04-23T10:00Z')
    const said = {
      first_name: 'Piero',
      last_name: 'Sanna',
      organisation: 'Pro Loco',
      sector: 'volunteer' as const,
    }
    const contact = { phone: '+39 333 1234567', notice_shown: true, different: false }
    const times = { in: '', out: '', intervals: [{ in: held.starts_at, out: held.ends_at }] }
    await at(held.starts_at, () =>
      addWalkIn(world.db, who.trainer, held.id, { id: newId(), ...said, ...contact, ...times }),
    )
    expect((await who.page(held)).walk_ins).toMatchObject([
      { name: 'Sanna Piero', organisation: 'Pro Loco', sector: 'volunteer', credited_minutes: 120 },
    ])
    const row = await world.db
      .selectFrom('walk_in')
      .select(['email', 'phone', 'person_id'])
      .where('meeting_id', '=', held.id)
      .executeTakeFirst()
    expect(row).toEqual({ email: null, phone: contact.phone, person_id: null })
  })
})
