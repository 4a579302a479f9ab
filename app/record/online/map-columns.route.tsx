// SPDX-License-Identifier: AGPL-3.0-or-later
import { type ActionFunctionArgs, data, type LoaderFunctionArgs, type MetaFunction } from '@remix-run/node'
import { useActionData, useLoaderData } from '@remix-run/react'
import { requirePermission } from '#base/access/guards.server.ts'
import { env } from '#base/env.server.ts'
import { AppError } from '#base/error.ts'
import { keepProjectFile } from '#base/files/quota.server.ts'
import { inUploadThread } from '#base/files/uploads.server.ts'
import { redirectWith } from '#base/http/flash.server.ts'
import { formAsSent, readForm, withForm } from '#base/http/form.server.ts'
import { title } from '#base/http/title.ts'
import { m } from '#base/i18n/paraglide/messages.js'
import { columnLetter } from '#base/sheets/mapping.ts'
import { LinkButton } from '#base/ui/buttons.tsx'
import { Notice } from '#base/ui/notice.tsx'
import { Section } from '#base/ui/page.tsx'
import { DataTable } from '#base/ui/table.tsx'
import { isSettled } from '#plan/meetings/meeting.ts'
import { MeetingPage } from '#plan/meetings/meeting-page.tsx'
import { refuseRecordChange } from '#plan/meetings/record-change.server.ts'
import { trailTo } from '#plan/meetings/trail.ts'
import { meetingName } from '#plan/meetings/words.ts'
import { fundingHandle, fundingOf } from '#plan/projects/funding.ts'
import { ToBeSigned } from '#record/proposals/to-be-signed.tsx'
import { ColumnsForm } from './columns-form.tsx'
import { findDraft } from './draft.server.ts'
import { importedSaid, importedTone } from './imported-words.ts'
import { mappingSchema, mappingShown, mappingTyped } from './mapping-form.ts'
import type { Preview } from './mapping-preview.tsx'
import { findMapping } from './mappings.server.ts'
import { lookingAtTable, readingMapped } from './platform-report.server.ts'
import type { PlatformReport } from './reported-people.ts'
import { importReport } from './reports.server.ts'

export const handle = fundingHandle
export const meta: MetaFunction<typeof loader> = ({ data }) =>
  title(data && `${m.online_map_title()} · ${meetingName(data.meeting)} · ${data.edition.code}`)

/** So many lines, and so many columns of them, are shown. */
const shownLines = 8
const shownColumns = 12

export async function loader(args: LoaderFunctionArgs) {
  const { db, actor, project, edition, meeting } = await requirePermission(args, 'attendance:record')
  const { id, number, title, starts_at, ends_at } = meeting
  const page = {
    meeting: { id, number, title, starts_at, ends_at },
    edition: { code: edition.code },
    settled: isSettled(meeting),
    zone: env().TZ_DISPLAY,
    trail: trailTo(actor, project, edition),
    funding: fundingOf(project),
  }
  const draft = await findDraft(meeting.id, draftIn(args.request))
  if (!draft) return { ...page, file: null }
  const { value: look } = await inUploadThread(lookingAtTable, draft.bytes)
  const kept = await findMapping(
    db,
    project.id,
    look.rows.flatMap(({ fingerprint }) => fingerprint ?? []),
  )
  const head = look.rows.find(({ fingerprint }) => kept && fingerprint === kept.fingerprint)?.number
  return {
    ...page,
    file: {
      name: draft.name,
      rows: look.rows.map(({ number, cells }) => ({ number, cells })),
      width: look.width,
      lines: look.lines,
      remembered: kept !== null,
      shown: mappingShown(head ?? look.guess?.head ?? null, kept?.mapping ?? look.guess ?? {}),
    },
  }
}

export async function action(args: ActionFunctionArgs) {
  const { db, actor, project, meeting } = await requirePermission(args, 'attendance:record')
  const sent = await readForm(args.request)
  return withForm(sent, mappingSchema, async (typed) => {
    const draft = await findDraft(meeting.id, draftIn(args.request))
    if (!draft) throw new AppError('invalid', m.online_map_gone())
    const said = mappingTyped(typed)
    const { starts_at, ends_at } = meeting
    const { value: report, bytes } = await inUploadThread(
      readingMapped,
      draft.bytes,
      said,
      { starts_at, ends_at },
      env().TZ_DISPLAY,
    ).catch((error: unknown) => {
      // The file is no field of this form.
      const isOfFile = error instanceof AppError && error.field === 'file'
      throw isOfFile ? new AppError(error.kind, error.message) : error
    })
    const isConfirmed = report.others.length === 0 || typed.others_ok
    if (typed.intent === 'preview' || !isConfirmed) {
      const preview = previewOf(report)
      const result = formAsSent(sent, mappingSchema)
      const refused = { others_ok: [m.online_map_error_others()] }
      return typed.intent === 'preview'
        ? data({ result, preview })
        : data({ result: { ...result, status: 'error' as const, error: refused }, preview }, 422)
    }
    await refuseRecordChange(db, actor, { ...meeting, project_id: project.id })
    const file = await keepProjectFile(db, project.id, bytes, draft.type)
    const done = await importReport(db, actor, {
      meeting_id: meeting.id,
      file,
      name: draft.name,
      platform_version: draft.version,
      report,
    })
    const to = `/meetings/${meeting.id}/import/${done.id}`
    return redirectWith(to, importedSaid(done, report), importedTone(done, report))
  })
}

function draftIn(request: Request): string {
  return new URL(request.url).searchParams.get('draft') ?? ''
}

function previewOf({ people, others }: PlatformReport): Preview {
  return {
    people: people.slice(0, 10).map(({ position, name, email, role, intervals }) => {
      return { position, name, email, role, intervals }
    }),
    count: people.length,
    others: others.slice(0, 30),
    othersInAll: others.length,
  }
}

/** What each column of a file holds that no reader knows. */
export default function MapColumns() {
  const { meeting, edition, trail, file, settled, zone } = useLoaderData<typeof loader>()
  const reply = useActionData<typeof action>()
  const imports = `/meetings/${meeting.id}/import`
  const preview = reply && 'preview' in reply ? reply.preview : null
  return (
    <MeetingPage
      title={m.online_map_title()}
      meeting={meeting}
      edition={edition}
      trail={trail}
      above={[{ label: m.words_platform_report(), to: imports }]}
    >
      {file === null ? (
        <Notice tone="warning" title={m.online_map_gone_title()}>
          <p>{m.online_map_gone()}</p>
          <LinkButton to={imports} tone="secondary">
            {m.online_map_again()}
          </LinkButton>
        </Notice>
      ) : (
        <>
          <p>{m.online_map_lead({ name: file.name })}</p>
          <ToBeSigned settled={settled} />
          {file.remembered && <Notice tone="info">{m.online_map_remembered()}</Notice>}
          <Section title={m.online_map_first_rows()}>
            <FirstRows rows={file.rows} width={file.width} />
          </Section>
          <Section title={m.online_map_title()} id="columns">
            <ColumnsForm
              {...file}
              zone={zone}
              preview={preview}
              result={reply && 'result' in reply ? reply.result : undefined}
            />
          </Section>
        </>
      )}
    </MeetingPage>
  )
}

function FirstRows({ rows, width }: { rows: { number: number; cells: string[] }[]; width: number }) {
  const columns = Array.from({ length: Math.min(width, shownColumns) }, (_, at) => ({
    key: String(at),
    label: columnLetter(at),
    cell: ({ cells }: { cells: string[] }) => cells[at] ?? '',
  }))
  return (
    <DataTable
      caption={m.online_map_first_rows()}
      captionHidden
      rows={rows.slice(0, shownLines)}
      rowKey={({ number }) => String(number)}
      columns={[
        { key: 'line', label: m.online_map_line(), cell: ({ number }) => String(number) },
        ...columns,
      ]}
    />
  )
}
