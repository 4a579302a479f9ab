// SPDX-License-Identifier: AGPL-3.0-or-later
import { Link } from '@remix-run/react'
import { showHours } from '#base/i18n/format.ts'
import { m } from '#base/i18n/paraglide/messages.js'
import { EmptyState } from '#base/ui/notice.tsx'
import { Section } from '#base/ui/page.tsx'
import { DataTable } from '#base/ui/table.tsx'
import { meetingName, whenName } from '#plan/meetings/words.ts'
import type { FadEntry, FadMeeting } from './fad-report.ts'
import { evidenceName, fadRoleName } from './fad-words.ts'
import { clockName, secondsName } from './online-words.ts'

/** Every entry and exit at one meeting, to the second. */
export function FadEntries({ of }: { of: FadMeeting }) {
  const { meeting, entries } = of
  const title = m.online_fad_entries({ meeting: meetingName(meeting) })
  return (
    <Section title={title} id="entries">
      <p>
        <Link to={`/meetings/${meeting.id}`}>{whenName(meeting)}</Link>
      </p>
      {entries.length === 0 ? (
        <EmptyState title={meeting.cancelled ? m.words_meeting_cancelled() : m.online_fad_not_held()} />
      ) : (
        <DataTable
          caption={title}
          captionHidden
          rows={entries.map((entry, at) => ({ ...entry, key: String(at) }))}
          rowKey={(entry) => entry.key}
          columns={[
            {
              key: 'person',
              label: m.words_person(),
              cell: (entry) => (
                <>
                  {entry.name}
                  {entry.known_as.some((name) => name !== entry.name) && (
                    <div className="field-hint">{entry.known_as.join(', ')}</div>
                  )}
                </>
              ),
            },
            { key: 'role', label: m.words_role(), cell: (entry) => fadRoleName(entry.role) },
            { key: 'times', label: m.online_column_times(), cell: (entry) => <Stays entry={entry} /> },
            {
              key: 'connected',
              label: m.online_fad_connected(),
              numeric: true,
              cell: (entry) => secondsName(entry.seconds),
            },
            {
              key: 'credited',
              label: m.words_credited_hours(),
              numeric: true,
              cell: (entry) => showHours(entry.credited_minutes),
            },
            { key: 'evidence', label: m.online_fad_evidence(), cell: (entry) => evidenceName(entry) },
          ]}
        />
      )}
    </Section>
  )
}

function Stays({ entry }: { entry: FadEntry }) {
  const stays = [...entry.connections, ...entry.recorded]
  if (stays.length === 0) return m.online_no_connection()
  return stays.map((stay) => (
    <div key={`${stay.in} ${stay.out}`}>
      {clockName(stay.in)}–{clockName(stay.out)}
    </div>
  ))
}
