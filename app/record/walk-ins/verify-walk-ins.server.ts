// SPDX-License-Identifier: AGPL-3.0-or-later
// Walk-ins against the ledger: each says what was written at the door or put right since, and is matched or withdrawn by an act.
import { z } from 'zod'
import type { Db } from '#db/connect.server.ts'
import { columnOf } from '#record/marks/mark.ts'
import { walkInState } from '#record/marks/unmatched.ts'

const size = 1000
const moment = z.iso.datetime()
const told = z.object({
  walk_in: z.string(),
  first_name: z.string().optional(),
  last_name: z.string().optional(),
  organisation: z.string().optional(),
  sector: z.string().optional(),
  intervals: z.array(z.object({ in: moment, out: moment })).optional(),
  person_id: z.string().optional(),
  reason: z.string().nullish(),
})
type Told = z.output<typeof told>

const acts = ['walk_in_added', 'walk_in_changed', 'walk_in_matched', 'walk_in_withdrawn'] as const
type Entry = { act: string } & Told

/** The first walk-in that is not as the ledger has it, in words for the administrator, or null. Reads 1,000 at a time. */
export async function findWalkInFault(db: Db): Promise<string | null> {
  let last = ''
  for (;;) {
    const walkIns = await walkInsAfter(db, last)
    const ledger = await ledgerOf(db, walkIns)
    for (const walkIn of walkIns) {
      const fault = faultOf(walkIn, ledger.get(walkIn.id) ?? [])
      if (fault) return `the walk-in ${nameOf(walkIn)} ${fault}`
    }
    if (walkIns.length < size) return await findMissing(db)
    last = walkIns.at(-1)?.id ?? last
  }
}

async function walkInsAfter(db: Db, last: string) {
  return await db
    .selectFrom('walk_in')
    .innerJoin('meeting', 'meeting.id', 'walk_in.meeting_id')
    .innerJoin('edition', 'edition.id', 'meeting.edition_id')
    .selectAll('walk_in')
    .select(['meeting.number', 'edition.code'])
    .where('walk_in.id', '>', last)
    .orderBy('walk_in.id')
    .limit(size)
    .execute()
}

type WalkIn = Awaited<ReturnType<typeof walkInsAfter>>[number]

/** What the ledger has of some walk-ins, oldest first: about their meeting, or about whom they were matched with. */
async function ledgerOf(db: Db, walkIns: readonly WalkIn[]): Promise<Map<string, Entry[]>> {
  if (walkIns.length === 0) return new Map()
  const meetings = [...new Set(walkIns.map((one) => one.meeting_id))]
  const people = [...new Set(walkIns.flatMap((one) => one.person_id ?? []))]
  const rows = await db
    .selectFrom('ledger')
    .select(['act', 'after'])
    .where('act', 'in', acts)
    .where((eb) =>
      eb.or([
        eb.and([eb('subject_type', '=', 'meeting'), eb('subject_id', 'in', meetings)]),
        ...(people.length > 0
          ? [eb.and([eb('subject_type', '=', 'person'), eb('subject_id', 'in', people)])]
          : []),
      ]),
    )
    .orderBy('seq')
    .execute()
  return Map.groupBy(rows.flatMap(entryOf), (entry) => entry.walk_in)
}

function entryOf({ act, after }: { act: string; after: string | null }): Entry[] {
  const known = told.safeParse(JSON.parse(after ?? 'null'))
  return known.success ? [{ act, ...known.data }] : []
}

function faultOf(walkIn: WalkIn, entries: readonly Entry[]): string | null {
  if (!entries.some(({ act }) => act === 'walk_in_added')) return 'is in no row of the ledger'
  const said: Partial<Told> = Object.assign({}, ...entries.filter(({ act }) => written.has(act)))
  const wrong = differing(walkIn, said)
  if (wrong) return `was changed by hand: its ${wrong} not what the ledger says`
  const matched = entries.find(({ act }) => act === 'walk_in_matched')
  if ((matched?.person_id ?? null) !== walkIn.person_id) return 'is matched otherwise than the ledger says'
  const withdrawn = entries.find(({ act }) => act === 'walk_in_withdrawn')
  if (Boolean(withdrawn) !== (walkInState(walkIn) === 'withdrawn')) {
    return withdrawn ? 'was withdrawn, and stands again' : 'was withdrawn without a row of the ledger'
  }
  return (withdrawn?.reason ?? null) === walkIn.withdrawn_reason
    ? null
    : 'is withdrawn with another reason than the ledger says'
}

const written = new Set(['walk_in_added', 'walk_in_changed'])

function differing(walkIn: WalkIn, said: Partial<Told>): string | null {
  const pairs: [string, unknown, unknown][] = [
    ['first name is', walkIn.first_name, said.first_name],
    ['last name is', walkIn.last_name, said.last_name],
    ['organisation is', walkIn.organisation, said.organisation],
    ['sector is', walkIn.sector, said.sector],
    ['times are', walkIn.intervals, columnOf(said.intervals ?? [])],
  ]
  return pairs.find(([, one, other]) => one !== other)?.[0] ?? null
}

/** A walk-in that the ledger has and the table has not, or that it has as matched with somebody and the table has not. */
async function findMissing(db: Db): Promise<string | null> {
  let seq = 0
  for (;;) {
    const rows = await db
      .selectFrom('ledger')
      .select(['seq', 'act', 'after'])
      .where('act', 'in', ['walk_in_added', 'walk_in_matched'])
      .where('seq', '>', seq)
      .orderBy('seq')
      .limit(size)
      .execute()
    const named = rows.flatMap((row) => entryOf(row).map((entry) => ({ ...entry, seq: row.seq })))
    const ids = [...new Set(named.map(({ walk_in }) => walk_in))]
    const kept =
      ids.length === 0
        ? []
        : await db.selectFrom('walk_in').select(['id', 'person_id']).where('id', 'in', ids).execute()
    const there = new Map(kept.map(({ id, person_id }) => [id, person_id]))
    for (const { act, walk_in, person_id, seq } of named) {
      if (!there.has(walk_in)) return `the walk-in of row ${seq} of the ledger is missing`
      if (act === 'walk_in_matched' && there.get(walk_in) !== person_id)
        return `the walk-in of row ${seq} of the ledger is matched otherwise than it says`
    }
    if (rows.length < size) return null
    seq = Number(rows.at(-1)?.seq ?? seq)
  }
}

function nameOf({ first_name, last_name, number, code }: WalkIn): string {
  return `${first_name} ${last_name} at meeting ${number} of ${code}`
}
