// SPDX-License-Identifier: AGPL-3.0-or-later
// The headings of the platforms' reports, in Italian and English.
import { searchable } from '#base/search.ts'
import { plainCell } from '#base/sheets/plain-text.ts'
import { boundedName } from './report-bounds.ts'

const headings = {
  name: /^(name|nome|names|(user )?name original name|nome nome originale|user name|full name|nome completo|nome e cognome|display name|nome visualizzato|participant|partecipante)$/,
  first_name: /^(first name|nome)$/,
  last_name: /^(last name|surname|cognome)$/,
  email:
    /^((user )?e ?mail( address)?|(attendee|participant) e ?mail|e ?mail (dell )?utente|indirizzo e ?mail|indirizzo di posta elettronica|posta elettronica)$/,
  upn: /^(participant id|id partecipante|id del partecipante)( upn)?$|^upn$/,
  in: /^((first )?join( time)?|time joined|(ora|orario)( della| di)? (prima )?(ingresso|entrata|accesso|partecipazione|connessione)|prim[oa] (ingresso|entrata|accesso|partecipazione)|ingresso|entrata)( utc)?$/,
  out: /^((last )?leave( time)?|time exited|(ora|orario)( dell | della| di)? ?(ultim[oa] )?(uscita|abbandono|disconnessione)|ultim[oa] (uscita|abbandono)|uscita)( utc)?$/,
  duration:
    /^(total )?(duration|durata)( totale)?( minutes| minuti)?$|^time in session minutes$|^attendance duration$|^in meeting duration$|^durata (in|nella|della)( |l|lla )?riunione$|^durata (di )?partecipazione$/,
  role: /^(role|ruolo)$/,
  action: /^(user action|azione( dell)? utente|action|azione)$/,
  timestamp: /^(timestamp|utc event timestamp|data e ora|data ora|ora)$/,
  guest: /^(guest|ospite)$/,
  waiting: /^(in waiting room|in sala d attesa|in sala di attesa)$/,
  attended: /^attended$/,
  /** What is said of the call, above its table or on every line. */
  topic: /^(topic|argomento)$/,
  call: /^((meeting|webinar) id|id)$/,
  starts: /^((actual )?start time|ora di inizio)$/,
} as const

export type ColumnName = keyof typeof headings
export type Columns = Partial<Record<ColumnName, number>> & { utc: boolean }

/** A table begins within so many rows, if there is one. */
export const headRows = 100

/** Which column is which in a row of headings; of two alike (Zoom's duration of the meeting, then of the stay) the last. */
export function columnsOf(row: readonly string[]): Columns {
  const columns: Columns = { utc: false }
  row.forEach((cell, at) => {
    const heading = headingOf(cell)
    for (const [name, pattern] of Object.entries(headings)) {
      if (pattern.test(heading)) columns[name as ColumnName] = at
    }
    if ((columns.in === at && heading.endsWith(' utc')) || heading === 'utc event timestamp') {
      columns.utc = true
    }
  })
  return columns
}

/** How many headings of a report a row has. */
export function knownHeadings(row: readonly string[]): number {
  return Object.values(columnsOf(row)).filter(Number.isInteger).length
}

/** A heading without accents, capitals and punctuation; what is longer than a heading is cut. */
export function headingOf(cell: string): string {
  return searchable(boundedName(cell)).replace(/[.@]/g, ' ').replace(/\s+/g, ' ').trim()
}

/** Whether a row of headings has all of some. */
export function hasHeadings(row: readonly string[], wanted: readonly string[]): boolean {
  const there = new Set(row.map(headingOf))
  return wanted.every((heading) => there.has(heading))
}

/** The cell of a column, without the spaces around it; empty where the row or the report has none. */
export function cell(row: readonly string[], column: number | undefined): string {
  return column === undefined ? '' : plainCell(row[column] ?? '')
}

/** A row's name, in one column or two. */
export function nameIn(row: readonly string[], { name, first_name, last_name }: Columns): string {
  if (name !== undefined) return cell(row, name)
  return [cell(row, first_name), cell(row, last_name)].filter(Boolean).join(' ')
}

/** The same of a time, an address, a role: platforms write dashes where there is none. */
export function cellOrNull(row: readonly string[], column: number | undefined): string | null {
  const text = cell(row, column)
  return text === '' || /^[-–—]{1,3}$/.test(text) ? null : text
}

export function isBlank(row: readonly string[]): boolean {
  return row.every((text) => text.trim() === '')
}

/** What stands alone in a row: the title of a section. Null where there is more. */
export function aloneIn(row: readonly string[]): string | null {
  const [first, second] = row.filter((text) => text.trim() !== '')
  return first !== undefined && second === undefined ? plainCell(first) : null
}
