// SPDX-License-Identifier: AGPL-3.0-or-later
// Files that froze or ended a server, and others of their kind.
const header = 'Name (Original Name),User Email,Join Time,Leave Time,Duration (Minutes),Guest'
const times = '02/05/2026 11:00:00 AM,02/05/2026 01:30:00 PM,150,No'
const million = 1_000_000

/** A report of Zoom in which somebody has these names. */
export const zoomOf = (...names: string[]) =>
  Buffer.from([header, ...names.map((name) => `${name},,${times}`)].join('\n'))

const wide = (text: string) => Buffer.from(`\ufeff${text}`, 'utf16le')

/** What the file is, its bytes, and what is said of it. Made when asked for: each is large. */
export const hostileFiles: [what: string, make: () => Uint8Array, words: RegExp][] = [
  ['18 MB of CR', () => Buffer.alloc(18 * million, '\r'), /limite di 50\.000 righe/],
  ['18 MB of LF', () => Buffer.alloc(18 * million, '\n'), /limite di 50\.000 righe/],
  ['18 MB of NUL', () => Buffer.alloc(18 * million), /non è un report/],
  ['19 MB of commas', () => Buffer.alloc(19 * million, ','), /il limite di/],
  ['19 MB of tabs', () => Buffer.alloc(19 * million, '\t'), /colonne superano il limite di 100/],
  ['4 MB of semicolons', () => Buffer.alloc(4 * million, ';'), /il limite di/],
  ['4 MB of quotes', () => Buffer.alloc(4 * million, '"'), /limite di 5\.?000 caratteri/],
  ['4 MB of quotes and commas', () => Buffer.alloc(4 * million, '",'), /il limite di/],
  [
    'a quote that nothing closes',
    () => zoomOf(`"${'a,'.repeat(million)}`),
    /colonne superano il limite di 100/,
  ],
  ['one line of 20 MB', () => Buffer.alloc(20 * million, 'a'), /limite di 5\.?000 caratteri/],
  ['a name of 60,000 brackets', () => zoomOf('('.repeat(60_000)), /riga 2 .*5\.?000 caratteri/],
  ['a name of 60,000 marks', () => zoomOf(`a${'\u0301\u0323'.repeat(30_000)}`), /5\.?000 caratteri/],
  ['4 MB of commas in UTF-16', () => wide(','.repeat(2 * million)), /il limite di/],
  ['4 MB of CR in UTF-16', () => wide('\r'.repeat(2 * million)), /limite di 50\.000 righe/],
  [
    '6,000 people',
    () => zoomOf(...Array.from({ length: 6000 }, (_, n) => `Persona ${n}`)),
    /più di 5\.?000 persone/,
  ],
  ['a time of 4,000 digits', () => zoomOf('Anna Bianchi,,1'.padEnd(4000, '1')), /non è una data/],
  ['a thousand days', () => daysOf(1000), /giorni diversi/],
  ['a thousand connections', () => connectionsOf(1000), /più di 500 collegamenti/],
]

function daysOf(count: number): Buffer {
  const lines = Array.from({ length: count }, (_, n) => {
    const day = new Date(Date.UTC(2026, 0, 1 + n)).toISOString().slice(0, 10)
    return `Anna,,${day} 11:00:00,${day} 12:00:00,60,No`
  })
  return Buffer.from([header, ...lines].join('\n'))
}

function connectionsOf(count: number): Buffer {
  const clock = (second: number) => new Date(second * 1000).toISOString().slice(11, 19)
  const lines = Array.from({ length: count }, (_, n) => {
    const from = 11 * 3600 + n * 4
    return `Anna,,2026-02-05 ${clock(from)},2026-02-05 ${clock(from + 1)},1,No`
  })
  return Buffer.from([header, ...lines].join('\n'))
}
