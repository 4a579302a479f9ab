// SPDX-License-Identifier: AGPL-3.0-or-later
// An installation to back up: marks, a correction, a closed page, scans; and empty places to restore it into.
import { randomBytes } from 'node:crypto'
import { mkdirSync } from 'node:fs'
import { join } from 'node:path'
import { sql } from 'kysely'
import { inject } from 'vitest'
import type { Installation } from '#backup/make-backup.server.ts'
import type { Place } from '#backup/place.server.ts'
import { newId } from '#base/clock.server.ts'
import { keepFile } from '#base/files/store.server.ts'
import { connect, type Db } from '#db/connect.server.ts'
import type { Engine } from '#db/engine.server.ts'
import { attachEvidence } from '#record/evidence/evidence.server.ts'
import { pdf } from '#tests/base/files/samples.ts'
import { heldMeetings, late, nextDay } from '#tests/record/register/held-meeting.ts'
import type { World } from '#tests/support/engines.ts'

/** Fills a database, and the data folder it belongs to, which is new. */
export async function fillInstallation(world: World) {
  const dataDir = newFolder()
  const who = await heldMeetings(world.db)
  const page = await who.closed()
  await who.mark(page, who.anna, late, { on: nextDay, reason: 'Uscita "anticipata", è così: già detto\n' })
  const itself: Installation = {
    databaseUrl: world.url,
    dataDir,
    secretKey: 'a key for tests only, of no value to anybody',
  }
  return {
    itself,
    /** Attaches a scan of about as many bytes, which no compression makes fewer. */
    async scan(size = 50_000) {
      const bytes = Buffer.concat([pdf('foglio'), randomBytes(size), pdf()])
      const file = await keepFile(bytes, 'application/pdf', dataDir)
      const meeting_id = who.meetings[0].id
      await attachEvidence(world.db, who.manager, {
        meeting_id,
        kind: 'signed_sheet',
        file,
        name: 'foglio.pdf',
      })
      return file
    },
  }
}

export function newFolder(): string {
  const folder = join(inject('folder'), newId())
  mkdirSync(folder)
  return folder
}

/** An empty place on an engine. */
export async function emptyPlace(engine: Engine): Promise<Place> {
  const dataDir = join(newFolder(), 'data')
  if (engine === 'sqlite')
    return { dataDir, databaseUrl: `file:${join(dataDir, 'presente.db')}`, secretKey: null }
  const name = `r_${newId().replace(/-/g, '')}`
  const root = connect(inject('postgres'), 1)
  await sql`create database ${sql.id(name)}`.execute(root)
  await root.destroy()
  return { dataDir, databaseUrl: inject('postgres').replace(/postgres$/, name), secretKey: null }
}

/** Every row of every table in question, as text, for a comparison. */
export async function rowsIn(db: Db, tables: readonly string[]): Promise<Record<string, string[]>> {
  const all: Record<string, string[]> = {}
  for (const table of tables) {
    const { rows } = await sql<Record<string, unknown>>`select * from ${sql.table(table)}`.execute(db)
    all[table] = rows.map((row) => JSON.stringify(Object.entries(row).sort())).sort()
  }
  return all
}
