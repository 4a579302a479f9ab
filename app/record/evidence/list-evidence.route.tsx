// SPDX-License-Identifier: AGPL-3.0-or-later

import type { ActionFunctionArgs, LoaderFunctionArgs, MetaFunction } from '@remix-run/node'
import { useActionData, useLoaderData } from '@remix-run/react'
import { requirePermission } from '#base/access/guards.server.ts'
import { AppError } from '#base/error.ts'
import { scanTypes } from '#base/files/file.ts'
import { keepProjectFile } from '#base/files/quota.server.ts'
import { uploadOf } from '#base/files/upload.server.ts'
import { redirectWith } from '#base/http/flash.server.ts'
import { withForm } from '#base/http/form.server.ts'
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
import { attachEvidence, refuseEarlySheet } from './evidence.server.ts'
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
  await refuseRecordChange(db, actor, { ...meeting, project_id: project.id })
  return withForm(args.request, attachSchema, async ({ kind }, form) => {
    refuseEarlySheet(kind, meeting)
    const upload = await uploadOf(form, 'file', { types: scanTypes })
    if (!upload) throw new AppError('invalid', m.files_error_none_chosen(), 'file')
    const file = await keepProjectFile(db, project.id, upload.bytes, upload.type)
    const { isNew } = await attachEvidence(db, actor, {
      meeting_id: meeting.id,
      kind,
      file,
      name: upload.name,
    })
    const here = `/meetings/${meeting.id}/evidence`
    if (!isNew) return redirectWith(here, m.files_attach_already(), 'info')
    return redirectWith(here, m.files_attach_done({ name: upload.name }))
  })
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
            <EvidenceTable rows={evidence.rows} here={`${here}/evidence`} mayWithdraw={mayAttach} />
            <Pager page={data.page} pages={evidence.pages} total={evidence.total} address={data.address} />
          </>
        )}
      </Section>
      {mayAttach && (
        <Section title={m.files_attach_title()}>
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
