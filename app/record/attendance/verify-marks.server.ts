// SPDX-License-Identifier: AGPL-3.0-or-later
// Marks against the ledger: every mark says what the ledger has of it, and every mark the ledger has is there.
import { z } from 'zod'
import type { Db } from '#db/connect.server.ts'
import { isSuperseded } from '#record/marks/in-force.ts'
import { columnOf } from '#record/marks/mark.ts'

const size = 1000
const moment = z.iso.datetime()
const said = z.object({
  status: z.string(),
  intervals: z.array(z.object({ in: moment, out: moment })),
  credited_minutes: z.number(),
  note: z.string().nullish(),
  document: z.string().nullish(),
})
/** What the ledger keeps of a mark as it was recorded. */
const recordedAs = said.extend({
  reason: z.string().nullish(),
  meeting_id: z.string(),
  person_id: z.string(),
  role: z.string().optional(),
  source: z.string(),
  stated_at: z.string().optional(),
})

/** The first mark that is not as the ledger has it, in words for the administrator, or null. Reads 1,000 at a time. */
export async function findMarkFault(db: Db): Promise<string | null> {
  let last = ''
  for (;;) {
    const marks = await marksAfter(db, last)
    const ledger = await ledgerOf(
      db,
      marks.flatMap((mark) => (mark.superseded_by === null ? [mark.id] : [mark.id, mark.superseded_by])),
    )
    const later = await laterMarks(db, marks)
    for (const mark of marks) {
      const fault = faultOf(mark, ledger, later)
      if (fault) return `the mark of ${nameOf(mark)} ${fault}`
    }
    if (marks.length < size) return await findMissingMark(db)
    last = marks.at(-1)?.id ?? last
  }
}

async function marksAfter(db: Db, last: string) {
  return await db
    .selectFrom('mark')
    .innerJoin('meeting', 'meeting.id', 'mark.meeting_id')
    .innerJoin('edition', 'edition.id', 'meeting.edition_id')
    .innerJoin('person', 'person.id', 'mark.person_id')
    .selectAll('mark')
    .select(['meeting.number', 'meeting.starts_at', 'edition.code', 'person.first_name', 'person.last_name'])
    .where('mark.id', '>', last)
    .orderBy('mark.id')
    .limit(size)
    .execute()
}

type Mark = Awaited<ReturnType<typeof marksAfter>>[number]
type LaterMark = { restated_at: string; source: string; person_id: string; meeting_id: string }
type Later = Map<string, LaterMark>

/** The marks that stand in the place of some. */
async function laterMarks(db: Db, marks: readonly Mark[]): Promise<Later> {
  const ids = marks.flatMap((mark) => (mark.superseded_by === null ? [] : [mark.superseded_by]))
  if (ids.length === 0) return new Map()
  const rows = await db
    .selectFrom('mark')
    .select(['id', 'restated_at', 'source', 'person_id', 'meeting_id'])
    .where('id', 'in', ids)
    .execute()
  return new Map(rows.map((row) => [row.id, row]))
}

type Row = { seq: number; act: string; actor_id: string | null; before: string | null; after: string | null }

async function ledgerOf(db: Db, markIds: string[]): Promise<Map<string, Row[]>> {
  if (markIds.length === 0) return new Map()
  const rows = await db
    .selectFrom('ledger')
    .select(['seq', 'act', 'actor_id', 'subject_id', 'before', 'after'])
    .where('subject_type', '=', 'mark')
    .where('subject_id', 'in', markIds)
    .orderBy('seq')
    .execute()
  return Map.groupBy(rows, (row) => row.subject_id)
}

function faultOf(mark: Mark, ledger: Map<string, Row[]>, later: Later): string | null {
  const [first, ...others] = ledger.get(mark.id) ?? []
  if (!first) return 'is in no row of the ledger'
  const found = recordedAs.safeParse(read(first.after))
  if (!found.success) return `is not what row ${first.seq} of the ledger is about`
  const minutes = others.reduce(
    (known, row) => minutesOf(read(row.after)) ?? known,
    found.data.credited_minutes,
  )
  const again = others.findLast((row) => row.act === 'mark_restated')
  const wrong = differing(
    mark,
    { ...found.data, credited_minutes: minutes },
    momentOf(read(again?.after ?? null)),
  )
  if (wrong) return `was changed by hand: its ${wrong} not what row ${first.seq} of the ledger says`
  if (mark.recorded_by !== first.actor_id) return `names another author than row ${first.seq} of the ledger`
  if (mark.stated_at > mark.recorded_at && mark.source !== 'self') return 'is recorded before it was stated'
  const by = mark.superseded_by ?? ''
  if (!isSuperseded(mark)) return null
  const other = later.get(by)
  if (other && (other.person_id !== mark.person_id || other.meeting_id !== mark.meeting_id))
    return 'is superseded by one about somebody else'
  // Kept behind one that was stated after it, by its own row.
  const fault = first.act === 'mark_overtaken' ? null : successionFault(mark, ledger.get(by)?.[0])
  return fault ?? (isEarlier(other, mark) ? 'is superseded by one that was stated before it' : null)
}

/** When a mark was stated of which the ledger says no more: as it was recorded, or as the meeting began that somebody came to early. */
function statedAsRecorded({ source, recorded_at, starts_at }: Mark): string {
  return source === 'self' && recorded_at < starts_at ? starts_at : recorded_at
}

/** Whether what stands in a mark's place was stated before it. What check-ins come to is the program's, and made anew. */
function isEarlier(later: LaterMark | undefined, mark: Mark): boolean {
  if (!later || (mark.source === 'self' && later.source === 'self')) return false
  return later.restated_at < mark.restated_at
}

const superseding = new Set(['mark_corrected', 'mark_withdrawn'])

/** Whether the mark that supersedes this one was recorded as doing so. */
function successionFault(mark: Mark, by: Row | undefined): string | null {
  const before = by && superseding.has(by.act) ? said.safeParse(read(by.before)) : null
  const agrees =
    before?.success &&
    before.data.status === mark.status &&
    columnOf(before.data.intervals) === mark.intervals
  return agrees ? null : 'is superseded by one that the ledger does not have as its correction'
}

/** `again`: when it was last stated again, by the ledger; null where it was not. */
function differing(mark: Mark, ledger: z.output<typeof recordedAs>, again: string | null): string | null {
  const pairs: [string, unknown, unknown][] = [
    ['status is', mark.status, ledger.status],
    ['times are', mark.intervals, columnOf(ledger.intervals)],
    ['minutes are', mark.credited_minutes, ledger.credited_minutes],
    ['source is', mark.source, ledger.source],
    ['role is', mark.role, ledger.role ?? 'participant'],
    ['reason is', mark.reason, ledger.reason ?? null],
    ['note is', mark.note, ledger.note ?? null],
    ['document is', mark.document, ledger.document ?? null],
    ['meeting is', mark.meeting_id, ledger.meeting_id],
    ['person is', mark.person_id, ledger.person_id],
    ['moment is', mark.stated_at, ledger.stated_at ?? statedAsRecorded(mark)],
    ['last moment is', mark.restated_at, again ?? mark.stated_at],
  ]
  return pairs.find(([, one, other]) => one !== other)?.[0] ?? null
}

/** A mark that the ledger has and the table has not. */
async function findMissingMark(db: Db): Promise<string | null> {
  const row = await db
    .selectFrom('ledger')
    .select(['seq', 'after'])
    .where('subject_type', '=', 'mark')
    .where((eb) =>
      eb.not(
        eb.exists(eb.selectFrom('mark').select('mark.id').whereRef('mark.id', '=', 'ledger.subject_id')),
      ),
    )
    .orderBy('seq')
    .limit(1)
    .executeTakeFirst()
  return row ? `the mark of row ${row.seq} of the ledger is missing` : null
}

function momentOf(after: unknown): string | null {
  return z.object({ stated_at: z.string() }).safeParse(after).data?.stated_at ?? null
}

function minutesOf(after: unknown): number | null {
  return z.object({ credited_minutes: z.number() }).safeParse(after).data?.credited_minutes ?? null
}

function read(column: string | null): unknown {
  return column === null ? null : JSON.parse(column)
}

function nameOf({ first_name, last_name, number, code }: Mark): string {
  return `${first_name} ${last_name} at meeting ${number} of ${code}`
}
