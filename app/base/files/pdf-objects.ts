// SPDX-License-Identifier: AGPL-3.0-or-later
// The values of a PDF, read one at a time from any place of any file: whatever stands there, in linear time and bounded depth.

export type PdfReference = { object: number }
export type PdfDictionary = Map<string, PdfValue>
/** A name is a text that begins with "/", a string its bytes; null also stands for what is none of these. */
export type PdfValue = number | boolean | null | string | Buffer | PdfReference | PdfValue[] | PdfDictionary

const deepest = 40
/** Bytes of one value, with all that is in it. */
const longestValue = 1_000_000

const blanks = new Set([0, 9, 10, 12, 13, 32])
const marks = new Set([...'()<>[]{}/%'].map((letter) => letter.charCodeAt(0)))

export function isDictionary(value: PdfValue | undefined): value is PdfDictionary {
  return value instanceof Map
}

export function listOf(value: PdfValue | undefined): PdfValue[] {
  return Array.isArray(value) ? value : []
}

export function isReference(value: PdfValue | undefined): value is PdfReference {
  return typeof value === 'object' && value !== null && 'object' in value
}

/** Reads on from a place. `at` is where the next value begins. */
export class PdfReader {
  readonly #bytes: Buffer
  /** Nothing is read beyond. */
  readonly #end: number
  at: number

  constructor(bytes: Buffer, at: number, span = longestValue) {
    this.#bytes = bytes
    this.at = at
    this.#end = Math.min(bytes.length, at + span)
  }

  /** The next value; null where none stands. */
  value(depth = 0): PdfValue {
    this.#skipBlanks()
    const letter = this.#letter()
    if (letter === '' || depth > deepest) return null
    if (letter === '/') return this.#name()
    if (letter === '(') return this.#string()
    if (letter === '[') return this.#array(depth)
    if (letter === '<') return this.#letter(1) === '<' ? this.#dictionary(depth) : this.#hexString()
    return this.#word()
  }

  /** The next word, such as "obj", and behind it. */
  word(): string {
    this.#skipBlanks()
    const from = this.at
    while (this.at < this.#end && !this.#isEnd(this.at) && this.at - from < 64) this.at++
    return this.#bytes.toString('latin1', from, this.at)
  }

  /** Behind the end of the line that "stream" stands on: where its bytes begin. */
  streamStart(): number | null {
    if (this.word() !== 'stream') return null
    if (this.#bytes[this.at] === 13) this.at++
    if (this.#bytes[this.at] === 10) this.at++
    return this.at
  }

  #letter(ahead = 0): string {
    const byte = this.at + ahead < this.#end ? this.#bytes[this.at + ahead] : undefined
    return byte === undefined ? '' : String.fromCharCode(byte)
  }

  #isEnd(at: number): boolean {
    const byte = this.#bytes[at] ?? 0
    return blanks.has(byte) || marks.has(byte)
  }

  #skipBlanks(): void {
    for (;;) {
      const byte = this.#bytes[this.at]
      if (byte === undefined || this.at >= this.#end) return
      if (byte === 37) {
        while (this.at < this.#end && this.#bytes[this.at] !== 10 && this.#bytes[this.at] !== 13) this.at++
      } else if (blanks.has(byte)) this.at++
      else return
    }
  }

  #name(): string {
    this.at++
    return `/${this.word().replace(/#([0-9a-fA-F]{2})/g, (_, code: string) => String.fromCharCode(Number.parseInt(code, 16)))}`
  }

  #array(depth: number): PdfValue[] {
    this.at++
    const values: PdfValue[] = []
    for (;;) {
      this.#skipBlanks()
      const letter = this.#letter()
      if (letter === ']' || letter === '') {
        this.at++
        return values
      }
      const before = this.at
      values.push(this.value(depth + 1))
      if (this.at === before) this.at++
    }
  }

  #dictionary(depth: number): PdfDictionary {
    this.at += 2
    const values: PdfDictionary = new Map()
    for (;;) {
      this.#skipBlanks()
      const letter = this.#letter()
      if (letter === '' || letter === '>') {
        this.at += 2
        return values
      }
      const before = this.at
      const key = this.value(depth + 1)
      if (typeof key === 'string') values.set(key, this.value(depth + 1))
      if (this.at === before) this.at++
    }
  }

  #hexString(): Buffer {
    let end = this.at
    while (end < this.#end && this.#bytes[end] !== 62) end++
    const digits = this.#bytes.toString('latin1', this.at + 1, end).replace(/[^0-9a-fA-F]/g, '')
    this.at = end + 1
    return Buffer.from(digits.length % 2 === 0 ? digits : `${digits}0`, 'hex')
  }

  #string(): Buffer {
    const bytes: number[] = []
    let open = 0
    for (; this.at < this.#end; this.at++) {
      const byte = this.#bytes[this.at] ?? 0
      if (byte === 92) bytes.push(...this.#escaped())
      else if (byte === 40) {
        if (open++ > 0) bytes.push(byte)
      } else if (byte === 41) {
        if (--open === 0) break
        bytes.push(byte)
      } else bytes.push(byte)
    }
    this.at++
    return Buffer.from(bytes)
  }

  /** What stands behind a backslash, which is where the reader is; it stops on the last byte of it. */
  #escaped(): number[] {
    this.at++
    const byte = this.#bytes[this.at] ?? 0
    const octal = /^[0-7]{1,3}/.exec(this.#bytes.toString('latin1', this.at, this.at + 3))?.[0]
    if (octal) {
      this.at += octal.length - 1
      return [Number.parseInt(octal, 8) & 255]
    }
    if (byte === 10) return []
    if (byte === 13) {
      if (this.#bytes[this.at + 1] === 10) this.at++
      return []
    }
    return [escapes.get(byte) ?? byte]
  }

  /** A number, a reference such as "12 0 R", or true, false and null. */
  #word(): PdfValue {
    const word = this.word()
    if (word === '') return null
    if (!/^[+-]?(\d+(\.\d*)?|\.\d+)$/.test(word))
      return word === 'true' ? true : word === 'false' ? false : null
    const behind = this.at
    if (/^\d{1,10}$/.test(word) && /^\d{1,5}$/.test(this.word()) && this.word() === 'R')
      return { object: Number(word) }
    this.at = behind
    return Number(word)
  }
}

const escapes = new Map([
  [110, 10],
  [114, 13],
  [116, 9],
  [98, 8],
  [102, 12],
])

/** Where "12 0 obj" begins, of which "obj" stands at a place; -1 where no number stands before it. */
export function startOfObject(bytes: Buffer, at: number): number {
  const before = bytes.toString('latin1', Math.max(0, at - 24), at)
  const numbers = /(\d{1,10} \d{1,5} )$/.exec(before)?.[1]
  return numbers ? at - numbers.length : -1
}

/** Whether "12 0 obj" begins at a place. */
export function isObject(bytes: Buffer, at: number, object: number): boolean {
  const digit = bytes[at - 1] ?? 32
  const reader = new PdfReader(bytes, at)
  const isNumber = reader.word() === String(object) && !(digit >= 48 && digit <= 57)
  return isNumber && /^\d{1,5}$/.test(reader.word()) && reader.word() === 'obj'
}
