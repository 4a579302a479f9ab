// SPDX-License-Identifier: AGPL-3.0-or-later
// Small files of every kind that people send, made of the bytes that tell them apart.
import { crc32, deflateSync } from 'node:zlib'

/** A page with a word on it: `text` makes one PDF differ from another. */
export function pdf(text = 'Foglio firme'): Uint8Array {
  const drawing = `BT /F1 24 Tf 72 720 Td (${text}) Tj ET`
  const objects = [
    '<</Type/Catalog/Pages 2 0 R>>',
    '<</Type/Pages/Kids[3 0 R]/Count 1>>',
    '<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Contents 4 0 R/Resources<</Font<</F1 5 0 R>>>>>>',
    `<</Length ${drawing.length}>>stream\n${drawing}\nendstream`,
    '<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>',
  ]
  let file = '%PDF-1.4\n'
  const places = objects.map((object, at) => {
    const place = file.length
    file += `${at + 1} 0 obj${object}endobj\n`
    return `${String(place).padStart(10, '0')} 00000 n \n`
  })
  const table = file.length
  file += `xref\n0 ${objects.length + 1}\n0000000000 65535 f \n${places.join('')}`
  return Buffer.from(
    `${file}trailer<</Size ${objects.length + 1}/Root 1 0 R>>\nstartxref\n${table}\n%%EOF\n`,
    'latin1',
  )
}

/** A grey picture of so many points a side. */
export function png(side = 8, shade = 128): Uint8Array {
  const head = Buffer.alloc(13)
  head.writeUInt32BE(side, 0)
  head.writeUInt32BE(side, 4)
  head.writeUInt8(8, 8)
  const rows = Buffer.concat(
    Array.from({ length: side }, () => Buffer.concat([Buffer.from([0]), Buffer.alloc(side, shade)])),
  )
  const signature = Buffer.from('89504e470d0a1a0a', 'hex')
  return Buffer.concat([
    signature,
    chunk('IHDR', head),
    chunk('IDAT', deflateSync(rows)),
    chunk('IEND', Buffer.alloc(0)),
  ])
}

function chunk(name: string, content: Buffer): Buffer {
  const named = Buffer.concat([Buffer.from(name, 'latin1'), content])
  const whole = Buffer.alloc(named.length + 8)
  whole.writeUInt32BE(content.length, 0)
  named.copy(whole, 4)
  whole.writeUInt32BE(crc32(named), named.length + 4)
  return whole
}

/** The segments of a photo with a thumbnail in it, of 16 points a side and one scan whose data holds an escaped FF and a restart mark. */
export function jpeg(): Uint8Array {
  const thumbnail = Buffer.from('ffd8ffd9', 'hex')
  const segment = (mark: string, content: Buffer) => {
    const length = Buffer.alloc(2)
    length.writeUInt16BE(content.length + 2)
    return Buffer.concat([Buffer.from(`ff${mark}`, 'hex'), length, content])
  }
  return Buffer.concat([
    Buffer.from('ffd8', 'hex'),
    segment('e0', Buffer.from('4a46494600010100000100010000', 'hex')),
    segment('e1', Buffer.concat([Buffer.from('Exif\0\0', 'latin1'), thumbnail])),
    segment('c0', Buffer.from('080010001001011100', 'hex')),
    segment('da', Buffer.from('0101003f00', 'hex')),
    Buffer.from('12ff0034ffd056ff00', 'hex'),
    Buffer.from('ffd9', 'hex'),
  ])
}

/** An archive of files, stored: what the Office formats are outside. */
export function zip(files: Record<string, string>): Uint8Array {
  const parts = Object.entries(files).flatMap(([name, content]) => {
    const head = Buffer.alloc(30)
    head.writeUInt32LE(0x04034b50, 0)
    head.writeUInt16LE(20, 4)
    head.writeUInt32LE(crc32(content), 14)
    head.writeUInt32LE(content.length, 18)
    head.writeUInt32LE(content.length, 22)
    head.writeUInt16LE(name.length, 26)
    return [head, Buffer.from(name, 'latin1'), Buffer.from(content, 'latin1')]
  })
  const end = Buffer.alloc(22)
  end.writeUInt32LE(0x06054b50, 0)
  return Buffer.concat([...parts, end])
}

export const excel = () => zip({ '_rels/.rels': '<x/>', 'xl/workbook.xml': '<workbook/>' })
export const word = () => zip({ '_rels/.rels': '<x/>', 'word/document.xml': '<document/>' })

/** The container of the Office of before 2007, with the name of one document in it. */
export function oldOffice(name: string): Uint8Array {
  const head = Buffer.concat([Buffer.from('d0cf11e0a1b11ae1', 'hex'), Buffer.alloc(504)])
  return Buffer.concat([head, Buffer.from(`${name}\0`, 'utf16le'), Buffer.alloc(1024)])
}

export const heic = () =>
  Buffer.concat([Buffer.from('00000018', 'hex'), Buffer.from('ftypheic\0\0\0\0mif1heic', 'latin1')])
export const signed = () =>
  Buffer.concat([Buffer.from('30820a0006092a864886f70d010702', 'hex'), Buffer.alloc(64, 7)])
