// SPDX-License-Identifier: AGPL-3.0-or-later
import type { LoaderFunctionArgs, MetaFunction } from '@remix-run/node'
import { useLoaderData } from '@remix-run/react'
import { requirePermission } from '#app/access/guards.server.ts'
import { can } from '#app/access/permissions.ts'
import { title } from '#app/http/title.ts'
import { m } from '#app/i18n/paraglide/messages.js'
import { fundingHandle, fundingOf } from '#app/projects/funding.ts'
import { LinkButton } from '#app/ui/buttons.tsx'
import { EmptyState, Notice } from '#app/ui/notice.tsx'
import { Page, Section } from '#app/ui/page.tsx'
import { meetingName, whenName } from './attendance-words.ts'
import { statusShown, timesOf } from './mark.ts'
import { MeetingFacts } from './meeting-facts.tsx'
import { trailTo } from './meeting-trail.ts'
import { scheduledMinutes } from './minutes.ts'
import { PresenceTable } from './presence-table.tsx'
import { rollOf, teachersOf } from './roll.server.ts'
import { totalsOf } from './totals.ts'
import { TotalsRow } from './totals-row.tsx'

export const handle = fundingHandle
export const meta: MetaFunction<typeof loader> = ({ data }) =>
  title(data && `${meetingName(data.meeting)} · ${data.edition.code}`)

export async function loader(args: LoaderFunctionArgs) {
  const { db, actor, project, edition, meeting } = await requirePermission(args, 'attendance:see')
  const [roll, teachers] = await Promise.all([rollOf(db, meeting), teachersOf(db, meeting.id)])
  const times = timesOf(meeting)
  const { id, number, title, starts_at, ends_at, mode, link, state, topic } = meeting
  return {
    meeting: { id, number, title, starts_at, ends_at, mode, link, state, topic },
    place: meeting.venue ?? edition.venue,
    breaks: times.breaks,
    scheduled: scheduledMinutes(times),
    edition: { code: edition.code, title: edition.title },
    teachers: teachers.map(({ first_name, last_name, role }) => ({
      name: `${first_name} ${last_name}`,
      role,
    })),
    people: roll.map((row) => ({ ...row, shown: row.mark && statusShown(row.mark, meeting) })),
    totals: totalsOf(roll),
    trail: trailTo(actor, project, edition),
    mayRecord: can(actor, 'attendance:record', { projectId: project.id, editionId: edition.id }),
    funding: fundingOf(project),
  }
}

export default function ShowMeeting() {
  const data = useLoaderData<typeof loader>()
  const { meeting, edition, people, totals, trail } = data
  const cancelled = meeting.state === 'cancelled'
  const mayRecord = data.mayRecord && !cancelled && people.length > 0
  return (
    <Page
      title={meetingName(meeting)}
      lead={
        <>
          {edition.code} · {edition.title}
          <br />
          {whenName(meeting)}
        </>
      }
      breadcrumb={[trail, { label: meetingName(meeting) }]}
      actions={
        mayRecord && (
          <LinkButton to={`/meetings/${meeting.id}/attendance`}>
            {totals.unmarked === people.length
              ? m.attendance_open_roll_call()
              : m.attendance_continue_roll_call()}
          </LinkButton>
        )
      }
    >
      {cancelled && (
        <Notice tone="warning" title={m.attendance_cancelled_title()}>
          {m.attendance_cancelled_text()}
        </Notice>
      )}
      <MeetingFacts {...data} />
      <Section title={m.attendance_people()}>
        {people.length === 0 ? (
          <EmptyState title={m.attendance_nobody_title()}>{m.attendance_nobody_text()}</EmptyState>
        ) : (
          <>
            <TotalsRow totals={totals} />
            <PresenceTable meeting={meeting} people={people} />
          </>
        )}
      </Section>
    </Page>
  )
}
