// SPDX-License-Identifier: AGPL-3.0-or-later
import { useForm } from '@conform-to/react'
import type { ActionFunctionArgs, LoaderFunctionArgs, MetaFunction } from '@remix-run/node'
import { useActionData, useLoaderData } from '@remix-run/react'
import { requirePermission } from '#base/access/guards.server.ts'
import { askedOf, prove } from '#base/access/proof.server.ts'
import { proofSchema } from '#base/access/proof.ts'
import { ProofField } from '#base/access/proof-field.tsx'
import { redirectWith } from '#base/http/flash.server.ts'
import { withForm } from '#base/http/form.server.ts'
import { title } from '#base/http/title.ts'
import { m } from '#base/i18n/paraglide/messages.js'
import { LinkButton } from '#base/ui/buttons.tsx'
import { ConfirmBox } from '#base/ui/confirm.tsx'
import { FormErrors } from '#base/ui/fields.tsx'
import { EmptyState } from '#base/ui/notice.tsx'
import { MeetingPage } from '#plan/meetings/meeting-page.tsx'
import { trailTo } from '#plan/meetings/trail.ts'
import { meetingName } from '#plan/meetings/words.ts'
import { fundingHandle, fundingOf } from '#plan/projects/funding.ts'
import { lockMeeting } from './locking.server.ts'

export const handle = fundingHandle
export const meta: MetaFunction<typeof loader> = ({ data }) =>
  title(data && m.register_lock_title({ number: data.meeting.number }))

export async function loader(args: LoaderFunctionArgs) {
  const { actor, project, edition, meeting } = await requirePermission(args, 'register:lock')
  const { id, number, title, starts_at, ends_at, state } = meeting
  return {
    asking: askedOf(actor, 'when_old'),
    meeting: { id, number, title, starts_at, ends_at, state },
    edition: { code: edition.code },
    trail: trailTo(actor, project, edition),
    funding: fundingOf(project),
  }
}

export async function action(args: ActionFunctionArgs) {
  const { db, actor, meeting } = await requirePermission(args, 'register:lock')
  return withForm(args.request, proofSchema, async ({ password }) => {
    const locked = await lockMeeting(db, await prove(db, actor, 'when_old', password), meeting.id)
    const path = `/meetings/${meeting.id}/register`
    if (locked) return redirectWith(path, m.register_lock_done({ number: meeting.number }))
    return redirectWith(path, m.register_lock_already({ number: meeting.number }), 'info')
  })
}

export default function LockMeeting() {
  const { meeting, edition, trail, asking } = useLoaderData<typeof loader>()
  const reply = useActionData<typeof action>()
  const [form, fields] = useForm({
    lastResult: reply && 'result' in reply ? reply.result : undefined,
    defaultValue: { password: '' },
  })
  const here = `/meetings/${meeting.id}`
  return (
    <MeetingPage
      title={m.register_lock_title({ number: meeting.number })}
      meeting={meeting}
      edition={edition}
      trail={trail}
      crumb={m.register_lock()}
    >
      <FormErrors form={form} />
      {meeting.state === 'closed' ? (
        <ConfirmBox
          title={m.register_lock_question({ number: meeting.number })}
          confirmLabel={m.register_lock_confirm()}
          cancelTo={`${here}/register`}
          tone="primary"
        >
          <p>{m.register_lock_text()}</p>
          <ProofField field={fields.password} asking={asking} />
        </ConfirmBox>
      ) : meeting.state === 'locked' ? (
        <EmptyState
          title={m.register_lock_already({ number: meeting.number })}
          action={<LinkButton to={`${here}/register`}>{m.words_register_page()}</LinkButton>}
        />
      ) : (
        <EmptyState
          title={m.register_lock_not_closed()}
          action={<LinkButton to={here}>{meetingName(meeting)}</LinkButton>}
        >
          {m.register_lock_not_closed_text()}
        </EmptyState>
      )}
    </MeetingPage>
  )
}
