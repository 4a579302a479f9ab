// SPDX-License-Identifier: AGPL-3.0-or-later
// How the columns of a table are told, whoever reads it: which line has its headings, what those are known by again, and how a
// column is called to whoever chooses it.
import { searchable } from '#base/search.ts'
import { plainCell } from './plain-text.ts'
import { shapesOf } from './shape.ts'

type Row = { number: number; cells: readonly string[] }

/** More columns than these are in no table that is mapped. */
export const mostColumns = 100

/**
 * What the headings of a table are known by: their words without accents, capitals and signs, in order. Null where no two columns
 * have any. Tables of one program, saved by two spreadsheets, have the same.
 */
export function headingsKey(cells: readonly string[]): string | null {
  const words = cells.slice(0, mostColumns).map((text) => searchable(plainCell(text).slice(0, 300)))
  while (words.at(-1) === '') words.pop()
  return words.filter(Boolean).length < 2 ? null : JSON.stringify(words)
}

/**
 * The line that most probably has the headings: the first with two cells or more that are words, below which the cells of some column are dates or times,
 * addresses or numbers; else the first with two cells. Null when no row has two.
 */
export function headingsLine(rows: readonly Row[]): number | null {
  const wide = rows.filter(({ cells }) => cells.filter((text) => text.trim() !== '').length >= 2)
  const isWords = (cells: readonly string[]) =>
    shapesOf([cells.map(plainCell)]).every((shape) => shape === 'text' || shape === 'empty')
  const found = wide.find(({ cells }, at) => {
    const below = wide.slice(at + 1, at + 6).map((row) => row.cells.map(plainCell))
    const shapes = shapesOf(below)
    return (
      isWords(cells) && shapes.some((shape) => shape !== 'text' && shape !== 'empty' && shape !== 'mixed')
    )
  })
  return (found ?? wide[0])?.number ?? null
}

/** "C · Join Time": the column as a spreadsheet calls it, and its heading. */
export function columnLabel(at: number, heading: string | undefined): string {
  const text = plainCell(heading ?? '').slice(0, 60)
  const letter = columnLetter(at)
  return text === '' ? letter : `${letter} · ${text}`
}

/** 0 is A, 26 is AA. */
export function columnLetter(at: number): string {
  const letter = String.fromCharCode(65 + (at % 26))
  return at < 26 ? letter : columnLetter(Math.floor(at / 26) - 1) + letter
}
