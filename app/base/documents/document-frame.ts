// SPDX-License-Identifier: AGPL-3.0-or-later
// What every printed document says around its own content. Templates have no words: all come from here.

import { cutText } from '#base/i18n/cut-text.ts'
import { m } from '#base/i18n/paraglide/messages.js'
import { getLocale } from '#base/i18n/paraglide/runtime.js'

/** Letters of the lines of the funding block, which stands at the foot of every sheet: the last names all partners. */
const mostOfName = 300
const mostOfBodies = 1200

/** Of the project whose document it is: what the funding block names. */
type FundedProject = {
  acronym: string
  title: string
  code: string | null
  cup: string | null
  fund: string
  funding_statement: string
  lead: string | null
  partners: string[]
}

type Heading = {
  title: string
  /** The document's date: a moment or a date, taken from what it says. */
  created: string
  project: FundedProject
}

/** Title, language and funding block of a document (domain.md 4.6). */
export function frameOf({ title, created, project }: Heading) {
  const { acronym, code, cup, fund, lead, partners } = project
  const name = `${acronym} · ${project.title}`
  const codes = [
    code === null ? null : m.documents_project_code({ code }),
    cup === null ? null : m.documents_cup({ cup }),
  ]
  const bodies = [
    lead === null ? null : m.documents_lead({ lead }),
    partners.length === 0 ? null : m.documents_partners({ partners: partners.join(', ') }),
  ]
  const lines = [
    cutText(joined([fund, ...codes]), mostOfName),
    cutText(name, mostOfName),
    cutText(joined(bodies), mostOfBodies),
  ].filter((line) => line !== '')
  return {
    language: getLocale(),
    title: cutText(title, 300),
    description: [project.funding_statement, ...lines].join('. '),
    created: new Date(created).toISOString(),
    continued: false,
    funding: { emblem: m.ui_eu_emblem(), statement: project.funding_statement, lines },
  }
}

function joined(parts: (string | null)[]): string {
  return parts.filter((part) => part !== null && part !== '').join(' · ')
}

/** What the foot of a sheet says of it: "Page 3, sheet {sheet} of {sheets}"; the template fills the blanks. */
export function sheetName(name: string): string {
  return m.documents_sheet_of({ name: cutText(name, 100), sheet: '{sheet}', sheets: '{sheets}' })
}

/** What stands above a sheet that continues another, for the template to fill. */
export function continues(): string {
  return m.documents_continues({ sheet: '{sheet}' })
}
