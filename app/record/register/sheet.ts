// SPDX-License-Identifier: AGPL-3.0-or-later
// One page of the register as the template prints it.

import { sheetName } from '#base/documents/document-frame.ts'
import { qrSvg } from '#base/documents/qr.ts'
import { showDate, showHours, showMoment, showMomentDate, showNumber } from '#base/i18n/format.ts'
import { m } from '#base/i18n/paraglide/messages.js'
import { modeName } from '#plan/meetings/words.ts'
import type { PageContent, PrintedPage } from '#record/register-page/content.ts'
import { peopleToSign, recordedPerson, recordedTeacher, teachersToSign, walkIn } from './printed-rows.ts'
import { breaksOf, dayOf, hoursOf, partsOf } from './printed-times.ts'

export type Form = 'blank' | 'final'

type Fact = [name: string, value: string]

/**
 * A page to sign or as it was recorded, alone or of a register of so many pages. `site` is the address of the installation, for
 * the code that leads to the page.
 */
export function sheetOf(page: PrintedPage, form: Form, site: string, pages: number | null) {
  const { content } = page
  const { meeting, edition } = content
  const address = `${site}/meetings/${meeting.id}/register`
  const number = String(meeting.number)
  const final = form === 'final'
  return {
    number,
    sheet_of: sheetName(
      pages === null
        ? m.documents_page({ page: number })
        : m.documents_page_of({ page: number, total: String(pages) }),
    ),
    heading: m.documents_register_page({ number }),
    running: m.documents_running({ number, code: edition.code, date: showMomentDate(meeting.starts_at) }),
    facts: factsOf(content),
    qr: { drawing: qrSvg(address, { label: address }), label: m.documents_qr({ number, address }) },
    final,
    warning: final && page.version === null && !meeting.cancelled ? m.documents_not_closed() : null,
    annulled: meeting.cancelled ? { word: m.words_cancelled(), text: m.documents_annulled_text() } : null,
    topic: { name: m.words_topic_taught(), text: meeting.topic },
    stamp: stampOf(page, form),
    signatures: final
      ? [m.documents_sign_trainer(), m.documents_sign_tutor(), m.documents_sign_manager()]
      : [m.documents_sign_manager()],
    ...(final ? recorded(page) : { ...toSign(content) }),
  }
}

function toSign(content: PageContent) {
  return {
    parts: partsOf(content.meeting),
    people: peopleToSign(content),
    teachers: teachersToSign(content),
  }
}

function recorded(page: PrintedPage) {
  const { content } = page
  return {
    people: content.people.map((person, index) => recordedPerson(person, index + 1, content)),
    walk_ins: content.walk_ins.map((person, index) => walkIn(person, content.people.length + index + 1)),
    teachers: content.teachers.map((teacher) => recordedTeacher(teacher, content.meeting)),
    totals: totalsOf(content.totals),
    settled: settledOf(page),
    imprint: page.hash === null ? null : m.documents_imprint({ hash: page.hash }),
  }
}

function factsOf({ project, edition, meeting, register }: PageContent): Fact[] {
  const facts: [string, string | null][] = [
    [m.words_project(), `${project.acronym} · ${project.title}`],
    [m.words_edition(), `${edition.code} · ${edition.title}`],
    [m.words_meeting(), `${meeting.number}. ${meeting.title}`],
    [m.words_date(), dayOf(meeting)],
    [m.documents_times(), hoursOf(meeting.starts_at, meeting.ends_at)],
    [m.words_breaks(), breaksOf(meeting)],
    [m.words_hours_of_the_meeting(), m.words_net_hours({ hours: showHours(meeting.scheduled_minutes) })],
    [m.words_mode(), modeName(meeting.mode)],
    [m.words_place(), placeOf(meeting)],
    [m.documents_opened(), register && showDate(register.opened_on)],
    [m.words_kept_by(), register?.keeper ?? null],
    [m.documents_stamp(), stampText(register)],
  ]
  return facts.flatMap(([name, value]) => (value ? [[name, value] satisfies Fact] : []))
}

/** Of a link only where it leads: the rest may let in whoever reads the paper. */
function placeOf({ venue, link }: PageContent['meeting']): string | null {
  if (!link) return venue
  const host = URL.canParse(link) ? new URL(link).host : link
  return venue ? `${venue} · ${host}` : host
}

export function stampText(register: PageContent['register']): string | null {
  if (!register) return null
  return [register.stamp_authority, register.stamp_number].filter(Boolean).join(' · ') || null
}

function totalsOf(totals: PageContent['totals']): Fact[] {
  return [
    [m.documents_total_listed(), showNumber(totals.people)],
    [m.documents_total_present(), showNumber(totals.present)],
    [m.documents_total_absent(), showNumber(totals.absent)],
    [m.words_excused(), showNumber(totals.excused)],
    [m.documents_total_unmarked(), showNumber(totals.unmarked)],
    [m.documents_total_hours(), showHours(totals.credited_minutes)],
    [m.documents_total_so_far(), showHours(totals.scheduled_so_far)],
  ]
}

function settledOf({ content, version, reason, closed, corrected, locked }: PrintedPage): Fact[] {
  const by = (one: { by: string; at: string }) => m.words_by_at({ name: one.by, moment: showMoment(one.at) })
  const facts: [string, string | null][] = [
    [m.words_version(), version === null ? null : showNumber(version)],
    [m.documents_recorded(), version === null ? null : recordedBetween(content)],
    [m.documents_closed(), closed && by(closed)],
    [m.register_late_reason(), version === 1 ? reason : null],
    ...corrected.map((one): [string, string] => [
      m.documents_corrected({ version: showNumber(one.version) }),
      m.documents_correction({ by: by(one), reason: one.reason }),
    ]),
    [m.words_locked_by(), locked && by(locked)],
  ]
  return facts.flatMap(([name, value]) => (value ? [[name, value] satisfies Fact] : []))
}

/** When what the page says was recorded: it is told apart from when it was closed. */
function recordedBetween({ people, teachers }: PageContent): string | null {
  const moments = [...people, ...teachers].flatMap(({ recorded_at }) => recorded_at ?? []).sort()
  const [first, last] = [moments.at(0), moments.at(-1)]
  if (first === undefined || last === undefined) return null
  const [from, to] = [showMoment(first), showMoment(last)]
  return from === to ? from : m.documents_recorded_between({ from, to })
}

function stampOf({ content, version, hash, closed, corrected }: PrintedPage, form: Form): string[] {
  const { code } = content.edition
  const page = m.documents_stamp_page({ code, number: String(content.meeting.number) })
  if (form === 'blank') return [page, m.documents_stamp_to_sign()]
  if (version === null || hash === null) return [page, m.documents_stamp_open()]
  const stamp = m.documents_stamp_version({
    version: String(version),
    moment: showMoment(corrected.at(-1)?.at ?? closed?.at ?? ''),
  })
  return [page, stamp, hash]
}
