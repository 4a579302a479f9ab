// SPDX-License-Identifier: AGPL-3.0-or-later
// Walk-ins of a project's meetings: those that nobody has recognised yet, and what became of the others.

import { z } from 'zod'
import { type ListQuery, listPage } from '#base/http/list.ts'
import { pattern } from '#base/search.ts'
import type { Db } from '#db/connect.server.ts'
import { sectors } from '#plan/organisations/organisation.ts'
import { intervalsOf } from '#record/marks/mark.ts'
import { unmatched, type WalkInState, walkInState } from '#record/marks/unmatched.ts'

export const walkInStates = ['waiting', 'matched', 'withdrawn'] as const satisfies readonly WalkInState[]

export type WalkInFilter = {
  /** Null: all. */
  state: WalkInState | null
  /** An edition's code; null: of all. */
  edition: string | null
}

/** A page of a project's walk-ins, the oldest meeting first, and how many there are in each state. */
export async function projectWalkIns(
  db: Db,
  project_id: string,
  { state, edition, ...query }: Pick<ListQuery<string>, 'q' | 'limit' | 'offset'> & WalkInFilter,
) {
  const all = db
    .selectFrom('walk_in')
    .innerJoin('meeting', 'meeting.id', 'walk_in.meeting_id')
    .innerJoin('edition', 'edition.id', 'meeting.edition_id')
    .where('edition.project_id', '=', project_id)
    .$if(edition !== null, (all) => all.where('edition.code', '=', edition ?? ''))
    .where((eb) => (query.q ? eb('walk_in.name_search', 'like', pattern(query.q)) : eb.lit(true)))
  const matching = all
    .$if(state === 'waiting', (all) => all.where(unmatched))
    .$if(state === 'matched', (all) => all.where('walk_in.person_id', 'is not', null))
    .$if(state === 'withdrawn', (all) => all.where('walk_in.withdrawn_at', 'is not', null))
  const { rows, ...paging } = await listPage(
    matching
      .select(['walk_in.id', 'walk_in.first_name', 'walk_in.last_name', 'walk_in.organisation'])
      .select(['walk_in.sector', 'walk_in.intervals', 'walk_in.person_id', 'walk_in.withdrawn_at'])
      .select(['meeting.id as meeting_id', 'meeting.number', 'meeting.title'])
      .select(['meeting.starts_at', 'edition.code'])
      .orderBy('meeting.starts_at')
      .orderBy('walk_in.name_search')
      .orderBy('walk_in.id')
      .limit(query.limit)
      .offset(query.offset)
      .execute(),
    matching.select((eb) => eb.fn.countAll().as('total')).executeTakeFirstOrThrow(),
  )
  const counted = await all
    .select((eb) => [
      eb.fn.countAll().as('all'),
      eb.fn.count('walk_in.person_id').as('matched'),
      eb.fn.count('walk_in.withdrawn_at').as('withdrawn'),
    ])
    .executeTakeFirstOrThrow()
  const [total, matched, withdrawn] = [
    Number(counted.all),
    Number(counted.matched),
    Number(counted.withdrawn),
  ]
  return {
    rows: rows.map(({ person_id, withdrawn_at, intervals, ...row }) => ({
      ...row,
      intervals: intervalsOf(intervals),
      state: walkInState({ person_id, withdrawn_at }),
    })),
    ...paging,
    counts: { all: total, matched, withdrawn, waiting: total - matched - withdrawn },
  }
}

/** How many walk-ins of a project wait to be recognised: they are in no figure of its board. */
export async function countWaiting(db: Db, project_id: string): Promise<number> {
  const { total } = await db
    .selectFrom('walk_in')
    .innerJoin('meeting', 'meeting.id', 'walk_in.meeting_id')
    .innerJoin('edition', 'edition.id', 'meeting.edition_id')
    .select((eb) => eb.fn.countAll().as('total'))
    .where('edition.project_id', '=', project_id)
    .where(unmatched)
    .executeTakeFirstOrThrow()
  return Number(total)
}

/** A walk-in of a project with their meeting and edition; null when it is not one of that project's. */
export async function findWalkIn(db: Db, project_id: string, id: string) {
  const row = await db
    .selectFrom('walk_in')
    .innerJoin('meeting', 'meeting.id', 'walk_in.meeting_id')
    .innerJoin('edition', 'edition.id', 'meeting.edition_id')
    .leftJoin('account', 'account.id', 'walk_in.added_by')
    .leftJoin('account as withdrawer', 'withdrawer.id', 'walk_in.withdrawn_by')
    .leftJoin('privacy_notice', 'privacy_notice.id', 'walk_in.notice_id')
    .leftJoin('platform_row', 'platform_row.walk_in_id', 'walk_in.id')
    .leftJoin('platform_report', 'platform_report.id', 'platform_row.report_id')
    .selectAll('walk_in')
    .select(['platform_report.id as report_id', 'platform_report.name as report_name'])
    .select(['meeting.number', 'meeting.title', 'meeting.starts_at', 'meeting.ends_at', 'meeting.state'])
    .select(['meeting.edition_id', 'edition.code', 'edition.capacity', 'edition.project_id'])
    .select(['account.name as added_by_name', 'privacy_notice.version as notice_version'])
    .select('withdrawer.name as withdrawn_by_name')
    .where('walk_in.id', '=', id)
    .where('edition.project_id', '=', project_id)
    .executeTakeFirst()
  return row ? { ...row, intervals: intervalsOf(row.intervals), is: walkInState(row) } : null
}

const told = z.object({
  walk_in: z.string(),
  first_name: z.string().optional(),
  last_name: z.string().optional(),
  organisation: z.string().optional(),
  sector: z.enum(sectors).optional(),
  intervals: z.array(z.object({ in: z.iso.datetime(), out: z.iso.datetime() })).optional(),
  email: z.string().nullish(),
  phone: z.string().nullish(),
  reason: z.string().nullish(),
})

const happenings = {
  walk_in_added: 'added',
  walk_in_changed: 'changed',
  walk_in_matched: 'matched',
  walk_in_withdrawn: 'withdrawn',
} as const

export type WalkInHappening = Awaited<ReturnType<typeof walkInHistory>>[number]

/** What was done about a walk-in, oldest first, by the ledger: by whom, what was written from then on, and why. */
export async function walkInHistory(
  db: Db,
  { id, meeting_id, person_id }: { id: string; meeting_id: string; person_id: string | null },
) {
  const acts = Object.keys(happenings) as (keyof typeof happenings)[]
  const rows = await db
    .selectFrom('ledger')
    .select(['seq', 'act', 'at', 'actor_name', 'after'])
    .where('act', 'in', acts)
    .where((eb) =>
      eb.or([
        eb.and([eb('subject_type', '=', 'meeting'), eb('subject_id', '=', meeting_id)]),
        eb.and([eb('subject_type', '=', 'person'), eb('subject_id', '=', person_id ?? '')]),
      ]),
    )
    .orderBy('seq')
    .execute()
  return rows.flatMap(({ act, after, ...row }) => {
    const known = told.safeParse(JSON.parse(after ?? 'null'))
    const name = acts.find((one) => one === act)
    if (!known.success || known.data.walk_in !== id || !name) return []
    const { walk_in: _id, ...said } = known.data
    return [{ ...row, what: happenings[name], ...said }]
  })
}
