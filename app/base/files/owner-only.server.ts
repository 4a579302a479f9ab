// SPDX-License-Identifier: AGPL-3.0-or-later
// The data folder, the database, the key and the kept files are for the program's own account only: folders 0700, files 0600.
// What the program makes is made so; what was there before, or came by hand, is mended.
import { chmod, lstat, readdir } from 'node:fs/promises'
import { basename, dirname, join, resolve } from 'node:path'
import type { Exposed } from './owner-only.ts'

type Installation = { dataDir: string; databaseUrl: string }

const others = 0o077
const sticky = 0o1000

/**
 * Mends the data folder, what lies in it, the database wherever it is, and the folders of kept files: a few hundred looks, however
 * many files are kept. Returns what could not be mended. Whoever cannot enter the folders cannot reach the files in them, so those
 * wait for the night (`mendFiles`).
 */
export async function mendAtStart(of: Installation): Promise<Exposed[]> {
  return await facing(await pathsOf(of), mend)
}

/** What is still open to others of that which `mendAtStart` looks at. Changes nothing. */
export async function exposedIn(of: Installation): Promise<Exposed[]> {
  return await facing(await pathsOf(of), exposureOf)
}

/** Mends every kept file, a folder at a time. Returns what could not be mended. */
export async function mendFiles(dataDir: string): Promise<Exposed[]> {
  const exposed: Exposed[] = []
  for (const folder of await entriesOf(join(dataDir, 'files'))) {
    exposed.push(...(await facing(await entriesOf(folder), mend)))
  }
  return exposed
}

async function pathsOf({ dataDir, databaseUrl }: Installation): Promise<string[]> {
  const files = join(dataDir, 'files')
  return [
    ...new Set([
      dataDir,
      ...(await entriesOf(dataDir)),
      ...(await entriesOf(files)),
      ...(databaseUrl.startsWith('file:') ? await filesOfDatabase(databaseUrl.slice(5)) : []),
    ]),
  ]
}

/** A SQLite database, its -wal and -shm, and its copies before migrations. */
async function filesOfDatabase(path: string): Promise<string[]> {
  const name = basename(path)
  const its = ['', '-wal', '-shm', '-journal']
  return (await entriesOf(dirname(path))).filter((entry) => {
    const end = basename(entry).startsWith(name) ? basename(entry).slice(name.length) : '?'
    return its.includes(end) || end.startsWith('.before-')
  })
}

async function entriesOf(folder: string): Promise<string[]> {
  const names = await readdir(folder).catch(() => [])
  return names.map((name) => join(folder, name))
}

type Look = (path: string) => Promise<Exposed | null>

async function facing(paths: string[], look: Look): Promise<Exposed[]> {
  const found: Exposed[] = []
  for (const path of paths) {
    const exposed = await look(path)
    if (exposed) found.push(exposed)
  }
  return found
}

async function mend(path: string): Promise<Exposed | null> {
  const exposed = await exposureOf(path)
  if (exposed?.why !== 'kept_open') return exposed
  const isFolder = (await lstat(path)).isDirectory()
  await chmod(path, isFolder ? 0o700 : 0o600).catch(() => {})
  return await exposureOf(path)
}

/** Why others can reach a path; null when they cannot. What a link leads to is not the program's to change. */
async function exposureOf(path: string): Promise<Exposed | null> {
  const found = await lstat(path).catch(() => null)
  if (!found || !(found.isFile() || found.isDirectory()) || (found.mode & others) === 0) return null
  if (found.uid !== process.getuid?.()) return { path, why: 'other_owner' }
  // /tmp, or the root of the disk: closing it would close it to everybody.
  const isShared = found.isDirectory() && ((found.mode & sticky) !== 0 || resolve(path) === '/')
  return { path, why: isShared ? 'shared_folder' : 'kept_open' }
}
