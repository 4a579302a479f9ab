// SPDX-License-Identifier: AGPL-3.0-or-later
import { expect, it } from 'vitest'
import { toDoOf } from '#record/learning/do-now.ts'

type Edition = Parameters<typeof toDoOf>[0][number]

function meeting(id: string, starts_at: string): NonNullable<Edition['nextMeeting']> {
  return { id, starts_at } as NonNullable<Edition['nextMeeting']>
}

const nothing: Edition = {
  code: 'IRIS-PM-01',
  state: 'enrolled',
  checkInAt: null,
  presence: null,
  nextMeeting: null,
  nextModule: null,
}
const later = meeting('later', '2026-03-08T09:00:00.000Z')
const now = meeting('now', '2026-03-05T09:00:00.000Z')
const reading: Edition = {
  ...nothing,
  code: 'IRIS-LA-01',
  nextMeeting: later,
  nextModule: { slug: '02-due', title: 'Due', hasQuiz: true },
}
const meeting_today: Edition = { ...nothing, code: 'IRIS-RA-01', nextMeeting: now }
const open: Edition = { ...meeting_today, code: 'IRIS-PM-02', checkInAt: 'now' }
const isToday = (moment: string) => moment.startsWith('2026-03-05')

it('is the check-in that is open, before today’s meeting, before the next quiz', () => {
  expect(toDoOf([reading, meeting_today, open], isToday)).toMatchObject({
    kind: 'check_in',
    to: '/check-in/now',
  })
  expect(toDoOf([reading, meeting_today], isToday)).toMatchObject({
    kind: 'meeting',
    to: '/learn/IRIS-RA-01',
  })
  expect(toDoOf([nothing, reading], isToday)).toMatchObject({ kind: 'quiz', to: '/learn/IRIS-LA-01/02-due' })
})

it('is no check-in of somebody who is there, or who waits for the trainer’s word', () => {
  const there: Edition = { ...open, presence: { since: '2026-03-05T09:01:00.000Z', mayLeave: true } }
  const waiting: Edition = { ...open, presence: { since: null, mayLeave: true } }
  expect(toDoOf([there], isToday)?.kind).toBe('meeting')
  expect(toDoOf([waiting], isToday)?.kind).toBe('meeting')
})

it('calls a module without a quiz a module, and is nothing where nothing is to be done', () => {
  const plain: Edition = { ...reading, nextModule: { slug: '02-due', title: 'Due', hasQuiz: false } }
  expect(toDoOf([plain], isToday)?.kind).toBe('module')
  expect(toDoOf([nothing], isToday)).toBeNull()
  expect(toDoOf([{ ...reading, state: 'waiting' }], isToday)).toBeNull()
})
