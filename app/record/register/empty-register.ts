// SPDX-License-Identifier: AGPL-3.0-or-later
// A register to be stamped before use (domain.md 4.1): a cover and numbered empty pages, without any planned activity.
import { z } from 'zod'
import { frameOf, sheetName } from '#base/documents/document-frame.ts'
import { shortened } from '#base/documents/printed-text.ts'
import { showDate, showNumber } from '#base/i18n/format.ts'
import { m } from '#base/i18n/paraglide/messages.js'
import type { PageContent } from '#record/register-page/content.ts'
import type { Opening } from '#record/register-page/opening.ts'
import { wordsOfRegister } from './document.ts'
import { stampText } from './sheet.ts'

export const usualPages = 50
export const mostPages = 200

/** What the address of an empty register asks for. */
export const pagesAsked = z.coerce.number().int().min(1).max(mostPages)

export type EmptyRegister = {
  project: PageContent['project']
  edition: { code: string; title: string; venue: string | null }
  opening: Opening | null
  /** A moment, so that the same register makes the same bytes. */
  created: string
}

/** Lines for who takes part, on each page, and for who teaches. */
const lines = { people: 20, teachers: 3 }
const toFill = '_'.repeat(22)

/** For pdfOf('app/record/register/register.typ', …). */
export function emptyDocument(register: EmptyRegister, pages: number) {
  const { project, edition, created } = register
  const title = m.documents_title_register({ code: edition.code })
  return {
    ...frameOf({ title, created, project }),
    words: wordsOfRegister(),
    pages: sheetsOf(edition.code, pages),
    alone: false,
    cover: shortened(coverOf(register, pages)),
    closing: null,
  }
}

function coverOf({ project, edition, opening }: EmptyRegister, pages: number) {
  const total = showNumber(pages)
  return {
    project: `${project.acronym} · ${project.title}`,
    heading: m.words_attendance_register(),
    edition: `${edition.code} · ${edition.title}`,
    sheet_of: sheetName(m.documents_cover()),
    running: m.documents_title_register({ code: edition.code }),
    stamp: [edition.code, m.documents_stamp_to_stamp()],
    facts: [
      [m.documents_year(), toFill],
      [m.words_venue(), edition.venue ?? toFill],
      [m.words_pages(), total],
      [m.documents_empty_declared(), m.documents_empty_declaration({ total })],
    ],
    opening: {
      heading: m.words_opening_record(),
      facts: [
        [m.documents_opened(), opening ? showDate(opening.opened_on) : toFill],
        [m.words_kept_by(), opening?.keeper ?? toFill],
        [m.documents_stamp(), stampText(opening) ?? toFill],
      ],
      signature: m.documents_sign_keeper(),
      stamp: m.documents_sign_authority(),
    },
    meetings: null,
  }
}

function* sheetsOf(code: string, pages: number) {
  for (let page = 1; page <= pages; page++) yield shortened(sheetOf(code, page, pages))
}

/** One page: everything on it is written by hand. */
function sheetOf(code: string, page: number, pages: number) {
  const number = String(page)
  const hours = '____ – ____'
  return {
    number,
    sheet_of: sheetName(m.documents_page_of({ page: number, total: String(pages) })),
    heading: m.documents_register_page({ number }),
    running: m.documents_running_empty({ number, code }),
    facts: [m.words_date(), m.documents_times(), m.words_meeting(), m.words_place()].map((name) => [
      name,
      toFill,
    ]),
    qr: null,
    final: false,
    warning: null,
    annulled: null,
    topic: { name: m.words_topic_taught(), text: null },
    stamp: [m.documents_stamp_page({ code, number }), m.documents_stamp_to_stamp()],
    signatures: [m.documents_sign_manager()],
    parts: [m.documents_part_morning({ hours }), m.documents_part_afternoon({ hours })],
    people: Array.from({ length: lines.people }, (_, at) => ({
      number: String(at + 1),
      name: '',
      organisation: '',
      tall: false,
    })),
    teachers: Array.from({ length: lines.teachers }, () => ({ name: '', role: '', tall: false })),
  }
}
