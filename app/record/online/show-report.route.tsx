// SPDX-License-Identifier: AGPL-3.0-or-later
import type { ActionFunctionArgs, LoaderFunctionArgs, MetaFunction } from '@remix-run/node'
import { Link, useActionData, useLoaderData } from '@remix-run/react'
import { requirePermission } from '#base/access/guards.server.ts'
import { can } from '#base/access/permissions.ts'
import { now } from '#base/clock.server.ts'
import { AppError } from '#base/error.ts'
import { redirectWith } from '#base/http/flash.server.ts'
import { readForm, withForm } from '#base/http/form.server.ts'
import { addressOf, listQuery } from '#base/http/list.ts'
import { title } from '#base/http/title.ts'
import { m } from '#base/i18n/paraglide/messages.js'
import { Page, Section } from '#base/ui/page.tsx'
import { isSettled } from '#plan/meetings/meeting.ts'
import { trailTo } from '#plan/meetings/trail.ts'
import { meetingName, whenName } from '#plan/meetings/words.ts'
import { reachOf } from '#plan/people/home.server.ts'
import { fundingHandle, fundingOf } from '#plan/projects/funding.ts'
import { proposedAs } from '#record/proposals/proposed-as.server.ts'
import { ToBeSigned } from '#record/proposals/to-be-signed.tsx'
import { standing } from './platform-marks.server.ts'
import { readingOf } from './reading.ts'
import { chooseSchema, mostReportFields, noRows, rowStates, timesSchema } from './report.ts'
import { OtherRows, ReportFacts, ReportStates } from './report-facts.tsx'
import { findReport, proposalsFor, rowsOfReport } from './report-page.server.ts'
import { ReportRows } from './report-rows.tsx'
import { ReportStanding } from './report-standing.tsx'
import { countsOf } from './reports.server.ts'
import { chooseRow, takePlatformTimes } from './rows.server.ts'
import { standingShown } from './standing-page.server.ts'

export const handle = fundingHandle
export const meta: MetaFunction<typeof loader> = ({ data }) =>
  title(data && `${data.report.name} · ${meetingName(data.meeting)} · ${data.edition.code}`)

export async function loader(args: LoaderFunctionArgs) {
  const { db, actor, project, edition, meeting } = await requirePermission(args, 'attendance:see')
  const report = await findReport(db, meeting.id, args.params.report ?? '')
  if (!report) throw new AppError('not_found', m.access_not_found())
  const counts = (await countsOf(db, [report.id])).get(report.id) ?? noRows
  const asked = new URL(args.request.url).searchParams.get('show')
  const show =
    asked === 'all'
      ? null
      : (rowStates.find((state) => state === asked) ?? (counts.waiting > 0 ? 'waiting' : null))
  const query = listQuery(args.request, ['position'])
  const [rows, facts] = await Promise.all([
    rowsOfReport(db, report.id, show, query),
    standing(db, meeting).then((found) => standingShown(db, found)),
  ])
  const mayRecord = can(actor, 'attendance:record', { projectId: project.id, editionId: edition.id })
  const waiting = rows.rows.map((row) => (row.state === 'waiting' ? row : { name: '', email: null }))
  const proposals = mayRecord ? await proposalsFor(db, reachOf(actor, project.id), meeting, waiting) : []
  const { id, number, title, starts_at, ends_at, state } = meeting
  return {
    meeting: { id, number, title, starts_at, ends_at, state },
    edition: { code: edition.code, id: edition.id },
    report: {
      id: report.id,
      name: report.name,
      platform: report.platform,
      platform_name: report.platform_name,
      platform_version: report.platform_version,
      file_hash: report.file_hash,
      imported_at: report.imported_at,
      imported_by_name: report.imported_by_name,
    },
    reading: readingOf(report.reading),
    counts,
    show,
    rows: {
      total: rows.total,
      pages: rows.pages,
      rows: rows.rows.map((row, at) => ({ ...row, proposals: proposals[at] ?? [] })),
    },
    standing: facts,
    q: query.q,
    page: query.page,
    address: addressOf(args.request),
    settled: isSettled(meeting),
    over: now() > ends_at,
    mayRecord: mayRecord && state !== 'cancelled',
    enrolTo: can(actor, 'project:manage', { projectId: project.id })
      ? `/manage/${project.slug}/editions/${edition.code}/enrol`
      : null,
    trail: trailTo(actor, project, edition),
    funding: fundingOf(project),
  }
}

export async function action(args: ActionFunctionArgs) {
  const { db, actor, meeting } = await requirePermission(args, 'attendance:record')
  const report = await findReport(db, meeting.id, args.params.report ?? '')
  if (!report) throw new AppError('not_found', m.access_not_found())
  const here = `${addressOf(args.request)}#contenuto`
  const sent = await readForm(args.request, mostReportFields)
  const intent = sent.get('intent')
  if (intent === 'take_times' || intent === 'record') {
    return withForm(sent, timesSchema, async (values) => {
      const instead = values.intent === 'take_times' ? values.person : []
      const reason = values.intent === 'take_times' ? (values.reason ?? null) : null
      const given = { meeting_id: meeting.id, reason, instead }
      const { recorded, proposed } = await takePlatformTimes(db, actor, given)
      if (isSettled(meeting)) return proposedAs(meeting.id, proposed)
      return redirectWith(here, m.online_times_recorded({ n: recorded }))
    })
  }
  return withForm(sent, chooseSchema, async ({ row, person, reason }) => {
    const { name, proposed } = await chooseRow(db, actor, {
      meeting_id: meeting.id,
      report_id: report.id,
      row_id: row,
      person_id: person,
      reason: reason ?? null,
    })
    if (proposed > 0) return proposedAs(meeting.id, proposed)
    return redirectWith(here, m.online_row_chosen({ name }))
  })
}

export default function ShowReport() {
  const data = useLoaderData<typeof loader>()
  const reply = useActionData<typeof action>()
  const { meeting, edition, report, trail, mayRecord } = data
  const here = `/meetings/${meeting.id}`
  const imports = `${here}/import`
  return (
    <Page
      title={m.online_report_title({ name: report.name })}
      lead={
        <>
          {edition.code} · <Link to={here}>{meetingName(meeting)}</Link>
          <br />
          {whenName(meeting)}
        </>
      }
      breadcrumb={[
        trail,
        { label: meetingName(meeting), to: here },
        mayRecord ? { label: m.words_platform_report(), to: imports } : { label: m.words_platform_report() },
        { label: report.name },
      ]}
    >
      <ReportFacts report={report} file={`${imports}/${report.id}/file`} said={data.reading?.said ?? null} />
      <OtherRows reading={data.reading} />
      {mayRecord && <ToBeSigned settled={data.settled} />}
      <Section title={m.online_rows_title()} id="rows">
        <ReportStates counts={data.counts} show={data.show} address={`${imports}/${report.id}`} />
        <ReportRows
          here={`${imports}/${report.id}/rows`}
          rows={data.rows}
          q={data.q}
          page={data.page}
          address={data.address}
          settled={data.settled}
          mayRecord={mayRecord}
        />
      </Section>
      <ReportStanding
        here={here}
        standing={data.standing}
        settled={data.settled}
        over={data.over}
        mayRecord={mayRecord}
        enrolTo={data.enrolTo}
        result={reply && 'result' in reply ? reply.result : undefined}
      />
    </Page>
  )
}
