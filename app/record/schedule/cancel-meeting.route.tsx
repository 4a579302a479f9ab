// SPDX-License-Identifier: AGPL-3.0-or-later
import { useForm } from '@conform-to/react'
import type { ActionFunctionArgs, LoaderFunctionArgs, MetaFunction } from '@remix-run/node'
import { useActionData, useLoaderData } from '@remix-run/react'
import { requirePermission } from '#base/access/guards.server.ts'
import { redirectWith } from '#base/http/flash.server.ts'
import { withForm } from '#base/http/form.server.ts'
import { title } from '#base/http/title.ts'
import { showDay, showTime } from '#base/i18n/format.ts'
import { m } from '#base/i18n/paraglide/messages.js'
import { ConfirmBox } from '#base/ui/confirm.tsx'
import { FormErrors, TextArea } from '#base/ui/fields.tsx'
import { Page } from '#base/ui/page.tsx'
import { editionCrumbs } from '#plan/editions/crumbs.ts'
import { cancelledMeetingSchema, isSettled } from '#plan/meetings/meeting.ts'
import { fundingHandle, fundingOf } from '#plan/projects/funding.ts'
import { cancelMeeting } from './changes.server.ts'
import { presencesAt, totalOf } from './withdraw-presences.server.ts'
import { WithdrawPresencesLink } from './withdraw-presences-link.tsx'

export const handle = fundingHandle
export const meta: MetaFunction = () => title(m.editions_meeting_cancel())

export async function loader(args: LoaderFunctionArgs) {
  const { db, project, edition, meeting } = await requirePermission(args, 'project:manage')
  return {
    toWithdraw: isSettled(meeting) ? 0 : totalOf(await presencesAt(db, meeting.id)),
    meeting: { id: meeting.id, title: meeting.title, starts_at: meeting.starts_at },
    edition: { code: edition.code, title: edition.title },
    project: { slug: project.slug, acronym: project.acronym },
    funding: fundingOf(project),
  }
}

export async function action(args: ActionFunctionArgs) {
  const { db, actor, project, edition, meeting } = await requirePermission(args, 'project:manage')
  return withForm(args.request, cancelledMeetingSchema, async ({ reason }) => {
    await cancelMeeting(db, actor, { meeting_id: meeting.id, reason })
    const path = `/manage/${project.slug}/editions/${edition.code}`
    return redirectWith(path, m.editions_meeting_cancelled_done())
  })
}

export default function CancelMeeting() {
  const { toWithdraw, meeting, edition, project } = useLoaderData<typeof loader>()
  const reply = useActionData<typeof action>()
  const [form, fields] = useForm({
    lastResult: reply && 'result' in reply ? reply.result : undefined,
    defaultValue: { reason: '' },
  })
  return (
    <Page
      title={m.editions_meeting_cancel()}
      lead={`${edition.code} · ${meeting.title}`}
      breadcrumb={editionCrumbs(project, edition, meeting.title)}
    >
      <FormErrors form={form} />
      {toWithdraw > 0 && <WithdrawPresencesLink meeting={meeting.id} />}
      <ConfirmBox
        title={m.editions_cancel_question({
          title: meeting.title,
          day: showDay(meeting.starts_at),
          time: showTime(meeting.starts_at),
        })}
        confirmLabel={m.editions_cancel_confirm()}
        cancelTo={`/manage/${project.slug}/editions/${edition.code}`}
      >
        <p>{m.editions_cancel_text()}</p>
        <TextArea field={fields.reason} label={m.words_reason()} rows={3} />
      </ConfirmBox>
    </Page>
  )
}
