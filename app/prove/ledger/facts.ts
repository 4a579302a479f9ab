// SPDX-License-Identifier: AGPL-3.0-or-later
// A ledger row's values before and after, as people read them.
import { showDate, showHours, showMoment, showPercent, showTime } from '#base/i18n/format.ts'
import { m } from '#base/i18n/paraglide/messages.js'
import { factLabel } from './fact-words.ts'
import { knownWord } from './known-words.ts'

export type Values = Record<string, unknown>
export type Fact = { key: string; label: string; before: string | null; after: string | null }

/** The names of what ids stand for. */
export type Names = ReadonlyMap<string, string>

/** Reads a column of kept values; what is not an object has none. */
export function valuesOf(column: string | null): Values | null {
  const parsed: unknown = column === null ? null : JSON.parse(column)
  return isObject(parsed) ? parsed : null
}

/** Every value that a row changed, had or got; null where it has none before or after. */
export function factsOf(before: Values | null, after: Values | null, names: Names): Fact[] {
  const keys = [...new Set([...Object.keys(before ?? {}), ...Object.keys(after ?? {})])]
  const said = (values: Values | null, key: string) =>
    values && Object.hasOwn(values, key) ? factText(key, values[key], names) : null
  return keys
    .map((key) => ({ key, label: factLabel(key), before: said(before, key), after: said(after, key) }))
    .filter((fact) => fact.before !== fact.after)
}

const flags = new Set(['is_staff', 'passed'])
const minutes = new Set(['credited_minutes', 'minutes', 'agreed_minutes'])

/** One value in words: moments, dates, hours, percents and ids by what they mean. */
export function factText(key: string, value: unknown, names: Names): string {
  if (value === null || value === undefined || value === '') return '–'
  if (typeof value === 'boolean') return value ? m.ledger_yes() : m.ledger_no()
  if (typeof value === 'number') {
    if (flags.has(key)) return value === 1 ? m.ledger_yes() : m.ledger_no()
    if (minutes.has(key)) return showHours(value)
    return key === 'score' || key === 'threshold' ? showPercent(value) : String(value)
  }
  if (typeof value === 'string') return names.get(value) ?? knownWord(key, value) ?? dated(value)
  if (Array.isArray(value)) {
    return value.length === 0 ? '–' : value.map((item) => factText(key, item, names)).join('; ')
  }
  return isObject(value) ? objectText(value, names) : String(value)
}

function objectText(value: Values, names: Names): string {
  const [from, to] = [value.from ?? value.in, value.to ?? value.out]
  if (isMoment(from) && isMoment(to)) return `${showMoment(from)}–${showTime(to)}`
  return Object.entries(value)
    .map(([key, part]) => `${factLabel(key)}: ${factText(key, part, names)}`)
    .join(', ')
}

function dated(text: string): string {
  if (isMoment(text)) return showMoment(text)
  return /^\d{4}-\d{2}-\d{2}$/.test(text) ? showDate(text) : text
}

function isMoment(value: unknown): value is string {
  return typeof value === 'string' && /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}\.\d{3}Z$/.test(value)
}

function isObject(value: unknown): value is Values {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}
