// SPDX-License-Identifier: AGPL-3.0-or-later
// A ZIP file written as it goes. The sheet libraries build the whole file in memory first, which a project's attendance
// of 100,000 rows would not leave room for in a worker of 256 MB.
import { pipeline } from 'node:stream/promises'
import { crc32, createDeflateRaw } from 'node:zlib'

export type ZipPart = { name: string; content: AsyncIterable<string> | Iterable<string> }

type Entry = { name: Buffer; offset: number; crc: number; compressed: number; size: number }

/**
 * The bytes of a ZIP file with these parts, in this order, and always the same for the same parts. What is not yet
 * known when a part begins follows it; a file that breaks off has no directory, so that no program opens it. Refuses
 * more than 4 GB.
 */
export async function* zipped(parts: Iterable<ZipPart>): AsyncGenerator<Uint8Array> {
  const entries: Entry[] = []
  let offset = 0
  for (const { name, content } of parts) {
    const entry: Entry = { name: Buffer.from(name), offset, crc: 0, compressed: 0, size: 0 }
    entries.push(entry)
    yield Buffer.concat([header(0x04034b50, [20], entry), entry.name])
    for await (const chunk of deflated(content, entry)) yield chunk
    yield descriptorOf(entry)
    offset += 30 + entry.name.length + entry.compressed + 16
    if (offset > 0xffffffff || entry.size > 0xffffffff) throw new Error('a ZIP file over 4 GB')
  }
  const directory = Buffer.concat(entries.flatMap((entry) => [directoryRow(entry), entry.name]))
  yield directory
  yield endOf(entries.length, directory.length, offset)
}

async function* deflated(content: ZipPart['content'], entry: Entry): AsyncGenerator<Uint8Array> {
  const deflate = createDeflateRaw({ level: 4 })
  const fed = pipeline(measured(content, entry), deflate)
  // Whoever reads `deflate` meets the same error; this keeps it from being reported twice.
  fed.catch(() => {})
  for await (const chunk of deflate) {
    entry.compressed += chunk.length
    yield chunk
  }
}

async function* measured(content: ZipPart['content'], entry: Entry): AsyncGenerator<Buffer> {
  for await (const text of content) {
    const bytes = Buffer.from(text)
    entry.crc = crc32(bytes, entry.crc)
    entry.size += bytes.length
    yield bytes
  }
}

// Bit 3: sizes and checksum follow the part; bit 11: names are UTF-8.
const flags = 0x0808
const deflateMethod = 8
// 1 January 1980, the first day there is.
const date = 0x0021

function header(signature: number, versions: number[], { name, crc, compressed, size }: Entry): Buffer {
  const isDirectory = versions.length > 1
  const sums = isDirectory ? [crc, compressed, size] : [0, 0, 0]
  return Buffer.concat([
    long(signature),
    ...[...versions, flags, deflateMethod, 0, date].map(short),
    ...sums.map(long),
    ...[name.length, 0].map(short),
  ])
}

function descriptorOf({ crc, compressed, size }: Entry): Buffer {
  return Buffer.concat([0x08074b50, crc, compressed, size].map(long))
}

function directoryRow(entry: Entry): Buffer {
  // No comment, first disk, no attributes.
  const rest = [...[0, 0, 0].map(short), long(0), long(entry.offset)]
  return Buffer.concat([header(0x02014b50, [20, 20], entry), ...rest])
}

function endOf(count: number, length: number, offset: number): Buffer {
  return Buffer.concat([
    long(0x06054b50),
    ...[0, 0, count, count].map(short),
    ...[length, offset].map(long),
    short(0),
  ])
}

function short(value: number): Buffer {
  const bytes = Buffer.alloc(2)
  bytes.writeUInt16LE(value)
  return bytes
}

function long(value: number): Buffer {
  const bytes = Buffer.alloc(4)
  bytes.writeUInt32LE(value)
  return bytes
}
