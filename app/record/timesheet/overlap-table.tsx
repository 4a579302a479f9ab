// SPDX-License-Identifier: AGPL-3.0-or-later
import { Link } from '@remix-run/react'
import { m } from '#base/i18n/paraglide/messages.js'
import { DataTable } from '#base/ui/table.tsx'
import { meetingName } from '#plan/meetings/words.ts'
import type { OfficeOverlap, OverlapMeeting } from './overlaps.server.ts'
import { sharedName } from './words.ts'

/** As the office of a project sees them: of a meeting of another project only that it shares the time. */
export function OverlapTable({ overlaps }: { overlaps: readonly OfficeOverlap[] }) {
  return (
    <DataTable
      caption={m.teaching_overlaps()}
      captionHidden
      rows={overlaps.map((overlap, at) => ({ ...overlap, key: String(at) }))}
      rowKey={({ key }) => key}
      columns={[
        { key: 'person', label: m.words_trainer(), cell: ({ person }) => person.name },
        { key: 'times', label: m.teaching_overlap_shared(), cell: ({ times }) => sharedName(times) },
        { key: 'own', label: m.words_meeting(), cell: ({ own }) => <Named meeting={own} /> },
        {
          key: 'other',
          label: m.teaching_overlap_other(),
          cell: ({ other }) => (other ? <Named meeting={other} /> : m.teaching_overlap_elsewhere()),
        },
      ]}
    />
  )
}

function Named({ meeting }: { meeting: OverlapMeeting }) {
  return (
    <Link to={`/meetings/${meeting.id}`}>
      {m.teaching_owed_meeting({ code: meeting.code, meeting: meetingName(meeting) })}
    </Link>
  )
}
