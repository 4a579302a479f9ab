// SPDX-License-Identifier: AGPL-3.0-or-later
// What is in an envelope of a digital signature (.p7m, CAdES: RFC 5652), in DER, in the BER of Italian signers' programs (lengths that
// are not said, content in pieces) or as base64 text. The signature itself is not verified: only what is signed is found.

/** Envelopes one in the other: a document signed again by the next person. */
export const mostEnvelopes = 5

/**
 * detached: the signature without what is signed. unsigned: an envelope without any signature. cut: its end is missing. broken: what
 * stands in it is not what an envelope is made of.
 */
export type EnvelopeFault = 'detached' | 'unsigned' | 'cut' | 'broken'
export type Opened = { content: Uint8Array } | { fault: EnvelopeFault }

const signedData = Buffer.from('06092a864886f70d010702', 'hex')

/** The envelope's bytes when a file is one, whichever way it is written; null when it is none. */
export function envelopeIn(bytes: Uint8Array): Buffer | null {
  const all = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  if (isEnvelope(all)) return all
  const text = base64In(all)
  return text && isEnvelope(text) ? text : null
}

/** It begins with a sequence whose first part is the name "signed data". */
function isEnvelope(bytes: Buffer): boolean {
  return bytes[0] === 0x30 && bytes.subarray(0, 32).includes(signedData)
}

const longestHead = 200

/** The bytes of a file that is base64 from beginning to end, with or without the lines "BEGIN" and "END". */
function base64In(bytes: Buffer): Buffer | null {
  const head = bytes.toString('latin1', 0, longestHead).replace(/^ï»¿/, '').trimStart()
  if (!/^(-----BEGIN |MI)/.test(head)) return null
  const lines = bytes
    .toString('latin1')
    .replace(/^ï»¿/, '')
    .split(/[\r\n]+/)
  const body = lines.filter((line) => !/^-----(BEGIN|END) [A-Z0-9 ]{1,40}-----\s{0,8}$/.test(line)).join('')
  const letters = body.replace(/[ \t]/g, '')
  return /^[A-Za-z0-9+/]+={0,2}$/.test(letters) ? Buffer.from(letters, 'base64') : null
}

/** What an envelope holds. Linear in its bytes; how deep its parts may lie is bounded. */
export function opened(envelope: Buffer): Opened {
  try {
    return { content: contentOf(envelope) }
  } catch (error) {
    if (error instanceof Refused) return { fault: error.fault }
    throw error
  }
}

class Refused extends Error {
  readonly fault: EnvelopeFault
  constructor(fault: EnvelopeFault) {
    super(fault)
    this.fault = fault
  }
}

/** A part: its tag, whether it is made of parts, and where its content is; `to` is null where its length is not said. */
type Part = { tag: number; constructed: boolean; from: number; to: number | null }

const tags = {
  integer: 0x02,
  octets: 0x04,
  name: 0x06,
  sequence: 0x30,
  set: 0x31,
  context0: 0xa0,
  context1: 0xa1,
}
const deepest = 30

function contentOf(bytes: Buffer): Buffer {
  const walk = new Walk(bytes)
  const info = walk.expect(0, tags.sequence)
  // All of it first: what is cut says so, whatever is missing.
  walk.skip(info)
  const kind = walk.expect(info.from, tags.name)
  const signed = walk.expect(walk.expect(walk.skip(kind), tags.context0).from, tags.sequence)
  const version = walk.expect(signed.from, tags.integer)
  const digests = walk.expect(walk.skip(version), tags.set)
  const inside = walk.expect(walk.skip(digests), tags.sequence)
  const behind = walk.skip(inside)
  const contentKind = walk.expect(inside.from, tags.name)
  const at = walk.skip(contentKind)
  if (walk.isEnd(inside, at)) throw new Refused('detached')
  const holder = walk.expect(at, tags.context0)
  const content = walk.octets(walk.part(holder.from))
  if (content.length === 0) throw new Refused('detached')
  if (!walk.hasSigners(signed, behind)) throw new Refused('unsigned')
  return content
}

class Walk {
  readonly #bytes: Buffer
  constructor(bytes: Buffer) {
    this.#bytes = bytes
  }

  part(at: number): Part {
    const tag = this.#byte(at)
    // Tags of more than one byte do not occur on the way to the content.
    if ((tag & 0x1f) === 0x1f) throw new Refused('broken')
    const constructed = (tag & 0x20) !== 0
    const length = this.#byte(at + 1)
    if (length < 0x80) return this.#within({ tag, constructed, from: at + 2, to: at + 2 + length })
    if (length === 0x80) {
      if (!constructed) throw new Refused('broken')
      return { tag, constructed, from: at + 2, to: null }
    }
    const count = length & 0x7f
    if (count > 5) throw new Refused('broken')
    let size = 0
    for (let index = 0; index < count; index++) size = size * 256 + this.#byte(at + 2 + index)
    return this.#within({ tag, constructed, from: at + 2 + count, to: at + 2 + count + size })
  }

  expect(at: number, tag: number): Part {
    const part = this.part(at)
    if (part.tag !== tag) throw new Refused('broken')
    return part
  }

  /** Where the next part begins. One whose length is not said is walked through to its end. */
  skip(part: Part, depth = 0): number {
    if (part.to !== null) return part.to
    if (depth > deepest) throw new Refused('broken')
    let at = part.from
    while (!this.isEnd(part, at)) at = this.skip(this.part(at), depth + 1)
    return at + 2
  }

  /** Whether a part ends at a place: at its length, or with two zeros. */
  isEnd(part: Part, at: number): boolean {
    if (part.to !== null) return at >= part.to
    return this.#byte(at) === 0 && this.#byte(at + 1) === 0
  }

  /** The bytes of a string that may come in pieces, and those in pieces again. */
  octets(part: Part): Buffer {
    const pieces: Buffer[] = []
    this.#collect(part, pieces, 0)
    return pieces.length === 1 && pieces[0] ? pieces[0] : Buffer.concat(pieces)
  }

  #collect(part: Part, pieces: Buffer[], depth: number): void {
    if ((part.tag & 0xdf) !== tags.octets || depth > deepest) throw new Refused('broken')
    if (!part.constructed && part.to !== null) {
      pieces.push(this.#bytes.subarray(part.from, part.to))
      return
    }
    let at = part.from
    while (!this.isEnd(part, at)) {
      const piece = this.part(at)
      this.#collect(piece, pieces, depth + 1)
      at = this.skip(piece)
    }
  }

  /** Behind what is signed come certificates and lists of revoked ones, then the signatures: one at least. */
  hasSigners(signed: Part, from: number): boolean {
    let at = from
    while (!this.isEnd(signed, at)) {
      const part = this.part(at)
      if (part.tag === tags.set) return !this.isEnd(part, part.from)
      if (part.tag !== tags.context0 && part.tag !== tags.context1) return false
      at = this.skip(part)
    }
    return false
  }

  #within(part: Part & { to: number }): Part {
    if (part.to > this.#bytes.length) throw new Refused('cut')
    return part
  }

  #byte(at: number): number {
    const byte = this.#bytes[at]
    if (byte === undefined) throw new Refused('cut')
    return byte
  }
}
