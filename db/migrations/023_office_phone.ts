// SPDX-License-Identifier: AGPL-3.0-or-later
// A project's office is also asked by telephone.
import type { Kysely } from 'kysely'

export async function up(db: Kysely<unknown>): Promise<void> {
  await db.schema.alterTable('project').addColumn('contact_phone', 'text').execute()
}
