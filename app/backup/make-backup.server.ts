// SPDX-License-Identifier: AGPL-3.0-or-later
// Everything of an installation in one archive, while people work: the rows as of one moment, the files they name, the key.
import { createHash } from 'node:crypto'
import { createReadStream, existsSync } from 'node:fs'
import { stat } from 'node:fs/promises'
import { now } from '#base/clock.server.ts'
import { pathOf } from '#base/files/store.server.ts'
import { connect, type Db } from '#db/connect.server.ts'
import { engineOf } from '#db/engine.server.ts'
import { migrationsRun, requireOwnSchema } from '#db/migrate.server.ts'
import { inSnapshot, type KeyedTable, keyedTables, type Row, rowsOf } from '#db/snapshot.server.ts'
import program from '../../package.json' with { type: 'json' }
import { BackupError, fileName, format, type Head, headName, keyName, rowsName } from './archive.ts'
import { type Packer, writeArchive } from './pack.server.ts'
import { summed } from './streams.server.ts'

export type Installation = { databaseUrl: string; dataDir: string; secretKey: string }
export type Backup = {
  made_at: string
  size: number
  rows: number
  files: number
  /** Hashes of kept files that were missing or damaged, at most a hundred; how many in all. The other files are `files`. */
  lost: { count: number; hashes: string[] }
}

const mostNamed = 100
/** So many characters of rows are one part of the archive. */
const mostText = 1024 * 1024

/**
 * Writes the archive `path`. Whoever writes meanwhile does not wait, and what was acknowledged before it began is in it. A file
 * comes before its row, so the rows' files are there; one that is lost already is named and does not stop the backup. Needs the
 * memory of a few rows and 32 bytes a file. Refused: a name that is taken, a database of a newer program or without a schema,
 * files that may well be there and cannot be read.
 */
export async function makeBackup(
  from: Installation,
  path: string,
  passphrase: string | null,
): Promise<Backup> {
  const isMissing = from.databaseUrl.startsWith('file:') && !existsSync(from.databaseUrl.slice(5))
  if (isMissing) throw new BackupError(`There is no database ${from.databaseUrl.slice(5)}.`)
  const db = connect(from.databaseUrl, 1)
  try {
    if ((await requireOwnSchema(db)) === 'empty') throw new BackupError('This database is empty.')
    const made_at = now()
    let facts: Omit<Backup, 'size' | 'made_at'> = { rows: 0, files: 0, lost: { count: 0, hashes: [] } }
    const size = await writeArchive(path, passphrase, async (packer) => {
      const { tables, hashes } = await packRows(db, packer, from, made_at)
      const files = await packFiles(packer, hashes, from.dataDir)
      await packer.finish({ tables, ...files })
      facts = { ...files, rows: Object.values(tables).reduce((sum, rows) => sum + rows, 0) }
    })
    return { made_at, size, ...facts }
  } finally {
    await db.destroy()
  }
}

async function packRows(db: Db, packer: Packer, { secretKey }: Installation, made_at: string) {
  return await inSnapshot(db, async (db) => {
    const head: Head = {
      format,
      program: program.version,
      made_at,
      engine: engineOf(db),
      migrations: await migrationsRun(db),
    }
    await packer.addText(headName, `${JSON.stringify(head, null, 1)}\n`)
    await packer.addText(keyName, secretKey)
    const tables: Record<string, number> = {}
    const hashes = new Hashes()
    for (const table of await keyedTables(db)) {
      const seen = table.name === 'file' ? (row: Row) => hashes.add(String(row.hash)) : () => {}
      tables[table.name] = await packTable(db, packer, table, seen)
    }
    return { tables, hashes }
  })
}

/** Returns how many rows there were. */
async function packTable(
  db: Db,
  packer: Packer,
  table: KeyedTable,
  seen: (row: Row) => void,
): Promise<number> {
  let [text, parts, count] = ['', 0, 0]
  const flush = async () => {
    if (text) await packer.addText(rowsName(table.name, ++parts), text)
    text = ''
  }
  for await (const rows of rowsOf(db, table)) {
    for (const row of rows) {
      seen(row)
      text += `${lineOf(table.name, row)}\n`
      if (text.length >= mostText) await flush()
    }
    count += rows.length
  }
  await flush()
  return count
}

/** Both engines hold text and numbers in every column (db/README.md): anything else would come back as something else. */
function lineOf(table: string, row: Row): string {
  for (const [column, value] of Object.entries(row)) {
    if (value !== null && typeof value !== 'string' && !Number.isFinite(value)) {
      throw new Error(`${table}.${column} holds what a backup cannot: ${typeof value}`)
    }
  }
  return JSON.stringify(row)
}

async function packFiles(packer: Packer, hashes: Hashes, dataDir: string) {
  let files = 0
  const lost: Backup['lost'] = { count: 0, hashes: [] }
  for (const hash of hashes.all()) {
    const path = pathOf(hash, dataDir)
    // Read once to know that it is what it was, and once more into the archive.
    const size = await soundSize(path, hash)
    if (size === null) {
      lost.count += 1
      if (lost.hashes.length < mostNamed) lost.hashes.push(hash)
      continue
    }
    const packed = await packer.add(fileName(hash), size, createReadStream(path))
    if (packed !== hash) throw new BackupError(`A file changed while it was read: ${path}`)
    files += 1
  }
  return { files, lost }
}

/**
 * A file's size; null where it is missing or is not what it was, or its place on the disk cannot be read any more: what a dying
 * disk still has must come out of it. Any other fault says nothing of the file (rights, a volume, too many open files).
 */
async function soundSize(path: string, hash: string): Promise<number | null> {
  const sum = createHash('sha256')
  try {
    const { size } = await stat(path)
    for await (const _ of summed(createReadStream(path), sum));
    return sum.digest('hex') === hash ? size : null
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? error.code : null
    if (code === 'ENOENT' || code === 'EIO') return null
    throw new BackupError(`${path} cannot be read (${code ?? error}): no backup was made.`)
  }
}

/** Many hashes in 32 bytes each. */
class Hashes {
  #bytes = Buffer.alloc(32 * 1024)
  #length = 0

  add(hash: string): void {
    if (this.#length === this.#bytes.length)
      this.#bytes = Buffer.concat([this.#bytes, Buffer.alloc(this.#length)])
    this.#bytes.write(hash, this.#length, 32, 'hex')
    this.#length += 32
  }

  *all(): Generator<string> {
    for (let at = 0; at < this.#length; at += 32) yield this.#bytes.toString('hex', at, at + 32)
  }
}
