// SPDX-License-Identifier: AGPL-3.0-or-later
// The headings of the platforms' reports, in Italian and English.
import { searchable } from '#base/search.ts'
import { boundedName } from './report-bounds.ts'

const headings = {
  name: /^(name|nome|name original name|nome nome originale|full name|nome completo|nome e cognome|display name|nome visualizzato|participant|partecipante)$/,
  first_name: /^(first name|nome)$/,
  last_name: /^(last name|surname|cognome)$/,
  email:
    /^((user )?e ?mail( address)?|e ?mail (dell )?utente|indirizzo e ?mail|indirizzo di posta elettronica|posta elettronica)$/,
  upn: /^(participant id|id partecipante|id del partecipante)( upn)?$|^upn$/,
  in: /^((first )?join( time)?|time joined|(ora|orario)( della| di)? (prima )?(ingresso|entrata|accesso|partecipazione|connessione)|prim[oa] (ingresso|entrata|accesso|partecipazione)|ingresso|entrata)( utc)?$/,
  out: /^((last )?leave( time)?|time exited|(ora|orario)( dell | della| di)? ?(ultim[oa] )?(uscita|abbandono|disconnessione)|ultim[oa] (uscita|abbandono)|uscita)( utc)?$/,
  duration:
    /^(total )?(duration|durata)( minutes| minuti)?$|^in meeting duration$|^durata (in|nella|della)( |l|lla )?riunione$|^durata (di )?partecipazione$/,
  role: /^(role|ruolo)$/,
  action: /^(user action|azione( dell)? utente|action|azione)$/,
  timestamp: /^(timestamp|data e ora|data ora|ora)$/,
  guest: /^(guest|ospite)$/,
  waiting: /^(in waiting room|in sala d attesa|in sala di attesa)$/,
} as const

export type Columns = Partial<Record<keyof typeof headings, number>> & { utc: boolean }

/** A table begins within so many rows, if there is one. */
export const headRows = 100

/** Which column is which in a row of headings; of two alike (Zoom's duration of the meeting, then of the stay) the last. */
export function columnsOf(row: readonly string[]): Columns {
  const columns: Columns = { utc: false }
  row.forEach((cell, at) => {
    const heading = headingOf(cell)
    for (const [name, pattern] of Object.entries(headings)) {
      if (pattern.test(heading)) columns[name as keyof typeof headings] = at
    }
    if (columns.in === at && heading.endsWith(' utc')) columns.utc = true
  })
  return columns
}

/** A heading without accents, capitals and punctuation; what is longer than a heading is cut. */
export function headingOf(cell: string): string {
  return searchable(boundedName(cell)).replace(/[.@]/g, ' ').replace(/\s+/g, ' ').trim()
}

/** The cell of a column, without the spaces around it; empty where the row or the report has none. */
export function cell(row: readonly string[], column: number | undefined): string {
  return column === undefined ? '' : (row[column] ?? '').replace(/[\p{Cc}\u2028\u2029\s]+/gu, ' ').trim()
}

export function isBlank(row: readonly string[]): boolean {
  return row.every((text) => text.trim() === '')
}
