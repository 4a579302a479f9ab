// SPDX-License-Identifier: AGPL-3.0-or-later
// Reads an archive part by part and believes nothing: every part is compared with its hash, the whole with its seal.
import { createHash } from 'node:crypto'
import { createReadStream } from 'node:fs'
import { open } from 'node:fs/promises'
import { PassThrough, type Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import { createGunzip } from 'node:zlib'
import { extract } from 'tar-stream'
import { ageMark, decryption } from './age.server.ts'
import {
  BackupError,
  damaged,
  format,
  type Head,
  headSchema,
  kindOfPart,
  type Manifest,
  manifestSchema,
} from './archive.ts'
import { unsealing } from './seal.server.ts'
import { give, summed } from './streams.server.ts'

/** What is done with the parts. Each reads its body to the end. */
export type Receiver = {
  head?: (head: Head) => Promise<void>
  key?: (secret: string) => Promise<void>
  rows?: (table: string, text: string) => Promise<void>
  file?: (hash: string, body: AsyncIterable<Uint8Array>) => Promise<void>
}

/** No part that is read as a whole is larger. */
const mostBytes = 256 * 1024 * 1024

/** Whether an archive is encrypted; refuses what is no file. */
export async function isEncrypted(path: string): Promise<boolean> {
  const file = await open(path, 'r').catch(() => {
    throw new BackupError(`${path} cannot be read.`)
  })
  try {
    const { bytesRead, buffer } = await file.read(Buffer.alloc(ageMark.length), 0, ageMark.length, 0)
    return buffer.toString('latin1', 0, bytesRead) === ageMark
  } finally {
    await file.close()
  }
}

/**
 * Reads a whole archive, giving each part to `receiver` in order; returns what it says of itself. Refuses, in one line for a
 * person, what is no archive, is damaged or cut, was made by a newer program, or is encrypted with another passphrase.
 */
export async function readArchive(
  path: string,
  passphrase: string | null,
  receiver: Receiver,
): Promise<{ head: Head; manifest: Manifest }> {
  const encrypted = await isEncrypted(path)
  if (encrypted && passphrase === null)
    throw new BackupError('This archive is encrypted: give its passphrase.')
  const reading = new Reading(receiver)
  const plain = new PassThrough()
  const steps = [...(encrypted ? [decryption(passphrase ?? '')] : []), unsealing(), createGunzip(), plain]
  const source = createReadStream(path)
  const received = receive(plain, reading).catch((error: unknown) => {
    source.destroy(error instanceof Error ? error : new Error(String(error)))
    throw error
  })
  const [read, done] = await Promise.allSettled([pipeline([source, ...steps]), received])
  // What a part's reader says is nearer to the cause; a stream that breaks below makes it fail too, with the same error.
  if (done.status === 'rejected') throw inWords(done.reason)
  if (read.status === 'rejected') throw inWords(read.reason)
  return reading.result()
}

async function receive(plain: Readable, reading: Reading): Promise<void> {
  const tar = extract()
  const fed = (async () => {
    try {
      for await (const bytes of plain) {
        await give(tar, bytes)
        if (tar.destroyed) return
      }
      tar.end()
    } catch (error) {
      tar.destroy(error instanceof Error ? error : new Error(String(error)))
      throw error
    }
  })()
  // Heard at once; thrown below.
  fed.catch(() => {})
  try {
    for await (const entry of tar) await reading.take(entry.header.name, entry.header.size ?? 0, entry)
  } catch (error) {
    plain.destroy()
    await fed.catch(() => {})
    throw error
  }
  await fed
}

class Reading {
  readonly #receiver: Receiver
  #sums = ''
  #parts = 0
  #bytes = 0
  #head: Head | undefined
  #manifest: Manifest | undefined

  constructor(receiver: Receiver) {
    this.#receiver = receiver
  }

  async take(name: string, size: number, body: AsyncIterable<Uint8Array>): Promise<void> {
    const part = kindOfPart(name)
    if (!part || this.#manifest || (this.#head === undefined) !== (part.kind === 'head')) {
      throw new BackupError('This is no backup of Presente, or a damaged one.')
    }
    if (part.kind !== 'file' && size > mostBytes) throw new BackupError(damaged)
    if (part.kind === 'sums') return this.#compare(await textOf(body))
    if (part.kind === 'manifest') return this.#end(await textOf(body))
    const sum = createHash('sha256')
    const passing = summed(body, sum)
    if (part.kind === 'file') await (this.#receiver.file?.(part.hash, passing) ?? drain(passing))
    else await this.#takeText(part.kind, 'table' in part ? part.table : '', await textOf(passing))
    const hash = sum.digest('hex')
    if (part.kind === 'file' && hash !== part.hash) throw new BackupError(damaged)
    this.#sums += `${hash}  ${name}\n`
    this.#parts += 1
    this.#bytes += size
  }

  result() {
    if (!this.#head || !this.#manifest) throw new BackupError(damaged)
    return { head: this.#head, manifest: this.#manifest }
  }

  async #takeText(kind: 'head' | 'key' | 'rows', table: string, text: string): Promise<void> {
    if (kind === 'rows') return await this.#receiver.rows?.(table, text)
    if (kind === 'key') return await this.#receiver.key?.(text.trim())
    const { format: found } = JSON.parse(text)
    if (typeof found === 'number' && found > format) {
      throw new BackupError(
        `This archive was made by a newer Presente (format ${found}): restore it with that version.`,
      )
    }
    this.#head = headSchema.parse(JSON.parse(text))
    await this.#receiver.head?.(this.#head)
  }

  #compare(sums: string): void {
    if (sums !== this.#sums) throw new BackupError(damaged)
    this.#sums = ''
  }

  #end(text: string): void {
    const manifest = manifestSchema.parse(JSON.parse(text))
    const isWhole = this.#sums === '' && manifest.parts === this.#parts && manifest.bytes === this.#bytes
    if (!isWhole) throw new BackupError(damaged)
    this.#manifest = manifest
  }
}

async function drain(body: AsyncIterable<Uint8Array>): Promise<void> {
  for await (const _ of body);
}

async function textOf(body: AsyncIterable<Uint8Array>): Promise<string> {
  const chunks: Uint8Array[] = []
  for await (const bytes of body) chunks.push(bytes)
  return Buffer.concat(chunks).toString('utf8')
}

/** Faults of streams, of zlib, of tar and of zod mean one thing to whoever restores. */
function inWords(error: unknown): unknown {
  if (error instanceof BackupError) return error
  if (!(error instanceof Error)) return new BackupError(damaged)
  const code = 'code' in error ? String(error.code) : ''
  if (/^(Z_|ERR_STREAM)/.test(code) || /tar header|Unexpected end|premature/i.test(error.message)) {
    return new BackupError(damaged)
  }
  return error.name === 'ZodError' || error instanceof SyntaxError ? new BackupError(damaged) : error
}
