// SPDX-License-Identifier: AGPL-3.0-or-later
// Parts of a ZIP file that somebody sent, bounded before and while they are inflated: what a directory says of its sizes is not
// believed.
import { inflateRawSync } from 'node:zlib'

/** `bytes` are those of all the parts together once inflated. */
export type ZipBounds = { entries: number; bytes: number }

/** What is wrong with a file: no ZIP, or one that passes a bound. */
export type ZipFault = 'damaged' | 'too_large'

const [endSignature, entrySignature, localSignature] = [0x06054b50, 0x02014b50, 0x04034b50]
const [endSize, entrySize, localSize] = [22, 46, 30]
/** A comment may follow the end. */
const longestComment = 65_535

/**
 * The parts whose names are wanted. Parts that are encrypted, or packed by another method than DEFLATE, are damage; so are two of
 * one name. Of a part that inflates past the bound no more is made than the bound.
 */
export function unzip(
  bytes: Uint8Array,
  isWanted: (name: string) => boolean,
  bounds: ZipBounds,
): Map<string, Buffer> | ZipFault {
  const file = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  const end = endOf(file)
  if (end === null) return 'damaged'
  const count = file.readUInt16LE(end + 10)
  if (count > bounds.entries) return 'too_large'
  const parts = new Map<string, Buffer>()
  let left = bounds.bytes
  let at = file.readUInt32LE(end + 16)
  for (let entry = 0; entry < count; entry++) {
    if (at + entrySize > end || file.readUInt32LE(at) !== entrySignature) return 'damaged'
    const [nameLength, extra, comment] = [28, 30, 32].map((offset) => file.readUInt16LE(at + offset))
    const name = file.toString('utf8', at + entrySize, at + entrySize + (nameLength ?? 0))
    if (isWanted(name)) {
      if (parts.has(name)) return 'damaged'
      const part = inflated(file, at, left)
      if (!Buffer.isBuffer(part)) return part
      left -= part.length
      parts.set(name, part)
    }
    at += entrySize + (nameLength ?? 0) + (extra ?? 0) + (comment ?? 0)
  }
  return parts
}

function endOf(file: Buffer): number | null {
  const least = Math.max(0, file.length - endSize - longestComment)
  for (let at = file.length - endSize; at >= least; at--) {
    if (file.readUInt32LE(at) === endSignature) return at
  }
  return null
}

/** The content of the part that a row of the directory names. */
function inflated(file: Buffer, row: number, most: number): Buffer | ZipFault {
  const [flags, method] = [file.readUInt16LE(row + 8), file.readUInt16LE(row + 10)]
  const size = file.readUInt32LE(row + 20)
  const local = file.readUInt32LE(row + 42)
  const isEncrypted = (flags & 1) === 1
  if (isEncrypted || local + localSize > file.length || file.readUInt32LE(local) !== localSignature) {
    return 'damaged'
  }
  const from = local + localSize + file.readUInt16LE(local + 26) + file.readUInt16LE(local + 28)
  if (from + size > file.length) return 'damaged'
  const packed = file.subarray(from, from + size)
  if (method === 0) return size > most ? 'too_large' : packed
  if (method !== 8) return 'damaged'
  try {
    return inflateRawSync(packed, { maxOutputLength: Math.max(1, most) })
  } catch (error) {
    const isLarge = error instanceof Error && 'code' in error && error.code === 'ERR_BUFFER_TOO_LARGE'
    return isLarge ? 'too_large' : 'damaged'
  }
}
