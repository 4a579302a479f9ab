// SPDX-License-Identifier: AGPL-3.0-or-later
// What should be looked at before a page is signed, though it does not prevent it.
import { m } from '#base/i18n/paraglide/messages.js'
import type { PageContent } from '#record/register-page/content.ts'

export type Warning = { text: string; link?: { to: string; label: string } }

type Facts = {
  content: PageContent
  noExit: string[]
  doubtfulCheckIns: number
  unresolvedRows: number
  openReports: number
}
/** Addresses of the office, for whoever may work there. */
type Office = { project: string; edition: string } | null

const most = 5

/** The warnings about a page, each with where to see to it. */
export function warningsOf(facts: Facts, office: Office): Warning[] {
  const { content, noExit, doubtfulCheckIns, unresolvedRows, openReports } = facts
  const { meeting } = content
  const here = `/meetings/${meeting.id}`
  const warnings: (Warning | false)[] = [
    noExit.length > 0 && {
      text: m.register_warning_no_exit({ n: noExit.length, names: namesOf(noExit) }),
      link: { to: `${here}/attendance`, label: m.register_todo_unmarked() },
    },
    doubtfulCheckIns > 0 && {
      text: m.register_warning_doubtful({ n: doubtfulCheckIns }),
      link: { to: `${here}/arrivals`, label: m.register_arrivals() },
    },
    openReports > 0 && {
      text: m.register_warning_reports({ n: openReports }),
      link: { to: `${here}/requests`, label: m.register_answer_reports() },
    },
    content.walk_ins.length > 0 && {
      text: m.register_warning_walk_ins({ n: content.walk_ins.length }),
      ...(office && { link: { to: `/manage/${office.project}/walk-ins`, label: m.register_match() } }),
    },
    unresolvedRows > 0 && {
      text: m.register_warning_rows({ n: unresolvedRows }),
      link: { to: `${here}/import`, label: m.register_resolve() },
    },
    content.people.length === 0 && { text: m.register_warning_nobody() },
    content.register === null && {
      text: m.register_warning_no_opening(),
      ...(office && {
        link: {
          to: `/manage/${office.project}/editions/${office.edition}/register/open`,
          label: m.register_opening_open(),
        },
      }),
    },
  ]
  return warnings.filter((warning) => warning !== false)
}

function namesOf(names: readonly string[]): string {
  const shown = names.slice(0, most).join(', ')
  return names.length > most ? `${shown}, …` : shown
}
