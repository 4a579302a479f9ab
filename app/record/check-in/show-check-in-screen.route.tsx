// SPDX-License-Identifier: AGPL-3.0-or-later
import type { LoaderFunctionArgs, MetaFunction } from '@remix-run/node'
import { useLoaderData } from '@remix-run/react'
import { z } from 'zod'
import { requirePermission } from '#base/access/guards.server.ts'
import { now } from '#base/clock.server.ts'
import { title } from '#base/http/title.ts'
import { showDay, showTime } from '#base/i18n/format.ts'
import { m } from '#base/i18n/paraglide/messages.js'
import { LinkButton } from '#base/ui/buttons.tsx'
import { FundingBlock } from '#base/ui/funding-block.tsx'
import { EmptyState } from '#base/ui/notice.tsx'
import { Page } from '#base/ui/page.tsx'
import { trailTo } from '#plan/meetings/trail.ts'
import { meetingName, whenName } from '#plan/meetings/words.ts'
import { fundingHandle, fundingOf } from '#plan/projects/funding.ts'
import { refusalWords } from './arrival-words.ts'
import { CheckInCode } from './code-shown.tsx'
import { screenOf } from './screen.server.ts'

export const handle = {
  ...fundingHandle,
  /** Without JavaScript the browser asks again when the code changes. */
  refresh: (page: unknown) => z.object({ refresh: z.number() }).safeParse(page).data?.refresh ?? null,
}
export const meta: MetaFunction<typeof loader> = ({ data }) =>
  title(data && `${m.checkin_screen_title()} · ${meetingName(data.meeting)} · ${data.edition.code}`)

export async function loader(args: LoaderFunctionArgs) {
  const { db, actor, project, edition, meeting } = await requirePermission(args, 'attendance:record')
  const screen = await screenOf(db, meeting, now())
  const { id, number, title, starts_at, ends_at, venue } = meeting
  return {
    meeting: { id, number, title, starts_at, ends_at, place: venue ?? edition.venue },
    edition: { code: edition.code, title: edition.title },
    screen,
    refresh: 'left' in screen ? Math.ceil((screen.left ?? 0) / 1000) : 60,
    trail: trailTo(actor, project, edition),
    funding: fundingOf(project),
  }
}

export default function ShowCheckInScreen() {
  const { meeting, edition, screen, trail, funding } = useLoaderData<typeof loader>()
  return (
    <div className="check-in-screen">
      <Page
        title={edition.title}
        lead={
          <>
            {meetingName(meeting)}
            <br />
            {whenName(meeting)}
            {meeting.place && ` · ${meeting.place}`}
          </>
        }
        breadcrumb={[
          trail,
          { label: meetingName(meeting), to: `/meetings/${meeting.id}` },
          { label: m.checkin_screen_title() },
        ]}
        actions={
          <LinkButton to={`/meetings/${meeting.id}/arrivals`} tone="secondary">
            {m.words_arrivals()}
          </LinkButton>
        }
      >
        {'code' in screen ? (
          <CheckInCode screen={screen} />
        ) : (
          <EmptyState title={screen.opensAt ? m.checkin_screen_early_title() : m.checkin_closed()}>
            {screen.opensAt
              ? m.checkin_screen_early({ day: showDay(screen.opensAt), time: showTime(screen.opensAt) })
              : screen.closed && refusalWords(screen.closed)}
          </EmptyState>
        )}
        <FundingBlock funding={funding} />
        <script type="module" src="/check-in-screen.js" data-code={`/meetings/${meeting.id}/check-in/code`} />
      </Page>
    </div>
  )
}
