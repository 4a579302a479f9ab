// SPDX-License-Identifier: AGPL-3.0-or-later

import { type ActionFunctionArgs, data, type LoaderFunctionArgs, type MetaFunction } from '@remix-run/node'
import { useActionData, useLoaderData } from '@remix-run/react'
import { requirePermission } from '#base/access/guards.server.ts'
import { AppError } from '#base/error.ts'
import { mostFiles, signedType } from '#base/files/file.ts'
import { filesOf } from '#base/files/upload.server.ts'
import { redirectWith } from '#base/http/flash.server.ts'
import { formAsSent, withForm } from '#base/http/form.server.ts'
import { addressOf, listQuery } from '#base/http/list.ts'
import { title } from '#base/http/title.ts'
import { m } from '#base/i18n/paraglide/messages.js'
import { EmptyState, Notice } from '#base/ui/notice.tsx'
import { Section } from '#base/ui/page.tsx'
import { Pager } from '#base/ui/table.tsx'
import { MeetingPage } from '#plan/meetings/meeting-page.tsx'
import { refuseRecordChange } from '#plan/meetings/record-change.server.ts'
import { mayChangeRecord } from '#plan/meetings/record-change.ts'
import { trailTo } from '#plan/meetings/trail.ts'
import { meetingName } from '#plan/meetings/words.ts'
import { fundingHandle, fundingOf } from '#plan/projects/funding.ts'
import { AttachedNotice } from './attached-notice.tsx'
import { type Attached, attachFiles, refuseEarlySheet } from './evidence.server.ts'
import { attachSchema, evidenceReasonName, evidenceStateName, evidenceTone } from './evidence.ts'
import { EvidenceForm } from './evidence-form.tsx'
import { EvidenceTable } from './evidence-table.tsx'
import { evidenceOf } from './facts.server.ts'
import { listEvidence } from './list.server.ts'

export const handle = fundingHandle
export const meta: MetaFunction<typeof loader> = ({ data }) =>
  title(data && `${m.files_evidence_title()} · ${meetingName(data.meeting)}`)

export async function loader(args: LoaderFunctionArgs) {
  const { db, actor, project, edition, meeting } = await requirePermission(args, 'attendance:see')
  const query = listQuery(args.request, ['newest'])
  const [evidence, states] = await Promise.all([
    listEvidence(db, meeting.id, query),
    evidenceOf(db, [meeting.id]),
  ])
  const { id, number, title, starts_at, ends_at, state, mode } = meeting
  const { state: evidence_state, why } = states.get(id) ?? {
    state: 'missing' as const,
    why: 'nothing' as const,
  }
  return {
    meeting: { id, number, title, starts_at, ends_at, state, mode },
    edition: { code: edition.code },
    evidence,
    evidence_state,
    why,
    page: query.page,
    address: addressOf(args.request),
    mayAttach: mayChangeRecord(actor, { ...meeting, project_id: project.id }),
    trail: trailTo(actor, project, edition),
    funding: fundingOf(project),
  }
}

export async function action(args: ActionFunctionArgs) {
  const { db, actor, project, meeting } = await requirePermission(args, 'attendance:record')
  const here = { ...meeting, project_id: project.id }
  await refuseRecordChange(db, actor, here)
  return withForm(args.request, attachSchema, async ({ kind }, form) => {
    refuseEarlySheet(kind, meeting)
    const chosen = filesOf(form, 'file', mostFiles)
    if (chosen.length === 0) throw new AppError('invalid', m.files_error_none_chosen(), 'file')
    const files = await Promise.all(
      chosen.map(async (file) => ({ name: file.name, bytes: new Uint8Array(await file.arrayBuffer()) })),
    )
    const done = await attachFiles(db, actor, { meeting: here, kind, files })
    const [refused] = done.refused
    if (!refused) return redirectWith(`/meetings/${meeting.id}/evidence`, ...saidOf(done))
    if (files.length === 1) throw refused.error
    const error = { file: [m.files_several_refused({ n: done.refused.length })] }
    const result = { ...formAsSent(form, attachSchema), status: 'error' as const, error }
    const several = {
      kept: done.attached.length + done.already.length,
      refused: done.refused.map(({ name, error }) => ({ name, why: error.message })),
    }
    return data({ result, several }, 422)
  })
}

function saidOf({ attached, already }: Attached): [text: string, tone: 'success' | 'info'] {
  const [first, ...others] = attached
  if (first === undefined)
    return [already.length > 1 ? m.files_attach_all_already() : m.files_attach_already(), 'info']
  const said =
    others.length > 0 ? m.files_attach_several({ n: attached.length }) : m.files_attach_done({ name: first })
  return [
    already.length > 0 ? `${said} ${m.files_attach_some_already({ n: already.length })}` : said,
    'success',
  ]
}

export default function ListEvidence() {
  const data = useLoaderData<typeof loader>()
  const reply = useActionData<typeof action>()
  const { meeting, edition, evidence, trail, mayAttach } = data
  const here = `/meetings/${meeting.id}`
  return (
    <MeetingPage title={m.files_evidence_title()} meeting={meeting} edition={edition} trail={trail}>
      <Notice tone={evidenceTone(data.evidence_state)} title={evidenceStateName(data.evidence_state)}>
        {evidenceReasonName(data.why)}
      </Notice>
      <Section title={m.files_attached_title()}>
        {evidence.total === 0 ? (
          <EmptyState title={m.files_attached_none()}>
            {mayAttach ? m.files_attached_none_text() : m.files_attached_none_reader()}
          </EmptyState>
        ) : (
          <>
            {evidence.rows.some((row) => row.type === signedType) && <p>{m.files_signed_note()}</p>}
            <EvidenceTable rows={evidence.rows} here={`${here}/evidence`} mayWithdraw={mayAttach} />
            <Pager page={data.page} pages={evidence.pages} total={evidence.total} address={data.address} />
          </>
        )}
      </Section>
      {mayAttach && (
        <Section title={m.files_attach_title()}>
          {reply && 'several' in reply && <AttachedNotice {...reply.several} />}
          <EvidenceForm
            suggested={
              meeting.mode === 'virtual_class' || meeting.mode === 'webinar' ? 'other' : 'signed_sheet'
            }
            result={reply && 'result' in reply ? reply.result : undefined}
          />
        </Section>
      )}
      {!mayAttach && meeting.state === 'locked' && <p>{m.files_locked_text()}</p>}
    </MeetingPage>
  )
}
