// SPDX-License-Identifier: AGPL-3.0-or-later
// Which column of a table of stays is which, in a language that no reader knows: by what its cells look like and in which order the
// platforms write them. A guess is a guess: whoever takes it asks first, unless the whole file has a shape that decides.
import { isNothing, shapesOf } from '#base/sheets/shape.ts'
import { type ColumnName, type Columns, cell, columnsOf } from './report-columns.ts'
import type { Row } from './report-line.ts'

/** The columns by their headings, and where those say nothing by their shape. */
export function guessedColumns(headings: readonly string[], body: readonly Row[]): Columns {
  const said = columnsOf(headings)
  const width = Math.max(headings.length, ...body.slice(0, 200).map(({ cells }) => cells.length))
  const rows = body.map(({ cells }) => Array.from({ length: width }, (_, at) => cell(cells, at)))
  const shapes = shapesOf(rows)
  const taken = new Set(Object.values(said).filter((at) => typeof at === 'number'))
  const guess: Columns = { ...said }
  const give = (name: ColumnName, at: number | undefined) => {
    if (guess[name] !== undefined || at === undefined || at < 0 || taken.has(at)) return
    guess[name] = at
    taken.add(at)
  }
  const all = (wanted: (shape: string) => boolean) =>
    shapes.flatMap((shape, at) => (wanted(shape) && !taken.has(at) ? [at] : []))
  const moments = all((shape) => shape === 'moment')
  const times = moments.length > 0 ? moments : all((shape) => shape === 'time')
  if (times.length === 1 && said.in === undefined && said.out === undefined) {
    give('timestamp', times[0])
    give(
      'action',
      shapes.findIndex((shape, at) => shape === 'text' && at > 0 && isAction(rows, at)),
    )
  } else {
    give('in', times[0])
    give('out', times[said.in === undefined ? 1 : 0])
  }
  give('email', all((shape) => shape === 'email')[0])
  give('duration', all((shape) => shape === 'duration')[0])
  const isNamed = guess.name !== undefined || guess.first_name !== undefined || guess.last_name !== undefined
  if (!isNamed) give('name', all((shape) => shape === 'text' || shape === 'mixed')[0])
  return guess
}

/** Two or three different words in many rows, of which neither is a name: joined and left. */
function isAction(rows: readonly (readonly string[])[], at: number): boolean {
  const words = new Set(rows.map((row) => row[at] ?? '').filter((text) => !isNothing(text)))
  return words.size > 0 && words.size <= 3
}
