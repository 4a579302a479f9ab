// SPDX-License-Identifier: AGPL-3.0-or-later
import { showHours, showMoment, showTime } from '#app/i18n/format.ts'
import { m } from '#app/i18n/paraglide/messages.js'
import { Badge } from '#app/ui/notice.tsx'
import { Facts } from '#app/ui/page.tsx'
import type { MarkSource } from '#db/schema.ts'
import { sourceName, statusName } from './attendance-words.ts'
import type { ShownStatus } from './mark.ts'
import type { Interval } from './minutes.ts'

type Entry = {
  shown: ShownStatus
  intervals: Interval[]
  credited_minutes: number
  source: MarkSource
  reason: string | null
  recorded_at: string
  recorded_by_name: string | null
  superseded_by: string | null
}

/** One mark of a history. What a correction superseded is struck through and says so. */
export function MarkEntry({ mark }: { mark: Entry }) {
  const superseded = mark.superseded_by !== null
  const times = mark.intervals.map(({ in: from, out: to }) =>
    m.attendance_interval({ from: showTime(from), to: showTime(to) }),
  )
  const what = [statusName(mark.shown), ...times].join(', ')
  return (
    <li className={superseded ? 'mark-entry mark-entry-superseded' : 'mark-entry'}>
      <p className="mark-entry-what">
        {superseded ? <s>{what}</s> : <strong>{what}</strong>}{' '}
        {superseded ? (
          <Badge>{m.attendance_superseded()}</Badge>
        ) : (
          <Badge tone="success">{m.attendance_in_force()}</Badge>
        )}
      </p>
      <Facts
        items={[
          { term: m.attendance_credited(), value: showHours(mark.credited_minutes) },
          {
            term: m.attendance_recorded_by(),
            value: mark.recorded_by_name ?? m.attendance_recorded_by_system(),
          },
          { term: m.attendance_recorded_at(), value: showMoment(mark.recorded_at) },
          { term: m.attendance_source(), value: sourceName(mark.source) },
          ...(mark.reason === null ? [] : [{ term: m.attendance_reason_given(), value: mark.reason }]),
        ]}
      />
    </li>
  )
}
