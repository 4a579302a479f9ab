// SPDX-License-Identifier: AGPL-3.0-or-later
import { noteEvent } from '#base/access/security-events.server.ts'
import { minutesAfter, now } from '#base/clock.server.ts'
import { env } from '#base/env.server.ts'
import { record } from '#base/ledger/ledger.server.ts'
import type { Db } from '#db/connect.server.ts'
import { schemaState } from '#db/migrate.server.ts'
import { BackupError } from './archive.ts'
import { type BackupFacts, failedSchema, goodSchema } from './last-backup.ts'
import type { Backup } from './make-backup.server.ts'

const goodKey = 'backup_good'
const failedKey = 'backup_failed'
/** A night may take its time: after so many hours without a good one something is wrong. */
const mostHours = 36

/** Remembers a backup that was made: for /admin/system, in the ledger, and as the export of everything that it is. */
export async function noteBackup(
  db: Db,
  name: string,
  { made_at, size, files, lost }: Backup,
): Promise<void> {
  // Before an upgrade the tables are those of the older program: the backup is made, and noted by the next.
  if ((await schemaState(db)) !== 'current') return
  await db.transaction().execute(async (db) => {
    await write(db, goodKey, { at: made_at, name, size, lost: lost.count })
    await record(db, null, {
      act: 'backup_made',
      subject: ['setting', 'installation'],
      after: { made_at, name, size, files },
    })
    await noteEvent(db, { kind: 'export', account_id: null, detail: 'backup' })
  })
}

/** Remembers that a backup could not be made, and why; or that it was made, as `name`, and is no good one. */
export async function noteFailure(db: Db, error: unknown, name?: string): Promise<void> {
  const why = error instanceof BackupError ? error.why : 'other'
  const detail = (error instanceof Error ? error.message : String(error)).slice(0, 300)
  await write(db, failedKey, { at: now(), why, detail, ...(name !== undefined && { name }) })
}

/** What /admin/system says of backups. */
export async function backupFacts(db: Db): Promise<BackupFacts> {
  const rows = await db.selectFrom('setting').selectAll().where('key', 'in', [goodKey, failedKey]).execute()
  const kept = (key: string) => JSON.parse(rows.find((row) => row.key === key)?.value ?? 'null')
  const good = goodSchema.safeParse(kept(goodKey)).data ?? null
  const failed = failedSchema.safeParse(kept(failedKey)).data ?? null
  return {
    good,
    failed: failed && (!good || failed.at > good.at) ? failed : null,
    nightly: env().BACKUP_DIR !== null,
    late: !good || good.at < minutesAfter(now(), -mostHours * 60),
  }
}

async function write(db: Db, key: string, value: unknown): Promise<void> {
  const text = JSON.stringify(value)
  await db
    .insertInto('setting')
    .values({ key, value: text })
    .onConflict((conflict) => conflict.column('key').doUpdateSet({ value: text }))
    .execute()
}
