// SPDX-License-Identifier: AGPL-3.0-or-later
// The first sheet of an Excel workbook as rows of text, bounded before it is inflated. The libraries that read workbooks make all
// of one in memory before anybody can say that it is too much, which is what a file made to do harm wants.
import { AppError } from '#base/error.ts'
import { showNumber } from '#base/i18n/format.ts'
import { m } from '#base/i18n/paraglide/messages.js'
import { dateStylesOf, serialText } from './date-cells.ts'
import { unzip, type ZipBounds } from './unzip.server.ts'
import { attributeOf, plainXml, type Tag, tagsOf } from './xml-scan.ts'

/** A row with its number in the sheet; rows without a cell are left out. */
export type SheetRow = { number: number; cells: string[] }

/** `others`: sheets behind the first that have something, with how many rows. */
export type Workbook = { rows: SheetRow[]; others: { name: string; rows: number }[] }

export type SheetBounds = { lines: number; columns: number; letters: number }

/** Of the parts that are read together, once inflated: of a table of 50,000 lines it is a tenth. */
const zipBounds: ZipBounds = { entries: 2000, bytes: 48 * 1024 * 1024 }
const mostStrings = 500_000

/** Whether bytes begin as a ZIP file does. */
export function isZip(bytes: Uint8Array): boolean {
  return bytes[0] === 0x50 && bytes[1] === 0x4b && bytes[2] === 3 && bytes[3] === 4
}

/**
 * Reads a workbook: what a cell shows as text, numbers as they are kept, dates as 2026-02-05 09:30:00, by their style. Refuses, at
 * the field `file`, what is no workbook or passes a bound.
 */
export function readWorkbook(bytes: Uint8Array, bounds: SheetBounds): Workbook {
  const parts = unzip(
    bytes,
    (name) =>
      /^xl\/[\w/.-]{1,200}\.(xml|rels)$/.test(name) && !/^xl\/(theme|drawings|charts|media)\//.test(name),
    zipBounds,
  )
  if (parts === 'too_large') throw refused(m.files_error_workbook_large())
  const book = parts === 'damaged' ? undefined : parts.get('xl/workbook.xml')
  if (parts === 'damaged' || !book) throw refused(m.files_error_workbook())
  const textOf = (name: string) => parts.get(name)?.toString('utf8') ?? ''
  const strings = sharedStrings(textOf('xl/sharedStrings.xml'))
  const { isDate, is1904 } = {
    ...dateStylesOf(textOf('xl/styles.xml')),
    is1904: uses1904(book.toString('utf8')),
  }
  const told: Told = { strings, isDate, is1904, bounds }
  const sheets = sheetsOf(book.toString('utf8'), textOf('xl/_rels/workbook.xml.rels'))
  const filled = sheets.flatMap(({ name, part }) => {
    const rows = rowsOf(textOf(part), told)
    return rows.length > 0 ? [{ name, rows }] : []
  })
  const [first, ...others] = filled
  return { rows: first?.rows ?? [], others: others.map(({ name, rows }) => ({ name, rows: rows.length })) }
}

type Told = {
  strings: string[]
  isDate: (style: number) => boolean
  is1904: boolean
  bounds: SheetBounds
}

/** So many sheets are looked at. */
const mostSheets = 20

function sheetsOf(book: string, relations: string): { name: string; part: string }[] {
  const targets = new Map<string, string>()
  for (const tag of tagsOf(relations)) {
    if (tag.name !== 'Relationship') continue
    const target = attributeOf(tag, 'Target') ?? ''
    const part = target.startsWith('/') ? target.slice(1) : `xl/${target}`
    targets.set(attributeOf(tag, 'Id') ?? '', part)
  }
  const sheets: { name: string; part: string }[] = []
  for (const tag of tagsOf(book)) {
    if (tag.name !== 'sheet' || tag.kind === 'close' || sheets.length === mostSheets) continue
    const part = targets.get(attributeOf(tag, 'r:id') ?? '') ?? `xl/worksheets/sheet${sheets.length + 1}.xml`
    sheets.push({ name: attributeOf(tag, 'name') ?? '', part })
  }
  return sheets
}

function uses1904(book: string): boolean {
  for (const tag of tagsOf(book)) {
    if (tag.name === 'workbookPr') return /^(1|true)$/.test(attributeOf(tag, 'date1904') ?? '')
  }
  return false
}

function sharedStrings(xml: string): string[] {
  const strings: string[] = []
  let text = ''
  let phonetic = false
  for (const tag of tagsOf(xml)) {
    if (tag.name === 'si' && tag.kind === 'open') text = ''
    if (tag.name === 'rPh') phonetic = tag.kind === 'open'
    if (tag.name === 't' && tag.kind === 'close' && !phonetic) text += plainXml(tag.text)
    if (tag.name === 'si' && tag.kind !== 'open') strings.push(tag.kind === 'empty' ? '' : text)
    if (strings.length > mostStrings) throw refused(m.files_error_workbook_large())
  }
  return strings
}

function rowsOf(xml: string, told: Told): SheetRow[] {
  const { bounds } = told
  const rows: SheetRow[] = []
  let row: SheetRow = { number: 0, cells: [] }
  let cell: { tag: Tag; at: number; value: string } | null = null
  for (const tag of tagsOf(xml)) {
    if (tag.name === 'row' && tag.kind === 'open') {
      row = { number: Number(attributeOf(tag, 'r') ?? row.number + 1), cells: [] }
    } else if (tag.name === 'row' && tag.kind === 'close') {
      if (row.cells.some((text) => text !== '')) rows.push(row)
      if (rows.length > bounds.lines) throw refused(m.files_error_lines({ most: showNumber(bounds.lines) }))
    } else if (tag.name === 'c') {
      if (tag.kind !== 'close') {
        cell = { tag, at: columnOf(attributeOf(tag, 'r')) ?? row.cells.length, value: '' }
        if (cell.at >= bounds.columns) throw refused(tooWide(row.number, bounds))
      }
      if (tag.kind !== 'open' && cell) {
        while (row.cells.length < cell.at) row.cells.push('')
        row.cells[cell.at] = shownOf(cell.tag, cell.value, row.number, told)
        cell = null
      }
    } else if (cell && tag.kind === 'close' && (tag.name === 'v' || tag.name === 't')) {
      cell.value += tag.text
    }
  }
  return rows
}

/** What a cell says; how, its type tells, and of a number its style. */
function shownOf(tag: Tag, value: string, line: number, { strings, isDate, is1904, bounds }: Told): string {
  const type = attributeOf(tag, 't') ?? 'n'
  const shown =
    type === 's'
      ? (strings[Number(value)] ?? '')
      : type === 'b'
        ? value === '1'
          ? 'TRUE'
          : 'FALSE'
        : type === 'n' && value !== '' && isDate(Number(attributeOf(tag, 's') ?? 0))
          ? serialText(Number(value), is1904)
          : plainXml(value)
  if (shown.length <= bounds.letters) return shown
  throw refused(m.files_error_letters({ line: showNumber(line), most: showNumber(bounds.letters) }))
}

/** The column of a place such as AB12; null where none is said. */
function columnOf(place: string | null): number | null {
  const letters = /^[A-Z]{1,3}/.exec(place ?? '')?.[0]
  if (!letters) return null
  return [...letters].reduce((sum, letter) => sum * 26 + letter.charCodeAt(0) - 64, 0) - 1
}

function tooWide(line: number, { columns }: SheetBounds): string {
  return m.files_error_columns({ line: showNumber(line), most: showNumber(columns) })
}

function refused(message: string): AppError {
  return new AppError('invalid', message, 'file')
}
