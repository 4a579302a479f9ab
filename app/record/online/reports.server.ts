// SPDX-License-Identifier: AGPL-3.0-or-later
// Importing the attendance report of an online platform.

import { type Actor, placeOf } from '#base/access/actor.ts'
import { refuseUnless } from '#base/access/refuse.ts'
import { newId, now } from '#base/clock.server.ts'
import type { KeptFile } from '#base/files/file.ts'
import { recordProjectFile } from '#base/files/quota.server.ts'
import { m } from '#base/i18n/paraglide/messages.js'
import { record } from '#base/ledger/ledger.server.ts'
import type { Db } from '#db/connect.server.ts'
import { inTransaction } from '#db/transaction.server.ts'
import { holdMeeting } from '#plan/meetings/lock.server.ts'
import { candidatesOf } from './candidates.server.ts'
import { rememberMapping } from './mappings.server.ts'
import { type Match, matchRows } from './matching.ts'
import { becauseOf, type Recorded, recordPlatformTimes } from './platform-marks.server.ts'
import type { PlatformReport } from './platform-report.server.ts'
import { frozenReading } from './reading.ts'
import { allRows, noRows, type RowCounts, type RowState } from './report.ts'

export type ReportToImport = {
  meeting_id: string
  file: KeptFile
  /** The file's own name. */
  name: string
  platform_version: string | null
  report: PlatformReport
}

export type Imported = { id: string; isNew: boolean; people: number; waiting: number } & Recorded

/**
 * Keeps a report with everybody in it, and its columns where somebody said them, matches them with who belongs to the meeting (by e-mail, then by name), and records
 * the presence of those matched; the others wait for somebody. The same file again is the import it was. Marks that others
 * recorded stay. Refused when the meeting's reports together give one person more connections than one has, and as
 * recordPlatformTimes refuses: cancelled meetings, locked ones.
 */
export async function importReport(db: Db, actor: Actor, given: ReportToImport): Promise<Imported> {
  return await inTransaction(db, async (db) => {
    const meeting = await holdMeeting(db, given.meeting_id)
    refuseUnless(actor, 'attendance:record', placeOf(meeting))
    const { people, platform, said } = given.report
    const platform_name = said?.mapping.platform_name ?? null
    await recordProjectFile(db, meeting.project_id, given.file)
    const moment = now()
    const made = await db
      .insertInto('platform_report')
      .values({
        id: newId(),
        meeting_id: meeting.id,
        platform,
        platform_version: given.platform_version,
        platform_name,
        reading: frozenReading(given.report),
        file_hash: given.file.hash,
        name: given.name,
        imported_by: actor.accountId,
        imported_at: moment,
      })
      .onConflict((conflict) => conflict.columns(['meeting_id', 'file_hash']).doNothing())
      .returning('id')
      .executeTakeFirst()
    if (!made) return await alreadyImported(db, meeting.id, given.file.hash)
    const matches = matchRows(people, await candidatesOf(db, meeting))
    const rows = people.map((person, at) => {
      const match = matches[at] ?? null
      return {
        id: newId(),
        report_id: made.id,
        position: person.position,
        name: person.name,
        name_search: person.name_search,
        email: person.email,
        platform_role: person.role,
        intervals: JSON.stringify(person.intervals),
        no_show: person.no_show ? 1 : 0,
        ...stateOf(match, person.no_show),
      }
    })
    for (let from = 0; from < rows.length; from += 500) {
      await db
        .insertInto('platform_row')
        .values(rows.slice(from, from + 500))
        .execute()
    }
    const count = (state: RowState) => rows.filter((row) => row.state === state).length
    const [matched, waiting] = [count('matched'), count('waiting')]
    await record(db, actor, {
      act: 'platform_report_imported',
      subject: ['meeting', meeting.id],
      projectId: meeting.project_id,
      after: {
        platform,
        ...(platform_name !== null && { platform_name }),
        platform_version: given.platform_version,
        name: given.name,
        file_hash: given.file.hash,
        people: rows.length,
        matched,
      },
    })
    if (said) await rememberMapping(db, actor, meeting, said)
    const recorded = await recordPlatformTimes(db, actor, meeting, {
      reason: null,
      because: becauseOf(given.name),
      matched: { people: rows.flatMap(({ person_id }) => person_id ?? []), field: 'file' },
    })
    return { id: made.id, isNew: true, people: rows.length, waiting, ...recorded }
  })
}

/** Who registered without coming and is nobody of the meeting's waits for nobody. */
function stateOf(match: Match | null, no_show: boolean) {
  if (match)
    return { state: 'matched' as const, matched_by: match.by, person_id: match.person_id, reason: null }
  const nobody = { matched_by: null, person_id: null }
  return no_show
    ? { state: 'set_aside' as const, ...nobody, reason: m.online_reason_no_show() }
    : { state: 'waiting' as const, ...nobody, reason: null }
}

async function alreadyImported(db: Db, meeting_id: string, file_hash: string): Promise<Imported> {
  const { id } = await db
    .selectFrom('platform_report')
    .select('id')
    .where('meeting_id', '=', meeting_id)
    .where('file_hash', '=', file_hash)
    .executeTakeFirstOrThrow()
  const counts = await countsOf(db, [id])
  const of = counts.get(id) ?? noRows
  return { id, isNew: false, people: allRows(of), waiting: of.waiting, recorded: 0, proposed: 0 }
}

/** How many rows of some reports are in which state. */
export async function countsOf(db: Db, reportIds: readonly string[]) {
  const counts = new Map<string, RowCounts>()
  if (reportIds.length === 0) return counts
  const rows = await db
    .selectFrom('platform_row')
    .select(['report_id', 'state'])
    .select((eb) => eb.fn.countAll().as('total'))
    .where('report_id', 'in', reportIds)
    .groupBy(['report_id', 'state'])
    .execute()
  for (const { report_id, state, total } of rows) {
    const count = counts.get(report_id) ?? noRows
    counts.set(report_id, { ...count, [state]: Number(total) })
  }
  return counts
}

/** The reports imported for some meetings, oldest first, each with its counts. */
export async function reportsOf(db: Db, meetingIds: readonly string[]) {
  if (meetingIds.length === 0) return []
  const reports = await db
    .selectFrom('platform_report')
    .leftJoin('account', 'account.id', 'platform_report.imported_by')
    .selectAll('platform_report')
    .select('account.name as imported_by_name')
    .where('platform_report.meeting_id', 'in', meetingIds)
    .orderBy('platform_report.imported_at')
    .orderBy('platform_report.id')
    .execute()
  const counts = await countsOf(
    db,
    reports.map((report) => report.id),
  )
  return reports.map((report) => ({
    ...report,
    counts: counts.get(report.id) ?? noRows,
  }))
}
