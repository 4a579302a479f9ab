// SPDX-License-Identifier: AGPL-3.0-or-later
// What register.typ prints: one page of the register, or the whole register of an edition.

import { continues, frameOf } from '#base/documents/document-frame.ts'
import { shortened } from '#base/documents/printed-text.ts'
import { m } from '#base/i18n/paraglide/messages.js'
import type { PageContent, PrintedPage } from '#record/register-page/content.ts'
import { closingOf, coverOf } from './book.ts'
import { type Form, sheetOf } from './sheet.ts'

/** A page to sign or as recorded. `site` is the address of the installation. */
export function pageDocument(page: PrintedPage, form: Form, site: string) {
  const { content } = page
  const title = m.documents_title_page({
    code: content.edition.code,
    number: String(content.meeting.number),
  })
  return {
    ...documentOf(title, content, [page], form),
    pages: [shortened(sheetOf(page, form, site, null))],
    alone: true,
    cover: null,
    closing: null,
  }
}

/**
 * The whole register: opening record, list of meetings, their pages in order, totals per person. `content` is that of any page:
 * it says whose register it is. To sign, cancelled meetings keep their annulled page: numbers have no gaps.
 */
export function editionDocument(pages: readonly [PrintedPage, ...PrintedPage[]], form: Form, site: string) {
  const { content } = pages[pages.length - 1] ?? pages[0]
  const title = m.documents_title_register({ code: content.edition.code })
  return {
    ...documentOf(title, content, pages, form),
    pages: sheetsOf(pages, form, site),
    alone: false,
    cover: shortened(coverOf({ pages, content, form })),
    closing: form === 'final' ? shortened(closingOf({ pages, content })) : null,
  }
}

function documentOf(title: string, content: PageContent, pages: readonly PrintedPage[], form: Form) {
  const frame = frameOf({ title, created: dateOf(pages, form), project: content.project })
  return { ...frame, words: wordsOfRegister() }
}

/** One at a time: two hundred pages of three hundred people are more than a moment's work. */
function* sheetsOf(pages: readonly PrintedPage[], form: Form, site: string) {
  for (const page of pages) yield shortened(sheetOf(page, form, site, pages.length))
}

/** The last thing that happened to what is printed, so that the same pages make the same bytes. */
function dateOf(pages: readonly PrintedPage[], form: Form): string {
  const moments = pages.flatMap(({ content, closed, locked }) => {
    const planned = content.register?.opened_on ?? content.meeting.starts_at
    if (form === 'blank') return [planned]
    const recorded = content.people.flatMap((person) => person.recorded_at ?? [])
    return [planned, closed?.at, locked?.at, ...recorded].flatMap((moment) => moment ?? [])
  })
  return moments.sort().at(-1) ?? '1970-01-01'
}

/** The words that register.typ prints around what a page says. */
export function wordsOfRegister() {
  return {
    continues: continues(),
    number: m.documents_number(),
    name: m.documents_name(),
    organisation: m.words_organisation(),
    sector: m.words_sector(),
    status: m.documents_status(),
    hour_in: m.documents_hour_in(),
    hour_out: m.documents_hour_out(),
    sign_in: m.documents_sign_in(),
    sign_out: m.documents_sign_out(),
    hours: m.words_hours(),
    cumulative: m.documents_cumulative(),
    source: m.words_source(),
    note: m.documents_note(),
    teacher: m.words_trainers_and_tutors(),
    role: m.words_role(),
    signature: m.documents_signature(),
    walk_ins: m.documents_walk_ins(),
    total_present: m.documents_total_present(),
    total_absent: m.documents_total_absent(),
  }
}
