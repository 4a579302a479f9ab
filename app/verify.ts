// SPDX-License-Identifier: AGPL-3.0-or-later
// `npm run verify`: the ledger's chain, marks and pages against it, files against their hashes, and every count against a
// recount. Exit code 1 and the first difference of each kind if anything is off.
import './fault-line.ts'
import { sql } from 'kysely'
import { connect } from '#db/connect.server.ts'
import { requireOwnSchema } from '#db/migrate.server.ts'
import { env } from './env.server.ts'
import { faultsOf } from './verification.server.ts'

const db = connect(env().DATABASE_URL)
let sound = true
console.log(`Verifying ${env().DATABASE_URL.replace(/\/\/[^/]*@/, '//…@')}`)
// A database that is not there, or a newer program's, is one fault, not one of each kind.
await sql`select 1`.execute(db)
await requireOwnSchema(db)
for await (const { name, fault } of faultsOf(db, env().DATA_DIR)) {
  console.log(`${name}: ${fault ?? 'sound'}`)
  if (fault) sound = false
}
await db.destroy()
process.exitCode = sound ? 0 : 1
