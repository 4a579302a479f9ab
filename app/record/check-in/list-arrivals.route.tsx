// SPDX-License-Identifier: AGPL-3.0-or-later
import type { ActionFunctionArgs, LoaderFunctionArgs, MetaFunction } from '@remix-run/node'
import { useActionData, useLoaderData } from '@remix-run/react'
import { requirePermission } from '#base/access/guards.server.ts'
import { redirectWith } from '#base/http/flash.server.ts'
import { withForm } from '#base/http/form.server.ts'
import { addressOf, listQuery, pagesOf } from '#base/http/list.ts'
import { title } from '#base/http/title.ts'
import { m } from '#base/i18n/paraglide/messages.js'
import { ButtonRow, LinkButton } from '#base/ui/buttons.tsx'
import { Notice } from '#base/ui/notice.tsx'
import { MeetingPage } from '#plan/meetings/meeting-page.tsx'
import { trailTo } from '#plan/meetings/trail.ts'
import { meetingName } from '#plan/meetings/words.ts'
import { fundingHandle, fundingOf } from '#plan/projects/funding.ts'
import { ArrivalLists } from './arrival-lists.tsx'
import { arrivalsCount, arrivedAt, doubtsAt } from './arrivals.server.ts'
import { confirmCheckIns, decideCheckIn } from './decide.server.ts'
import { decisionSchema } from './decision.ts'

export const handle = fundingHandle
export const meta: MetaFunction<typeof loader> = ({ data }) =>
  title(data && `${m.words_arrivals()} · ${meetingName(data.meeting)} · ${data.edition.code}`)

export async function loader(args: LoaderFunctionArgs) {
  const { db, actor, project, edition, meeting } = await requirePermission(args, 'attendance:record')
  const query = listQuery(args.request, ['when'])
  const [count, waiting, rejected, { people, total }] = await Promise.all([
    arrivalsCount(db, meeting.id),
    doubtsAt(db, meeting, 'waiting'),
    doubtsAt(db, meeting, 'rejected'),
    arrivedAt(db, meeting, query),
  ])
  const { id, number, title, starts_at, ends_at } = meeting
  return {
    meeting: { id, number, title, starts_at, ends_at },
    edition: { code: edition.code, title: edition.title },
    count,
    waiting,
    rejected,
    people,
    paging: { page: query.page, pages: pagesOf(total), total, address: addressOf(args.request) },
    trail: trailTo(actor, project, edition),
    funding: fundingOf(project),
  }
}

export async function action(args: ActionFunctionArgs) {
  const { db, actor, meeting } = await requirePermission(args, 'attendance:record')
  return withForm(args.request, decisionSchema, async (typed) => {
    const here = `/meetings/${meeting.id}/arrivals`
    if (typed.decision === 'confirm_all') {
      const n = await confirmCheckIns(db, actor, meeting.id)
      return redirectWith(here, m.checkin_confirmed_all({ n }))
    }
    const { check_in, decision } = typed
    const { stays } = await decideCheckIn(db, actor, { meeting_id: meeting.id, check_in, decision })
    const confirmed = decision === 'confirm'
    if (stays === null) return redirectWith(here, confirmed ? m.checkin_confirmed() : m.checkin_rejected())
    const said = confirmed ? m.checkin_confirmed_stays : m.checkin_rejected_stays
    return redirectWith(here, said({ author: stays }), 'info')
  })
}

export default function ListArrivals() {
  const page = useLoaderData<typeof loader>()
  const reply = useActionData<typeof action>()
  const { meeting, edition, trail } = page
  const errors = reply && 'result' in reply ? Object.values(reply.result.error ?? {}).flat() : []
  return (
    <MeetingPage
      title={m.words_arrivals()}
      meeting={meeting}
      edition={edition}
      trail={trail}
      actions={
        <ButtonRow>
          <LinkButton to={`/meetings/${meeting.id}/check-in`}>{m.checkin_open_screen()}</LinkButton>
          <LinkButton to={`/meetings/${meeting.id}/attendance`} tone="secondary">
            {m.attendance_roll_call()}
          </LinkButton>
        </ButtonRow>
      }
    >
      {errors.map((error) => (
        <Notice key={error} tone="danger">
          {error}
        </Notice>
      ))}
      <ArrivalLists {...page} />
      <script type="module" src="/check-in-arrivals.js" />
    </MeetingPage>
  )
}
