// SPDX-License-Identifier: AGPL-3.0-or-later

import type { Transaction } from 'kysely'
import type { Actor } from '#base/access/actor.ts'
import { type LedgerValues, type Named, only } from '#base/ledger/facts.ts'
import { record } from '#base/ledger/ledger.server.ts'
import type { LedgerAct } from '#base/ledger/ledger.ts'
import type { Database } from '#db/schema.ts'

type Change<Before, After> = {
  act: LedgerAct
  person_id: string
  before?: Named<Before> | undefined
  after: Named<After>
}

/**
 * Records a change of a person's record once for every project they belong to, so that each finds it in its own ledger: a
 * project that has them as a guest reads the values it sees anyway and, of the others, only which ones changed. Whoever
 * belongs to no project is recorded for none. In the caller's transaction.
 */
export async function recordOfPerson<Before extends LedgerValues, After extends LedgerValues>(
  db: Transaction<Database>,
  actor: Actor | null,
  change: Change<Before, After>,
): Promise<void> {
  const { act, person_id, before, after } = change
  const homes = await db
    .selectFrom('person_home')
    .select(['project_id', 'kind'])
    .where('person_id', '=', person_id)
    .orderBy('project_id')
    .execute()
  const places = homes.length > 0 ? homes : [{ project_id: null, kind: 'own' as const }]
  await record<LedgerValues, LedgerValues>(
    db,
    actor,
    ...places.map(({ project_id, kind }) => ({
      act,
      subject: ['person', person_id] as const,
      projectId: project_id,
      ...(before && { before: kind === 'own' ? before : openTo(before) }),
      after: kind === 'own' ? after : { ...openTo(after), ...closedTo(after) },
    })),
  )
}

/** What lists and registers show of anybody who is in them. */
const open = ['first_name', 'last_name', 'is_staff', 'organisation_id', 'started_on'] as const

function openTo(values: LedgerValues): LedgerValues {
  return only(
    values,
    open.filter((name) => name in values),
  )
}

function closedTo(values: LedgerValues): LedgerValues {
  const fields = Object.keys(values).filter((key) => !open.some((name) => name === key))
  return fields.length > 0 ? { fields } : {}
}
