// SPDX-License-Identifier: AGPL-3.0-or-later
import type { ComponentProps } from 'react'
import { Page } from '#base/ui/page.tsx'
import { meetingName, whenName } from './words.ts'

type Crumb = { label: string; to?: string }

type Props = Omit<ComponentProps<typeof Page>, 'lead' | 'breadcrumb'> & {
  meeting: { id: string; number: number; title: string; starts_at: string; ends_at: string }
  edition: { code: string }
  /** Where the meeting's own page leads back to. */
  trail: Crumb
  /** Between the meeting and this page, and what this page is called there: its title, unless `crumb` says otherwise. */
  above?: Crumb[]
  crumb?: string
}

/** One of the pages of a meeting: which one it is and the way back to it stand on all of them alike. */
export function MeetingPage({ meeting, edition, trail, above = [], crumb, ...page }: Props) {
  return (
    <Page
      {...page}
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
        ...above,
        { label: crumb ?? page.title },
      ]}
    />
  )
}
