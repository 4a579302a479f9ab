// SPDX-License-Identifier: AGPL-3.0-or-later
// The files of a project: signed sheets and other evidence, documents of the excused, platforms' reports, issued documents. Each
// counts once, however often it is named.
import type { Transaction } from 'kysely'
import { AppError } from '#base/error.ts'
import { m } from '#base/i18n/paraglide/messages.js'
import type { Db } from '#db/connect.server.ts'
import { holdRow } from '#db/hold.server.ts'
import type { Database } from '#db/schema.ts'
import type { FileType, KeptFile } from './file.ts'
import { sizeName } from './file-words.ts'
import { type Space, usualGigabytes } from './quota.ts'
import { hashOf, keepFile, recordFile } from './store.server.ts'

/** What a project's files take, in bytes, and the most they may. */
export async function spaceOf(db: Db, project_id: string): Promise<Space> {
  const [files, setting] = await Promise.all([
    db
      .selectFrom('project_file')
      .innerJoin('file', 'file.hash', 'project_file.file_hash')
      .select((eb) => eb.fn.sum('file.size').as('used'))
      .where('project_file.project_id', '=', project_id)
      .executeTakeFirst(),
    db.selectFrom('setting').select('value').where('key', '=', 'project_gigabytes').executeTakeFirst(),
  ])
  const gigabytes = Number(setting?.value ?? usualGigabytes)
  return { used: Number(files?.used ?? 0), most: gigabytes * 1024 ** 3 }
}

/**
 * Puts bytes on the disk for a project (store.server.ts), unless they would pass its space: refused as `conflict`, before
 * anything is written. Called before the transaction that names them, which asks again.
 */
export async function keepProjectFile(
  db: Db,
  project_id: string,
  bytes: Uint8Array,
  type: FileType,
  folder?: string,
): Promise<KeptFile> {
  const hash = await hashOf(bytes)
  const there = await db
    .selectFrom('project_file')
    .select('file_hash')
    .where('project_id', '=', project_id)
    .where('file_hash', '=', hash)
    .executeTakeFirst()
  if (!there) refuseOver(await spaceOf(db, project_id), bytes.byteLength)
  return await keepFile(bytes, type, folder, hash)
}

/**
 * Writes the row of a kept file and counts it among a project's, in the caller's transaction: rows that name the file come after
 * it. Refused as `conflict` when the project's space is passed; the project's row is held meanwhile, so that many at once pass it
 * no more than one does.
 */
export async function recordProjectFile(
  db: Transaction<Database>,
  project_id: string,
  file: KeptFile,
): Promise<void> {
  await holdRow(db, 'project', project_id)
  await recordFile(db, file)
  const added = await db
    .insertInto('project_file')
    .values({ project_id, file_hash: file.hash })
    .onConflict((conflict) => conflict.columns(['project_id', 'file_hash']).doNothing())
    .returning('file_hash')
    .executeTakeFirst()
  if (added) refuseOver(await spaceOf(db, project_id), 0)
}

function refuseOver({ used, most }: Space, more: number): void {
  if (used + more <= most) return
  throw new AppError('conflict', m.files_error_quota({ most: sizeName(most) }))
}
