// SPDX-License-Identifier: AGPL-3.0-or-later
import type { LoaderFunctionArgs, MetaFunction } from '@remix-run/node'
import { useLoaderData } from '@remix-run/react'
import { requirePermission } from '#base/access/guards.server.ts'
import { can } from '#base/access/permissions.ts'
import { AppError } from '#base/error.ts'
import { title } from '#base/http/title.ts'
import { showMoment } from '#base/i18n/format.ts'
import { m } from '#base/i18n/paraglide/messages.js'
import { LinkButton } from '#base/ui/buttons.tsx'
import { Notice } from '#base/ui/notice.tsx'
import { Page } from '#base/ui/page.tsx'
import { mayChangeRecord } from '#plan/meetings/record-change.ts'
import { trailTo } from '#plan/meetings/trail.ts'
import { meetingName } from '#plan/meetings/words.ts'
import { personName } from '#plan/people/person.ts'
import { fundingHandle, fundingOf } from '#plan/projects/funding.ts'
import { findWalkIn, walkInHistory } from './list.server.ts'
import { WalkInFacts } from './walk-in-facts.tsx'
import { WalkInHistory } from './walk-in-history.tsx'

export const handle = fundingHandle
export const meta: MetaFunction<typeof loader> = ({ data }) => title(data?.name)

export async function loader(args: LoaderFunctionArgs) {
  const { db, actor, project, edition, meeting } = await requirePermission(args, 'attendance:see')
  const walkIn = await findWalkIn(db, project.id, args.params.walkIn ?? '')
  if (walkIn?.meeting_id !== meeting.id) throw new AppError('not_found', m.access_not_found())
  const mayMatch = can(actor, 'project:manage', { projectId: project.id })
  return {
    name: personName(walkIn.first_name, walkIn.last_name),
    said: {
      organisation: walkIn.organisation,
      sector: walkIn.sector,
      email: walkIn.email,
      phone: walkIn.phone,
      intervals: walkIn.intervals,
      notice_version: walkIn.notice_version,
      report: walkIn.report_id === null ? null : { id: walkIn.report_id, name: walkIn.report_name ?? '' },
      added_by_name: walkIn.added_by_name,
      added_at: walkIn.added_at,
      meeting: { id: meeting.id, number: meeting.number, title: meeting.title, code: edition.code },
    },
    id: walkIn.id,
    state: walkIn.is,
    withdrawn: walkIn.withdrawn_at && {
      who: walkIn.withdrawn_by_name ?? 'Presente',
      when: showMoment(walkIn.withdrawn_at),
      reason: walkIn.withdrawn_reason ?? '',
    },
    history: await walkInHistory(db, walkIn),
    match: mayMatch && walkIn.is === 'waiting' ? `/manage/${project.slug}/walk-ins/${walkIn.id}` : null,
    mayChange: walkIn.is === 'waiting' && mayChangeRecord(actor, { ...meeting, project_id: project.id }),
    trail: trailTo(actor, project, edition),
    funding: fundingOf(project),
  }
}

/** What was said at the door of a meeting by somebody who was not on its list. */
export default function ShowWalkIn() {
  const { id, name, said, state, withdrawn, history, match, mayChange, trail } =
    useLoaderData<typeof loader>()
  const here = `/meetings/${said.meeting.id}/walk-ins/${id}`
  return (
    <Page
      title={name}
      lead={m.attendance_walk_in_new()}
      breadcrumb={[
        trail,
        { label: meetingName(said.meeting), to: `/meetings/${said.meeting.id}` },
        { label: name },
      ]}
      actions={
        (match !== null || mayChange) && (
          <>
            {match !== null && <LinkButton to={match}>{m.attendance_walk_in_match()}</LinkButton>}
            {mayChange && (
              <>
                <LinkButton to={`${here}/change`} tone="secondary">
                  {m.attendance_walk_in_correct()}
                </LinkButton>
                <LinkButton to={`${here}/withdraw`} tone="secondary">
                  {m.attendance_walk_in_withdraw()}
                </LinkButton>
              </>
            )}
          </>
        )
      }
    >
      {state === 'matched' && <Notice tone="info">{m.attendance_walk_in_matched_already()}</Notice>}
      {state === 'waiting' && <Notice tone="warning">{m.attendance_walk_in_to_match()}</Notice>}
      {withdrawn && <Notice tone="info">{m.attendance_walk_in_withdrawn_by(withdrawn)}</Notice>}
      <WalkInFacts said={said} />
      {history.length > 0 && <WalkInHistory rows={history} />}
    </Page>
  )
}
