// SPDX-License-Identifier: AGPL-3.0-or-later
import { Link } from '@remix-run/react'
import { showMoment } from '#base/i18n/format.ts'
import { m } from '#base/i18n/paraglide/messages.js'
import { Facts } from '#base/ui/page.tsx'
import type { Sector } from '#db/schema.ts'
import { meetingName } from '#plan/meetings/words.ts'
import { sectorName } from '#plan/organisations/organisation.ts'
import { intervalNames } from '#record/attendance/row-shown.ts'
import type { Interval } from '#record/marks/minutes.ts'

type Said = {
  organisation: string
  sector: Sector
  email: string | null
  phone: string | null
  intervals: Interval[]
  notice_version: number | null
  /** The platform's report whose row they were. */
  report: { id: string; name: string } | null
  added_by_name: string | null
  added_at: string
  meeting: { id: string; number: number; title: string; code: string }
}

/** What was said at the door, as it was written then. */
export function WalkInFacts({ said }: { said: Said }) {
  const { meeting } = said
  const facts = [
    {
      term: m.words_meeting(),
      value: (
        <Link to={`/meetings/${meeting.id}`}>
          {meeting.code} · {meetingName(meeting)}
        </Link>
      ),
    },
    { term: m.attendance_walk_in_organisation(), value: said.organisation },
    { term: m.words_sector(), value: sectorName(said.sector) },
    { term: m.words_e_mail(), value: said.email },
    { term: m.attendance_walk_in_phone(), value: said.phone },
    { term: m.words_times(), value: intervalNames(said.intervals) },
    {
      term: m.words_platform_report(),
      value: said.report && (
        <Link to={`/meetings/${meeting.id}/import/${said.report.id}`}>{said.report.name}</Link>
      ),
    },
    { term: m.attendance_walk_in_notice_shown(), value: said.notice_version },
    {
      term: m.attendance_walk_in_added_by(),
      value: `${said.added_by_name ?? 'Presente'}, ${showMoment(said.added_at)}`,
    },
  ]
  return <Facts items={facts.filter(({ value }) => value !== null)} />
}
