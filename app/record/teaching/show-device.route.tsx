// SPDX-License-Identifier: AGPL-3.0-or-later
import { data, type LoaderFunctionArgs, type MetaFunction } from '@remix-run/node'
import { useLoaderData } from '@remix-run/react'
import { requireAccount } from '#base/access/guards.server.ts'
import { now } from '#base/clock.server.ts'
import { env } from '#base/env.server.ts'
import { title } from '#base/http/title.ts'
import { m } from '#base/i18n/paraglide/messages.js'
import { Notice } from '#base/ui/notice.tsx'
import { Page, Section } from '#base/ui/page.tsx'
import { meetingName, whenName } from '#plan/meetings/words.ts'
import { DeviceNotices } from '#record/device/device-notices.tsx'
import { ownOnDevice } from '#record/device/kept-page.server.ts'
import { nearOf } from './teaching.server.ts'

export { keepHeaders as headers } from '#record/device/kept-page.ts'
export const meta: MetaFunction<typeof loader> = () => title(m.device_title())

export async function loader(args: LoaderFunctionArgs) {
  const { db, actor } = await requireAccount(args)
  const [meetings, { device, init }] = await Promise.all([
    nearOf(db, actor, now(), env().TZ_DISPLAY),
    ownOnDevice(db, actor, true),
  ])
  return data({ device, meetings }, init)
}

export default function ShowDevice() {
  const { device, meetings } = useLoaderData<typeof loader>()
  return (
    <Page
      title={m.device_title()}
      lead={m.device_lead()}
      breadcrumb={[{ label: m.words_my_meetings(), to: '/teaching' }, { label: m.device_title() }]}
    >
      <DeviceNotices device={device} />
      {device.keeping === 'off' ? (
        <Notice tone="info" title={m.device_off_title()}>
          {m.device_off_text()}
        </Notice>
      ) : (
        <>
          <noscript>
            <Notice tone="info">{m.device_without_script()}</Notice>
          </noscript>
          <Section title={m.device_meetings()}>
            {meetings.length === 0 && <p>{m.device_meetings_none()}</p>}
            <ul className="plain-list">
              {meetings.map((meeting) => (
                <li key={meeting.id} data-device-meeting={meeting.id}>
                  <p>
                    <a href={`/meetings/${meeting.id}/attendance`}>{meetingName(meeting)}</a>
                    <br />
                    {whenName(meeting)}
                    <br />
                    <span className="text-muted" data-device-state />
                  </p>
                  <button type="button" className="btn btn-primary" data-device-take hidden>
                    {m.device_take()}
                    <span className="visually-hidden"> {meetingName(meeting)}</span>
                  </button>
                </li>
              ))}
            </ul>
            <p role="status" data-device-taking />
          </Section>
          <Section title={m.device_waiting_title()} id="waiting">
            <div data-device-waiting />
          </Section>
          <Section title={m.device_refused_title()} id="refused">
            <div data-device-refused />
          </Section>
          <p>
            <button type="button" className="btn btn-outline-primary" data-device-empty hidden>
              {m.device_remove_all()}
            </button>
          </p>
          <script type="module" src={`/scripts/${device.build}/device-list.js`} />
        </>
      )}
    </Page>
  )
}
