// SPDX-License-Identifier: AGPL-3.0-or-later
// The columns of reports as people of a project said them, by the headings they were said of: the next file with the same headings
// is proposed with them. A project's own, for its office knows which program its meetings are held with.
import type { Transaction } from 'kysely'
import type { Actor } from '#base/access/actor.ts'
import { newId, now } from '#base/clock.server.ts'
import { record } from '#base/ledger/ledger.server.ts'
import type { Db } from '#db/connect.server.ts'
import type { Database } from '#db/schema.ts'
import { frozenMapping, mappingOf, type ReportMapping, type Said } from './report-mapping.ts'

const kind = 'platform_report' as const

/** The newest columns said of headings with one of these fingerprints, or null. */
export async function findMapping(
  db: Db,
  project_id: string,
  fingerprints: readonly string[],
): Promise<{ fingerprint: string; mapping: ReportMapping } | null> {
  if (fingerprints.length === 0) return null
  const kept = await db
    .selectFrom('sheet_mapping')
    .select(['fingerprint', 'mapping'])
    .where('project_id', '=', project_id)
    .where('kind', '=', kind)
    .where('fingerprint', 'in', fingerprints)
    .orderBy('saved_at', 'desc')
    .executeTakeFirst()
  return kept ? { fingerprint: kept.fingerprint, mapping: mappingOf(kept.mapping) } : null
}

/** Keeps what somebody said of a file's columns, instead of what was said of such headings before; the same again is nothing new. */
export async function rememberMapping(
  db: Transaction<Database>,
  actor: Actor,
  meeting: { id: string; project_id: string },
  { fingerprint, mapping }: Said,
): Promise<void> {
  if (fingerprint === null) return
  const before = await findMapping(db, meeting.project_id, [fingerprint])
  const frozen = frozenMapping(mapping)
  if (before && frozenMapping(before.mapping) === frozen) return
  const said = { mapping: frozen, saved_by: actor.accountId, saved_at: now() }
  await db
    .insertInto('sheet_mapping')
    .values({ id: newId(), project_id: meeting.project_id, kind, fingerprint, ...said })
    .onConflict((conflict) => conflict.columns(['project_id', 'kind', 'fingerprint']).doUpdateSet(said))
    .execute()
  const { platform, platform_name } = mapping
  await record(db, actor, {
    act: 'sheet_mapping_saved',
    subject: ['meeting', meeting.id],
    projectId: meeting.project_id,
    after: { platform, ...(platform_name !== null && { platform_name }), fingerprint },
  })
}
