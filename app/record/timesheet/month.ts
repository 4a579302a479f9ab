// SPDX-License-Identifier: AGPL-3.0-or-later
// A month of somebody's teaching: what closed pages of the register say of it (domain.md 4.5).
import { momentOf } from '#base/i18n/zone.ts'
import type { TeachingRole } from '#plan/meetings/trainer.ts'
import type { Interval } from '#record/marks/minutes.ts'

export type TaughtProject = { id: string; slug: string; acronym: string }

/** One meeting as its page in force says that the person taught it. */
export type TaughtMeeting = {
  meeting_id: string
  /** The local date on which it began. */
  on: string
  project: TaughtProject
  edition: { code: string; title: string }
  number: number
  title: string
  role: TeachingRole
  intervals: Interval[]
  minutes: number
  topic: string | null
  /** The version of the page. */
  version: number
}

const form = /^(19|20)\d\d-(0[1-9]|1[0-2])$/

/** The month asked for, `2026-02`; what is no month is the one that `today`, a local date, falls in. */
export function monthAsked(params: URLSearchParams, today: string): string {
  const asked = params.get('month') ?? ''
  return asked.length === 7 && form.test(asked) ? asked : today.slice(0, 7)
}

/** The month so many months later, or earlier. */
export function monthAfter(month: string, months: number): string {
  const [year = 0, number = 0] = month.split('-').map(Number)
  const all = year * 12 + number - 1 + months
  return `${String(Math.floor(all / 12)).padStart(4, '0')}-${String((all % 12) + 1).padStart(2, '0')}`
}

/** Its first moment in a zone, and the first of the next. */
export function boundsOf(month: string, zone: string): { from: string; to: string } {
  return {
    from: momentOf(`${month}-01`, '00:00', zone),
    to: momentOf(`${monthAfter(month, 1)}-01`, '00:00', zone),
  }
}

/** What a person and a project stand at, at the end of the month: taught until then, and agreed if that was written down. */
export type Standing = { project: TaughtProject; taught: number; agreed: number | null }

export type ProjectHours = Standing & {
  /** Minutes of the month. */
  month: number
  /** Of the agreed ones; below zero when more were taught. Null where none are agreed. */
  left: number | null
}

/** The hours of each project, by acronym. A project without any, and without an agreement, is left out. */
export function hoursOf(rows: readonly TaughtMeeting[], standings: readonly Standing[]): ProjectHours[] {
  return standings
    .map((standing) => ({
      ...standing,
      month: sumOf(rows.filter(({ project }) => project.id === standing.project.id)),
      left: standing.agreed === null ? null : standing.agreed - standing.taught,
    }))
    .filter(({ month, taught, agreed }) => month > 0 || taught > 0 || agreed !== null)
    .sort((a, b) => (a.project.acronym < b.project.acronym ? -1 : 1))
}

/** Of all the projects together; agreed and left only of those where hours are agreed. */
export function togetherOf(hours: readonly ProjectHours[]) {
  const withAgreement = hours.filter(({ agreed }) => agreed !== null)
  const sum = (of: readonly ProjectHours[], minutes: (one: ProjectHours) => number | null) =>
    of.reduce((total, one) => total + (minutes(one) ?? 0), 0)
  return {
    month: sum(hours, ({ month }) => month),
    taught: sum(hours, ({ taught }) => taught),
    agreed: withAgreement.length === 0 ? null : sum(withAgreement, ({ agreed }) => agreed),
    left: withAgreement.length === 0 ? null : sum(withAgreement, ({ left }) => left),
  }
}

export function sumOf(rows: readonly { minutes: number }[]): number {
  return rows.reduce((total, { minutes }) => total + minutes, 0)
}
