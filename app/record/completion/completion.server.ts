// SPDX-License-Identifier: AGPL-3.0-or-later
import type { Transaction } from 'kysely'
import type { Actor } from '#base/access/actor.ts'
import { now } from '#base/clock.server.ts'
import { record } from '#base/ledger/ledger.server.ts'
import type { Db } from '#db/connect.server.ts'
import { holdLedger } from '#db/hold.server.ts'
import type { Database } from '#db/schema.ts'
import { completionOf } from './completion.ts'
import { type EnrolmentFacts, factsOf } from './facts.server.ts'

/** So many enrolments are read and written by one set of queries. */
const batch = 500

/**
 * Brings the completions of enrolments into line with marks, modules and pinned rules, in the caller's transaction and
 * after whatever was changed there. Writes `completed` when the whole first holds and `completion_undone` when it no
 * longer does. `actor` is whose act had this effect.
 */
export async function refreshCompletions(
  db: Transaction<Database>,
  actor: Actor | null,
  enrolmentIds: readonly string[],
): Promise<void> {
  const ids = [...new Set(enrolmentIds)]
  if (ids.length === 0) return
  // Other writers wait, so what they wrote is read here and not overwritten.
  await holdLedger(db)
  const moment = now()
  for (let from = 0; from < ids.length; from += batch) {
    const changed = (await factsOf(db, ids.slice(from, from + batch))).flatMap((facts) => {
      const row = rowOf(facts, moment)
      return isKept(row, facts.kept) ? [] : [{ facts, row }]
    })
    if (changed.length === 0) continue
    await db
      .insertInto('completion')
      .values(changed.map(({ row }) => row))
      .onConflict((conflict) =>
        conflict.column('enrolment_id').doUpdateSet((eb) => ({
          credited_minutes: eb.ref('excluded.credited_minutes'),
          modules_done: eb.ref('excluded.modules_done'),
          completed_at: eb.ref('excluded.completed_at'),
        })),
      )
      .execute()
    await record(db, actor, ...changed.flatMap(({ facts, row }) => entryOf(facts, row)))
  }
}

type CompletionDifference = {
  enrolmentId: string
  kept: { credited_minutes: number; modules_done: number; complete: boolean }
  recounted: { credited_minutes: number; modules_done: number; complete: boolean }
}

/** Where the completion table and a recount from marks and modules disagree, for enrolments in force. Writes nothing. */
export async function recountCompletions(db: Db): Promise<CompletionDifference[]> {
  const differences: CompletionDifference[] = []
  let last = ''
  for (;;) {
    const rows = await db
      .selectFrom('enrolment')
      .select('id')
      .where('state', '=', 'enrolled')
      .where('id', '>', last)
      .orderBy('id')
      .limit(batch)
      .execute()
    const ids = rows.map((row) => row.id)
    for (const facts of await factsOf(db, ids)) {
      const recounted = shortOf(rowOf(facts, now()))
      const kept = shortOf(facts.kept ?? nothing)
      if (JSON.stringify(kept) !== JSON.stringify(recounted)) {
        differences.push({ enrolmentId: facts.id, kept, recounted })
      }
    }
    last = ids.at(-1) ?? last
    if (ids.length < batch) return differences
  }
}

type Kept = NonNullable<EnrolmentFacts['kept']>

const nothing: Kept = { credited_minutes: 0, modules_done: 0, completed_at: null }

function rowOf(facts: EnrolmentFacts, moment: string) {
  const { complete, creditedMinutes, modulesDone } = completionOf(facts, moment)
  return {
    enrolment_id: facts.id,
    credited_minutes: creditedMinutes,
    modules_done: modulesDone,
    completed_at: complete ? (facts.kept?.completed_at ?? moment) : null,
  }
}

function isKept(row: Kept, kept: Kept | null): boolean {
  if (!kept) return false
  return (
    row.credited_minutes === kept.credited_minutes &&
    row.modules_done === kept.modules_done &&
    row.completed_at === kept.completed_at
  )
}

function entryOf({ id, project_id, kept }: EnrolmentFacts, row: Kept) {
  if ((kept?.completed_at ?? null) === row.completed_at) return []
  const { credited_minutes, modules_done, completed_at } = row
  return [
    {
      act: completed_at ? ('completed' as const) : ('completion_undone' as const),
      subject: ['enrolment', id] as const,
      projectId: project_id,
      ...(kept && { before: kept }),
      after: { credited_minutes, modules_done, completed_at },
    },
  ]
}

function shortOf({ credited_minutes, modules_done, completed_at }: Kept) {
  return { credited_minutes, modules_done, complete: completed_at !== null }
}
