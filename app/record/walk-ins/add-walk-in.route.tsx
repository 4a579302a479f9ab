// SPDX-License-Identifier: AGPL-3.0-or-later
import { type ActionFunctionArgs, data, type LoaderFunctionArgs, type MetaFunction } from '@remix-run/node'
import { useActionData, useLoaderData } from '@remix-run/react'
import { requirePermission } from '#base/access/guards.server.ts'
import { newId, now } from '#base/clock.server.ts'
import { env } from '#base/env.server.ts'
import { withForm } from '#base/http/form.server.ts'
import { title } from '#base/http/title.ts'
import { locale } from '#base/i18n/locale.server.ts'
import { m } from '#base/i18n/paraglide/messages.js'
import { localTime } from '#base/i18n/zone.ts'
import { Notice } from '#base/ui/notice.tsx'
import { isSettled } from '#plan/meetings/meeting.ts'
import { MeetingPage } from '#plan/meetings/meeting-page.tsx'
import { trailTo } from '#plan/meetings/trail.ts'
import { newestNotice } from '#plan/people/privacy-notice.server.ts'
import { organisationsNear } from '#plan/people/project-persons.server.ts'
import { fundingHandle, fundingOf } from '#plan/projects/funding.ts'
import { DeviceNotices } from '#record/device/device-notices.tsx'
import { onDevice } from '#record/device/kept-page.server.ts'
import { ledOn } from '#record/device/taken.server.ts'
import { ToBeSigned } from '#record/proposals/to-be-signed.tsx'
import { takeWalkIn } from './take-walk-in.server.ts'
import { walkInSchema } from './walk-in.ts'
import { WalkInForm } from './walk-in-form.tsx'

export { keepHeaders as headers } from '#record/device/kept-page.ts'
export const handle = fundingHandle
export const meta: MetaFunction = () => title(m.attendance_walk_in_new())

export async function loader(args: LoaderFunctionArgs) {
  const { db, actor, project, edition, meeting } = await requirePermission(args, 'attendance:record')
  const [notice, organisations] = await Promise.all([newestNotice(db), organisationsNear(db, project.id)])
  const moment = now()
  const { id, number, title, starts_at, ends_at, state } = meeting
  const { device, init } = await onDevice(db, actor, { ...meeting, project_id: project.id })
  const shown = {
    device,
    meeting: { id, number, title, starts_at, ends_at },
    edition: { code: edition.code },
    cancelled: state === 'cancelled',
    settled: isSettled(meeting),
    id: newId(),
    name: nameFrom(new URL(args.request.url).searchParams.get('name') ?? ''),
    arrival: moment > starts_at && moment < ends_at ? localTime(moment, env().TZ_DISPLAY) : '',
    organisations: organisations.map((organisation) => organisation.name),
    notice: notice && {
      id: notice.id,
      version: notice.version,
      html: await rendered(locale() === 'en' ? notice.text_en : notice.text_it),
    },
    trail: trailTo(actor, project, edition),
    funding: fundingOf(project),
  }
  return data(shown, init)
}

export async function action(args: ActionFunctionArgs) {
  const { db, actor, project, meeting } = await requirePermission(args, 'attendance:record')
  const at = { ...meeting, project_id: project.id }
  const schema = walkInSchema(meeting, env().TZ_DISPLAY)
  return await ledOn(await withForm(args.request, schema, (typed) => takeWalkIn(db, actor, at, typed)))
}

async function rendered(text: string): Promise<string> {
  // Loaded when it is needed: the parser would cost every worker its memory.
  const { renderMarkdown } = await import('#plan/courses/markdown.server.ts')
  return renderMarkdown(text, 3, { slug: '', language: locale(), images: new Map(), modules: null }).html
}

/** Who was looked for in the roll and not found: written there with the last name first. */
function nameFrom(looked: string) {
  const [last_name = '', ...first] = looked.slice(0, 200).trim().split(/\s+/)
  return { first_name: first.join(' '), last_name }
}

export default function AddWalkIn() {
  const data = useLoaderData<typeof loader>()
  const reply = useActionData<typeof action>()
  const { meeting, edition, trail } = data
  return (
    <MeetingPage
      title={m.attendance_walk_in_new()}
      meeting={meeting}
      edition={edition}
      trail={trail}
      above={[{ label: m.attendance_roll_call(), to: `/meetings/${meeting.id}/attendance` }]}
    >
      <DeviceNotices device={data.device} />
      {data.cancelled ? (
        <Notice tone="warning" title={m.words_meeting_cancelled()}>
          {m.attendance_cancelled_text()}
        </Notice>
      ) : (
        <>
          <p>{m.attendance_walk_in_lead()}</p>
          <ToBeSigned settled={data.settled} />
          <WalkInForm
            {...data}
            known={{ ...data.name, in: data.arrival }}
            submit={m.attendance_walk_in_submit()}
            cancelTo={`/meetings/${meeting.id}/attendance`}
            lastResult={reply && 'result' in reply ? reply.result : undefined}
          />
        </>
      )}
    </MeetingPage>
  )
}
