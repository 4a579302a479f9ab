// SPDX-License-Identifier: AGPL-3.0-or-later
// The report of distance learning for a spreadsheet: a row for each stay.

import { m } from '#base/i18n/paraglide/messages.js'
import { localDate, localTime } from '#base/i18n/zone.ts'
import type { CellValue, SheetColumn } from '#base/sheets/sheet.ts'
import { modeName } from '#plan/meetings/words.ts'
import { sourceName, statusName } from '#record/marks/words.ts'
import type { FadReport } from './fad-report.server.ts'
import type { FadEntry, FadMeeting } from './fad-report.ts'
import { evidenceName, fadRoleName } from './fad-words.ts'
import { secondsName } from './online-words.ts'
import { versionName } from './report.ts'

export function fadColumns(): SheetColumn[] {
  const column = (header: string, type: SheetColumn['type'] = 'text') => ({ header, type, width: 20 })
  return [
    column(m.words_edition()),
    column(m.online_fad_number(), 'integer'),
    column(m.words_meeting()),
    column(m.online_fad_starts(), 'moment'),
    column(m.online_fad_ends(), 'moment'),
    column(m.words_mode()),
    column(m.words_person()),
    column(m.words_role()),
    column(m.online_fad_organisation()),
    column(m.online_fad_known_as()),
    column(m.online_fad_evidence()),
    column(m.online_fad_origin()),
    column(m.attendance_in(), 'moment'),
    column(m.attendance_out(), 'moment'),
    column(m.words_duration()),
    column(m.words_attendance()),
    // Once for a person at a meeting, so that the column may be summed.
    column(m.online_fad_credited_once(), 'integer'),
    column(m.words_platform()),
    column(m.words_file()),
    column(m.online_fact_hash()),
    column(m.online_fad_page()),
    column(m.online_fad_hash()),
  ]
}

/** The rows, a meeting at a time. */
export async function* fadRows(report: FadReport, zone: string): AsyncGenerator<CellValue[][]> {
  for (const meeting of report.meetings) {
    yield meeting.entries.flatMap((entry) => rowsOf(report, meeting, entry, zone))
  }
}

function rowsOf(report: FadReport, of: FadMeeting, entry: FadEntry, zone: string): CellValue[][] {
  const { meeting, files, page } = of
  const moment = (at: string) => `${localDate(at, zone)}T${localTime(at, zone)}:${at.slice(17, 19)}`
  const stays = [
    ...entry.connections.map((stay) => ({ ...stay, origin: m.attendance_source_platform_log() })),
    ...entry.recorded.map((stay) => ({ ...stay, origin: entry.source ? sourceName(entry.source) : '' })),
  ]
  const lines = stays.length > 0 ? stays : [null]
  return lines.map((stay, at) => [
    report.edition.code,
    meeting.number,
    meeting.title,
    moment(meeting.starts_at),
    moment(meeting.ends_at),
    modeName(meeting.mode),
    entry.name,
    fadRoleName(entry.role),
    entry.organisation,
    entry.known_as.join(', '),
    evidenceName(entry),
    stay?.origin ?? null,
    stay && moment(stay.in),
    stay && moment(stay.out),
    stay && secondsName(Math.floor((Date.parse(stay.out) - Date.parse(stay.in)) / 1000)),
    entry.status && statusName(entry.status),
    at === 0 ? entry.credited_minutes : null,
    [...new Set(files.map(versionName))].join(' · '),
    files.map((file) => file.name).join(' · '),
    files.map((file) => file.file_hash).join(' · '),
    page && `${page.version} ${page.hash}`,
    report.hash,
  ])
}
