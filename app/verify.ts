// SPDX-License-Identifier: AGPL-3.0-or-later
// `npm run verify`: the ledger's chain, marks and pages against it, files against their hashes, and every count against a
// recount. Exit code 1 and the first difference of each kind if anything is off.
import { requireOwnSchema } from '#db/migrate.server.ts'
import { closeDatabase, database } from './database.server.ts'
import { env } from './env.server.ts'
import { faultsOf } from './verification.server.ts'

const db = database()
let sound = true
console.log(`Verifying ${env().DATABASE_URL.replace(/\/\/.*@/, '//…@')}`)
try {
  await requireOwnSchema(db)
  for await (const { name, fault } of faultsOf(db, env().DATA_DIR)) {
    console.log(`${name}: ${fault ?? 'sound'}`)
    if (fault) sound = false
  }
} catch (error) {
  console.error(error instanceof Error ? error.message : error)
  sound = false
}
await closeDatabase()
process.exitCode = sound ? 0 : 1
