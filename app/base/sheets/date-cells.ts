// SPDX-License-Identifier: AGPL-3.0-or-later
// A workbook keeps a date as a number; that it is one, only the style of its cell says.
import { attributeOf, tagsOf } from './xml-scan.ts'

/** Formats that every Excel has, by their number (ECMA-376, part 1, 18.8.30). */
const builtIn = (id: number) =>
  (id >= 14 && id <= 22) || (id >= 27 && id <= 36) || (id >= 45 && id <= 47) || (id >= 50 && id <= 58)

/** Which styles of a workbook show a number as a date or a time. */
export function dateStylesOf(styles: string): { isDate: (style: number) => boolean } {
  const formats = new Map<number, boolean>()
  const dates: boolean[] = []
  let within = false
  for (const tag of tagsOf(styles)) {
    if (tag.name === 'numFmt') {
      formats.set(Number(attributeOf(tag, 'numFmtId')), saysDate(attributeOf(tag, 'formatCode') ?? ''))
    }
    if (tag.name === 'cellXfs') within = tag.kind === 'open'
    if (within && tag.name === 'xf' && tag.kind !== 'close') {
      const id = Number(attributeOf(tag, 'numFmtId') ?? 0)
      dates.push(formats.get(id) ?? builtIn(id))
    }
  }
  return { isDate: (style) => dates[style] ?? false }
}

/** A format with a letter of a date outside its quotes; of what stands in brackets only hours, minutes and seconds are one. */
function saysDate(format: string): boolean {
  const bare = format
    .slice(0, 300)
    .replace(/"[^"]*"/g, '')
    .replace(/\\./g, '')
  const [first = '', ...pieces] = bare.split('[')
  const outside = pieces.map((piece) => {
    const end = piece.indexOf(']')
    return /^(h{1,2}|m{1,2}|s{1,2})$/i.test(piece.slice(0, end)) ? piece : piece.slice(end + 1)
  })
  return /[dmyhs]/i.test([first, ...outside].join(' '))
}

/** 46058.4583 is 2026-02-05 11:00:00, 0.5 is 12:00:00; without a time of day, the date alone. To the second. */
export function serialText(serial: number, is1904 = false): string {
  if (!Number.isFinite(serial) || serial < 0 || serial > 2_958_465) return String(serial)
  const seconds = Math.round((serial + (is1904 && serial >= 1 ? 1462 : 0)) * 86_400)
  const moment = new Date((seconds - 25_569 * 86_400) * 1000).toISOString()
  const [date, time] = [moment.slice(0, 10), moment.slice(11, 19)]
  if (serial < 1) return time
  return time === '00:00:00' ? date : `${date} ${time}`
}
