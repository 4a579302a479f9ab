// SPDX-License-Identifier: AGPL-3.0-or-later
import { Link } from '@remix-run/react'
import { shortHash } from '#base/files/file.ts'
import { showHours, showNumber } from '#base/i18n/format.ts'
import { m } from '#base/i18n/paraglide/messages.js'
import { Badge } from '#base/ui/notice.tsx'
import { Facts } from '#base/ui/page.tsx'
import { DataTable } from '#base/ui/table.tsx'
import { meetingName, modeName, whenName } from '#plan/meetings/words.ts'
import type { FadMeeting } from './fad-report.ts'
import { versionName } from './report.ts'

type Listed = Omit<FadMeeting, 'entries'> & { people: number; waiting: number }

type Props = { report: { hash: string; scheduled: number; meetings: Listed[]; people: number } }

export function FadFacts({ report }: Props) {
  const { meetings, scheduled, hash } = report
  const versions = [...new Set(meetings.flatMap(({ files }) => files.map(versionName)))]
  return (
    <Facts
      items={[
        { term: m.words_platform(), value: versions.join(' · ') || m.online_fad_no_platform() },
        { term: m.online_fad_scheduled(), value: showHours(scheduled) },
        { term: m.words_people(), value: showNumber(report.people) },
        { term: m.online_fad_hash(), value: <code className="hash">{hash}</code> },
      ]}
    />
  )
}

/** The meetings of the report; each leads to its entries and exits. */
export function FadMeetings({ meetings, here }: { meetings: readonly Listed[]; here: string }) {
  return (
    <DataTable
      caption={m.online_fad_meetings_title()}
      captionHidden
      rows={meetings}
      rowKey={({ meeting }) => meeting.id}
      columns={[
        {
          key: 'meeting',
          label: m.words_meeting(),
          cell: ({ meeting }) => (
            <>
              <Link to={`${here}?meeting=${meeting.number}#entries`}>{meetingName(meeting)}</Link>
              <div className="field-hint">{whenName(meeting)}</div>
            </>
          ),
        },
        { key: 'mode', label: m.words_mode(), cell: ({ meeting }) => modeName(meeting.mode) },
        {
          key: 'files',
          label: m.words_file(),
          cell: ({ files }) =>
            files.length === 0
              ? m.online_fad_no_file()
              : files.map((file) => (
                  <div key={file.file_hash}>
                    {file.name} <code>{shortHash(file.file_hash)}</code>
                  </div>
                )),
        },
        {
          key: 'people',
          label: m.words_people(),
          numeric: true,
          cell: ({ people, waiting, meeting }) =>
            meeting.cancelled ? (
              m.words_meeting_cancelled()
            ) : (
              <>
                {showNumber(people)}
                {waiting > 0 && (
                  <>
                    {' '}
                    <Badge tone="warning">{m.online_fad_n_waiting({ n: waiting })}</Badge>
                  </>
                )}
              </>
            ),
        },
      ]}
    />
  )
}
