// SPDX-License-Identifier: AGPL-3.0-or-later
// What `npm run verify` checks, and a restored backup before it is said to be one.

import { findFileFault } from '#base/files/verify-files.server.ts'
import { findLedgerFault } from '#base/ledger/ledger.server.ts'
import type { Db } from '#db/connect.server.ts'
import { findAttendanceFault } from '#record/attendance/verify-attendance.server.ts'
import { findMarkFault } from '#record/attendance/verify-marks.server.ts'
import { recountCompletions } from '#record/completion/completion.server.ts'
import { findRegisterFault } from '#record/register/verify-register.server.ts'
import { findWalkInFault } from '#record/walk-ins/verify-walk-ins.server.ts'

const checks = [
  ['ledger', findLedgerFault],
  ['marks', findMarkFault],
  ['attendance', findAttendanceFault],
  ['walk-ins', findWalkInFault],
  ['register', findRegisterFault],
  ['files', findFileFault],
  ['completion', findCompletionFault],
] as const

/** Makes each check in turn; tells its name and the first fault it finds, null when all is sound. Writes nothing. */
export async function* faultsOf(
  db: Db,
  dataDir: string,
): AsyncGenerator<{ name: string; fault: string | null }> {
  for (const [name, find] of checks) {
    const fault = await find(db, dataDir).catch((error: unknown) => `cannot be checked: ${String(error)}`)
    yield { name, fault }
  }
}

async function findCompletionFault(db: Db): Promise<string | null> {
  const [first] = await recountCompletions(db)
  if (!first) return null
  const { enrolmentId, kept, recounted } = first
  return `enrolment ${enrolmentId} keeps ${JSON.stringify(kept)}, a recount gives ${JSON.stringify(recounted)}`
}
