// SPDX-License-Identifier: AGPL-3.0-or-later
import { data, type LoaderFunctionArgs, type MetaFunction } from '@remix-run/node'
import { Link, useLoaderData } from '@remix-run/react'
import { requireAccount } from '#base/access/guards.server.ts'
import { now } from '#base/clock.server.ts'
import { env } from '#base/env.server.ts'
import { addressOf, listQuery } from '#base/http/list.ts'
import { title } from '#base/http/title.ts'
import { m } from '#base/i18n/paraglide/messages.js'
import { LinkButton } from '#base/ui/buttons.tsx'
import { DoNow } from '#base/ui/do-now.tsx'
import { EmptyState } from '#base/ui/notice.tsx'
import { Page, Section, SubNav } from '#base/ui/page.tsx'
import { Pager } from '#base/ui/table.tsx'
import { DeviceNotices } from '#record/device/device-notices.tsx'
import { ownOnDevice } from '#record/device/kept-page.server.ts'
import { toDoOf } from './do-now.ts'
import { MeetingCard } from './meeting-card.tsx'
import { MeetingList } from './meeting-list.tsx'
import { OwedList } from './owed-list.tsx'
import { dayOf, owedBy, teachingOf, todayOf } from './teaching.server.ts'

/** What is owed, the oldest of it, before today's meetings; the rest on a page of its own. */
const firstOwed = { limit: 10, offset: 0 }

export { keepHeaders as headers } from '#record/device/kept-page.ts'
export const meta: MetaFunction<typeof loader> = () => title(m.words_my_meetings())

export async function loader(args: LoaderFunctionArgs) {
  const { db, actor } = await requireAccount(args)
  const query = listQuery(args.request, ['when'])
  const asked = new URL(args.request.url).searchParams.get('show')
  const show = asked === 'past' || asked === 'owed' ? asked : 'upcoming'
  const moment = now()
  const day = dayOf(moment, env().TZ_DISPLAY)
  const [owed, today, others, { device, init }] = await Promise.all([
    owedBy(db, actor, moment, show === 'owed' ? query : firstOwed),
    todayOf(db, actor, day),
    teachingOf(db, actor, show === 'past' ? 'past' : 'upcoming', day, query),
    ownOnDevice(db, actor, false),
  ])
  const toDo = toDoOf(today, owed.rows, moment)
  const listed = { owed, today, others, toDo, show, page: query.page, address: addressOf(args.request) }
  return data({ ...listed, device }, init)
}

export default function ListMyMeetings() {
  const { owed, today, others, toDo, show, page, address, device } = useLoaderData<typeof loader>()
  const tabs = [
    { to: '/teaching', label: m.attendance_meetings_upcoming(), current: show === 'upcoming' },
    { to: '/teaching?show=past', label: m.attendance_meetings_past(), current: show === 'past' },
  ]
  if (today.length + others.total + owed.total === 0 && show !== 'past') {
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
  if (show === 'owed') {
    return (
      <Page
        title={m.teaching_owed()}
        breadcrumb={[{ label: m.words_my_meetings(), to: '/teaching' }, { label: m.teaching_owed() }]}
      >
        {owed.total === 0 ? <p>{m.teaching_owed_nothing()}</p> : <OwedList meetings={owed.rows} />}
        <Pager page={page} pages={owed.pages} total={owed.total} address={address} />
      </Page>
    )
  }
  const past = show === 'past'
  return (
    <Page
      title={m.words_my_meetings()}
      actions={
        <>
          <LinkButton to="/teaching/timesheet" tone="secondary">
            {m.teaching_timesheet()}
          </LinkButton>
          {device.keeping !== 'off' && (
            <LinkButton to="/teaching/device" tone="secondary">
              {m.device_title()}
            </LinkButton>
          )}
        </>
      }
    >
      <DeviceNotices device={device} />
      {toDo && <DoNow {...toDo} />}
      <Section title={m.teaching_owed()} id="owed">
        {owed.total === 0 ? <p>{m.teaching_owed_nothing()}</p> : <OwedList meetings={owed.rows} />}
        {owed.total > owed.rows.length && (
          <p>
            <Link to="/teaching?show=owed">{m.teaching_owed_all({ n: owed.total })}</Link>
          </p>
        )}
      </Section>
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
