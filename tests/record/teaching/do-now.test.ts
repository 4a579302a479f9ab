// SPDX-License-Identifier: AGPL-3.0-or-later
import { expect, it } from 'vitest'
import { toDoOf } from '#record/teaching/do-now.ts'

type Meeting = Parameters<typeof toDoOf>[0][number]
type Owed = Parameters<typeof toDoOf>[1][number]

const moment = '2026-03-05T10:00:00.000Z'

function meeting(id: string, details: Partial<Meeting> = {}): Meeting {
  const times = { starts_at: '2026-03-05T09:00:00.000Z', ends_at: '2026-03-05T12:00:00.000Z' }
  return {
    id,
    number: 1,
    title: 'Primo',
    code: 'IRIS-PM-01',
    state: 'planned',
    marked: 0,
    ...times,
    ...details,
  } as Meeting
}

const owed: Owed = {
  id: 'old',
  number: 3,
  title: 'Terzo',
  starts_at: '2026-02-05T09:00:00.000Z',
  code: 'IRIS-LA-01',
  step: 'closing',
}

it('is the roll of the meeting that goes on, begun or not', () => {
  expect(toDoOf([meeting('now')], [owed], moment)).toMatchObject({
    to: '/meetings/now/attendance',
    label: "Fare l'appello: IRIS-PM-01 · 1. Primo",
  })
  expect(toDoOf([meeting('now', { state: 'open', marked: 5 })], [], moment)?.label).toMatch(
    /^Continuare l'appello/,
  )
})

it('is the oldest thing owed when no meeting of today is left, and then nothing', () => {
  const others = [
    meeting('over', { ends_at: '2026-03-05T09:30:00.000Z' }),
    meeting('cancelled', { state: 'cancelled' }),
    meeting('closed', { state: 'closed' }),
  ]
  expect(toDoOf(others, [owed], moment)).toMatchObject({ to: '/meetings/old/close' })
  expect(toDoOf(others, [], moment)).toBeNull()
})
