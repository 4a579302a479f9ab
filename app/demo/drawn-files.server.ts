// SPDX-License-Identifier: AGPL-3.0-or-later
// Pictures and documents of the demo, drawn by rule: no file of the demo is anybody's.
import { crc32, deflateSync } from 'node:zlib'

/** A PDF of one page, A4 landscape, with a few lines of text in a frame. */
export function drawnPdf(lines: readonly string[]): Uint8Array {
  const text = lines
    .map(
      (line, index) =>
        `BT /F1 ${index === 0 ? 20 : 12} Tf 60 ${500 - index * 32} Td (${escaped(line)}) Tj ET`,
    )
    .join('\n')
  const drawing = `0.5 w 40 40 762 515 re S\n${text}`
  const objects = [
    '<< /Type /Catalog /Pages 2 0 R >>',
    '<< /Type /Pages /Kids [3 0 R] /Count 1 >>',
    '<< /Type /Page /Parent 2 0 R /MediaBox [0 0 842 595] /Contents 4 0 R /Resources << /Font << /F1 5 0 R >> >> >>',
    `<< /Length ${Buffer.byteLength(drawing, 'latin1')} >>\nstream\n${drawing}\nendstream`,
    '<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /Encoding /WinAnsiEncoding >>',
  ]
  let pdf = '%PDF-1.4\n'
  const offsets = objects.map((object, index) => {
    const offset = Buffer.byteLength(pdf, 'latin1')
    pdf += `${index + 1} 0 obj\n${object}\nendobj\n`
    return offset
  })
  const start = Buffer.byteLength(pdf, 'latin1')
  const table = offsets.map((offset) => `${String(offset).padStart(10, '0')} 00000 n \n`).join('')
  pdf += `xref\n0 ${objects.length + 1}\n0000000000 65535 f \n${table}`
  pdf += `trailer\n<< /Size ${objects.length + 1} /Root 1 0 R >>\nstartxref\n${start}\n%%EOF\n`
  return new Uint8Array(Buffer.from(pdf, 'latin1'))
}

function escaped(line: string): string {
  return line.replace(/[\\()]/g, (sign) => `\\${sign}`)
}

const [width, height] = [842, 595] as const

/** A picture of a sheet of so many lines, with a stroke for each signature; `seed` makes one unlike the other. */
export function drawnPng(people: number, seed: number): Uint8Array {
  const rows = Buffer.alloc((width + 1) * height, 0xf8)
  const dark = (x: number, y: number) => rows.writeUInt8(0x30, y * (width + 1) + 1 + x)
  for (let y = 0; y < height; y++) rows.writeUInt8(0, y * (width + 1))
  const step = Math.floor((height - 80) / (people + 1))
  for (let line = 0; line <= people; line++) {
    const y = 40 + line * step
    for (let x = 40; x < width - 40; x++) dark(x, y)
    for (let x = 0; line < people && x < 130; x++) {
      const swing = Math.sin((x + seed * 7 + line * 13) / (5 + ((line + seed) % 4)))
      dark(420 + x, y + Math.floor(step / 2) + Math.round(swing * step * 0.3))
    }
  }
  const head = Buffer.alloc(13)
  head.writeUInt32BE(width, 0)
  head.writeUInt32BE(height, 4)
  // Eight bits of grey.
  head.set([8, 0, 0, 0, 0], 8)
  const signature = Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a])
  return new Uint8Array(
    Buffer.concat([
      signature,
      chunk('IHDR', head),
      chunk('IDAT', deflateSync(rows)),
      chunk('IEND', Buffer.alloc(0)),
    ]),
  )
}

function chunk(type: string, data: Buffer): Buffer {
  const length = Buffer.alloc(4)
  length.writeUInt32BE(data.length)
  const content = Buffer.concat([Buffer.from(type, 'latin1'), data])
  const check = Buffer.alloc(4)
  check.writeUInt32BE(crc32(content))
  return Buffer.concat([length, content, check])
}
