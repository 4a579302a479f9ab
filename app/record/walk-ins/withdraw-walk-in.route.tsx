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
import { AppError } from '#base/error.ts'
import { redirectWith } from '#base/http/flash.server.ts'
import { withForm } from '#base/http/form.server.ts'
import { title } from '#base/http/title.ts'
import { m } from '#base/i18n/paraglide/messages.js'
import { ConfirmBox } from '#base/ui/confirm.tsx'
import { FormErrors, TextArea } from '#base/ui/fields.tsx'
import { isSettled } from '#plan/meetings/meeting.ts'
import { MeetingPage } from '#plan/meetings/meeting-page.tsx'
import { refuseRecordChange } from '#plan/meetings/record-change.server.ts'
import { trailTo } from '#plan/meetings/trail.ts'
import { personName } from '#plan/people/person.ts'
import { fundingHandle, fundingOf } from '#plan/projects/funding.ts'
import { proposedAs } from '#record/proposals/proposed-as.server.ts'
import { proposeChange } from '#record/proposals/proposed-changes.server.ts'
import { ToBeSigned } from '#record/proposals/to-be-signed.tsx'
import { withdrawWalkIn } from './corrections.server.ts'
import { findWalkIn } from './list.server.ts'
import { withdrawSchema } from './walk-in.ts'

export const handle = fundingHandle
export const meta: MetaFunction = () => title(m.attendance_walk_in_withdraw())

export async function loader(args: LoaderFunctionArgs) {
  const { db, actor, project, edition, meeting } = await requirePermission(args, 'attendance:record')
  const walkIn = await findWalkIn(db, project.id, args.params.walkIn ?? '')
  if (walkIn?.meeting_id !== meeting.id) throw new AppError('not_found', m.access_not_found())
  await refuseRecordChange(db, actor, { ...meeting, project_id: project.id })
  if (walkIn.is !== 'waiting') throw redirect(`/meetings/${meeting.id}/walk-ins/${walkIn.id}`)
  const { id, number, title, starts_at, ends_at } = meeting
  return {
    id: walkIn.id,
    name: personName(walkIn.first_name, walkIn.last_name),
    meeting: { id, number, title, starts_at, ends_at },
    edition: { code: edition.code },
    settled: isSettled(meeting),
    trail: trailTo(actor, project, edition),
    funding: fundingOf(project),
  }
}

export async function action(args: ActionFunctionArgs) {
  const { db, actor, project, meeting } = await requirePermission(args, 'attendance:record')
  const walkIn = await findWalkIn(db, project.id, args.params.walkIn ?? '')
  if (walkIn?.meeting_id !== meeting.id) throw new AppError('not_found', m.access_not_found())
  return withForm(args.request, withdrawSchema, async ({ reason }) => {
    const which = { walk_in_id: walkIn.id, meeting_id: meeting.id }
    if (isSettled(meeting)) {
      const change = { kind: 'walk_in_withdrawn' as const, walk_in: walkIn.id }
      const proposed = await proposeChange(db, actor, meeting.id, change, (db, signer) =>
        withdrawWalkIn(db, signer, { ...which, reason }),
      )
      return proposedAs(meeting.id, proposed ? 1 : 0)
    }
    const isNew = await withdrawWalkIn(db, actor, { ...which, reason })
    const name = personName(walkIn.first_name, walkIn.last_name)
    return redirectWith(
      `/meetings/${meeting.id}/walk-ins/${walkIn.id}`,
      isNew ? m.attendance_walk_in_withdrawn({ name }) : m.attendance_walk_in_withdrawn_already({ name }),
    )
  })
}

/** Takes back somebody who was written down at a meeting's door by mistake. */
export default function WithdrawWalkIn() {
  const { id, name, meeting, edition, settled, trail } = useLoaderData<typeof loader>()
  const reply = useActionData<typeof action>()
  const [form, fields] = useForm<{ reason: string }>({
    lastResult: reply && 'result' in reply ? reply.result : undefined,
    defaultValue: { reason: '' },
  })
  const here = `/meetings/${meeting.id}/walk-ins/${id}`
  return (
    <MeetingPage
      title={m.attendance_walk_in_withdraw()}
      meeting={meeting}
      edition={edition}
      trail={trail}
      above={[{ label: name, to: here }]}
    >
      <ToBeSigned settled={settled} />
      <FormErrors form={form} labels={{ reason: m.words_reason() }} />
      <ConfirmBox
        title={m.attendance_walk_in_withdraw_question({ name })}
        confirmLabel={m.attendance_walk_in_withdraw_confirm()}
        cancelTo={here}
      >
        <p>{m.attendance_walk_in_withdraw_text()}</p>
        <TextArea field={fields.reason} label={m.words_reason()} rows={3} />
      </ConfirmBox>
    </MeetingPage>
  )
}
