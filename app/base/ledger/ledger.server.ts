// SPDX-License-Identifier: AGPL-3.0-or-later
// The append-only record of who did what, from which value to which, chained by hash.

import { createHash } from 'node:crypto'
import type { Selectable, Transaction } from 'kysely'
import { now } from '#base/clock.server.ts'
import type { Db } from '#db/connect.server.ts'
import type { Database, LedgerTable } from '#db/schema.ts'
import type { LedgerValues, Named } from './facts.ts'
import { type Author, canonicalJson, type LedgerAct } from './ledger.ts'

type LedgerEntry<Before, After> = {
  act: LedgerAct
  subject: readonly [type: string, id: string]
  projectId?: string | null
  before?: Named<Before>
  after?: Named<After>
  /** Whose act this one is, where many people's are written together. */
  by?: Author
}

/**
 * Writes rows in the caller's transaction, in order, and moves the chain's head. `actor` null: the program itself.
 * The head's row is taken first, so on PostgreSQL a second writer waits for the first to commit.
 */
export async function record<Before extends LedgerValues, After extends LedgerValues>(
  db: Transaction<Database>,
  actor: Author | null,
  ...entries: LedgerEntry<Before, After>[]
): Promise<void> {
  if (entries.length === 0) return
  const head = await db
    .updateTable('ledger_head')
    .set((eb) => ({ seq: eb('seq', '+', entries.length) }))
    .where('id', '=', 1)
    .returning(['seq', 'hash'])
    .executeTakeFirstOrThrow()
  let seq = Number(head.seq) - entries.length
  let previous = head.hash
  const moment = now()
  const rows = entries.map((entry) => {
    const row = {
      seq: ++seq,
      at: moment,
      actor_id: (entry.by ?? actor)?.accountId ?? null,
      actor_name: (entry.by ?? actor)?.name ?? 'Presente',
      act: entry.act,
      subject_type: entry.subject[0],
      subject_id: entry.subject[1],
      project_id: entry.projectId ?? null,
      before: entry.before === undefined ? null : canonicalJson(entry.before),
      after: entry.after === undefined ? null : canonicalJson(entry.after),
      previous_hash: previous,
    }
    previous = hashOf(row)
    return { ...row, hash: previous }
  })
  // PostgreSQL takes at most 65,535 values in a statement, SQLite 32,766.
  for (let from = 0; from < rows.length; from += 500) {
    await db
      .insertInto('ledger')
      .values(rows.slice(from, from + 500))
      .execute()
  }
  await db.updateTable('ledger_head').set({ hash: previous }).where('id', '=', 1).execute()
}

/** The hash of a row: SHA-256 over the canonical JSON of everything else it holds, the previous hash included. */
export function hashOf(row: Omit<Selectable<LedgerTable>, 'hash'>): string {
  const {
    seq,
    at,
    actor_id,
    actor_name,
    act,
    subject_type,
    subject_id,
    project_id,
    before,
    after,
    previous_hash,
  } = row
  const content = [
    Number(seq),
    at,
    actor_id,
    actor_name,
    act,
    subject_type,
    subject_id,
    project_id,
    before,
    after,
  ]
  return createHash('sha256')
    .update(JSON.stringify([previous_hash, ...content]))
    .digest('hex')
}

/** The first fault of the chain in words for the administrator, or null when every row follows from the one before. */
export async function findLedgerFault(db: Db): Promise<string | null> {
  let previous = ''
  let expected = 1
  for (;;) {
    const rows = await db
      .selectFrom('ledger')
      .selectAll()
      .where('seq', '>=', expected)
      .orderBy('seq')
      .limit(1000)
      .execute()
    for (const row of rows) {
      const seq = Number(row.seq)
      if (seq !== expected) return `ledger row ${expected} is missing`
      if (row.previous_hash !== previous) return `ledger row ${seq} does not follow from the row before it`
      if (row.hash !== hashOf(row)) return `ledger row ${seq} was changed after it was written`
      previous = row.hash
      expected = seq + 1
    }
    if (rows.length < 1000) break
  }
  const head = await db.selectFrom('ledger_head').selectAll().executeTakeFirst()
  if (!head) return 'the ledger has no head'
  if (Number(head.seq) !== expected - 1) return `ledger row ${expected} is missing`
  return head.hash === previous ? null : 'the ledger head does not match its last row'
}
