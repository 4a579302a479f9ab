// SPDX-License-Identifier: AGPL-3.0-or-later
// A start on an older database that somebody else holds.
import { readdirSync } from 'node:fs'
import { basename, dirname } from 'node:path'
import { expect, it, vi } from 'vitest'
import { connect } from '#db/connect.server.ts'
import { schemaState } from '#db/migrate.server.ts'
import { newFolder } from '#tests/backup/installation.ts'
import { databaseOf, newestOld } from '#tests/db/fixtures.ts'

it('waits, and copies the database once, as it is when it is let go', { timeout: 120_000 }, async () => {
  const url = await databaseOf(newestOld, 'sqlite')
  Object.assign(process.env, { DATABASE_URL: url, DATA_DIR: newFolder() })
  // The settings were read for this file already.
  vi.resetModules()
  const { shutDown, startUp } = await import('#app/start.server.ts')
  const other = connect(url)
  const held = await other.startTransaction().execute()
  await held.insertInto('setting').values({ key: 'written meanwhile', value: 'yes' }).execute()
  const starting = startUp()
  // Longer than one try waits.
  await new Promise((resolve) => setTimeout(resolve, 13_000))
  await held.commit().execute()
  await starting
  expect(await schemaState(other)).toBe('current')
  const path = url.slice(5)
  const copies = readdirSync(dirname(path)).filter((name) => name.startsWith(`${basename(path)}.before-`))
  expect(copies).toHaveLength(1)
  const copy = connect(`file:${dirname(path)}/${copies[0]}`)
  const kept = await copy
    .selectFrom('setting')
    .select('value')
    .where('key', '=', 'written meanwhile')
    .execute()
  expect(kept).toEqual([{ value: 'yes' }])
  await Promise.all([copy.destroy(), other.destroy(), shutDown()])
})
