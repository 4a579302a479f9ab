// SPDX-License-Identifier: AGPL-3.0-or-later
// `npm run verify`: the ledger's chain, marks and pages against it, files against their hashes, and every count against a
// recount. Exit code 1 and the first difference of each kind if anything is off.
import './fault-line.ts'
import { sql } from 'kysely'
import { connect } from '#db/connect.server.ts'
import { findAttendanceFault } from './attendance/verify-attendance.server.ts'
import { findMarkFault } from './attendance/verify-marks.server.ts'
import type { Db } from './database.server.ts'
import { env } from './env.server.ts'
import { findFileFault } from './files/verify-files.server.ts'
import { recountCompletions } from './learning/completion.server.ts'
import { findLedgerFault } from './ledger/ledger.server.ts'
import { findRegisterFault } from './register/verify-register.server.ts'

const db = connect(env().DATABASE_URL)
const checks = [
  ['ledger', findLedgerFault],
  ['marks', findMarkFault],
  ['attendance', findAttendanceFault],
  ['register', findRegisterFault],
  ['files', (db: Db) => findFileFault(db)],
  ['completion', findCompletionFault],
] as const

let sound = true
console.log(`Verifying ${env().DATABASE_URL.replace(/\/\/.*@/, '//…@')}`)
// A database that is not there is one fault, not one of each kind.
await sql`select 1`.execute(db)
for (const [name, find] of checks) {
  const fault = await find(db).catch((error: unknown) => `cannot be checked: ${String(error)}`)
  console.log(`${name}: ${fault ?? 'sound'}`)
  if (fault) sound = false
}
await db.destroy()
process.exitCode = sound ? 0 : 1

async function findCompletionFault(db: Db): Promise<string | null> {
  const [first] = await recountCompletions(db)
  if (!first) return null
  const { enrolmentId, kept, recounted } = first
  return `enrolment ${enrolmentId} keeps ${JSON.stringify(kept)}, a recount gives ${JSON.stringify(recounted)}`
}
