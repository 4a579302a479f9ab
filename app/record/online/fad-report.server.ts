// SPDX-License-Identifier: AGPL-3.0-or-later
import { createHash } from 'node:crypto'
import { canonicalJson } from '#base/ledger/ledger.ts'
import type { Db } from '#db/connect.server.ts'
import type { PageContent } from '#record/register-page/content.ts'
import { printedPages } from '#record/register-page/pages.server.ts'
import { type FadMeeting, type FadRow, type FadTests, type FadTotal, fadMeeting } from './fad-report.ts'
import { fadTotals } from './fad-sums.ts'
import { boundedName } from './report-bounds.ts'
import { reportsOf } from './reports.server.ts'
import { connectionsOf } from './segments.ts'

export type FadReport = {
  edition: PageContent['edition']
  project: PageContent['project']
  meetings: FadMeeting[]
  totals: FadTotal[]
  /** The closed pages it is made of. */
  page_ids: string[]
  /** Numbers of the meetings with something recorded whose page is not closed. */
  open: number[]
  /** SHA-256 over all that it says. */
  hash: string
  /** The last thing that happened to what it says: the same data are the same report. */
  created: string
}

/**
 * What was held online in an edition: meetings that were not only in person, or that have a platform's report. Closed pages
 * say what they said when they were closed. Null when there are none. A fixed number of queries.
 */
export async function fadReportOf(db: Db, edition_id: string): Promise<FadReport | null> {
  const meetings = await onlineMeetings(db, edition_id)
  const ids = meetings.map((meeting) => meeting.id)
  const pages = await printedPages(db, meetings)
  const [first] = pages
  if (!first) return null
  const reports = await reportsOf(db, ids)
  const rows = await rowsOf(db, ids)
  const built = pages.map((page) => {
    const { id } = page.content.meeting
    const files = reports
      .filter((report) => report.meeting_id === id)
      .map(
        ({ platform, platform_name, platform_version, name, file_hash, imported_at, imported_by_name }) => ({
          ...{ platform, platform_version, name, file_hash, imported_at },
          ...(platform_name !== null && { platform_name }),
          imported_by: imported_by_name,
        }),
      )
    return fadMeeting(page, files, rows.get(id) ?? [])
  })
  const totals = fadTotals(built, await testsIn(db, edition_id))
  const { edition, project } = first.content
  const moments = pages.flatMap(({ content, closed, locked }) => [
    ...[closed?.at, locked?.at].flatMap((moment) => moment ?? []),
    ...[...content.people, ...content.teachers].flatMap((person) => person.recorded_at ?? []),
  ])
  return {
    edition,
    project,
    meetings: built,
    totals,
    page_ids: meetings.flatMap(({ page_id }) => page_id ?? []),
    open: built
      .filter(({ page, entries }) => page === null && entries.length > 0)
      .map(({ meeting }) => meeting.number),
    hash: createHash('sha256')
      .update(canonicalJson({ edition, project, meetings: built, totals }))
      .digest('hex'),
    created:
      [...moments, ...reports.map((report) => report.imported_at)].sort().at(-1) ??
      first.content.meeting.starts_at,
  }
}

async function onlineMeetings(db: Db, edition_id: string) {
  return await db
    .selectFrom('meeting')
    .leftJoin('register_page', (join) =>
      join.onRef('register_page.meeting_id', '=', 'meeting.id').on('register_page.superseded_at', 'is', null),
    )
    .select(['meeting.id', 'register_page.id as page_id'])
    .where('meeting.edition_id', '=', edition_id)
    .where(({ or, eb, exists, selectFrom }) =>
      or([
        eb('meeting.mode', '!=', 'in_person'),
        exists(
          selectFrom('platform_report')
            .select('platform_report.id')
            .whereRef('platform_report.meeting_id', '=', 'meeting.id'),
        ),
      ]),
    )
    .orderBy('meeting.starts_at')
    .orderBy('meeting.number')
    .execute()
}

async function rowsOf(db: Db, meetingIds: string[]): Promise<Map<string, FadRow[]>> {
  const rows = await db
    .selectFrom('platform_row')
    .innerJoin('platform_report', 'platform_report.id', 'platform_row.report_id')
    .leftJoin('person', 'person.id', 'platform_row.person_id')
    .leftJoin('account', 'account.id', 'platform_row.resolved_by')
    .select([
      'platform_report.meeting_id',
      'platform_row.name',
      'platform_row.email',
      'platform_row.intervals',
      'platform_row.no_show',
    ])
    .select([
      'platform_row.state',
      'platform_row.matched_by',
      'platform_row.reason',
      'platform_row.person_id',
      'platform_row.walk_in_id',
    ])
    .select(['person.first_name', 'person.last_name', 'account.name as resolved_by'])
    .where('platform_report.meeting_id', 'in', meetingIds)
    .orderBy('platform_report.imported_at')
    .orderBy('platform_report.id')
    .orderBy('platform_row.position')
    .execute()
  const kept = rows.map((row) => ({
    ...row,
    name: boundedName(row.name),
    intervals: connectionsOf(row.intervals),
    no_show: row.no_show === 1,
  }))
  return Map.groupBy(kept, (row) => row.meeting_id)
}

/** The quizzes of the course each person began with, and how many they passed. */
async function testsIn(db: Db, edition_id: string): Promise<Map<string, FadTests>> {
  const rows = await db
    .selectFrom('enrolment')
    .innerJoin('module', 'module.version_id', 'enrolment.course_version_id')
    .select(['enrolment.person_id'])
    .select((eb) => [
      eb.fn.countAll().as('quizzes'),
      eb
        .selectFrom('quiz_attempt')
        .innerJoin('enrolment as own', 'own.id', 'quiz_attempt.enrolment_id')
        .select(({ fn }) => fn.count('quiz_attempt.module_id').distinct().as('n'))
        .whereRef('own.person_id', '=', 'enrolment.person_id')
        .where('own.edition_id', '=', edition_id)
        .where('quiz_attempt.passed', '=', 1)
        .as('passed'),
    ])
    .where('enrolment.edition_id', '=', edition_id)
    .where('module.quiz', 'is not', null)
    .groupBy('enrolment.person_id')
    .execute()
  return new Map(
    rows.map(({ person_id, quizzes, passed }) => [
      person_id,
      { passed: Number(passed ?? 0), of: Number(quizzes) },
    ]),
  )
}
