// SPDX-License-Identifier: AGPL-3.0-or-later

import { showHours, showMoment } from '#base/i18n/format.ts'
import { m } from '#base/i18n/paraglide/messages.js'
import { Badge } from '#base/ui/notice.tsx'
import { Facts } from '#base/ui/page.tsx'
import type { MarkRole, MarkSource } from '#db/schema.ts'
import { isSuperseded } from '#record/marks/in-force.ts'
import type { ShownStatus } from '#record/marks/mark.ts'
import type { Interval } from '#record/marks/minutes.ts'
import { roleName, sourceName, statusName } from '#record/marks/words.ts'
import { intervalNames } from './row-shown.ts'

type Entry = {
  shown: ShownStatus
  intervals: Interval[]
  credited_minutes: number
  source: MarkSource
  reason: string | null
  note: string | null
  role: MarkRole
  recorded_at: string
  /** When it was said, if that is not when it was recorded: on a device that kept it. */
  stated_at: string
  recorded_by_name: string | null
  superseded_by: string | null
  /** Its author completed it soon after: both are one statement. */
  completed: boolean
}

/** One mark of a history. What a correction superseded is struck through and says so. */
export function MarkEntry({ mark, document }: { mark: Entry; document: string | null }) {
  const superseded = isSuperseded(mark)
  const times = mark.intervals.length > 0 && intervalNames(mark.intervals)
  const what = [statusName(mark.shown), times].filter(Boolean).join(', ')
  return (
    <li className={superseded ? 'mark-entry mark-entry-superseded' : 'mark-entry'}>
      <p className="mark-entry-what">
        {superseded ? <s>{what}</s> : <strong>{what}</strong>}{' '}
        {superseded ? (
          <Badge>{mark.completed ? m.attendance_completed() : m.attendance_superseded()}</Badge>
        ) : (
          <Badge tone="success">{m.words_in_force()}</Badge>
        )}
      </p>
      <Facts
        items={[
          { term: m.attendance_credited(), value: showHours(mark.credited_minutes) },
          {
            term: m.words_mark_recorded_by(),
            value: mark.recorded_by_name ?? m.attendance_recorded_by_system(),
          },
          ...(mark.stated_at === mark.recorded_at
            ? []
            : [{ term: m.words_stated_at(), value: showMoment(mark.stated_at) }]),
          { term: m.words_when(), value: showMoment(mark.recorded_at) },
          { term: m.words_source(), value: sourceName(mark.source) },
          ...(mark.role === 'participant'
            ? []
            : [{ term: m.attendance_entry_role(), value: roleName(mark.role) }]),
          ...(mark.note === null ? [] : [{ term: m.attendance_note(), value: mark.note }]),
          ...(document === null
            ? []
            : [
                {
                  term: m.attendance_document(),
                  value: <a href={document}>{m.attendance_document_open()}</a>,
                },
              ]),
          ...(mark.reason === null ? [] : [{ term: m.words_reason(), value: mark.reason }]),
        ]}
      />
    </li>
  )
}
