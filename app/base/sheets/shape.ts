// SPDX-License-Identifier: AGPL-3.0-or-later
// What the columns of a table hold, by the look of their cells: whatever language its headings are in.
import { readClock, readDuration } from './clock-text.ts'

/** `moment`: a date with a time; `time`: a time alone. `mixed`: nothing that all its cells are. */
export type ColumnShape = 'empty' | 'moment' | 'time' | 'duration' | 'email' | 'number' | 'text' | 'mixed'

/** More say nothing that so many do not. */
const mostLooked = 200

/** The shape of each column of some rows. What is empty, or a dash, says nothing. */
export function shapesOf(rows: readonly (readonly string[])[]): ColumnShape[] {
  const looked = rows.slice(0, mostLooked)
  const width = Math.max(0, ...looked.map((row) => row.length))
  return Array.from({ length: width }, (_, at) => shapeOf(looked.map((row) => row[at] ?? '')))
}

function shapeOf(cells: readonly string[]): ColumnShape {
  const said = cells.filter((text) => !isNothing(text))
  if (said.length === 0) return 'empty'
  const kinds = new Set(said.map(kindOf))
  const [kind = 'text'] = kinds
  if (kinds.size === 1) return kind
  // "1:05" is a time and a duration; "63" a number and a duration.
  if ([...kinds].every((one) => one === 'duration' || one === 'number')) return 'duration'
  return 'mixed'
}

function kindOf(text: string): Exclude<ColumnShape, 'empty' | 'mixed'> {
  const clock = readClock(text)
  if (clock) return clock.date ? 'moment' : 'time'
  if (/^[\d.,]{1,20}$/.test(text)) return 'number'
  if (readDuration(text) !== null) return 'duration'
  return /^[^\s@]{1,100}@[^\s@]{1,200}$/.test(text) ? 'email' : 'text'
}

/** A dash stands where there is nothing to say. */
export function isNothing(text: string): boolean {
  return text === '' || /^[-–—]{1,3}$/.test(text)
}
