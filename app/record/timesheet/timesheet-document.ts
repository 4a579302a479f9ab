// SPDX-License-Identifier: AGPL-3.0-or-later
// A month of teaching as it is printed and signed (domain.md 4.5).
import { documentName } from '#base/documents/document-name.ts'
import { showDate, showHours, showMonth } from '#base/i18n/format.ts'
import { m } from '#base/i18n/paraglide/messages.js'
import { meetingName } from '#plan/meetings/words.ts'
import { type ReportSection, reportDocument } from '#record/online/printed-report.ts'
import type { timesheetOf } from './month.server.ts'
import { asRole, hoursName, intervalsName } from './words.ts'

export type FundedProject = Parameters<typeof reportDocument>[0]['project']

type Printed = {
  sheet: Awaited<ReturnType<typeof timesheetOf>>
  /** Whose hours they are. */
  name: string
  project: FundedProject
  /** Of all projects, and not of one. */
  together: boolean
}

/** For pdfOf('app/record/online/fad-report.typ', …). */
export function timesheetDocument({ sheet, name, project, together }: Printed) {
  const month = showMonth(sheet.month)
  const title = m.teaching_timesheet_of({ name, month })
  return reportDocument({
    title,
    // What it says last changed when the last of its pages was closed; of a month without any, when it began.
    created: sheet.created ?? `${sheet.month}-01T00:00:00.000Z`,
    // Of several projects the funding block says their names where it says one's title.
    project: together ? { ...project, acronym: m.words_projects(), title: project.acronym } : project,
    heading: m.teaching_timesheet_heading({ month }),
    facts: [
      [m.words_trainer(), name],
      [m.teaching_month(), month],
      [together ? m.words_projects() : m.words_project(), project.acronym],
      [m.teaching_hours_month(), showHours(sheet.together.month)],
    ],
    sections: [taughtSection(sheet), hoursSection(sheet)],
    notes: [m.teaching_note_pages(), ...notCountedNote(sheet)],
    signatures: [
      m.words_place_and_date(),
      m.teaching_sign_trainer({ name }),
      together ? m.teaching_sign_managers() : m.teaching_sign_manager(),
    ],
    stamp: [],
  })
}

/** "IRIS-foglio-ore-2026-02-1a2b3c4d.pdf" */
export function timesheetName(
  project: { slug: string } | null,
  month: string,
  parts: readonly string[],
  ending: 'pdf' | 'csv',
): string {
  const of = { project: { slug: project?.slug ?? '' }, edition: { code: '' } }
  return documentName({ ...of, kind: m.teaching_file_name(), parts: [month, ...parts] }, ending)
}

const text = (name: string, width: number | null = null) => ({ name, width, number: false })
const figure = (name: string, width: number) => ({ name, width, number: true })

function taughtSection({ rows, together }: Printed['sheet']): ReportSection {
  return {
    heading: m.teaching_taught_title(),
    facts: [],
    columns: [
      text(m.words_date(), 22),
      text(m.words_project(), 22),
      text(m.words_edition(), 32),
      text(m.words_meeting()),
      text(m.words_times(), 42),
      figure(m.words_hours(), 16),
      text(m.words_topic_taught()),
    ],
    rows: [
      ...rows.map((row) => [
        showDate(row.on),
        row.project.acronym,
        row.edition.code,
        asRole(meetingName(row), row.role),
        intervalsName(row.intervals),
        showHours(row.minutes),
        row.topic ?? '',
      ]),
      ...(rows.length > 0 ? [[m.teaching_total(), '', '', '', '', showHours(together.month), '']] : []),
    ],
    empty: m.teaching_taught_none(),
  }
}

function hoursSection({ hours, together }: Printed['sheet']): ReportSection {
  const cells = (name: string, of: Omit<(typeof hours)[number], 'project'>) => [
    name,
    showHours(of.month),
    hoursName(of.agreed),
    showHours(of.taught),
    hoursName(of.left),
  ]
  return {
    heading: m.teaching_hours_title(),
    facts: [],
    columns: [
      text(m.words_project()),
      figure(m.teaching_hours_month(), 40),
      figure(m.teaching_agreed(), 40),
      figure(m.teaching_hours_taught(), 50),
      figure(m.teaching_hours_left(), 40),
    ],
    rows: [
      ...hours.map(({ project, ...of }) => cells(project.acronym, of)),
      ...(hours.length > 1 ? [cells(m.teaching_hours_together(), together)] : []),
    ],
    empty: m.teaching_hours_none(),
  }
}

function notCountedNote({ waiting }: Printed['sheet']): string[] {
  return waiting.length === 0 ? [] : [m.teaching_note_waiting({ n: waiting.length })]
}
