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
import { LinkButton } from '#base/ui/buttons.tsx'
import { ConfirmBox } from '#base/ui/confirm.tsx'
import { FormErrors, TextArea } from '#base/ui/fields.tsx'
import { EmptyState } from '#base/ui/notice.tsx'
import { cancelledMeetingSchema, isSettled } from '#plan/meetings/meeting.ts'
import { MeetingPage } from '#plan/meetings/meeting-page.tsx'
import { refuseRecordChange } from '#plan/meetings/record-change.server.ts'
import { trailTo } from '#plan/meetings/trail.ts'
import { fundingHandle, fundingOf } from '#plan/projects/funding.ts'
import { presencesAt, withdrawPresences } from './withdraw-presences.server.ts'

export const handle = fundingHandle
export const meta: MetaFunction = () => title(m.editions_withdraw_presences())

export async function loader(args: LoaderFunctionArgs) {
  const { db, actor, project, edition, meeting } = await requirePermission(args, 'attendance:record')
  await refuseRecordChange(db, actor, { ...meeting, project_id: project.id })
  if (isSettled(meeting)) throw redirect(`/meetings/${meeting.id}/register`)
  const { id, number, title, starts_at, ends_at } = meeting
  return {
    found: await presencesAt(db, meeting.id),
    meeting: { id, number, title, starts_at, ends_at },
    edition: { code: edition.code },
    trail: trailTo(actor, project, edition),
    funding: fundingOf(project),
  }
}

export async function action(args: ActionFunctionArgs) {
  const { db, actor, meeting } = await requirePermission(args, 'attendance:record')
  return withForm(args.request, cancelledMeetingSchema, async ({ reason }) => {
    const { marks, walkIns } = await withdrawPresences(db, actor, { meeting_id: meeting.id, reason })
    return redirectWith(
      `/meetings/${meeting.id}`,
      marks + walkIns > 0
        ? m.editions_withdraw_presences_done({ n: marks + walkIns })
        : m.editions_withdraw_presences_none(),
    )
  })
}

/** Takes back all that was recorded of who was at a meeting. */
export default function WithdrawPresences() {
  const { found, meeting, edition, trail } = useLoaderData<typeof loader>()
  const reply = useActionData<typeof action>()
  const [form, fields] = useForm({
    lastResult: reply && 'result' in reply ? reply.result : undefined,
    defaultValue: { reason: '' },
  })
  const here = `/meetings/${meeting.id}`
  return (
    <MeetingPage
      title={m.editions_withdraw_presences()}
      meeting={meeting}
      edition={edition}
      trail={trail}
      above={[{ label: m.attendance_roll_call(), to: `${here}/attendance` }]}
    >
      <FormErrors form={form} labels={{ reason: m.words_reason() }} />
      {found.marks + found.walkIns === 0 ? (
        <EmptyState
          title={m.editions_withdraw_presences_none()}
          action={
            <LinkButton to={here} tone="secondary">
              {m.editions_withdraw_presences_back()}
            </LinkButton>
          }
        />
      ) : (
        <ConfirmBox
          title={m.editions_withdraw_presences_question()}
          confirmLabel={m.editions_withdraw_presences_confirm()}
          cancelTo={here}
        >
          <p>{m.editions_withdraw_presences_marks({ n: found.marks })}</p>
          {found.walkIns > 0 && <p>{m.editions_withdraw_presences_walk_ins({ n: found.walkIns })}</p>}
          <p>{m.editions_withdraw_presences_text()}</p>
          <TextArea field={fields.reason} label={m.words_reason()} rows={3} />
        </ConfirmBox>
      )}
    </MeetingPage>
  )
}
