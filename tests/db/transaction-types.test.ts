// SPDX-License-Identifier: AGPL-3.0-or-later
// What must run inside a transaction says so in its type: handed the plain connection it does not compile. The compiler is the
// test; it fails in this file when one of these functions takes any connection.
import { expect, it } from 'vitest'
import type { mailOwner } from '#base/access/owner-mail.server.ts'
import type { recordFile } from '#base/files/store.server.ts'
import type { record } from '#base/ledger/ledger.server.ts'
import type { queueMail } from '#base/mail/outbox.server.ts'
import type { Db } from '#db/connect.server.ts'
import type { holdLedger, holdRow } from '#db/hold.server.ts'
import type { holdMeeting } from '#plan/meetings/lock.server.ts'
import type { recomputeMinutes } from '#record/attendance/minutes.server.ts'
import type { writeMarks } from '#record/attendance/writing.server.ts'
import type { refreshCompletions } from '#record/completion/completion.server.ts'
import type { refreshParticipants } from '#record/marks/participants.server.ts'
import type { insertMarks, supersedeMarks } from '#record/marks/rows.server.ts'
import type { addPageVersion } from '#record/register-page/pages.server.ts'

type Wants<Does extends (...given: never[]) => unknown> = Db extends Parameters<Does>[0]
  ? 'any connection'
  : 'a transaction'

it.each<
  [
    'a transaction',
    (
      | Wants<typeof holdRow>
      | Wants<typeof holdLedger>
      | Wants<typeof holdMeeting>
      | Wants<typeof record>
      | Wants<typeof recordFile>
      | Wants<typeof queueMail>
      | Wants<typeof mailOwner>
      | Wants<typeof insertMarks>
      | Wants<typeof supersedeMarks>
      | Wants<typeof writeMarks>
      | Wants<typeof recomputeMinutes>
      | Wants<typeof refreshParticipants>
      | Wants<typeof refreshCompletions>
      | Wants<typeof addPageVersion>
    ),
  ]
>([['a transaction', 'a transaction']])('is wanted', (wanted, found: 'a transaction') => {
  expect(found).toBe(wanted)
})
