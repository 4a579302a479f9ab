// SPDX-License-Identifier: AGPL-3.0-or-later
import { useForm } from '@conform-to/react'
import { type ActionFunctionArgs, data, type LoaderFunctionArgs, type MetaFunction } from '@remix-run/node'
import { Form, useActionData, useLoaderData } from '@remix-run/react'
import { requirePermission } from '#base/access/guards.server.ts'
import { can } from '#base/access/permissions.ts'
import { prove } from '#base/access/proof.server.ts'
import { ProofField } from '#base/access/proof-field.tsx'
import { redirectWith } from '#base/http/flash.server.ts'
import { withForm } from '#base/http/form.server.ts'
import { title } from '#base/http/title.ts'
import { showTime } from '#base/i18n/format.ts'
import { m } from '#base/i18n/paraglide/messages.js'
import { Button, LinkButton } from '#base/ui/buttons.tsx'
import { ConfirmBox } from '#base/ui/confirm.tsx'
import { FormErrors, TextField } from '#base/ui/fields.tsx'
import { Notice } from '#base/ui/notice.tsx'
import { Section } from '#base/ui/page.tsx'
import { isSettled } from '#plan/meetings/meeting.ts'
import { MeetingPage } from '#plan/meetings/meeting-page.tsx'
import { trailTo } from '#plan/meetings/trail.ts'
import { fundingHandle, fundingOf } from '#plan/projects/funding.ts'
import { endMeetingNow } from '#record/attendance/end.server.ts'
import { DeviceNotices } from '#record/device/device-notices.tsx'
import { onDevice } from '#record/device/kept-page.server.ts'
import { closingForms } from '#record/register-page/closing.ts'
import { closeMeeting, closingOf } from './closing.server.ts'
import { ClosingContent, ClosingObstacles, ClosingWarnings } from './closing-summary.tsx'
import { warningsOf } from './closing-warnings.ts'

export { keepHeaders as headers } from '#record/device/kept-page.ts'
export const handle = fundingHandle
export const meta: MetaFunction<typeof loader> = ({ data }) =>
  title(data && m.register_close_title({ number: data.meeting.number }))

export async function loader(args: LoaderFunctionArgs) {
  const { db, actor, project, edition, meeting } = await requirePermission(args, 'attendance:record')
  const { id, number, title, starts_at, ends_at } = meeting
  const closing = await closingOf(db, id, project.close_within)
  const mayManage = can(actor, 'project:manage', { projectId: project.id })
  const office = mayManage ? { project: project.slug, edition: edition.code } : null
  const { device, init } = await onDevice(db, actor, { ...meeting, project_id: project.id })
  const shown = {
    device,
    ...closing,
    warnings: warningsOf(closing, office),
    namesTrainers: office && `/manage/${office.project}/editions/${office.edition}/meetings/${id}/trainers`,
    closeWithin: project.close_within,
    settled: isSettled(meeting),
    signer: actor.name,
    meeting: { id, number, title, starts_at, ends_at },
    edition: { code: edition.code },
    trail: trailTo(actor, project, edition),
    funding: fundingOf(project),
  }
  return data(shown, init)
}

export async function action(args: ActionFunctionArgs) {
  const { db, actor, meeting } = await requirePermission(args, 'attendance:record')
  return withForm(args.request, closingForms, async (values) => {
    if (values.intent === 'end_now') {
      const time = showTime(await endMeetingNow(db, actor, meeting.id))
      return redirectWith(`/meetings/${meeting.id}/close`, m.register_end_now_done({ time }))
    }
    const { password, seen, reason } = values
    const signer = await prove(db, actor, 'always', password)
    const { isNew, by } = await closeMeeting(db, signer, { meeting_id: meeting.id, seen, reason })
    const path = `/meetings/${meeting.id}/register`
    if (isNew) return redirectWith(path, m.register_close_done({ number: meeting.number }))
    return redirectWith(path, m.register_close_already({ number: meeting.number, name: by }), 'info')
  })
}

export default function CloseMeeting() {
  const data = useLoaderData<typeof loader>()
  const { meeting, edition, trail, content, obstacles, warnings, namesTrainers, settled, signer, seen } = data
  const reply = useActionData<typeof action>()
  const [form, fields] = useForm({
    lastResult: reply && 'result' in reply ? reply.result : undefined,
    defaultValue: { password: '', reason: '' },
  })
  const here = `/meetings/${meeting.id}`
  return (
    <MeetingPage
      title={m.register_close_title({ number: meeting.number })}
      meeting={meeting}
      edition={edition}
      trail={trail}
      crumb={m.register_close()}
    >
      <DeviceNotices device={data.device} />
      {settled ? (
        <Notice tone="info" title={m.register_close_is_closed()}>
          <LinkButton to={`${here}/register`}>{m.words_register_page()}</LinkButton>
        </Notice>
      ) : (
        <>
          <FormErrors form={form} labels={{ reason: m.register_late_reason() }} />
          <ClosingObstacles content={content} obstacles={obstacles} namesTrainers={namesTrainers} />
          {obstacles.includes('not_ended') && (
            <Section title={m.register_end_now_title()}>
              <p>{m.register_end_now_text()}</p>
              <Form method="post">
                <input type="hidden" name="intent" value="end_now" />
                <Button tone="secondary">{m.register_end_now()}</Button>
              </Form>
            </Section>
          )}
          <ClosingWarnings items={warnings} />
          <ClosingContent content={content} />
          {obstacles.length === 0 && (
            <ConfirmBox
              title={m.register_close_question()}
              confirmLabel={m.register_close_confirm()}
              cancelTo={here}
              tone="primary"
              fields={{ intent: 'close', seen }}
            >
              <p>{m.register_close_text({ name: signer })}</p>
              {data.late && (
                <TextField
                  field={fields.reason}
                  label={m.register_late_reason()}
                  hint={m.register_late_hint({ n: data.closeWithin })}
                />
              )}
              <ProofField field={fields.password} asking="always" />
            </ConfirmBox>
          )}
        </>
      )}
    </MeetingPage>
  )
}
