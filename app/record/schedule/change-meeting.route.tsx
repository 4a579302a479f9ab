// SPDX-License-Identifier: AGPL-3.0-or-later
import { getFormProps, useForm } from '@conform-to/react'
import type { ActionFunctionArgs, LoaderFunctionArgs, MetaFunction } from '@remix-run/node'
import { useActionData, useLoaderData } from '@remix-run/react'
import type { z } from 'zod'
import { requirePermission } from '#base/access/guards.server.ts'
import { env } from '#base/env.server.ts'
import { redirectWith } from '#base/http/flash.server.ts'
import { withForm } from '#base/http/form.server.ts'
import { title } from '#base/http/title.ts'
import { m } from '#base/i18n/paraglide/messages.js'
import { Button, ButtonRow, LinkButton } from '#base/ui/buttons.tsx'
import { FormErrors, TextArea } from '#base/ui/fields.tsx'
import { Notice } from '#base/ui/notice.tsx'
import { Page } from '#base/ui/page.tsx'
import { editionCrumbs } from '#plan/editions/crumbs.ts'
import { MeetingFields } from '#plan/editions/meeting-fields.tsx'
import { breakFields, changedMeetingSchema, isSettled } from '#plan/meetings/meeting.ts'
import { meetingOf, typedFrom } from '#plan/meetings/times.ts'
import { fundingHandle, fundingOf } from '#plan/projects/funding.ts'
import { breaksOf } from '#record/marks/mark.ts'
import { proposedAs } from '#record/proposals/proposed-as.server.ts'
import { proposeChange, untilSigned } from '#record/proposals/proposed-changes.server.ts'
import { ToBeSigned } from '#record/proposals/to-be-signed.tsx'
import { changeMeeting } from './changes.server.ts'
import { presencesAt, totalOf } from './withdraw-presences.server.ts'
import { WithdrawPresencesLink } from './withdraw-presences-link.tsx'

export const handle = fundingHandle
export const meta: MetaFunction<typeof loader> = ({ data }) =>
  title(data && `${m.editions_meeting_change_title()} · ${data.typed.title}`)

export async function loader(args: LoaderFunctionArgs) {
  const { db, project, edition, meeting } = await requirePermission(args, 'project:manage')
  const breaks = breaksOf(meeting.breaks)
  return {
    typed: typedFrom({ ...meeting, breaks }, env().TZ_DISPLAY),
    breaks: breaks.length,
    toWithdraw: isSettled(meeting) ? 0 : totalOf(await presencesAt(db, meeting.id)),
    meeting: { id: meeting.id, state: meeting.state },
    edition: { code: edition.code, title: edition.title },
    project: { slug: project.slug, acronym: project.acronym },
    funding: fundingOf(project),
  }
}

export async function action(args: ActionFunctionArgs) {
  const { db, actor, project, edition, meeting } = await requirePermission(args, 'project:manage')
  const schema = changedMeetingSchema
  return withForm(args.request, schema, async (values: z.output<typeof schema>) => {
    const reason = values.reason ?? null
    const changed = meetingOf(values, env().TZ_DISPLAY)
    const given = { meeting_id: meeting.id, ...changed, reason }
    if (isSettled(meeting)) {
      const change = { kind: 'meeting' as const, ...changed, breaks: [...changed.breaks] }
      const proposed = await proposeChange(db, actor, meeting.id, change, (db, signer) =>
        changeMeeting(db, signer, { ...given, reason: untilSigned() }),
      )
      if (proposed) return proposedAs(meeting.id, 1)
    } else await changeMeeting(db, actor, given)
    const path = `/manage/${project.slug}/editions/${edition.code}`
    return redirectWith(path, m.editions_meeting_changed())
  })
}

export default function ChangeMeeting() {
  const { typed, breaks, toWithdraw, meeting, edition, project } = useLoaderData<typeof loader>()
  const reply = useActionData<typeof action>()
  const [form, fields] = useForm<z.input<typeof changedMeetingSchema>>({
    lastResult: reply && 'result' in reply ? reply.result : undefined,
    defaultValue: typed,
  })
  const back = `/manage/${project.slug}/editions/${edition.code}`
  const settled = isSettled(meeting)
  return (
    <Page
      title={m.editions_meeting_change_title()}
      lead={`${edition.code} · ${typed.title}`}
      breadcrumb={editionCrumbs(project, edition, typed.title)}
      actions={
        meeting.state !== 'cancelled' && (
          <>
            <LinkButton to={`${back}/meetings/${meeting.id}/trainers`} tone="secondary">
              {m.editions_meeting_trainers()}
            </LinkButton>
            {!settled && (
              <LinkButton to={`${back}/meetings/${meeting.id}/cancel`} tone="secondary">
                {m.editions_meeting_cancel()}
              </LinkButton>
            )}
          </>
        )
      }
    >
      {meeting.state === 'cancelled' ? (
        <Notice tone="warning">{m.editions_meeting_is_cancelled()}</Notice>
      ) : (
        <form method="post" {...getFormProps(form)}>
          <FormErrors form={form} />
          <ToBeSigned settled={settled} />
          {toWithdraw > 0 && <WithdrawPresencesLink meeting={meeting.id} />}
          {breaks > breakFields.length && (
            <Notice tone="warning">{m.editions_meeting_several_breaks()}</Notice>
          )}
          <MeetingFields fields={fields} />
          {!settled && (
            <TextArea
              field={fields.reason}
              label={m.words_reason()}
              hint={m.editions_meeting_reason_hint()}
              rows={3}
            />
          )}
          <ButtonRow>
            <Button>{settled ? m.attendance_propose() : m.ui_save()}</Button>
            <LinkButton to={back} tone="secondary">
              {m.ui_cancel()}
            </LinkButton>
          </ButtonRow>
        </form>
      )}
    </Page>
  )
}
