// SPDX-License-Identifier: AGPL-3.0-or-later
// An Excel workbook of one sheet, row by row: header in bold and frozen, dates and numbers as such, text as text.
import type { CellType, CellValue, SheetColumn, SheetRows } from './sheet.ts'
import { type ZipPart, zipped } from './zip.server.ts'

/** What Excel holds at most, the header included. */
const mostRows = 1_048_576

type Sheet = {
  /** At most 31 characters. */
  name: string
  columns: readonly SheetColumn[]
  rows: SheetRows
}

/** The bytes of the workbook, never more of it in memory than a group of rows. Refuses more rows than Excel holds. */
export function workbook(sheet: Sheet): AsyncGenerator<Uint8Array> {
  return zipped([
    ...Object.entries(fixedParts(sheet.name)).map(([name, text]): ZipPart => ({ name, content: [text] })),
    { name: 'xl/worksheets/sheet1.xml', content: sheetXml(sheet) },
  ])
}

/** The number that Excel keeps: days since the end of 1899, or the part of a day that a time is. */
function serialOf(wall: string): number {
  if (wall.length < 10) return Date.parse(`1970-01-01T${wall}:00Z`) / 86_400_000
  return Date.parse(wall.length > 10 ? `${wall}Z` : `${wall}T00:00:00Z`) / 86_400_000 + 25_569
}

async function* sheetXml({ columns, rows }: Sheet): AsyncGenerator<string> {
  const last = columnName(columns.length - 1)
  const widths = columns.map(
    ({ width }, at) => `<col min="${at + 1}" max="${at + 1}" width="${width}" customWidth="1"/>`,
  )
  yield `${declaration}<worksheet xmlns="${main}"><sheetViews><sheetView workbookViewId="0">${frozen}</sheetView></sheetViews>`
  yield `<cols>${widths.join('')}</cols><sheetData><row r="1">`
  yield `${columns.map(({ header }, at) => textCell(at, 1, header, styles.header)).join('')}</row>`
  let count = 1
  for await (const group of rows) {
    let xml = ''
    for (const row of group) {
      count += 1
      xml += `<row r="${count}">${columns.map(({ type }, at) => cell(type, at, count, row[at] ?? null)).join('')}</row>`
    }
    if (count > mostRows) throw new Error(`more rows than a sheet holds: ${count}`)
    yield xml
  }
  yield `</sheetData><autoFilter ref="A1:${last}${count}"/></worksheet>`
}

const styles = { header: 1, text: 2, integer: 0, date: 3, time: 4, moment: 5 } as const
const declaration = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
const main = 'http://schemas.openxmlformats.org/spreadsheetml/2006/main'
const relations = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships'
const packages = 'http://schemas.openxmlformats.org/package/2006'
const types = 'application/vnd.openxmlformats-officedocument.spreadsheetml'
const frozen = '<pane ySplit="1" topLeftCell="A2" activePane="bottomLeft" state="frozen"/>'

function cell(type: CellType, at: number, row: number, value: CellValue): string {
  if (value === null || value === '') return ''
  if (type === 'text') return textCell(at, row, String(value), styles.text)
  const number = typeof value === 'number' ? value : serialOf(value)
  return `<c r="${columnName(at)}${row}" s="${styles[type]}"><v>${number}</v></c>`
}

// Inline, because a table of shared strings would have to be kept until the end.
function textCell(at: number, row: number, text: string, style: number): string {
  return `<c r="${columnName(at)}${row}" s="${style}" t="inlineStr"><is><t xml:space="preserve">${escaped(text)}</t></is></c>`
}

/** XML has no control characters: Excel writes them `_x0007_`, and what looks like that already with its `_` so written. */
function escaped(text: string): string {
  return text
    .replace(/\p{Cs}/gu, '\uFFFD')
    .replace(/_(?=x[0-9a-fA-F]{4}_)/g, '_x005F_')
    .replace(/[^\P{Cc}\t\n]|[\uFFFE\uFFFF]/gu, (character) => {
      return `_x${character.charCodeAt(0).toString(16).toUpperCase().padStart(4, '0')}_`
    })
    .replace(/&/g, '&amp;')
    .replace(/</g, '&lt;')
    .replace(/>/g, '&gt;')
}

/** 0 is A, 26 is AA. */
function columnName(at: number): string {
  const letter = String.fromCharCode(65 + (at % 26))
  return at < 26 ? letter : columnName(Math.floor(at / 26) - 1) + letter
}

function fixedParts(name: string): Record<string, string> {
  const font = '<sz val="11"/><name val="Calibri"/><family val="2"/>'
  const formats = [0, 0, 49, 14, 20, 164]
  const cells = formats.map((format, at) => {
    const font = at === styles.header ? 1 : 0
    return `<xf numFmtId="${format}" fontId="${font}" fillId="0" borderId="0" xfId="0" applyNumberFormat="1" applyFont="1"/>`
  })
  return {
    '[Content_Types].xml': `${declaration}<Types xmlns="${packages}/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml" ContentType="application/xml"/><Override PartName="/xl/workbook.xml" ContentType="${types}.sheet.main+xml"/><Override PartName="/xl/worksheets/sheet1.xml" ContentType="${types}.worksheet+xml"/><Override PartName="/xl/styles.xml" ContentType="${types}.styles+xml"/></Types>`,
    '_rels/.rels': `${declaration}<Relationships xmlns="${packages}/relationships"><Relationship Id="rId1" Type="${relations}/officeDocument" Target="xl/workbook.xml"/></Relationships>`,
    'xl/workbook.xml': `${declaration}<workbook xmlns="${main}" xmlns:r="${relations}"><sheets><sheet name="${escaped(name).replace(/"/g, '&quot;')}" sheetId="1" r:id="rId1"/></sheets></workbook>`,
    'xl/_rels/workbook.xml.rels': `${declaration}<Relationships xmlns="${packages}/relationships"><Relationship Id="rId1" Type="${relations}/worksheet" Target="worksheets/sheet1.xml"/><Relationship Id="rId2" Type="${relations}/styles" Target="styles.xml"/></Relationships>`,
    'xl/styles.xml': `${declaration}<styleSheet xmlns="${main}"><numFmts count="1"><numFmt numFmtId="164" formatCode="dd/mm/yyyy\\ hh:mm:ss"/></numFmts><fonts count="2"><font>${font}</font><font><b/>${font}</font></fonts><fills count="2"><fill><patternFill patternType="none"/></fill><fill><patternFill patternType="gray125"/></fill></fills><borders count="1"><border><left/><right/><top/><bottom/><diagonal/></border></borders><cellStyleXfs count="1"><xf numFmtId="0" fontId="0" fillId="0" borderId="0"/></cellStyleXfs><cellXfs count="${cells.length}">${cells.join('')}</cellXfs><cellStyles count="1"><cellStyle name="Normal" xfId="0" builtinId="0"/></cellStyles></styleSheet>`,
  }
}
