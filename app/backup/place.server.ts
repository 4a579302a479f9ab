// SPDX-License-Identifier: AGPL-3.0-or-later
// Where an archive is restored: a data folder and a database, both empty before, marked meanwhile, empty again if it fails.
import { existsSync } from 'node:fs'
import { mkdir, open, readdir, rm } from 'node:fs/promises'
import { basename, dirname, join, resolve } from 'node:path'
import { syncFolder } from '#base/sync-folder.server.ts'
import { connect, type Db } from '#db/connect.server.ts'
import { shownAddress } from '#db/engine.server.ts'
import { emptyUnfinished, markFinished, markUnfinished, occupationOf } from '#db/unfinished.server.ts'
import { BackupError, keyName } from './archive.ts'

export type Place = {
  databaseUrl: string
  dataDir: string
  /** The key that the environment gives, null where it gives none. */
  secretKey: string | null
}

const mark = 'restore-unfinished'

/**
 * Refuses a place where anything is, but for what an interrupted restore left there, which `again` throws away. Returns the
 * marked, empty database.
 */
export async function takePlace(place: Place, archive: string, again: boolean): Promise<Db> {
  const isMarked = existsSync(join(place.dataDir, mark))
  const things = await thingsIn(place.dataDir, archive)
  const isNew = place.databaseUrl.startsWith('file:') && !existsSync(place.databaseUrl.slice(5))
  const db = isNew ? null : connect(place.databaseUrl, 1)
  try {
    const database = db ? await occupationOf(db) : 'empty'
    if (database === 'taken') throw occupied(`the database ${shownAddress(place.databaseUrl)}`)
    if (!isMarked && things.length > 0) throw occupied(`${place.dataDir} (${things.slice(0, 3).join(', ')})`)
    if ((isMarked || database === 'unfinished') && !again) {
      throw new BackupError(
        'An earlier restore was interrupted here. Add --again to throw away what it wrote and begin anew.',
      )
    }
  } finally {
    await db?.destroy()
  }
  if (again) await leavePlace(place)
  await mkdir(place.dataDir, { recursive: true, mode: 0o700 })
  // Of two at once, one is refused here, or by the database below; what the other writes is not touched.
  const file = await open(join(place.dataDir, mark), 'wx', 0o600)
  let marked: Db | undefined
  try {
    await file.writeFile('An "npm run restore" is under way here, or was interrupted.\n')
    marked = connect(place.databaseUrl, 1)
    await markUnfinished(marked)
    return marked
  } catch (error) {
    await marked?.destroy()
    await rm(join(place.dataDir, mark))
    throw error
  } finally {
    await file.close()
  }
}

/** Makes the place empty again: what a restore wrote there, and nothing else. */
export async function leavePlace({ databaseUrl, dataDir }: Place): Promise<void> {
  const path = databaseUrl.startsWith('file:') ? databaseUrl.slice(5) : null
  if (path === null || existsSync(path)) {
    const db = connect(databaseUrl, 1)
    await emptyUnfinished(db)
    const isEmpty = (await occupationOf(db)) === 'empty'
    await db.destroy()
    if (path !== null && isEmpty)
      for (const end of ['', '-wal', '-shm']) await rm(`${path}${end}`, { force: true })
  }
  if (!existsSync(join(dataDir, mark))) return
  for (const name of ['files', keyName, mark]) await rm(join(dataDir, name), { recursive: true, force: true })
}

/** What was restored is whole: from here on the database is anybody's. */
export async function keepPlace(db: Db, { dataDir }: Place): Promise<void> {
  const files = join(dataDir, 'files')
  const folders = existsSync(files) ? (await readdir(files)).map((name) => join(files, name)) : []
  for (const path of [...folders, ...(folders.length > 0 ? [files] : []), dataDir]) {
    await syncFolder(path)
  }
  await markFinished(db)
}

/** The last of a restore that is done: the data folder is no longer marked. */
export async function unmarkPlace({ dataDir }: Place): Promise<void> {
  const path = join(dataDir, mark)
  await rm(path).catch((error: unknown) => {
    throw new BackupError(`Everything was restored, but ${path} could not be deleted (${error}): delete it.`)
  })
}

/** What is in the folder; the archive itself may be, and what file systems put there. */
async function thingsIn(folder: string, archive: string): Promise<string[]> {
  const own = resolve(dirname(archive)) === resolve(folder) ? basename(archive) : ''
  const names = await readdir(folder).catch(() => [])
  return names.filter((name) => !['lost+found', mark, own].includes(name))
}

function occupied(what: string): BackupError {
  return new BackupError(
    `There is something in ${what} already: an archive is restored only into an empty place.`,
  )
}
