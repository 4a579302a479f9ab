// SPDX-License-Identifier: AGPL-3.0-or-later
import { showDate } from '#base/i18n/format.ts'
import { m } from '#base/i18n/paraglide/messages.js'

type Dates = { starts_on: string | null; ends_on: string | null; declared_months?: number | null }

/** A project's dates as published, with the declared length where there is one; nothing is corrected here. */
export function projectDates({ starts_on, ends_on, declared_months }: Dates): string | null {
  const dates = datesOf(starts_on, ends_on)
  const months = declared_months ? m.projects_months({ n: declared_months }) : null
  return dates && months ? `${dates} (${months})` : (dates ?? months)
}

function datesOf(starts_on: string | null, ends_on: string | null): string | null {
  if (starts_on && ends_on) return m.words_from_to({ from: showDate(starts_on), to: showDate(ends_on) })
  if (starts_on) return m.projects_from({ from: showDate(starts_on) })
  return ends_on ? m.projects_to({ to: showDate(ends_on) }) : null
}

/** The same for a card: fund, then years. */
export function projectYears(project: Dates & { fund: string; fund_period: string | null }): string {
  const fund = project.fund_period ? `${project.fund} ${project.fund_period}` : project.fund
  const years = [project.starts_on, project.ends_on].flatMap((date) => date?.slice(0, 4) ?? [])
  return [fund, [...new Set(years)].join('-')].filter(Boolean).join(' · ')
}
