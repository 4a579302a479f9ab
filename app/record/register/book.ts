// SPDX-License-Identifier: AGPL-3.0-or-later
// The first and the last sheets of a whole register.

import { sheetName } from '#base/documents/document-frame.ts'
import { showDate, showHours, showMomentDate, showNumber, showPercent } from '#base/i18n/format.ts'
import { m } from '#base/i18n/paraglide/messages.js'
import { modeName } from '#plan/meetings/words.ts'
import { sectorName } from '#plan/organisations/organisation.ts'
import type { PrintedPage } from '#record/register-page/content.ts'
import { hoursOf } from './printed-times.ts'
import { totalsOf } from './printed-totals.ts'
import { type Form, stampText } from './sheet.ts'

type Last = { pages: readonly PrintedPage[]; content: PrintedPage['content']; form: Form }

/** Whose register it is, its opening record, and the meetings with their pages. */
export function coverOf({ pages, content, form }: Last) {
  const { project, edition, register } = content
  const { meetings, minutes } = totalsOf(pages)
  return {
    project: `${project.acronym} · ${project.title}`,
    heading: m.words_attendance_register(),
    edition: `${edition.code} · ${edition.title}`,
    sheet_of: sheetName(m.documents_cover()),
    running: m.documents_title_register({ code: edition.code }),
    stamp: [edition.code, ...(form === 'blank' ? [m.documents_stamp_to_sign()] : [])],
    facts: [
      [m.documents_meetings_planned(), showNumber(meetings.planned)],
      [m.documents_hours_planned(), showHours(minutes.planned)],
      ...(meetings.cancelled > 0 ? [[m.documents_meetings_cancelled(), showNumber(meetings.cancelled)]] : []),
    ],
    opening: {
      heading: m.words_opening_record(),
      facts: [
        [m.documents_opened(), register ? showDate(register.opened_on) : m.documents_not_opened()],
        [m.words_kept_by(), register?.keeper ?? '—'],
        [m.documents_stamp(), stampText(register) ?? m.words_not_stamped()],
      ],
      signature: m.documents_sign_keeper(),
      stamp: m.documents_sign_authority(),
    },
    meetings: {
      heading: m.documents_list_of_meetings(),
      columns: [
        m.words_page(),
        m.words_date(),
        m.documents_times(),
        m.words_meeting(),
        m.words_mode(),
        m.words_hours(),
        m.words_state(),
        m.words_version(),
      ],
      rows: pages.map(meetingRow),
    },
  }
}

function meetingRow(page: PrintedPage): string[] {
  const { meeting } = page.content
  return [
    String(meeting.number),
    showMomentDate(meeting.starts_at),
    hoursOf(meeting.starts_at, meeting.ends_at),
    meeting.title,
    modeName(meeting.mode),
    meeting.cancelled ? '—' : showHours(meeting.scheduled_minutes),
    stateOf(page),
    page.version === null ? '—' : showNumber(page.version),
  ]
}

function stateOf({ content, locked, version }: PrintedPage): string {
  if (content.meeting.cancelled) return m.words_cancelled()
  if (locked) return m.words_page_locked()
  return version === null ? m.words_page_not_closed() : m.words_page_closed()
}

/** What each person attended of what was held, and the signature of who answers for it. */
export function closingOf({ pages, content }: Omit<Last, 'form'>) {
  const { meetings, minutes, people, unmatched } = totalsOf(pages)
  const hours = showHours(minutes.held)
  const cells = (attended: number) => [
    m.documents_some_of({ some: showHours(attended), total: hours }),
    minutes.held === 0 ? '—' : showPercent(Math.floor((attended * 10_000) / minutes.held)),
  ]
  return {
    heading: m.documents_closing(),
    sheet_of: sheetName(m.documents_closing()),
    running: `${m.documents_title_register({ code: content.edition.code })} · ${m.documents_closing()}`,
    stamp: [content.edition.code],
    facts: [
      [m.documents_meetings_held(), `${showNumber(meetings.held)} / ${showNumber(meetings.planned)}`],
      [m.documents_hours_held(), hours],
      [m.documents_hours_planned(), showHours(minutes.planned)],
      ...(unmatched > 0 ? [[m.documents_unmatched(), showNumber(unmatched)]] : []),
    ],
    columns: [
      m.documents_number(),
      m.documents_name(),
      m.words_organisation(),
      m.words_sector(),
      m.words_meetings(),
      m.words_hours_attended(),
      m.documents_share(),
    ],
    rows: people.map((person, index) => [
      String(index + 1),
      person.name,
      person.organisation ?? '',
      person.sector === null ? '' : sectorName(person.sector),
      m.documents_some_of({ some: String(person.meetings), total: String(meetings.held) }),
      ...cells(person.minutes),
    ]),
    signatures: [m.words_place_and_date(), m.documents_sign_manager()],
  }
}
