// SPDX-License-Identifier: AGPL-3.0-or-later
// A roll kept on a device where there was no network, and taken when it is back.
import { beforeAll, describe, expect, it } from 'vitest'
import { at, newId } from '#base/clock.server.ts'
import { deviceKeyOf } from '#base/device-key.server.ts'
import type { RecordedMeeting } from '#plan/meetings/record-change.ts'
import { refuseOthers, saidOf } from '#record/device/kept-form.server.ts'
import { kindOf } from '#record/device/kept-form.ts'
import { stampOf } from '#record/device/page-stamp.server.ts'
import { takeRoll } from '#record/roll-call/take-roll.server.ts'
import { absent, during, morning, present } from '#tests/record/attendance/morning.ts'
import { describeEngines } from '#tests/support/engines.ts'

const earlier = '2026-02-05T10:20:00.000Z'
const later = '2026-02-05T10:50:00.000Z'

describe('where a form was sent to', () => {
  it('is one of those that a device may keep, of the same meeting', () => {
    expect(kindOf('/meetings/M/attendance', 'M')).toEqual({ kind: 'roll', person: '' })
    expect(kindOf('/meetings/M/people/P', 'M')).toEqual({ kind: 'person', person: 'P' })
    for (const path of [
      '/meetings/X/attendance',
      '/meetings/M/lock',
      '/meetings/M/people/P/x',
      '/account',
      '',
    ])
      expect(kindOf(path, 'M')).toBeNull()
  })
})

describeEngines('a kept roll', (world) => {
  let who: Awaited<ReturnType<typeof morning>>
  beforeAll(async () => {
    who = await morning(world.db)
  })

  async function aMeeting() {
    const today = await who.anotherMeeting()
    const meeting = { ...(await today.kept()), project_id: who.project.id } as RecordedMeeting
    const form = (person_id: string, mark: ReturnType<typeof present>, nonce = newId()) => ({
      ...{ nonce, topic: undefined, topic_seen: undefined, reason: undefined, walk_ins: [] },
      marks: [{ person_id, ...mark }],
    })
    return { today, meeting, form }
  }

  it('is taken once, however often it arrives, as said when its author sent it', async () => {
    const { today, meeting, form } = await aMeeting()
    const kept = form(who.anna.id, present())
    for (const _ of [1, 2, 3]) await at(later, () => takeRoll(world.db, who.trainer, meeting, kept, during))
    expect(await today.history(who.anna)).toHaveLength(1)
    const [mark] = await world.db
      .selectFrom('mark')
      .select(['stated_at', 'recorded_at'])
      .where('meeting_id', '=', today.id)
      .execute()
    expect(mark).toEqual({ stated_at: during, recorded_at: later })
  })

  it('stays behind what somebody said after it', async () => {
    const { today, meeting, form } = await aMeeting()
    await today.record([[who.anna, absent()]], { by: who.second, on: during })
    await at(later, () => takeRoll(world.db, who.trainer, meeting, form(who.anna.id, present()), earlier))
    expect((await today.current(who.anna)).status).toBe('absent')
    expect(await today.history(who.anna)).toHaveLength(2)
  })

  it('is taken in the order in which it was said, not in that of its arrival', async () => {
    const { today, meeting, form } = await aMeeting()
    await at(later, () => takeRoll(world.db, who.trainer, meeting, form(who.anna.id, absent()), during))
    await at(later, () => takeRoll(world.db, who.trainer, meeting, form(who.anna.id, present()), earlier))
    expect((await today.current(who.anna)).status).toBe('absent')
  })

  it('is refused to who may not call the roll, and to another account than its author', async () => {
    const { meeting, form } = await aMeeting()
    await expect(
      takeRoll(world.db, who.operator, meeting, form(who.anna.id, present()), during),
    ).rejects.toMatchObject({ kind: expect.stringMatching(/forbidden|not_found/) })
    const kept_account = deviceKeyOf(who.trainer.accountId)
    expect(() => refuseOthers({ kept_account }, who.second)).toThrow()
    expect(() => refuseOthers({ kept_account }, who.trainer)).not.toThrow()
  })

  it('was said when it arrives, where its page was given to nobody, or to another', async () => {
    const { meeting } = await aMeeting()
    const given = (accountId: string) => stampOf({ meeting_id: meeting.id, accountId }, earlier)
    const said = (kept_given: string) => {
      const kept = { kept_path: '', kept_account: '', kept_at: during, kept_sent_at: later, kept_given }
      return at(later, async () => saidOf(kept, meeting.id, who.trainer))
    }
    expect(await said(given(who.trainer.accountId))).toBe(during)
    expect(await said(given(who.second.accountId))).toBeUndefined()
    expect(await said('nonsense')).toBeUndefined()
  })
})
