// SPDX-License-Identifier: AGPL-3.0-or-later

import {
  type ActionFunctionArgs,
  type LoaderFunctionArgs,
  type MetaFunction,
  redirect,
} from '@remix-run/node'
import { useActionData, useLoaderData } from '@remix-run/react'
import { requirePermission } from '#base/access/guards.server.ts'
import { env } from '#base/env.server.ts'
import { AppError } from '#base/error.ts'
import { tableTypes } from '#base/files/file.ts'
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
import { ToBeSigned } from '#record/proposals/to-be-signed.tsx'
import { sealDraft } from './draft.server.ts'
import { ImportForm } from './import-form.tsx'
import { importedSaid, importedTone } from './imported-words.ts'
import { readingUpload } from './platform-report.server.ts'
import { importSchema } from './report.ts'
import { ReportTable } from './report-table.tsx'
import { importReport, reportsOf } from './reports.server.ts'

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
  return withForm(args.request, importSchema, async ({ platform_version }, form) => {
    await refuseRecordChange(db, actor, { ...meeting, project_id: project.id })
    const upload = await uploadOf(form, 'file', { types: tableTypes })
    if (!upload) throw new AppError('invalid', m.online_error_no_file(), 'file')
    const { starts_at, ends_at } = meeting
    const times = { starts_at, ends_at }
    const zone = env().TZ_DISPLAY
    const { value, bytes } = await inUploadThread(readingUpload, upload.bytes, times, zone)
    const file = await keepProjectFile(db, project.id, bytes, upload.type)
    const version = platform_version ?? null
    if ('asks' in value) {
      const { hash } = file
      const { name } = upload
      const draft = sealDraft(meeting.id, { hash, type: upload.type, name, version })
      const to = `/meetings/${meeting.id}/import/columns?draft=${draft}`
      return value.asks === null ? redirect(to) : redirectWith(to, value.asks, 'warning')
    }
    const { report } = value
    const done = await importReport(db, actor, {
      meeting_id: meeting.id,
      file,
      name: upload.name,
      platform_version: version,
      report,
    })
    const to = `/meetings/${meeting.id}/import/${done.id}`
    return redirectWith(to, importedSaid(done, report), importedTone(done, report))
  })
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
          <ToBeSigned settled={settled} />
          <ImportForm result={reply && 'result' in reply ? reply.result : undefined} />
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
