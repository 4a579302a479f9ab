// SPDX-License-Identifier: AGPL-3.0-or-later

import { useForm } from '@conform-to/react'
import {
  type ActionFunctionArgs,
  type LoaderFunctionArgs,
  type MetaFunction,
  redirect,
} from '@remix-run/node'
import { useActionData, useLoaderData } from '@remix-run/react'
import { requirePermission } from '#base/access/guards.server.ts'
import { redirectWith } from '#base/http/flash.server.ts'
import { withForm } from '#base/http/form.server.ts'
import { title } from '#base/http/title.ts'
import { m } from '#base/i18n/paraglide/messages.js'
import { ConfirmBox } from '#base/ui/confirm.tsx'
import { FormErrors, TextArea } from '#base/ui/fields.tsx'
import { MeetingPage } from '#plan/meetings/meeting-page.tsx'
import { refuseRecordChange } from '#plan/meetings/record-change.server.ts'
import { trailTo } from '#plan/meetings/trail.ts'
import { fundingHandle, fundingOf } from '#plan/projects/funding.ts'
import { findEvidence, withdrawEvidence } from './evidence.server.ts'
import { withdrawSchema } from './evidence.ts'

export const handle = fundingHandle
export const meta: MetaFunction = () => title(m.files_withdraw_title())

export async function loader(args: LoaderFunctionArgs) {
  const { db, actor, project, edition, meeting } = await requirePermission(args, 'attendance:record')
  const evidence = await findEvidence(db, meeting.id, args.params.evidence ?? '')
  await refuseRecordChange(db, actor, { ...meeting, project_id: project.id })
  if (evidence.withdrawn_at) throw redirect(`/meetings/${meeting.id}/evidence`)
  const { id, number, title, starts_at, ends_at } = meeting
  return {
    evidence: { name: evidence.name },
    meeting: { id, number, title, starts_at, ends_at },
    edition: { code: edition.code },
    trail: trailTo(actor, project, edition),
    funding: fundingOf(project),
  }
}

export async function action(args: ActionFunctionArgs) {
  const { db, actor, meeting } = await requirePermission(args, 'attendance:record')
  return withForm(args.request, withdrawSchema, async ({ reason }) => {
    const evidence_id = args.params.evidence ?? ''
    await withdrawEvidence(db, actor, { meeting_id: meeting.id, evidence_id, reason })
    return redirectWith(`/meetings/${meeting.id}/evidence`, m.files_withdraw_done())
  })
}

export default function WithdrawEvidence() {
  const { evidence, meeting, edition, trail } = useLoaderData<typeof loader>()
  const reply = useActionData<typeof action>()
  const [form, fields] = useForm({
    lastResult: reply && 'result' in reply ? reply.result : undefined,
    defaultValue: { reason: '' },
  })
  const here = `/meetings/${meeting.id}`
  return (
    <MeetingPage
      title={m.files_withdraw_title()}
      meeting={meeting}
      edition={edition}
      trail={trail}
      above={[{ label: m.files_evidence_title(), to: `${here}/evidence` }]}
    >
      <FormErrors form={form} labels={{ reason: m.words_reason() }} />
      <ConfirmBox
        title={m.files_withdraw_question({ name: evidence.name })}
        confirmLabel={m.files_withdraw_confirm()}
        cancelTo={`${here}/evidence`}
      >
        <p>{m.files_withdraw_text()}</p>
        <TextArea field={fields.reason} label={m.words_reason()} rows={3} />
      </ConfirmBox>
    </MeetingPage>
  )
}
