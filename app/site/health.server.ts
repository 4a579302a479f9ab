// SPDX-License-Identifier: AGPL-3.0-or-later
// Whether the installation can do its work: read the database, and write.
import { rm, writeFile } from 'node:fs/promises'
import { hostname } from 'node:os'
import { dirname, join } from 'node:path'
import { now } from '#base/clock.server.ts'
import { env } from '#base/env.server.ts'
import { noteOutage } from '#base/outage.server.ts'
import type { Db } from '#db/connect.server.ts'
import { type Outage, outageOf } from '#db/errors.server.ts'
import { findLock, tryWriting } from '#db/probe.server.ts'

/** Why this process cannot serve now, null when it can. Noted in the log. */
export async function findFault(db: Db): Promise<Outage | null> {
  try {
    await db.selectFrom('ledger_head').select('seq').executeTakeFirstOrThrow()
    return await lately(() => findWriteFault(db, env().DATA_DIR, env().DATABASE_URL))
  } catch (error) {
    const outage = outageOf(error)
    if (!outage) throw error
    noteOutage(outage, error)
    return outage
  }
}

/**
 * Why the data folder `folder`, or the database `db` at `url`, cannot be written; null when they can. On the disk a few pages are
 * written, beside a SQLite file too, and in PostgreSQL a row; they are taken away again.
 */
export async function findWriteFault(db: Db, folder: string, url: string): Promise<Outage | null> {
  const fault = (await findDiskFault(folder, url)) ?? (await findDatabaseFault(db, url))
  if (fault) noteOutage(fault.outage, fault.error)
  return fault?.outage ?? null
}

type Fault = { outage: Outage; error?: unknown }

async function findDiskFault(folder: string, url: string): Promise<Fault | null> {
  const folders = new Set([folder, ...(url.startsWith('file:') ? [dirname(url.slice(5))] : [])])
  for (const folder of folders) {
    // By the machine: what a killed process left is taken away by the next one, and no other machine's.
    const path = join(folder, `.probe-${hostname()}`)
    try {
      await writeFile(path, Buffer.alloc(64 * 1024), { flush: true })
    } catch (error) {
      return { outage: outageOf(error) ?? 'unwritable', error }
    } finally {
      await rm(path, { force: true }).catch(() => {})
    }
  }
  return null
}

async function findDatabaseFault(db: Db, url: string): Promise<Fault | null> {
  const outage = await findLock(url)
  if (outage) return { outage }
  try {
    // A SQLite file is written by a process of this machine, and its disk was tried already.
    if (!url.startsWith('file:')) await tryWriting(db)
    return null
  } catch (error) {
    const outage = outageOf(error)
    if (!outage) throw error
    return { outage, error }
  }
}

let kept: { at: string; fault: Promise<Outage | null> } | undefined

/** Anybody may ask for one's health, and as often as they like: disk and database are written once a second. */
function lately(find: () => Promise<Outage | null>): Promise<Outage | null> {
  const second = now().slice(0, 19)
  if (kept?.at !== second) kept = { at: second, fault: find() }
  return kept.fault
}
