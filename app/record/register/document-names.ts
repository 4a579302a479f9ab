// SPDX-License-Identifier: AGPL-3.0-or-later
// What the documents of a register are called, in the language of the project.
import { documentName } from '#base/documents/document-name.ts'
import { m } from '#base/i18n/paraglide/messages.js'
import { localDate } from '#base/i18n/zone.ts'
import type { PrintedPage } from '#record/register-page/content.ts'
import type { Form } from './sheet.ts'

type Of = { project: { slug: string }; edition: { code: string } }

/** A page: in which version and whether it is locked; what is not closed yet, or to be signed, by its mark. */
export function pageName(
  of: Of,
  { content, version, locked }: PrintedPage,
  form: Form,
  mark: string,
  zone: string,
): string {
  const { number, starts_at } = content.meeting
  const form_part =
    form === 'blank'
      ? [m.documents_name_to_sign(), mark]
      : version === null
        ? [m.documents_name_draft(), mark]
        : [`v${version}`, locked ? m.documents_name_locked() : '']
  const meeting = [m.documents_name_meeting(), String(number).padStart(2, '0')]
  const date = localDate(starts_at, zone)
  return documentName({ ...of, kind: m.documents_name_register(), parts: [...meeting, date, ...form_part] })
}

/** A whole register, which changes with each of its pages. */
export function registerName(of: Of, form: Form, mark: string): string {
  const form_part = form === 'blank' ? m.documents_name_to_sign() : m.documents_name_whole()
  return documentName({ ...of, kind: m.documents_name_register(), parts: [form_part, mark] })
}

/** A register of so many empty pages. */
export function emptyRegisterName(of: Of, pages: number, mark: string): string {
  const parts = [m.documents_name_to_stamp(), m.documents_name_pages({ n: pages }), mark]
  return documentName({ ...of, kind: m.documents_name_register(), parts })
}

export function fadReportName(of: Of, mark: string, ending: 'pdf' | 'csv'): string {
  return documentName({ ...of, kind: m.documents_name_fad(), parts: [mark] }, ending)
}

/** A document that was issued, by its number. */
export function issuedName(of: Of, kind: 'register' | 'fad_report', number: number): string {
  const name = kind === 'register' ? m.documents_name_register() : m.documents_name_fad()
  return documentName({ ...of, kind: name, parts: [m.documents_name_issued(), String(number)] })
}
