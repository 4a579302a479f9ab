// SPDX-License-Identifier: AGPL-3.0-or-later
import { type Actor, placeOf } from '#base/access/actor.ts'
import { can } from '#base/access/permissions.ts'
import { mayChangeRecord, type RecordedMeeting } from '#plan/meetings/record-change.ts'
import type { RequestState } from './request.ts'

type Request = { kind: 'own' | 'locked'; state: RequestState; asked_by: string }

/** What somebody may do with a request: what answerRequest and withdrawRequest refuse is not offered. */
export function mayAnswer(actor: Actor, meeting: RecordedMeeting, { kind, state, asked_by }: Request) {
  const open = state === 'open'
  const mine = asked_by === actor.accountId
  const permission = kind === 'locked' ? 'register:lock' : 'attendance:record'
  const decline = open && !mine && can(actor, permission, placeOf(meeting))
  return {
    accept: decline && mayChangeRecord(actor, meeting),
    decline,
    withdraw: open && mine && kind === 'locked',
  }
}
