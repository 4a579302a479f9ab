// SPDX-License-Identifier: AGPL-3.0-or-later
// The copy of a SQLite database beside itself, before its schema changes.
import {
  closeSync,
  existsSync,
  openSync,
  readdirSync,
  renameSync,
  rmSync,
  statfsSync,
  statSync,
} from 'node:fs'
import { basename, dirname, join } from 'node:path'
import Sqlite from 'better-sqlite3'
import { outageOf } from './errors.server.ts'
import { SchemaError } from './migrate.server.ts'

const mostCopies = 3

/**
 * Copies a SQLite database beside itself, while it is in use, for its owner's eyes only. Returns the copy's path; null for
 * another engine. The last three copies are kept; one of the same stamp is replaced. Refused, with nothing left behind, where the
 * disk has no room for it; what a killed one left half-made goes first.
 */
export async function copySqlite(url: string, stamp: string): Promise<string | null> {
  if (!url.startsWith('file:')) return null
  const path = url.slice(5)
  const copy = `${path}.before-${stamp}`
  const part = `${copy}.part`
  const name = `${basename(path)}.before-`
  const copies = () => readdirSync(dirname(path)).filter((one) => one.startsWith(name))
  for (const left of copies().filter((one) => one.endsWith('.part'))) rmSync(join(dirname(path), left))
  const needed = sizeOf(path) + sizeOf(`${path}-wal`)
  const { bavail, bsize } = statfsSync(dirname(path))
  if (bavail * bsize < needed) throw noRoom(needed, bavail * bsize)
  const source = new Sqlite(path, { readonly: true })
  try {
    closeSync(openSync(part, 'wx', 0o600))
    await source.backup(part)
    renameSync(part, copy)
  } catch (error) {
    rmSync(part, { force: true })
    if (outageOf(error) === 'full') throw noRoom(needed, 0)
    throw error
  } finally {
    source.close()
  }
  // The names end in moments: their order is that of time.
  for (const old of copies().sort().slice(0, -mostCopies)) rmSync(join(dirname(path), old))
  return copy
}

function sizeOf(path: string): number {
  return existsSync(path) ? statSync(path).size : 0
}

function noRoom(needed: number, free: number): SchemaError {
  const megabytes = (bytes: number) => `${Math.ceil(bytes / 1024 / 1024)} MB`
  return new SchemaError(
    `The schema is to change and the disk has no room for a copy of the database first: ${megabytes(needed)} needed, ${megabytes(free)} free.`,
  )
}
