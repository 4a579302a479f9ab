// SPDX-License-Identifier: AGPL-3.0-or-later

import type { ActionFunctionArgs, LoaderFunctionArgs, MetaFunction } from '@remix-run/node'
import { useActionData, useLoaderData } from '@remix-run/react'
import { requirePermission } from '#base/access/guards.server.ts'
import { env } from '#base/env.server.ts'
import { AppError } from '#base/error.ts'
import { keepProjectFile } from '#base/files/quota.server.ts'
import { uploadOf } from '#base/files/upload.server.ts'
import { inUploadThread } from '#base/files/uploads.server.ts'
import { redirectWith } from '#base/http/flash.server.ts'
import { withForm } from '#base/http/form.server.ts'
import { title } from '#base/http/title.ts'
import { m } from '#base/i18n/paraglide/messages.js'
import { EmptyState, Notice } from '#base/ui/notice.tsx'
import { Section } from '#base/ui/page.tsx'
import { isSettled } from '#plan/meetings/meeting.ts'
import { MeetingPage } from '#plan/meetings/meeting-page.tsx'
import { refuseRecordChange } from '#plan/meetings/record-change.server.ts'
import { recordChange } from '#plan/meetings/record-change.ts'
import { trailTo } from '#plan/meetings/trail.ts'
import { meetingName } from '#plan/meetings/words.ts'
import { fundingHandle, fundingOf } from '#plan/projects/funding.ts'
import { signerOf } from '#record/marks/signature.server.ts'
import { ImportForm } from './import-form.tsx'
import type { PlatformReport } from './platform-report.server.ts'
import { readingReport } from './platform-report.server.ts'
import { importSchema } from './report.ts'
import { ReportTable } from './report-table.tsx'
import { type Imported, importReport, reportsOf } from './reports.server.ts'

export const handle = fundingHandle
export const meta: MetaFunction<typeof loader> = ({ data }) =>
  title(data && `${m.words_platform_report()} · ${meetingName(data.meeting)} · ${data.edition.code}`)

export async function loader(args: LoaderFunctionArgs) {
  const { db, actor, project, edition, meeting } = await requirePermission(args, 'attendance:record')
  const reports = await reportsOf(db, [meeting.id])
  const { id, number, title, starts_at, ends_at, state, mode } = meeting
  return {
    meeting: { id, number, title, starts_at, ends_at, state, mode },
    edition: { code: edition.code },
    reports: reports.map(
      ({ id, platform, platform_name, platform_version, name, imported_at, imported_by_name, counts }) => {
        return { id, platform, platform_name, platform_version, name, imported_at, imported_by_name, counts }
      },
    ),
    settled: isSettled(meeting),
    refused: recordChange(actor, { ...meeting, project_id: project.id }) === 'locked',
    trail: trailTo(actor, project, edition),
    funding: fundingOf(project),
  }
}

export async function action(args: ActionFunctionArgs) {
  const { db, actor, project, meeting } = await requirePermission(args, 'attendance:record')
  return withForm(args.request, importSchema, async ({ platform_version, reason, password }, form) => {
    await refuseRecordChange(db, actor, { ...meeting, project_id: project.id })
    const signer = await signerOf(db, actor, meeting, password)
    const upload = await uploadOf(form, 'file', { types: ['text/csv'] })
    if (!upload) throw new AppError('invalid', m.online_error_no_file(), 'file')
    const { starts_at, ends_at } = meeting
    const times = { starts_at, ends_at }
    const zone = env().TZ_DISPLAY
    const { value: report, bytes } = await inUploadThread(readingReport, upload.bytes, times, zone)
    const file = await keepProjectFile(db, project.id, bytes, upload.type)
    const done = await importReport(db, signer, {
      meeting_id: meeting.id,
      file,
      name: upload.name,
      platform_version: platform_version ?? null,
      report,
      reason: reason ?? null,
    })
    const isDoubtful = done.waiting > 0 || report.unclosed > 0 || report.cut > 0 || report.others.length > 0
    const tone = !done.isNew ? 'info' : isDoubtful ? 'warning' : 'success'
    return redirectWith(`/meetings/${meeting.id}/import/${done.id}`, saidOf(done, report), tone)
  })
}

function saidOf(done: Imported, { people, unclosed, cut, others }: PlatformReport): string {
  if (!done.isNew) return m.online_import_already()
  const noShows = people.filter((person) => person.no_show).length
  const said = [
    m.online_import_done({ people: done.people, recorded: done.recorded }),
    done.waiting > 0 ? m.online_import_waiting({ n: done.waiting }) : '',
    unclosed > 0 ? m.online_import_unclosed({ n: unclosed }) : '',
    noShows > 0 ? m.online_import_no_shows({ n: noShows }) : '',
    cut > 0 ? m.online_import_cut({ n: cut }) : '',
    others.length > 0 ? m.online_import_others({ n: others.length }) : '',
  ]
  return said.filter(Boolean).join(' ')
}

export default function ImportReport() {
  const { meeting, edition, reports, settled, refused, trail } = useLoaderData<typeof loader>()
  const reply = useActionData<typeof action>()
  const here = `/meetings/${meeting.id}`
  return (
    <MeetingPage title={m.words_platform_report()} meeting={meeting} edition={edition} trail={trail}>
      {meeting.state === 'cancelled' ? (
        <Notice tone="warning" title={m.words_meeting_cancelled()}>
          {m.attendance_cancelled_text()}
        </Notice>
      ) : refused ? (
        <Notice tone="warning">{m.attendance_error_locked()}</Notice>
      ) : (
        <>
          {meeting.mode === 'in_person' && <Notice tone="info">{m.online_import_in_person()}</Notice>}
          <ImportForm settled={settled} result={reply && 'result' in reply ? reply.result : undefined} />
        </>
      )}
      <Section title={m.online_reports_title()}>
        {reports.length === 0 ? (
          <EmptyState title={m.online_reports_none()}>{m.online_reports_none_text()}</EmptyState>
        ) : (
          <ReportTable here={here} reports={reports} />
        )}
      </Section>
    </MeetingPage>
  )
}
