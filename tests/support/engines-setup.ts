// SPDX-License-Identifier: AGPL-3.0-or-later
// Once per test run: a migrated SQLite file and a migrated PostgreSQL database, which every test copies.
import { rmSync } from 'node:fs'
import { join } from 'node:path'
import { sql } from 'kysely'
import type { TestProject } from 'vitest/node'
import { connect } from '#db/connect.server.ts'
import { migrate } from '#db/migrate.server.ts'
import { startPostgres } from './postgres.ts'
import { quickFolder } from './quick-folder.ts'

declare module 'vitest' {
  export interface ProvidedContext {
    /** A folder for this run's files. */
    folder: string
    sqliteTemplate: string
    /** The PostgreSQL server, at its database `postgres`; the migrated one is `template_presente`. */
    postgres: string
  }
}

export default async function setup(project: TestProject): Promise<() => Promise<void>> {
  const folder = quickFolder('presente-tests-')
  const sqliteTemplate = join(folder, 'template.db')
  const server = await startPostgres()
  await migrated(`file:${sqliteTemplate}`)
  const root = connect(server.urlOf('postgres'), 1)
  await sql`create database template_presente`.execute(root)
  await root.destroy()
  await migrated(server.urlOf('template_presente'))
  project.provide('folder', folder)
  project.provide('sqliteTemplate', sqliteTemplate)
  project.provide('postgres', server.urlOf('postgres'))
  return async () => {
    await server.stop()
    rmSync(folder, { recursive: true, force: true })
  }
}

async function migrated(url: string): Promise<void> {
  const db = connect(url, 1)
  await migrate(db)
  await db.destroy()
}
