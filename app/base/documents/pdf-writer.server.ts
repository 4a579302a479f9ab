// SPDX-License-Identifier: AGPL-3.0-or-later
// Writes a PDF with its objects packed and compressed together: the tags of a long list shrink to a twentieth.
import { createHash } from 'node:crypto'
import { deflateSync } from 'node:zlib'

type Place = { kind: 1; offset: number } | { kind: 2; pack: number; index: number }

const packSize = 200

export class PdfWriter {
  readonly #chunks: Buffer[] = []
  readonly #places: (Place | undefined)[] = []
  readonly #waiting: { number: number; text: string }[] = []
  readonly #hash = createHash('sha256')
  #length = 0
  #next = 1

  constructor() {
    this.#write(Buffer.from('%PDF-1.7\n%\x80\x80\x80\x80\n', 'latin1'))
  }

  /** Numbers for `count` objects to come; the first of them. */
  reserve(count: number): number {
    const first = this.#next
    this.#next += count
    return first
  }

  /** An object: `text` as it stands between obj and endobj, in Latin 1. */
  add(number: number, text: string, stream: Buffer | null = null): void {
    if (stream) this.#addStream(number, text, stream)
    else this.#waiting.push({ number, text })
    if (this.#waiting.length >= packSize) this.#pack()
  }

  end(root: number, info: number): Buffer {
    this.#pack()
    const number = this.reserve(1)
    const offset = this.#length
    this.#places[number] = { kind: 1, offset }
    const id = this.#hash.copy().digest('hex').slice(0, 32)
    const keys = `/Type /XRef /W [1 5 2] /Size ${number + 1} /Root ${root} 0 R /Info ${info} 0 R /ID [<${id}> <${id}>]`
    this.#addStream(number, ...compressed(keys, this.#table(number)))
    this.#write(Buffer.from(`startxref\n${offset}\n%%EOF\n`))
    return Buffer.concat(this.#chunks)
  }

  #addStream(number: number, text: string, stream: Buffer): void {
    this.#places[number] = { kind: 1, offset: this.#length }
    this.#write(Buffer.from(`${number} 0 obj\n${text}\nstream\n`, 'latin1'))
    this.#write(stream)
    this.#write(Buffer.from('\nendstream\nendobj\n'))
  }

  #pack(): void {
    if (this.#waiting.length === 0) return
    const objects = this.#waiting.splice(0)
    const pack = this.reserve(1)
    let offset = 0
    const heads: string[] = []
    for (const [index, { number, text }] of objects.entries()) {
      this.#places[number] = { kind: 2, pack, index }
      heads.push(`${number} ${offset}`)
      offset += text.length + 1
    }
    const head = `${heads.join(' ')}\n`
    const content = Buffer.from(`${head}${objects.map(({ text }) => text).join('\n')}\n`, 'latin1')
    const keys = `/Type /ObjStm /N ${objects.length} /First ${head.length}`
    this.#addStream(pack, ...compressed(keys, content))
  }

  /** Three fields a line: where it lies (1) its offset, (2) its pack and its place in it. */
  #table(last: number): Buffer {
    const table = Buffer.alloc((last + 1) * 8)
    table.writeUInt16BE(0xffff, 6)
    for (let number = 1; number <= last; number++) {
      const place = this.#places[number]
      if (!place) continue
      table.writeUInt8(place.kind, number * 8)
      table.writeUIntBE(place.kind === 1 ? place.offset : place.pack, number * 8 + 1, 5)
      if (place.kind === 2) table.writeUInt16BE(place.index, number * 8 + 6)
    }
    return table
  }

  #write(chunk: Buffer): void {
    this.#hash.update(chunk)
    this.#chunks.push(chunk)
    this.#length += chunk.length
  }
}

function compressed(keys: string, content: Buffer): [string, Buffer] {
  const stream = deflateSync(content)
  return [`<< ${keys} /Filter /FlateDecode /Length ${stream.length} >>`, stream]
}
