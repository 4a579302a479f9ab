// SPDX-License-Identifier: AGPL-3.0-or-later
// Files that nothing will ever name: what a broken write left, and what was kept for a transaction that did not come about.
import { readdir, rename, rm, stat } from 'node:fs/promises'
import { join } from 'node:path'
import { now } from '#base/clock.server.ts'
import { env } from '#base/env.server.ts'
import { log } from '#base/log.server.ts'
import type { Db } from '#db/connect.server.ts'
import { isHash } from './file.ts'

/** Longer than any transaction takes to name what was kept for it. */
const hour = 3_600_000
const swept = '.swept'

/**
 * Removes from the disk, at a moment, half-written files and files without a row that are older than an hour: no longer do bytes
 * that count in no project's space stay there. A file
 * is on the disk before the row that names it, and whoever keeps it again makes it young again (store.server.ts): so a file that
 * a transaction under way is about to name is never old. Says in the log how many it removed. `folder` is the data folder.
 */
export async function sweepFiles(
  db: Db,
  folder = env().DATA_DIR,
  moment = now(),
): Promise<{ parts: number; files: number; bytes: number }> {
  const done = { parts: 0, files: 0, bytes: 0 }
  const files = join(folder, 'files')
  for (const name of await namesIn(files)) {
    const place = join(files, name)
    const old = await olderThan(place, await namesIn(place), Date.parse(moment))
    for (const { name, size } of old.filter(({ name }) => name.endsWith('.part'))) {
      await rm(join(place, name), { force: true })
      done.parts += 1
      done.bytes += size
    }
    const unnamed = await withoutRow(db, old)
    for (const { name, size } of unnamed) {
      if (!(await removeFile(db, place, name, Date.parse(moment)))) continue
      done.files += 1
      done.bytes += size
    }
  }
  if (done.parts + done.files > 0) log.info(done, 'files that nothing names were removed')
  return done
}

type Found = { name: string; size: number }

/** Files of an hour ago, and those an earlier sweep was removing. */
async function olderThan(place: string, names: string[], moment: number): Promise<Found[]> {
  const found: Found[] = []
  for (const name of names) {
    const isPart = name.endsWith('.part')
    if (!isPart && !isHash(hashIn(name))) continue
    const facts = await stat(join(place, name)).catch(() => null)
    const isLeft = name.endsWith(swept)
    if (facts?.isFile() && (isLeft || moment - facts.mtimeMs > hour)) {
      found.push({ name, size: facts.size })
    }
  }
  return found
}

async function withoutRow(db: Db, found: Found[]): Promise<Found[]> {
  const whole = found.filter(({ name }) => !name.endsWith('.part'))
  const named = new Set<string>()
  for (let from = 0; from < whole.length; from += 500) {
    const hashes = whole.slice(from, from + 500).map(({ name }) => hashIn(name))
    const rows = await db.selectFrom('file').select('hash').where('hash', 'in', hashes).execute()
    for (const { hash } of rows) named.add(hash)
  }
  return whole.filter(({ name }) => name.endsWith(swept) || !named.has(hashIn(name)))
}

/**
 * Removes one file, unless it was kept again meanwhile. Moved aside first: from then on whoever keeps it writes it anew, and
 * whoever had found it in its place had made it young. What a sweep that was cut short left aside is looked at by the next.
 */
async function removeFile(db: Db, place: string, name: string, moment: number): Promise<boolean> {
  const hash = hashIn(name)
  const [path, aside] = [join(place, hash), join(place, `${hash}${swept}`)]
  if (name === hash && !(await moved(path, aside))) return false
  const facts = await stat(aside).catch(() => null)
  if (!facts) return false
  const row = await db.selectFrom('file').select('hash').where('hash', '=', hash).executeTakeFirst()
  if (row || moment - facts.mtimeMs <= hour) {
    await moved(aside, path)
    return false
  }
  await rm(aside, { force: true })
  return true
}

const hashIn = (name: string) => name.replace(swept, '')

/** False when another sweep has it. */
async function moved(from: string, to: string): Promise<boolean> {
  return await rename(from, to).then(
    () => true,
    () => false,
  )
}

async function namesIn(folder: string): Promise<string[]> {
  return await readdir(folder).catch(() => [])
}
