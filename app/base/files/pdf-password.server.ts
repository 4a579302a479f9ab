// SPDX-License-Identifier: AGPL-3.0-or-later
// Whether a PDF that is encrypted opens without a password: many programs encrypt only to say what may not be printed or copied
// (ISO 32000-2, 7.6.4: the standard security handler, tried with the empty user password).
import { createCipheriv, createHash } from 'node:crypto'
import type { PdfDictionary, PdfValue } from './pdf-objects.ts'

const padding = Buffer.from('28bf4e5e4e758a4164004e56fffa01082e2e00b6d0683e802f0ca9fe6453697a', 'hex')

/** `encrypt` is the dictionary that says how a file is encrypted, `id` the first part of the file's identifier. */
export function opensWithoutPassword(encrypt: PdfDictionary, id: Buffer): boolean {
  const revision = numberOf(encrypt.get('/R'))
  const [owner, user] = [bytesOf(encrypt.get('/O')), bytesOf(encrypt.get('/U'))]
  if (encrypt.get('/Filter') !== '/Standard' || !owner || !user) return false
  if (revision === 5 || revision === 6) {
    const salt = user.subarray(32, 40)
    const hash = revision === 5 ? sha('sha256', salt) : hardened(salt)
    return user.length >= 48 && hash.equals(user.subarray(0, 32))
  }
  if (revision < 2 || revision > 4) return false
  const key = keyOf(encrypt, revision, owner, id)
  if (revision === 2) return rc4(key, padding).equals(user.subarray(0, 32))
  let expected = rc4(key, md5(Buffer.concat([padding, id])))
  for (let round = 1; round < 20; round++)
    expected = rc4(Buffer.from(key.map((byte) => byte ^ round)), expected)
  return expected.equals(user.subarray(0, 16))
}

function keyOf(encrypt: PdfDictionary, revision: number, owner: Buffer, id: Buffer): Buffer {
  const length = revision === 2 ? 5 : Math.min(16, Math.max(5, (numberOf(encrypt.get('/Length')) || 40) >> 3))
  const bytes = revision === 4 ? 16 : length
  const rights = Buffer.alloc(4)
  rights.writeInt32LE(numberOf(encrypt.get('/P')) | 0)
  const plain = revision === 4 && encrypt.get('/EncryptMetadata') === false
  let key = md5(
    Buffer.concat([
      padding,
      owner.subarray(0, 32),
      rights,
      id,
      plain ? Buffer.alloc(4, 255) : Buffer.alloc(0),
    ]),
  )
  if (revision > 2) for (let round = 0; round < 50; round++) key = md5(key.subarray(0, bytes))
  return key.subarray(0, bytes)
}

/** Algorithm 2.B, for an empty password: at least 64 rounds, and as many as its own last byte asks for. */
function hardened(salt: Buffer): Buffer {
  let key = sha('sha256', salt)
  for (let round = 0; round < 400; round++) {
    const cipher = createCipheriv('aes-128-cbc', key.subarray(0, 16), key.subarray(16, 32)).setAutoPadding(
      false,
    )
    const encrypted = cipher.update(Buffer.concat(Array.from({ length: 64 }, () => key)))
    const rest = encrypted.subarray(0, 16).reduce((sum, byte) => sum + byte, 0) % 3
    key = sha(rest === 0 ? 'sha256' : rest === 1 ? 'sha384' : 'sha512', encrypted)
    if (round >= 63 && (encrypted.at(-1) ?? 0) <= round - 31) break
  }
  return key.subarray(0, 32)
}

function rc4(key: Buffer, text: Buffer): Buffer {
  const box = Array.from({ length: 256 }, (_, at) => at)
  const swap = (one: number, other: number) => {
    const kept = box[one] ?? 0
    box[one] = box[other] ?? 0
    box[other] = kept
  }
  for (let at = 0, other = 0; at < 256; at++) {
    other = (other + (box[at] ?? 0) + (key[at % key.length] ?? 0)) & 255
    swap(at, other)
  }
  let one = 0
  let other = 0
  return Buffer.from(
    text.map((byte) => {
      one = (one + 1) & 255
      other = (other + (box[one] ?? 0)) & 255
      swap(one, other)
      return byte ^ (box[((box[one] ?? 0) + (box[other] ?? 0)) & 255] ?? 0)
    }),
  )
}

const md5 = (bytes: Buffer) => createHash('md5').update(bytes).digest()
const sha = (name: string, bytes: Buffer) => createHash(name).update(bytes).digest()

function numberOf(value: PdfValue | undefined): number {
  return typeof value === 'number' ? value : 0
}

function bytesOf(value: PdfValue | undefined): Buffer | null {
  return Buffer.isBuffer(value) ? value : null
}
