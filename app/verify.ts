// SPDX-License-Identifier: AGPL-3.0-or-later
// `npm run verify`: the ledger's chain, marks and pages against it, files against their hashes, and every count against a
// recount. Exit code 1 and the first difference of each kind if anything is off.
import '#base/fault-line.ts'
import { statSync } from 'node:fs'
import { settingsOfPlace } from '#base/env.server.ts'
import { StartFault } from '#base/start-fault.ts'
import { connect } from '#db/connect.server.ts'
import { shownAddress } from '#db/engine.server.ts'
import { requireOwnSchema } from '#db/migrate.server.ts'

const { DATABASE_URL, DATA_DIR } = settingsOfPlace()
// What is not there is not made: neither the file, nor a key, into whose place nothing would be restored any more.
if (DATABASE_URL.startsWith('file:')) statSync(DATABASE_URL.slice(5))
const db = connect(DATABASE_URL)
console.log(`Verifying ${shownAddress(DATABASE_URL)}`)
// A database that is not there, or a newer program's, is one fault, not one of each kind.
if ((await requireOwnSchema(db)) === 'empty') throw new StartFault('This database is empty.')
let sound = true
// Reads the settings, which makes a key where there is none.
const { faultsOf } = await import('#prove/verification/verification.server.ts')
for await (const { name, fault } of faultsOf(db, DATA_DIR)) {
  console.log(`${name}: ${fault ?? 'sound'}`)
  if (fault) sound = false
}
await db.destroy()
process.exitCode = sound ? 0 : 1
