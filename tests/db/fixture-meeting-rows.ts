// SPDX-License-Identifier: AGPL-3.0-or-later
// The rows of a fixture that say who came to a meeting, and what was asked or proposed of it.
import { createHash } from 'node:crypto'
import type { heldMeetings } from '#tests/record/register/held-meeting.ts'
import type { Rows } from './fixture-rows.ts'

type Facts = {
  who: Awaited<ReturnType<typeof heldMeetings>>
  page: { id: string }
  account_id: string
  later: string
  intervals: string
}

export function meetingRows({ who, page, account_id, later, intervals }: Facts): Rows {
  return {
    walk_in: [
      {
        id: 'walk-in-1',
        meeting_id: who.meetings[1].id,
        first_name: 'Zoë',
        last_name: 'D’Angelo',
        name_search: 'd’angelo zoe zoe d’angelo',
        organisation: 'Caritas',
        sector: 'private',
        email: null,
        phone: '075 000000',
        notice_id: 'notice-1',
        intervals,
        added_by: who.trainer.accountId,
        added_at: later,
        person_id: null,
        matched_by: null,
        matched_at: null,
        withdrawn_by: who.trainer.accountId,
        withdrawn_at: later,
        withdrawn_reason: 'Scritta due volte',
      },
    ],
    proposed_mark: [
      {
        id: 'proposed-1',
        meeting_id: page.id,
        person_id: who.luca.id,
        status: 'present',
        intervals,
        stated_at: '2026-02-05T12:00:00.000Z',
        arrived_at: later,
        nonce: 'said-1',
        note: null,
        document: null,
        source: 'trainer',
        proposed_by: who.trainer.accountId,
        state: 'dismissed',
        decided_by: who.manager.accountId,
        decided_at: later,
      },
    ],
    proposed_change: [
      {
        id: 'proposed-change-1',
        meeting_id: page.id,
        kind: 'topic',
        subject: 'topic',
        change: '{"format":1,"kind":"topic","topic":"L’accoglienza, "dal vivo""}',
        proposed_by: who.trainer.accountId,
        proposed_at: later,
        state: 'waiting',
        decided_by: null,
        decided_at: null,
      },
    ],
    check_in: [
      {
        id: 'check-in-1',
        meeting_id: page.id,
        person_id: who.anna.id,
        account_id,
        kind: 'entry',
        step: 1,
        at: '2026-02-05T10:01:00.000Z',
        device: hashed('device'),
        doubt: 'same_device',
        state: 'rejected',
        decided_by: who.trainer.accountId,
        decided_at: later,
        settled_at: later,
      },
    ],
    correction_request: [
      {
        id: 'request-1',
        meeting_id: page.id,
        kind: 'own',
        person_id: who.anna.id,
        asked_by: account_id,
        asked_at: later,
        text: 'Sono rimasta fino alla fine',
        state: 'declined',
        answer: 'L’uscita è stata registrata alle 12:52',
        answered_by: who.trainer.accountId,
        answered_at: later,
      },
    ],
  }
}

export function hashed(text: string): string {
  return createHash('sha256').update(text).digest('hex')
}
