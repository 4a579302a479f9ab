// SPDX-License-Identifier: AGPL-3.0-or-later
// A role at a place is held once. Where several grants of it are in force the widest stays; the others end as the last of them was given.
import { type Kysely, sql } from 'kysely'

type Grant = {
  id: string
  account_id: string
  role: string
  project_id: string | null
  edition_id: string | null
  granted_at: string
  expires_at: string | null
  revoked_at: string | null
}

export async function up(db: Kysely<{ role_grant: Grant }>): Promise<void> {
  const inForce = await db
    .selectFrom('role_grant')
    .selectAll()
    .where('revoked_at', 'is', null)
    .orderBy('granted_at')
    .orderBy('id')
    .execute()
  const alike = new Map<string, Grant[]>()
  for (const grant of inForce) {
    const place = JSON.stringify([grant.account_id, grant.role, grant.project_id, grant.edition_id])
    alike.set(place, [...(alike.get(place) ?? []), grant])
  }
  for (const grants of alike.values()) {
    const [widest] = [...grants].sort(byWidth)
    const others = grants.filter((grant) => grant !== widest).map((grant) => grant.id)
    if (others.length === 0) continue
    const revoked_at = grants.at(-1)?.granted_at ?? null
    await db.updateTable('role_grant').set({ revoked_at }).where('id', 'in', others).execute()
  }
  await sql`create unique index role_grant_once on role_grant
    (account_id, role, coalesce(project_id, ''), coalesce(edition_id, '')) where revoked_at is null`.execute(
    db,
  )
}

/** Without an end first, then the latest end; of equals the one given first. */
function byWidth(one: Grant, other: Grant): number {
  if (one.expires_at === other.expires_at) return 0
  if (one.expires_at === null) return -1
  if (other.expires_at === null) return 1
  return one.expires_at > other.expires_at ? -1 : 1
}
