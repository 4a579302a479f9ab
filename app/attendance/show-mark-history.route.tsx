// SPDX-License-Identifier: AGPL-3.0-or-later
import type { LoaderFunctionArgs, MetaFunction } from '@remix-run/node'
import { useLoaderData } from '@remix-run/react'
import { requirePermission } from '#app/access/guards.server.ts'
import { AppError } from '#app/error.ts'
import { title } from '#app/http/title.ts'
import { m } from '#app/i18n/paraglide/messages.js'
import { personName } from '#app/people/person.ts'
import { fundingHandle, fundingOf } from '#app/projects/funding.ts'
import { EmptyState } from '#app/ui/notice.tsx'
import { Page } from '#app/ui/page.tsx'
import { meetingName, whenName } from './attendance-words.ts'
import { statusShown } from './mark.ts'
import { MarkEntry } from './mark-entry.tsx'
import { trailTo } from './meeting-trail.ts'
import { findPersonOfMeeting, historyOf } from './roll.server.ts'

export const handle = fundingHandle
export const meta: MetaFunction<typeof loader> = ({ data }) =>
  title(data && m.attendance_history_of({ name: data.name }))

export async function loader(args: LoaderFunctionArgs) {
  const { db, actor, project, edition, meeting } = await requirePermission(args, 'attendance:see')
  const person = await findPersonOfMeeting(db, meeting, args.params.person ?? '')
  if (!person) throw new AppError('not_found', m.access_not_found())
  const marks = await historyOf(db, meeting.id, person.id)
  const { id, number, title, starts_at, ends_at } = meeting
  return {
    meeting: { id, number, title, starts_at, ends_at },
    edition: { code: edition.code },
    name: personName(person.first_name, person.last_name),
    marks: marks.map((mark) => ({ ...mark, shown: statusShown(mark, meeting) })),
    trail: trailTo(actor, project, edition),
    funding: fundingOf(project),
  }
}

export default function ShowMarkHistory() {
  const { meeting, edition, name, marks, trail } = useLoaderData<typeof loader>()
  return (
    <Page
      title={name}
      lead={
        <>
          {edition.code} · {meetingName(meeting)}
          <br />
          {whenName(meeting)}
        </>
      }
      breadcrumb={[
        trail,
        { label: meetingName(meeting), to: `/meetings/${meeting.id}` },
        { label: m.attendance_history() },
      ]}
    >
      {marks.length === 0 ? (
        <EmptyState title={m.attendance_history_none()} />
      ) : (
        <>
          <h2>{m.attendance_history_title()}</h2>
          <p>{m.attendance_history_lead()}</p>
          <ol className="mark-history">
            {marks.map((mark) => (
              <MarkEntry key={mark.id} mark={mark} />
            ))}
          </ol>
        </>
      )}
    </Page>
  )
}
