// SPDX-License-Identifier: AGPL-3.0-or-later
import { beforeAll, describe, expect, it } from 'vitest'
import type { Actor } from '#base/access/actor.ts'
import type { Role } from '#base/access/permissions.ts'
import { at } from '#base/clock.server.ts'
import { refuseRecordChange, refuseUnexplained } from '#plan/meetings/record-change.server.ts'
import { mayChangeRecord, recordChange } from '#plan/meetings/record-change.ts'
import { closedMorning, dayAfter } from '#tests/plan/editions/closed-meeting.ts'
import { describeEngines } from '#tests/support/engines.ts'

function holding(role: Role, place: { projectId?: string; editionId?: string } = {}): Actor {
  const grant = { role, projectId: place.projectId ?? null, editionId: place.editionId ?? null }
  return { accountId: 'a', personId: null, name: 'A', email: 'a@b.example', language: 'it', grants: [grant] }
}

const states = ['planned', 'open', 'closed', 'locked', 'cancelled'] as const
const here = { projectId: 'p' }
const there = { projectId: 'q' }
const edition = { projectId: 'p', editionId: 'e' }

describe('whether the record of a meeting may change', () => {
  it.each([
    ['its trainer', holding('trainer', edition), ['freely', 'freely', 'with_reason', 'locked', 'cancelled']],
    [
      'its manager',
      holding('manager', here),
      ['freely', 'freely', 'with_reason', 'with_reason', 'cancelled'],
    ],
    ['another manager', holding('manager', there), states.map(() => 'never')],
    ['its auditor', holding('auditor', here), states.map(() => 'never')],
    ['an administrator', holding('administrator'), states.map(() => 'never')],
    ['somebody who is enrolled', holding('learner', edition), states.map(() => 'never')],
  ] as const)('by %s, in each of its states', (_who, actor, expected) => {
    const meetings = states.map((state) => ({ id: 'm', state, project_id: 'p', edition_id: 'e' }))
    expect(meetings.map((meeting) => recordChange(actor, meeting))).toEqual(expected)
    const may = expected.map((change) => change === 'freely' || change === 'with_reason')
    expect(meetings.map((meeting) => mayChangeRecord(actor, meeting))).toEqual(may)
  })

  it('is another question for who plans it: a trainer never may', () => {
    const meeting = { id: 'm', state: 'planned', project_id: 'p', edition_id: 'e' }
    expect(recordChange(holding('trainer', edition), meeting, 'project:manage')).toBe('never')
    expect(recordChange(holding('manager', here), meeting, 'project:manage')).toBe('freely')
  })

  it('wants a reason where its page is closed, and nowhere else', () => {
    for (const state of ['closed', 'locked']) {
      expect(() => refuseUnexplained({ state }, null)).toThrow(/motivo/)
      expect(() => refuseUnexplained({ state }, 'Foglio firme')).not.toThrow()
    }
    for (const state of ['planned', 'open']) expect(() => refuseUnexplained({ state }, null)).not.toThrow()
  })
})

describeEngines('a locked register', (world) => {
  let who: Awaited<ReturnType<typeof closedMorning>>
  beforeAll(async () => {
    who = await closedMorning(world.db)
    await who.lock()
  })

  it('says since when it is locked and whom to ask, to whoever could otherwise write', async () => {
    const row = await world.db
      .selectFrom('meeting')
      .selectAll()
      .where('id', '=', who.first.id)
      .executeTakeFirstOrThrow()
    const meeting = { ...row, project_id: who.project.id }
    await at(dayAfter, async () => {
      await expect(refuseRecordChange(world.db, who.trainer, meeting)).rejects.toMatchObject({
        kind: 'conflict',
        message: expect.stringMatching(/bloccato dal giorno .*6 febbraio 2026.* responsabile di progetto/),
      })
      await expect(refuseRecordChange(world.db, who.otherManager, meeting)).rejects.toMatchObject({
        kind: 'forbidden',
      })
      await expect(refuseRecordChange(world.db, who.manager, meeting)).resolves.toBeUndefined()
    })
  })
})
