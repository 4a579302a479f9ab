// SPDX-License-Identifier: AGPL-3.0-or-later
// Where the objects of a PDF are: by its tables of places, newest first, or searched for where they lead nowhere.
import { inflateSync } from 'node:zlib'
import {
  isDictionary,
  isObject,
  isReference,
  listOf,
  type PdfDictionary,
  PdfReader,
  type PdfValue,
  startOfObject,
} from './pdf-objects.ts'
import { bigEndian, unpredicted } from './pdf-rows.ts'

/** What tables of places may unfold to, how many places a file names, and how many tables: far more than any scan has. */
const most = { unfolded: 32 * 1024 * 1024, places: 200_000, tables: 1000, mended: 100 }

/** Bytes of a trailer that is looked for. */
const longestTrailer = 20_000

type Place = { at: number } | { inside: number; index: number }

/** No reader finds its way in it. */
export class Unreadable extends Error {}

export class PdfFile {
  readonly trailer: PdfDictionary = new Map()
  readonly #bytes: Buffer
  readonly #places = new Map<number, Place>()
  #unfolded = 0

  constructor(bytes: Buffer) {
    this.#bytes = bytes
    if (!this.#followTables() || !this.#findsRoot()) this.#searchTables()
    if (!this.trailer.has('/Root')) throw new Unreadable('it does not say where it begins')
  }

  /** A value, behind its reference; undefined where it stands in what this does not unfold. */
  resolved(value: PdfValue | undefined, hops = 0): PdfValue | undefined {
    if (!isReference(value) || hops > 8) return value ?? null
    const place = this.#places.get(value.object)
    if (place && 'inside' in place) return this.#compressed(place)
    const at = place && isObject(this.#bytes, place.at, value.object) ? place.at : this.#search(value.object)
    if (at === null) return null
    return this.resolved(this.#valueOf(at), hops + 1)
  }

  #findsRoot(): boolean {
    return this.resolved(this.trailer.get('/Root')) !== null
  }

  /** The tables from the last one back, each of which says where the one before is; false where one is not. */
  #followTables(): boolean {
    const mark = this.#bytes.lastIndexOf('startxref')
    if (mark < 0) return false
    let next: PdfValue = new PdfReader(this.#bytes, mark + 'startxref'.length).value()
    const seen = new Set<number>()
    while (typeof next === 'number' && !seen.has(next) && seen.size < most.tables) {
      seen.add(next)
      const trailer = this.#tableAt(next)
      if (!trailer) return false
      const beside = trailer.get('/XRefStm')
      if (typeof beside === 'number' && !seen.has(beside)) {
        seen.add(beside)
        this.#tableAt(beside)
      }
      next = trailer.get('/Prev') ?? null
    }
    return true
  }

  #tableAt(at: number): PdfDictionary | null {
    const reader = new PdfReader(this.#bytes, at, this.#bytes.length)
    if (reader.word() !== 'xref') return this.#streamAt(at)
    for (;;) {
      const before = reader.at
      const first = reader.value()
      if (typeof first !== 'number') {
        reader.at = before
        break
      }
      const count = reader.value()
      if (typeof count !== 'number') return null
      for (let index = 0; index < count; index++) {
        const [place, , kind] = [reader.word(), reader.word(), reader.word()]
        if (kind !== 'n' && kind !== 'f') return null
        if (kind === 'n') this.#add(first + index, { at: Number(place) })
      }
    }
    if (reader.word() !== 'trailer') return null
    return this.#merge(reader.value())
  }

  /** A table that is a stream (PDF 1.5). */
  #streamAt(at: number): PdfDictionary | null {
    const reader = new PdfReader(this.#bytes, at)
    reader.word()
    reader.word()
    if (reader.word() !== 'obj') return null
    const head = reader.value()
    if (!isDictionary(head) || head.get('/Type') !== '/XRef') return null
    const rows = this.#stream(head, reader)
    const widths = listOf(head.get('/W')).map(Number)
    if (!rows || widths.length !== 3 || widths.some((width) => !(width >= 0 && width <= 8))) return null
    const [kindWidth = 0, firstWidth = 0, secondWidth = 0] = widths
    const width = kindWidth + firstWidth + secondWidth
    if (width === 0) return null
    const ranges = listOf(head.get('/Index') ?? [0, head.get('/Size') ?? 0]).map(Number)
    let row = 0
    for (let range = 0; range + 1 < ranges.length; range += 2) {
      for (let index = 0; index < (ranges[range + 1] ?? 0); index++, row += width) {
        if (row + width > rows.length) return this.#merge(head)
        const kind = kindWidth === 0 ? 1 : bigEndian(rows, row, kindWidth)
        const one = bigEndian(rows, row + kindWidth, firstWidth)
        const other = bigEndian(rows, row + kindWidth + firstWidth, secondWidth)
        const object = (ranges[range] ?? 0) + index
        if (kind === 1) this.#add(object, { at: one })
        if (kind === 2) this.#add(object, { inside: one, index: other })
      }
    }
    return this.#merge(head)
  }

  /** Without tables that lead anywhere: every trailer there is, the last one in force, as readers do to mend a file. */
  #searchTables(): void {
    this.trailer.clear()
    this.#places.clear()
    const found = [...this.#each('/XRef', most.mended), ...this.#each('trailer', most.mended)]
    for (const at of found.sort((a, b) => b - a)) {
      if (this.#bytes[at] === 47) {
        const from = this.#bytes.lastIndexOf('obj', at)
        const start = from < 0 ? -1 : startOfObject(this.#bytes, from)
        if (start >= 0 && at - start < 4096) this.#streamAt(start)
      } else this.#merge(new PdfReader(this.#bytes, at + 'trailer'.length, longestTrailer).value())
    }
  }

  #search(object: number): number | null {
    for (const at of this.#each(`${object} 0 obj`, 100)) if (isObject(this.#bytes, at, object)) return at
    return null
  }

  *#each(text: string, times: number): Generator<number> {
    let at = this.#bytes.indexOf(text)
    for (let time = 0; at >= 0 && time < times; time++) {
      yield at
      at = this.#bytes.indexOf(text, at + text.length)
    }
  }

  #valueOf(at: number): PdfValue {
    const reader = new PdfReader(this.#bytes, at)
    reader.word()
    reader.word()
    reader.word()
    return reader.value()
  }

  /** An object that stands in a stream with others. */
  #compressed({ inside, index }: { inside: number; index: number }): PdfValue | undefined {
    const place = this.#places.get(inside)
    if (!place || !('at' in place) || !isObject(this.#bytes, place.at, inside)) return null
    const reader = new PdfReader(this.#bytes, place.at)
    for (let word = 0; word < 3; word++) reader.word()
    const head = reader.value()
    const objects = isDictionary(head) ? this.#stream(head, reader) : null
    if (!isDictionary(head) || objects === null) return null
    if (objects === undefined) return undefined
    const places = new PdfReader(objects, 0)
    let offset: PdfValue = null
    for (let at = 0; at <= Math.min(index, most.places); at++) {
      places.value()
      offset = places.value()
    }
    const first = head.get('/First')
    if (typeof first !== 'number' || typeof offset !== 'number') return null
    return new PdfReader(objects, first + offset).value()
  }

  /** What a stream unfolds to: undefined where it is folded in a way that this does not know, null where it is damaged. */
  #stream(head: PdfDictionary, reader: PdfReader): Buffer | null | undefined {
    const from = reader.streamStart()
    if (from === null) return null
    const given = this.resolved(head.get('/Length'))
    const length = typeof given === 'number' ? given : this.#bytes.indexOf('endstream', from) - from
    if (length < 0) return null
    const raw = this.#bytes.subarray(from, from + length)
    const [filter, ...others] = [head.get('/Filter') ?? []].flat()
    if (filter === undefined) return raw
    if (filter !== '/FlateDecode' || others.length > 0) return undefined
    const unfolded = this.#inflated(raw)
    const how = [head.get('/DecodeParms') ?? []].flat()[0]
    return unfolded && isDictionary(how) ? unpredicted(unfolded, how) : unfolded
  }

  #inflated(raw: Buffer): Buffer | null {
    const left = most.unfolded - this.#unfolded
    if (left <= 0) throw new Unreadable('it unfolds to too much')
    try {
      const unfolded = inflateSync(raw, { maxOutputLength: left })
      this.#unfolded += unfolded.length
      return unfolded
    } catch {
      return null
    }
  }

  #add(object: number, place: Place): void {
    if (this.#places.size >= most.places) throw new Unreadable('it names too many places')
    // Tables are read from the newest.
    if (!this.#places.has(object)) this.#places.set(object, place)
  }

  #merge(trailer: PdfValue): PdfDictionary | null {
    if (!isDictionary(trailer)) return null
    for (const [key, value] of trailer) if (!this.trailer.has(key)) this.trailer.set(key, value)
    return trailer
  }
}
