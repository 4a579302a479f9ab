// SPDX-License-Identifier: AGPL-3.0-or-later

import { type ListQuery, listPage } from '#base/http/list.ts'
import { pattern } from '#base/search.ts'
import type { Db } from '#db/connect.server.ts'
import { factsOf, valuesOf } from './facts.ts'
import { namesOf } from './names.server.ts'

export type LedgerFilter = {
  act: string | null
  /** Part of the name of the person it was about. */
  person: string
  /** Moments. */
  from: string | null
  to: string | null
}

/** A project's acts, newest first, a page of them, with names in the place of ids. A fixed number of queries. */
export async function listLedger(
  db: Db,
  project_id: string,
  filter: LedgerFilter,
  { limit, offset }: Pick<ListQuery<string>, 'limit' | 'offset'>,
) {
  const matching = about(db, filter.person)
    .where('ledger.project_id', '=', project_id)
    .$if(filter.act !== null, (qb) => qb.where('ledger.act', '=', filter.act ?? ''))
    .$if(filter.from !== null, (qb) => qb.where('ledger.at', '>=', filter.from ?? ''))
    .$if(filter.to !== null, (qb) => qb.where('ledger.at', '<=', filter.to ?? ''))
  const { rows, ...paging } = await listPage(
    matching
      .select(['ledger.seq', 'ledger.at', 'ledger.actor_name', 'ledger.act', 'ledger.subject_type'])
      .select(['ledger.subject_id', 'ledger.before', 'ledger.after', 'ledger.hash'])
      .orderBy('ledger.seq', 'desc')
      .limit(limit)
      .offset(offset)
      .execute(),
    matching.select((eb) => eb.fn.countAll().as('total')).executeTakeFirstOrThrow(),
  )
  const read = rows.map((row) => ({ ...row, before: valuesOf(row.before), after: valuesOf(row.after) }))
  const { names, subjectName } = await namesOf(db, read)
  const entries = read.map((row) => ({
    seq: Number(row.seq),
    at: row.at,
    actor_name: row.actor_name,
    act: row.act,
    subject: subjectName(row),
    subject_type: row.subject_type,
    subject_id: row.subject_id,
    facts: factsOf(row.before, row.after, names),
    hash: row.hash,
  }))
  return { rows: entries, ...paging }
}

/** The ledger, or what of it was about a person: themselves, an enrolment or a mark of theirs, their account. */
function about(db: Db, person: string) {
  const ledger = db.selectFrom('ledger')
  if (person === '') return ledger
  const name = pattern(person)
  return ledger.where(({ or, and, eb, exists, ref }) =>
    or([
      and([
        eb('ledger.subject_type', '=', 'person'),
        exists(
          db
            .selectFrom('person')
            .select('person.id')
            .where('person.id', '=', ref('ledger.subject_id'))
            .where('person.name_search', 'like', name),
        ),
      ]),
      ...(['enrolment', 'mark', 'account'] as const).map((table) =>
        and([
          eb('ledger.subject_type', '=', table),
          exists(
            db
              .selectFrom(table)
              .innerJoin('person', 'person.id', `${table}.person_id`)
              .select('person.id')
              .where(`${table}.id`, '=', ref('ledger.subject_id'))
              .where('person.name_search', 'like', name),
          ),
        ]),
      ),
    ]),
  )
}
