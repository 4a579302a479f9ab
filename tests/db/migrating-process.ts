// SPDX-License-Identifier: AGPL-3.0-or-later
// Run by upgrade.test.ts as a process of its own: migrates, and dies after so many statements as by a power cut. Says how many
// there were if it lives.
import { writeSync } from 'node:fs'
import { Kysely } from 'kysely'
import { dialectOf } from '#db/dialects.server.ts'
import { migrate } from '#db/migrate.server.ts'
import type { Database } from '#db/schema.ts'

const [url = '', last = ''] = process.argv.slice(2)
let done = 0
const db = new Kysely<Database>({
  dialect: dialectOf(url, { poolSize: 1 }),
  log() {
    if (++done === Number(last)) process.kill(process.pid, 'SIGKILL')
  },
})
await migrate(db)
writeSync(1, String(done))
await db.destroy()
