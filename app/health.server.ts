// SPDX-License-Identifier: AGPL-3.0-or-later
// Whether the installation can do its work: read the database, and write.
import { rm, writeFile } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import type { Db } from '#db/connect.server.ts'
import { type Outage, outageOf } from '#db/errors.server.ts'
import { findLock } from '#db/probe.server.ts'
import { now } from './clock.server.ts'
import { env } from './env.server.ts'
import { noteOutage } from './outage.server.ts'

/** Why this process cannot serve now, null when it can. Noted in the log. */
export async function findFault(db: Db): Promise<Outage | null> {
  try {
    await db.selectFrom('ledger_head').select('seq').executeTakeFirstOrThrow()
    return await lately(() => findWriteFault(env().DATA_DIR, env().DATABASE_URL))
  } catch (error) {
    const outage = outageOf(error)
    if (!outage) throw error
    noteOutage(outage, error)
    return outage
  }
}

/**
 * Why the data folder `folder`, or the SQLite file of `url` and the folder it is in, cannot be written; null when they can.
 * A few pages are written and taken away again.
 */
export async function findWriteFault(folder: string, url: string): Promise<Outage | null> {
  const folders = new Set([folder, ...(url.startsWith('file:') ? [dirname(url.slice(5))] : [])])
  for (const folder of folders) {
    const path = join(folder, `.probe-${process.pid}`)
    try {
      await writeFile(path, Buffer.alloc(64 * 1024), { flush: true })
    } catch (error) {
      const outage = outageOf(error) ?? 'unwritable'
      noteOutage(outage, error)
      return outage
    } finally {
      await rm(path, { force: true }).catch(() => {})
    }
  }
  return await findLock(url)
}

let kept: { at: string; fault: Promise<Outage | null> } | undefined

/** Anybody may ask for one's health, and as often as they like: the disk is asked once a second. */
function lately(find: () => Promise<Outage | null>): Promise<Outage | null> {
  const second = now().slice(0, 19)
  if (kept?.at !== second) kept = { at: second, fault: find() }
  return kept.fault
}
