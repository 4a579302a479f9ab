// SPDX-License-Identifier: AGPL-3.0-or-later
// Run by transactions.test.ts as a process of its own: adds `times` bodies, saying the number of each once it is kept.
import { writeSync } from 'node:fs'
import { connect } from '#db/connect.server.ts'
import { organisation } from '#tests/support/people.ts'

const [url = '', name = '', times = ''] = process.argv.slice(2)
const db = connect(url, 1)
for (let number = 1; number <= Number(times); number++) {
  await db.transaction().execute(async (db) => {
    // Reading first and then writing is what SQLite's deferred transactions refuse to two workers (SQLITE_BUSY).
    await db.selectFrom('organisation').select('id').execute()
    await organisation(db, `${name} ${number}`)
    await db
      .updateTable('ledger_head')
      .set((eb) => ({ seq: eb('seq', '+', 1) }))
      .execute()
  })
  writeSync(1, `${number}\n`)
}
await db.destroy()
