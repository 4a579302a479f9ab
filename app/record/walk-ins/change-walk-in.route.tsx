// SPDX-License-Identifier: AGPL-3.0-or-later
import {
  type ActionFunctionArgs,
  type LoaderFunctionArgs,
  type MetaFunction,
  redirect,
} from '@remix-run/node'
import { useActionData, useLoaderData } from '@remix-run/react'
import { requirePermission } from '#base/access/guards.server.ts'
import { env } from '#base/env.server.ts'
import { AppError } from '#base/error.ts'
import { redirectWith } from '#base/http/flash.server.ts'
import { withForm } from '#base/http/form.server.ts'
import { title } from '#base/http/title.ts'
import { m } from '#base/i18n/paraglide/messages.js'
import { isSettled } from '#plan/meetings/meeting.ts'
import { MeetingPage } from '#plan/meetings/meeting-page.tsx'
import { refuseRecordChange } from '#plan/meetings/record-change.server.ts'
import { trailTo } from '#plan/meetings/trail.ts'
import { personName } from '#plan/people/person.ts'
import { organisationsNear } from '#plan/people/project-persons.server.ts'
import { fundingHandle, fundingOf } from '#plan/projects/funding.ts'
import { shownTimes } from '#record/attendance/row-typed.ts'
import { proposedAs } from '#record/proposals/proposed-as.server.ts'
import { proposeChange, untilSigned } from '#record/proposals/proposed-changes.server.ts'
import { ToBeSigned } from '#record/proposals/to-be-signed.tsx'
import { correctWalkIn } from './corrections.server.ts'
import { findWalkIn } from './list.server.ts'
import { walkInSchema } from './walk-in.ts'
import { WalkInForm } from './walk-in-form.tsx'

export const handle = fundingHandle
export const meta: MetaFunction<typeof loader> = ({ data }) =>
  title(data && m.attendance_walk_in_correct_title({ name: data.name }))

export async function loader(args: LoaderFunctionArgs) {
  const { db, actor, project, edition, meeting } = await requirePermission(args, 'attendance:record')
  const walkIn = await findWalkIn(db, project.id, args.params.walkIn ?? '')
  if (walkIn?.meeting_id !== meeting.id) throw new AppError('not_found', m.access_not_found())
  await refuseRecordChange(db, actor, { ...meeting, project_id: project.id })
  if (walkIn.is !== 'waiting') throw redirect(`/meetings/${meeting.id}/walk-ins/${walkIn.id}`)
  const { first_name, last_name, organisation, sector, email, phone, intervals } = walkIn
  const organisations = await organisationsNear(db, project.id)
  const { id, number, title, starts_at, ends_at } = meeting
  return {
    id: walkIn.id,
    name: personName(first_name, last_name),
    known: {
      ...{ first_name, last_name, organisation, sector },
      ...(email !== null && { email }),
      ...(phone !== null && { phone }),
      ...shownTimes({ status: 'present', intervals }, meeting, env().TZ_DISPLAY),
    },
    meeting: { id, number, title, starts_at, ends_at },
    edition: { code: edition.code },
    settled: isSettled(meeting),
    organisations: organisations.map((organisation) => organisation.name),
    trail: trailTo(actor, project, edition),
    funding: fundingOf(project),
  }
}

export async function action(args: ActionFunctionArgs) {
  const { db, actor, meeting } = await requirePermission(args, 'attendance:record')
  const schema = walkInSchema(meeting, env().TZ_DISPLAY)
  return withForm(
    args.request,
    schema,
    async ({ id: _id, notice: _notice, notice_shown: _shown, ...form }) => {
      const which = { walk_in_id: args.params.walkIn ?? '', meeting_id: meeting.id }
      if (isSettled(meeting)) {
        const { reason: _, ...said } = form
        const change = { kind: 'walk_in_corrected' as const, walk_in: which.walk_in_id, said }
        const proposed = await proposeChange(db, actor, meeting.id, change, (db, signer) =>
          correctWalkIn(db, signer, which, { ...said, reason: untilSigned() }),
        )
        return proposedAs(meeting.id, proposed ? 1 : 0)
      }
      const { isChanged } = await correctWalkIn(db, actor, which, form)
      const name = personName(form.first_name, form.last_name)
      return redirectWith(
        `/meetings/${meeting.id}/walk-ins/${which.walk_in_id}`,
        isChanged ? m.attendance_walk_in_corrected({ name }) : m.attendance_walk_in_corrected_none(),
      )
    },
  )
}

/** Puts right what was written of somebody at a meeting's door. */
export default function ChangeWalkIn() {
  const { id, name, known, meeting, edition, settled, organisations, trail } = useLoaderData<typeof loader>()
  const reply = useActionData<typeof action>()
  const here = `/meetings/${meeting.id}/walk-ins/${id}`
  return (
    <MeetingPage
      title={m.attendance_walk_in_correct_title({ name })}
      meeting={meeting}
      edition={edition}
      trail={trail}
      above={[{ label: name, to: here }]}
    >
      <p>{m.attendance_walk_in_correct_lead()}</p>
      <ToBeSigned settled={settled} />
      <WalkInForm
        id={id}
        known={known}
        settled={settled}
        organisations={organisations}
        notice={null}
        correcting
        submit={m.attendance_walk_in_correct_submit()}
        cancelTo={here}
        lastResult={reply && 'result' in reply ? reply.result : undefined}
      />
    </MeetingPage>
  )
}
