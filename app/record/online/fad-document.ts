// SPDX-License-Identifier: AGPL-3.0-or-later
// The report of distance learning as it is printed.

import { shortHash } from '#base/files/file.ts'
import { showHours, showMoment, showMomentDate } from '#base/i18n/format.ts'
import { m } from '#base/i18n/paraglide/messages.js'
import { modeName, whenName } from '#plan/meetings/words.ts'
import type { FadReport } from './fad-report.server.ts'
import type { FadEntry, FadMeeting } from './fad-report.ts'
import { fadScheduled } from './fad-sums.ts'
import { evidenceName, fadRoleName, platformsName, testsName } from './fad-words.ts'
import { clockName, secondsName } from './online-words.ts'
import { type ReportSection, reportDocument } from './printed-report.ts'
import { versionName } from './report.ts'

/** For pdfOf('app/record/online/fad-report.typ', …). */
export function fadDocument(report: FadReport) {
  const { edition, project, meetings, hash, created } = report
  const held = meetings.filter(({ meeting }) => !meeting.cancelled)
  const first = held[0]?.meeting.starts_at ?? created
  const last = held.at(-1)?.meeting.ends_at ?? created
  return reportDocument({
    title: m.online_fad_document_title({ code: edition.code }),
    created,
    project,
    heading: m.online_fad_heading({ code: edition.code, title: edition.title }),
    facts: [
      [m.online_fad_period(), m.words_from_to({ from: showMomentDate(first), to: showMomentDate(last) })],
      [m.words_meetings(), String(held.length)],
      [m.online_fad_scheduled(), showHours(fadScheduled(meetings))],
      [m.words_platform(), platformsName(meetings)],
      [m.online_fact_hash(), hash],
    ],
    sections: [filesSection(report), totalsSection(report), ...meetings.map(meetingSection)],
    notes: [m.online_fad_note_times(), m.online_fad_note_declaration()],
    signatures: [m.words_place_and_date(), m.online_fad_sign_manager()],
    stamp: [m.online_fad_stamp({ hash })],
  })
}

const text = (name: string, width: number | null = null) => ({ name, width, number: false })
const figure = (name: string, width: number) => ({ name, width, number: true })

function totalsSection({ totals, meetings }: FadReport): ReportSection {
  return {
    heading: m.online_fad_totals(),
    facts: [],
    columns: [
      text(m.words_person()),
      text(m.words_role(), 26),
      text(m.online_fad_organisation(), 62),
      figure(m.words_meetings(), 20),
      figure(m.online_fad_connected(), 28),
      figure(m.words_credited_hours(), 28),
      figure(m.online_fad_scheduled(), 24),
      figure(m.online_fad_tests(), 24),
    ],
    rows: totals.map((total) => [
      total.name,
      fadRoleName(total.role),
      total.organisation ?? '',
      String(total.meetings),
      secondsName(total.seconds),
      showHours(total.credited_minutes),
      showHours(fadScheduled(meetings)),
      testsName(total.tests),
    ]),
    empty: m.words_nobody(),
  }
}

function filesSection({ meetings }: FadReport): ReportSection {
  return {
    heading: m.online_reports_title(),
    facts: [],
    columns: [
      text(m.words_meeting(), 22),
      text(m.words_file()),
      text(m.words_platform(), 48),
      text(m.online_column_imported(), 46),
      text(m.online_fact_hash(), 100),
    ],
    rows: meetings.flatMap(({ meeting, files }) =>
      files.map((file) => [
        String(meeting.number),
        file.name,
        versionName(file),
        m.online_imported_by({ when: showMoment(file.imported_at), name: file.imported_by ?? 'Presente' }),
        file.file_hash,
      ]),
    ),
    empty: m.online_fad_no_platform(),
  }
}

function meetingSection({ meeting, page, entries }: FadMeeting): ReportSection {
  return {
    heading: m.online_fad_meeting({ number: meeting.number, title: meeting.title, when: whenName(meeting) }),
    facts: [
      [m.words_mode(), modeName(meeting.mode)],
      [m.online_fad_scheduled(), showHours(meeting.scheduled_minutes)],
      [m.words_topic_taught(), meeting.topic ?? m.attendance_none_written()],
      [m.online_fad_page(), pageName(page)],
    ],
    columns: [
      text(m.words_person()),
      text(m.words_role(), 24),
      text(m.online_fad_known_as(), 66),
      text(m.attendance_in(), 18),
      text(m.attendance_out(), 18),
      figure(m.words_duration(), 17),
      figure(m.online_fad_connected(), 21),
      figure(m.words_credited_hours(), 21),
      text(m.online_fad_evidence(), 38),
    ],
    rows: entries.flatMap(linesOf),
    empty: meeting.cancelled ? m.words_meeting_cancelled() : m.online_fad_not_held(),
  }
}

/** A line for each stay; totals on the first. */
function linesOf(entry: FadEntry): string[][] {
  const stays = [...entry.connections, ...entry.recorded]
  const totals = [secondsName(entry.seconds), showHours(entry.credited_minutes), evidenceName(entry)]
  const named = [entry.name, fadRoleName(entry.role), entry.known_as.join(', ')]
  if (stays.length === 0) return [[...named, '', '', '', ...totals]]
  return stays.map((stay, at) => {
    const seconds = (Date.parse(stay.out) - Date.parse(stay.in)) / 1000
    const times = [clockName(stay.in), clockName(stay.out), secondsName(Math.floor(seconds))]
    return at === 0 ? [...named, ...times, ...totals] : [entry.name, '', '', ...times, '', '', '']
  })
}

/** Which version of the register's page it is. */
function pageName(page: FadMeeting['page']): string {
  if (!page) return m.online_fad_page_open()
  return m.online_fad_page_version({ version: page.version, hash: shortHash(page.hash) })
}
