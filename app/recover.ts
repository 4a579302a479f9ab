// SPDX-License-Identifier: AGPL-3.0-or-later
// `npm run recover -- ADDRESS [--administrator]`: on the machine itself, prints a link by which the account of an address
// chooses a password. An address without an account gets a new administrator's. Exit code 1 and one line if it cannot.
import '#base/fault-line.ts'
import { closeDatabase, database } from '#base/database.server.ts'
import { emailAddress } from '#base/http/fields.ts'
import { schemaState } from '#db/migrate.server.ts'
import { recover } from '#plan/accounts/recover.server.ts'

const words = process.argv.slice(2)
const address = emailAddress.safeParse(words.find((word) => !word.startsWith('-')))
const administrator = words.includes('--administrator')
const usage = 'usage: npm run recover -- ADDRESS [--administrator]'

try {
  if (!address.success || words.length !== (administrator ? 2 : 1)) throw new Error(usage)
  const db = database()
  if ((await schemaState(db)) !== 'current')
    throw new Error('the database is not of this version: start the server first')
  const { link, purpose, isNew } = await recover(db, address.data, { administrator })
  if (isNew) console.log(`New administrator: ${address.data}`)
  console.log(`Open within ${purpose === 'invitation' ? '14 days' : 'one hour'}, once:`)
  console.log(link)
} catch (error) {
  console.error(error instanceof Error ? error.message : String(error))
  process.exitCode = 1
}
await closeDatabase()
