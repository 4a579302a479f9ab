// SPDX-License-Identifier: AGPL-3.0-or-later
import type { Db } from '#db/connect.server.ts'
import type { Database } from '#db/schema.ts'

/** Every row of every table, but what is counted and noted of attempts whatever becomes of them. */
export async function everyRow(db: Db): Promise<Map<string, string[]>> {
  const all = new Map<string, string[]>()
  const apart = /^(kysely_|rate_limit|security_event)/
  for (const { name } of await db.introspection.getTables()) {
    if (apart.test(name)) continue
    const rows = await db
      .selectFrom(name as keyof Database)
      .selectAll()
      .execute()
    all.set(name, rows.map((row) => JSON.stringify(row)).sort())
  }
  return all
}
