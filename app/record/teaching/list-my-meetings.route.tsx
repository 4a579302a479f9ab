// SPDX-License-Identifier: AGPL-3.0-or-later
import type { LoaderFunctionArgs, MetaFunction } from '@remix-run/node'
import { useLoaderData } from '@remix-run/react'
import { requireAccount } from '#base/access/guards.server.ts'
import { now } from '#base/clock.server.ts'
import { env } from '#base/env.server.ts'
import { addressOf, listQuery } from '#base/http/list.ts'
import { title } from '#base/http/title.ts'
import { m } from '#base/i18n/paraglide/messages.js'
import { EmptyState } from '#base/ui/notice.tsx'
import { Page, Section, SubNav } from '#base/ui/page.tsx'
import { Pager } from '#base/ui/table.tsx'
import { MeetingCard } from './meeting-card.tsx'
import { MeetingList } from './meeting-list.tsx'
import { dayOf, teachingOf, todayOf } from './teaching.server.ts'

export const meta: MetaFunction = () => title(m.words_my_meetings())

export async function loader(args: LoaderFunctionArgs) {
  const { db, actor } = await requireAccount(args)
  const query = listQuery(args.request, ['when'])
  const past = new URL(args.request.url).searchParams.get('show') === 'past'
  const day = dayOf(now(), env().TZ_DISPLAY)
  const [today, others] = await Promise.all([
    todayOf(db, actor, day),
    teachingOf(db, actor, past ? 'past' : 'upcoming', day, query),
  ])
  return { today, others, past, page: query.page, address: addressOf(args.request) }
}

export default function ListMyMeetings() {
  const { today, others, past, page, address } = useLoaderData<typeof loader>()
  const tabs = [
    { to: '/teaching', label: m.attendance_meetings_upcoming(), current: !past },
    { to: '/teaching?show=past', label: m.attendance_meetings_past(), current: past },
  ]
  if (today.length + others.total === 0 && !past) {
    return (
      <Page
        title={m.words_my_meetings()}
        subnav={<SubNav label={m.attendance_meetings_which()} items={tabs} />}
      >
        <EmptyState title={m.attendance_meetings_none_title()}>
          {m.attendance_meetings_none_text()}
        </EmptyState>
      </Page>
    )
  }
  return (
    <Page title={m.words_my_meetings()}>
      <Section title={m.attendance_meetings_today()}>
        {today.length === 0 && <p>{m.attendance_meetings_none_today()}</p>}
        {today.map((meeting) => (
          <MeetingCard key={meeting.id} meeting={meeting} />
        ))}
      </Section>
      <Section title={past ? m.attendance_meetings_past() : m.attendance_meetings_upcoming()}>
        <SubNav label={m.attendance_meetings_which()} items={tabs} />
        {others.total === 0 ? (
          <p>{past ? m.attendance_meetings_none_past() : m.attendance_meetings_none_upcoming()}</p>
        ) : (
          <>
            <MeetingList meetings={others.rows} />
            <Pager page={page} pages={others.pages} total={others.total} address={address} />
          </>
        )}
      </Section>
    </Page>
  )
}
