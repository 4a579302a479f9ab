// SPDX-License-Identifier: AGPL-3.0-or-later
// The age format (age-encryption.org/v1) with a passphrase, over node:crypto, so that a backup can also be opened with the
// `age` program. https://c2sp.org/age
import {
  createCipheriv,
  createDecipheriv,
  createHmac,
  hkdfSync,
  randomBytes,
  scrypt,
  timingSafeEqual,
} from 'node:crypto'
import { Transform } from 'node:stream'
import { BackupError, damaged } from './archive.ts'

export const ageMark = 'age-encryption.org/v1'
const chunk = 64 * 1024
const tag = 16
/** 2^17 times 8 times 128 bytes: 128 MB and half a second for each guess. */
const work = 17
const mostWork = 20
const longestHeader = 1000

/** Encrypts what passes, for whoever knows the passphrase. */
export async function encryption(passphrase: string, logN = work): Promise<Transform> {
  const [fileKey, salt, nonce] = [randomBytes(16), randomBytes(16), randomBytes(16)]
  const wrapped = seal(await wrappingKey(passphrase, salt, logN), Buffer.alloc(12), fileKey)
  const stanza = `${ageMark}\n-> scrypt ${base64(salt)} ${logN}\n${base64(wrapped)}\n---`
  const key = derived(fileKey, nonce, 'payload')
  const pieces = new Pieces(chunk, (bytes, number, isLast) => seal(key, nonceOf(number, isLast), bytes))
  const encrypting = turning(
    async (bytes) => pieces.add(bytes),
    () => pieces.end(),
  )
  encrypting.push(Buffer.concat([Buffer.from(`${stanza} ${base64(macOf(fileKey, stanza))}\n`), nonce]))
  return encrypting
}

/** Decrypts what passes. Fails in one line for a person on a wrong passphrase, and on any byte that is not what it was. */
export function decryption(passphrase: string): Transform {
  let head = Buffer.alloc(0)
  let pieces: Pieces | undefined
  return turning(
    async (bytes) => {
      if (pieces) return pieces.add(bytes)
      head = Buffer.concat([head, bytes])
      const end = headerEnd(head)
      if (end === null || head.length < end + 16) return Buffer.alloc(0)
      const key = await payloadKey(passphrase, head.subarray(0, end), head.subarray(end, end + 16))
      pieces = new Pieces(chunk + tag, (sealed, number, isLast) => open(key, nonceOf(number, isLast), sealed))
      return pieces.add(head.subarray(end + 16))
    },
    () => {
      if (!pieces) throw new BackupError(damaged)
      return pieces.end()
    },
  )
}

function turning(turn: (bytes: Buffer) => Promise<Buffer>, end: () => Buffer): Transform {
  return new Transform({
    transform(bytes: Buffer, _encoding, done) {
      turn(bytes).then((turned) => done(null, turned), done)
    },
    flush(done) {
      try {
        done(null, end())
      } catch (error) {
        done(error as Error)
      }
    },
  })
}

/** Cuts bytes into pieces of a size, the last being shorter or as long, and turns each. */
class Pieces {
  readonly #size: number
  readonly #turn: (bytes: Buffer, number: number, isLast: boolean) => Buffer
  #waiting = Buffer.alloc(0)
  #number = 0

  constructor(size: number, turn: (bytes: Buffer, number: number, isLast: boolean) => Buffer) {
    this.#size = size
    this.#turn = turn
  }

  /** What may still be the last piece waits. */
  add(bytes: Buffer): Buffer {
    const all = Buffer.concat([this.#waiting, bytes])
    const turned: Buffer[] = []
    let from = 0
    for (; all.length - from > this.#size; from += this.#size) {
      turned.push(this.#turn(all.subarray(from, from + this.#size), this.#number++, false))
    }
    this.#waiting = all.subarray(from)
    return Buffer.concat(turned)
  }

  end(): Buffer {
    return this.#turn(this.#waiting, this.#number, true)
  }
}

async function payloadKey(passphrase: string, header: Buffer, nonce: Buffer): Promise<Buffer> {
  const form = /^age-encryption\.org\/v1\n-> scrypt (\S{22}) (\d{1,2})\n(\S{43})\n--- (\S{43})\n$/
  const [, salt, logN, wrapped, mac] = form.exec(header.toString('latin1')) ?? []
  if (!salt || !logN || !wrapped || !mac || Number(logN) > mostWork) {
    throw new BackupError('This file is not encrypted with a passphrase as backups are.')
  }
  const key = await wrappingKey(passphrase, Buffer.from(salt, 'base64'), Number(logN))
  let fileKey: Buffer
  try {
    fileKey = open(key, Buffer.alloc(12), Buffer.from(wrapped, 'base64'))
  } catch {
    throw new BackupError('The passphrase is not the one of this archive.')
  }
  const stanza = header.toString('latin1').slice(0, -mac.length - 2)
  const expected = Buffer.from(`${base64(macOf(fileKey, stanza))}`)
  if (!timingSafeEqual(expected, Buffer.from(mac))) throw new BackupError(damaged)
  return derived(fileKey, nonce, 'payload')
}

/** Where the header ends; null while it has not. */
function headerEnd(bytes: Buffer): number | null {
  const start = bytes.indexOf('\n--- ')
  const end = start < 0 ? -1 : bytes.indexOf('\n', start + 1)
  if (end >= 0) return end + 1
  if (bytes.length > longestHeader) throw new BackupError(damaged)
  return null
}

function wrappingKey(passphrase: string, salt: Buffer, logN: number): Promise<Buffer> {
  const salted = Buffer.concat([Buffer.from(`${ageMark}/scrypt`), salt])
  const cost = { N: 2 ** logN, r: 8, p: 1, maxmem: 2 ** logN * 8 * 256 }
  return new Promise((resolve, reject) =>
    scrypt(passphrase, salted, 32, cost, (error, key) => (error ? reject(error) : resolve(key))),
  )
}

function derived(key: Buffer, salt: Buffer, purpose: string): Buffer {
  return Buffer.from(hkdfSync('sha256', key, salt, purpose, 32))
}

function macOf(fileKey: Buffer, stanza: string): Buffer {
  return createHmac('sha256', derived(fileKey, Buffer.alloc(0), 'header'))
    .update(stanza)
    .digest()
}

/** Of a piece: its number, and whether it is the last, so that none can be left out or put elsewhere. */
function nonceOf(number: number, isLast: boolean): Buffer {
  const nonce = Buffer.alloc(12)
  nonce.writeUIntBE(number, 5, 6)
  nonce[11] = isLast ? 1 : 0
  return nonce
}

function seal(key: Buffer, nonce: Buffer, bytes: Buffer): Buffer {
  const cipher = createCipheriv('chacha20-poly1305', key, nonce, { authTagLength: tag })
  return Buffer.concat([cipher.update(bytes), cipher.final(), cipher.getAuthTag()])
}

function open(key: Buffer, nonce: Buffer, sealed: Buffer): Buffer {
  if (sealed.length < tag) throw new BackupError(damaged)
  const cipher = createDecipheriv('chacha20-poly1305', key, nonce, { authTagLength: tag })
  cipher.setAuthTag(sealed.subarray(-tag))
  try {
    return Buffer.concat([cipher.update(sealed.subarray(0, -tag)), cipher.final()])
  } catch {
    throw new BackupError(damaged)
  }
}

function base64(bytes: Buffer): string {
  return bytes.toString('base64').replaceAll('=', '')
}
