// SPDX-License-Identifier: AGPL-3.0-or-later
// Files on the disk, each under its SHA-256 in DATA_DIR/files/ab/<hash>: the same bytes are there once.

import { randomBytes, webcrypto } from 'node:crypto'
import { mkdir, open, readFile as readBytes, rename, rm, utimes } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import type { Transaction } from 'kysely'
import { now } from '#base/clock.server.ts'
import { env } from '#base/env.server.ts'
import { AppError } from '#base/error.ts'
import { m } from '#base/i18n/paraglide/messages.js'
import { log } from '#base/log.server.ts'
import { syncFolder } from '#base/sync-folder.server.ts'
import { outageOf } from '#db/errors.server.ts'
import type { Database } from '#db/schema.ts'
import { type FileType, isHash, type KeptFile } from './file.ts'

/**
 * Puts bytes on the disk, so that they survive a power cut once it resolves; bytes that are there already stay, bytes that
 * were damaged there are replaced. Kept again, a file is young again: the sweep (sweep.server.ts) leaves it alone. Called before the transaction that names them. A full, missing or read-only disk is
 * refused as `unavailable`, and leaves nothing half-written. `folder` is the data folder: the
 * installation's own. `known` is the hash, for whoever counted it already.
 */
export async function keepFile(
  bytes: Uint8Array,
  type: FileType,
  folder = env().DATA_DIR,
  known?: string,
): Promise<KeptFile> {
  const hash = known ?? (await hashOf(bytes))
  const path = pathOf(hash, folder)
  try {
    if (!(await isThere(path, hash))) await write(path, bytes)
  } catch (error) {
    log.error({ err: error }, 'a file could not be kept')
    throw new AppError(
      'unavailable',
      outageOf(error) === 'full' ? m.files_error_disk_full() : m.files_error_disk(),
    )
  }
  return { hash, size: bytes.byteLength, type }
}

/** Writes the row of a kept file, once, in the caller's transaction: rows that name the file come after it. */
export async function recordFile(db: Transaction<Database>, file: KeptFile): Promise<void> {
  await db
    .insertInto('file')
    .values({ ...file, stored_at: now() })
    .onConflict((conflict) => conflict.column('hash').doNothing())
    .execute()
}

/** A kept file's bytes, checked against their hash; missing or damaged ones are `unavailable`. */
export async function readFile(hash: string, folder = env().DATA_DIR): Promise<Uint8Array> {
  const bytes = await readBytes(pathOf(hash, folder)).catch((error: unknown) => {
    log.error({ err: error }, 'a kept file could not be read')
    return null
  })
  if (bytes && (await hashOf(bytes)) === hash) return bytes
  if (bytes) log.error({ hash }, 'a kept file is not what it was')
  throw new AppError('unavailable', bytes ? m.files_error_changed() : m.files_error_unreadable())
}

/** Where the bytes of a hash are. */
export function pathOf(hash: string, folder = env().DATA_DIR): string {
  if (!isHash(hash)) throw new Error(`${hash} is no hash`)
  return join(folder, 'files', hash.slice(0, 2), hash)
}

async function isThere(path: string, hash: string): Promise<boolean> {
  const time = new Date(now())
  const bytes = await utimes(path, time, time)
    .then(() => readBytes(path))
    .catch((error: unknown) => {
      if (isErrno(error, 'ENOENT')) return null
      throw error
    })
  return bytes !== null && (await hashOf(bytes)) === hash
}

/** Under another name first: a file that has its name is whole. */
async function write(path: string, bytes: Uint8Array): Promise<void> {
  const folder = dirname(path)
  await mkdir(folder, { recursive: true, mode: 0o700 })
  const temporary = join(folder, `.${randomBytes(8).toString('hex')}.part`)
  try {
    const file = await open(temporary, 'wx', 0o600)
    try {
      await file.writeFile(bytes)
      await file.sync()
    } finally {
      await file.close()
    }
    await rename(temporary, path)
  } catch (error) {
    await rm(temporary, { force: true }).catch(() => {})
    throw error
  }
  // The names too must be on the disk: the file's in its folder, the folder's in the one above.
  for (const names of [folder, dirname(folder), dirname(dirname(folder))]) await syncFolder(names)
}

/** The SHA-256 of bytes, counted by a thread of the runtime's own: twenty megabytes hold nobody up. */
export async function hashOf(bytes: Uint8Array): Promise<string> {
  const hash = await webcrypto.subtle.digest('SHA-256', bytes as Uint8Array<ArrayBuffer>)
  return Buffer.from(hash).toString('hex')
}

function isErrno(error: unknown, code: string): boolean {
  return error instanceof Error && 'code' in error && error.code === code
}
