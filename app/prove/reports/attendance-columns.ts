// SPDX-License-Identifier: AGPL-3.0-or-later
// The columns of the export of attendance, in the reader's language.

import { m } from '#base/i18n/paraglide/messages.js'
import type { SheetColumn } from '#base/sheets/sheet.ts'
import { meetingStateName, modeName } from '#plan/meetings/words.ts'
import { sectorName } from '#plan/organisations/organisation.ts'
import { endsOf, type Statement, statusShown } from '#record/marks/mark.ts'
import type { Interval } from '#record/marks/minutes.ts'
import { roleName, sourceName, statusName } from '#record/marks/words.ts'
import type { AttendanceRow } from './attendance-row.ts'
import { type WallClock, wallClock } from './wall-clock.ts'

export type AttendanceColumn = SheetColumn & {
  key: string
  value: (row: AttendanceRow) => string | number | null
}

/** What is said of a person at a meeting, a column each, with times of the clock in `zone`. */
export function attendanceColumns(zone: string): AttendanceColumn[] {
  const wall = wallClock(zone)
  return [...meetingColumns(wall), ...personColumns(), ...markColumns(wall), ...pageColumns()]
}

function meetingColumns(wall: WallClock): AttendanceColumn[] {
  return [
    text('project', m.words_project(), 12, ({ meeting }) => meeting.project),
    text('edition', m.words_edition(), 16, ({ meeting }) => meeting.edition_code),
    text('edition_title', m.reports_column_edition_title(), 32, ({ meeting }) => meeting.edition_title),
    number('number', m.reports_column_number(), ({ meeting }) => meeting.number),
    text('title', m.words_meeting_title(), 32, ({ meeting }) => meeting.title),
    text('meeting_state', m.reports_column_meeting_state(), 14, ({ meeting }) =>
      meetingStateName(meeting.state),
    ),
    column('date', 'date', m.words_date(), 12, ({ meeting }) => wall(meeting.starts_at).slice(0, 10)),
    column('starts', 'time', m.reports_column_starts(), 10, ({ meeting }) =>
      wall(meeting.starts_at).slice(11, 16),
    ),
    column('ends', 'time', m.reports_column_ends(), 10, ({ meeting }) => wall(meeting.ends_at).slice(11, 16)),
    number('scheduled', m.reports_column_scheduled(), ({ meeting }) => meeting.scheduled_minutes),
    text('mode', m.words_mode(), 16, ({ meeting }) => modeName(meeting.mode)),
    text('place', m.reports_column_place(), 28, ({ meeting }) => meeting.place),
    text('trainers', m.words_trainers(), 24, ({ meeting }) => meeting.trainers.join(', ')),
    text('tutors', m.reports_column_tutors(), 24, ({ meeting }) => meeting.tutors.join(', ')),
  ]
}

function personColumns(): AttendanceColumn[] {
  return [
    text('last_name', m.words_last_name(), 20, (row) => row.last_name),
    text('first_name', m.words_first_name(), 20, (row) => row.first_name),
    text('role', m.words_role(), 14, ({ mark, walk_in }) =>
      walk_in ? m.reports_walk_in_role() : roleName(mark?.role ?? 'participant'),
    ),
    text('organisation', m.words_organisation(), 28, (row) => row.organisation),
    text('sector', m.words_sector(), 14, ({ sector }) => (sector ? sectorName(sector) : null)),
  ]
}

function markColumns(wall: WallClock): AttendanceColumn[] {
  const momentOf = (moment: string | null | undefined) => (moment ? wall(moment) : null)
  const clockOf = (moment: string) => wall(moment).slice(11)
  return [
    text('status', m.words_attendance(), 18, (row) => {
      const said = saidOf(row)
      return said ? statusName(statusShown(said, row.meeting)) : m.reports_not_marked()
    }),
    column('in', 'moment', m.reports_column_in(), 20, (row) => momentOf(endsOf(timesOf(row))?.in)),
    column('out', 'moment', m.reports_column_out(), 20, (row) => momentOf(endsOf(timesOf(row))?.out)),
    text(
      'intervals',
      m.reports_column_intervals(),
      40,
      (row) =>
        saidOf(row) &&
        timesOf(row)
          .map((one) => `${clockOf(one.in)}-${clockOf(one.out)}`)
          .join(', '),
    ),
    // None of a walk-in: they are in no figure before somebody has recognised them.
    number('minutes', m.reports_column_minutes(), ({ mark, meeting }) =>
      // A cancelled meeting is in no figure, so that whoever adds the column up gets what the pages say.
      mark ? (meeting.state === 'cancelled' ? 0 : mark.credited_minutes) : null,
    ),
    text('source', m.words_source(), 18, ({ mark }) => (mark ? sourceName(mark.source) : null)),
    text('note', m.words_note(), 28, ({ mark }) => mark?.note ?? null),
    text('reason', m.reports_column_reason(), 28, ({ mark }) => mark?.reason ?? null),
    text(
      'recorded_by',
      m.words_mark_recorded_by(),
      20,
      (row) => (row.mark ?? row.walk_in)?.recorded_by ?? null,
    ),
    column('recorded_at', 'moment', m.reports_column_recorded_at(), 20, (row) =>
      momentOf((row.mark ?? row.walk_in)?.recorded_at),
    ),
  ]
}

/** What is said of a row's person; null: nothing yet. Who was added at the door was there. */
function saidOf({ mark, walk_in }: AttendanceRow): Statement | null {
  return mark ?? (walk_in && { status: 'present', intervals: walk_in.intervals })
}

function timesOf(row: AttendanceRow): Interval[] {
  return saidOf(row)?.intervals ?? []
}

function pageColumns(): AttendanceColumn[] {
  return [
    number('page_version', m.reports_column_page_version(), ({ meeting }) => meeting.page?.version ?? null),
    text('page_state', m.words_register_page(), 16, ({ meeting: { page } }) => {
      if (!page) return m.words_page_not_closed()
      return page.locked ? m.words_page_locked() : m.words_page_closed()
    }),
  ]
}

type Value = AttendanceColumn['value']

function column(key: string, type: SheetColumn['type'], header: string, width: number, value: Value) {
  return { key, type, header, width, value }
}

function text(key: string, header: string, width: number, value: Value): AttendanceColumn {
  return column(key, 'text', header, width, value)
}

function number(key: string, header: string, value: Value): AttendanceColumn {
  return column(key, 'integer', header, 12, value)
}
