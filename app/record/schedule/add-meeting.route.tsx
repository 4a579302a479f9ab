// SPDX-License-Identifier: AGPL-3.0-or-later
import { getFormProps, getInputProps, useForm } from '@conform-to/react'
import type { ActionFunctionArgs, LoaderFunctionArgs, MetaFunction } from '@remix-run/node'
import { useActionData, useLoaderData } from '@remix-run/react'
import type { z } from 'zod'
import { requirePermission } from '#base/access/guards.server.ts'
import { newId } from '#base/clock.server.ts'
import { env } from '#base/env.server.ts'
import { redirectWith } from '#base/http/flash.server.ts'
import { withForm } from '#base/http/form.server.ts'
import { title } from '#base/http/title.ts'
import { m } from '#base/i18n/paraglide/messages.js'
import { Button, ButtonRow, LinkButton } from '#base/ui/buttons.tsx'
import { FormErrors } from '#base/ui/fields.tsx'
import { Page } from '#base/ui/page.tsx'
import { editionCrumbs } from '#plan/editions/crumbs.ts'
import { MeetingFields } from '#plan/editions/meeting-fields.tsx'
import { newMeetingSchema, usualCheckIn } from '#plan/meetings/meeting.ts'
import { meetingOf } from '#plan/meetings/times.ts'
import { fundingHandle, fundingOf } from '#plan/projects/funding.ts'
import { addMeetings } from './meetings.server.ts'

export const handle = fundingHandle
export const meta: MetaFunction = () => title(m.editions_meeting_another())

export async function loader(args: LoaderFunctionArgs) {
  const { project, edition } = await requirePermission(args, 'project:manage')
  return {
    id: newId(),
    edition: { code: edition.code, title: edition.title },
    project: { slug: project.slug, acronym: project.acronym },
    funding: fundingOf(project),
  }
}

export async function action(args: ActionFunctionArgs) {
  const { db, actor, project, edition } = await requirePermission(args, 'project:manage')
  return withForm(args.request, newMeetingSchema, async (values: z.output<typeof newMeetingSchema>) => {
    const meeting = { id: values.id, ...meetingOf(values, env().TZ_DISPLAY) }
    await addMeetings(db, actor, edition.id, [meeting])
    return redirectWith(`/manage/${project.slug}/editions/${edition.code}`, m.editions_meeting_added())
  })
}

export default function AddMeeting() {
  const { id, edition, project } = useLoaderData<typeof loader>()
  const reply = useActionData<typeof action>()
  const [form, fields] = useForm<z.input<typeof newMeetingSchema>>({
    lastResult: reply && 'result' in reply ? reply.result : undefined,
    defaultValue: {
      id,
      mode: 'in_person',
      check_in_before: String(usualCheckIn.check_in_before),
      check_in_after: String(usualCheckIn.check_in_after),
    },
  })
  return (
    <Page
      title={m.editions_meeting_another()}
      lead={`${edition.code} · ${edition.title}`}
      breadcrumb={editionCrumbs(project, edition, m.editions_meeting_another())}
    >
      <form method="post" {...getFormProps(form)}>
        <FormErrors form={form} />
        <input {...getInputProps(fields.id, { type: 'hidden' })} />
        <MeetingFields fields={fields} />
        <ButtonRow>
          <Button>{m.editions_meeting_another()}</Button>
          <LinkButton to={`/manage/${project.slug}/editions/${edition.code}`} tone="secondary">
            {m.ui_cancel()}
          </LinkButton>
        </ButtonRow>
      </form>
    </Page>
  )
}
