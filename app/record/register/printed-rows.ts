// SPDX-License-Identifier: AGPL-3.0-or-later
// The lines of a page of the register, in words.

import { showHours, showTime } from '#base/i18n/format.ts'
import { m } from '#base/i18n/paraglide/messages.js'
import { teachingRoleName } from '#plan/meetings/words.ts'
import { sectorName } from '#plan/organisations/organisation.ts'
import { statusShown } from '#record/marks/mark.ts'
import { sourceName, statusName } from '#record/marks/words.ts'
import type { PageContent } from '#record/register-page/content.ts'

type Meeting = PageContent['meeting']
type Person = PageContent['people'][number]
type Teacher = PageContent['teachers'][number]
type Times = readonly { in: string; out: string }[]

/**
 * Whether some text may need more than one line of a column, of `characters` small letters: no guess may be too low, for what
 * does not fit would be cut.
 */
function isTall(...cells: [text: string, characters: number][]): boolean {
  return cells.some(([text, characters]) => {
    const wide = text.match(/[^a-z0-9 .,;:'’()/-]/g)?.length ?? 0
    return text.length + wide * 0.5 > characters
  })
}

/** 09:00, or 09:00:12 when the seconds are known: what a platform reports is shown as it was reported. */
function clock(moment: string): string {
  const seconds = moment.slice(17, 19)
  return seconds === '00' ? showTime(moment) : `${showTime(moment)}:${seconds}`
}

function timesOf(intervals: Times): [string, string][] {
  return intervals.map((interval) => [clock(interval.in), clock(interval.out)])
}

function presenceOf(mark: Person | Teacher, meeting: Meeting) {
  const { status, intervals, source, note } = mark
  const shown = status && statusShown({ status, intervals: [...intervals] }, meeting)
  return {
    status: shown ? statusName(shown) : m.attendance_status_unmarked(),
    times: timesOf(intervals),
    // Stands where the times would: the box of who was not there is never empty (domain.md 4.1).
    instead: status === null || status === 'present' ? '—' : statusName(status).toLocaleUpperCase(),
    hours: showHours(mark.credited_minutes),
    source: source === null ? '' : sourceName(source),
    note: note ?? '',
  }
}

export function recordedPerson(person: Person, number: number, content: PageContent) {
  const presence = presenceOf(person, content.meeting)
  const organisation = person.organisation ?? ''
  return {
    number: String(number),
    name: person.name,
    organisation,
    tall:
      presence.times.length > 1 ||
      isTall(
        [person.name, 28],
        [organisation, 26],
        [presence.status, 17],
        [presence.source, 26],
        [presence.note, 13],
      ),
    sector: person.sector === null ? '' : sectorName(person.sector),
    cumulative: m.documents_some_of({
      some: showHours(person.cumulative_minutes),
      total: showHours(content.totals.scheduled_so_far),
    }),
    ...presence,
  }
}

export function recordedTeacher(teacher: Teacher, meeting: Meeting) {
  return { name: teacher.name, role: teachingRoleName(teacher.role), ...presenceOf(teacher, meeting) }
}

export function walkIn(person: PageContent['walk_ins'][number], number: number) {
  return {
    number: String(number),
    name: person.name,
    organisation: person.organisation,
    sector: sectorName(person.sector),
    times: timesOf(person.intervals),
    instead: '—',
    hours: showHours(person.credited_minutes),
  }
}

/** How many numbered lines are left free for who comes without being on the list. */
const freeLines = 5

/** Those a sheet to sign names, and numbered lines without a name. */
export function peopleToSign(content: PageContent) {
  const named = [
    ...content.people.filter((person) => person.enrolled),
    ...content.walk_ins.map((person) => ({ name: person.name, organisation: person.organisation })),
  ]
  const free = Array.from({ length: freeLines }, () => ({ name: '', organisation: '' }))
  return [...named, ...free].map(({ name, organisation }, index) => ({
    number: String(index + 1),
    name,
    organisation: organisation ?? '',
    // Two lines fit above where they sign.
    tall: isTall([name, 56], [organisation ?? '', 42]),
  }))
}

/** Trainers and tutors who sign, and one line for who takes somebody's place. */
export function teachersToSign(content: PageContent) {
  return [
    ...content.teachers.map(({ name, role }) => ({ name, role: teachingRoleName(role) })),
    { name: '', role: '' },
  ].map((teacher) => ({ ...teacher, tall: isTall([teacher.name, 100]) }))
}
