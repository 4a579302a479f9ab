// SPDX-License-Identifier: AGPL-3.0-or-later
// Writes an archive: parts into a tar, compressed, sealed, encrypted if a passphrase is given, under a name that says it is
// not finished until it is.
import { createHash } from 'node:crypto'
import { createWriteStream, existsSync } from 'node:fs'
import { open, rename, rm } from 'node:fs/promises'
import { basename, dirname } from 'node:path'
import type { Writable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import { createGzip, type Gzip } from 'node:zlib'
import { type Pack, pack } from 'tar-stream'
import { syncFolder } from '#base/sync-folder.server.ts'
import { outageOf } from '#db/errors.server.ts'
import { encryption } from './age.server.ts'
import { BackupError, type Manifest, manifestName, sumsName } from './archive.ts'
import { sealing } from './seal.server.ts'
import { type Bytes, give, summed } from './streams.server.ts'

/** So many characters of hashes are kept until they are a part of their own. */
const mostSums = 1024 * 1024

export class Packer {
  readonly #tar: Pack
  #sums = ''
  #sumsParts = 0
  #parts = 0
  #bytes = 0

  constructor(tar: Pack) {
    this.#tar = tar
  }

  /** Adds a part; returns the hash of its bytes. Waits until they are taken. */
  async add(name: string, size: number, body: Bytes): Promise<string> {
    const sum = createHash('sha256')
    await this.#write(name, size, summed(body, sum))
    const hash = sum.digest('hex')
    this.#sums += `${hash}  ${name}\n`
    this.#parts += 1
    this.#bytes += size
    if (this.#sums.length >= mostSums) await this.#flushSums()
    return hash
  }

  async addText(name: string, text: string): Promise<void> {
    const bytes = Buffer.from(text)
    await this.add(name, bytes.length, [bytes])
  }

  async finish(facts: Omit<Manifest, 'parts' | 'bytes'>): Promise<void> {
    if (this.#sums) await this.#flushSums()
    const manifest: Manifest = { ...facts, parts: this.#parts, bytes: this.#bytes }
    const bytes = Buffer.from(`${JSON.stringify(manifest, null, 1)}\n`)
    await this.#write(manifestName, bytes.length, [bytes])
    this.#tar.finalize()
  }

  async #flushSums(): Promise<void> {
    const bytes = Buffer.from(this.#sums)
    this.#sums = ''
    await this.#write(sumsName(++this.#sumsParts), bytes.length, [bytes])
  }

  async #write(name: string, size: number, body: Bytes) {
    // Private for whoever unpacks it by hand too; the same bytes for the same rows, whenever it is made.
    const header = { name, size, mode: 0o600, mtime: new Date(0) }
    let entry: Writable | undefined
    const taken = new Promise<void>((resolve, reject) => {
      entry = this.#tar.entry(header, (error) => (error ? reject(error) : resolve()))
      entry.on('error', reject)
    })
    // Heard here even when the body fails first.
    taken.catch(() => {})
    try {
      for await (const bytes of body) {
        if (entry) await give(entry, bytes)
      }
      entry?.end()
    } catch (error) {
      this.#tar.destroy(error instanceof Error ? error : new Error(String(error)))
      throw error
    }
    await taken
  }
}

/**
 * Makes the archive `path` of what `work` adds; returns its size. It is written as `path`.part, by and for its owner only, and
 * has its own name when it is on the disk. Refuses a name that is taken; leaves nothing when it fails.
 */
export async function writeArchive(
  path: string,
  passphrase: string | null,
  work: (packer: Packer) => Promise<void>,
): Promise<number> {
  if (existsSync(path)) throw new BackupError(`${path} is there already: give another name.`)
  const part = `${path}.part`
  const file = await open(part, 'wx', 0o600).catch((error: unknown) => {
    throw openingFault(error, path, part)
  })
  try {
    const tar = pack()
    const gzip = createGzip()
    const steps = [sealing(), ...(passphrase === null ? [] : [await encryption(passphrase)])]
    const target = createWriteStream('', { fd: file.fd, autoClose: false })
    // Whichever fails first is the reason; the others only follow.
    const faults: Error[] = []
    const stop = (error: Error) => {
      faults.push(error)
      tar.destroy(error)
      gzip.destroy(error)
    }
    await Promise.all([
      work(new Packer(tar)).catch(stop),
      feed(tar, gzip).catch(stop),
      pipeline([gzip, ...steps, target]).catch(stop),
    ])
    if (faults[0]) throw faults[0]
    await file.sync()
    const { size } = await file.stat()
    await file.close()
    await rename(part, path)
    await syncFolder(dirname(path))
    return size
  } catch (error) {
    await file.close().catch(() => {})
    await rm(part, { force: true })
    throw outageOf(error) === 'full'
      ? new BackupError(`The disk is full: ${basename(path)} was not made.`, 'disk_full')
      : error
  }
}

async function feed(tar: AsyncIterable<Uint8Array>, gzip: Gzip): Promise<void> {
  for await (const bytes of tar) await give(gzip, bytes)
  gzip.end()
}

function openingFault(error: unknown, path: string, part: string): unknown {
  const code = error instanceof Error && 'code' in error ? error.code : null
  if (code === 'EEXIST') {
    return new BackupError(
      `${part} is there: another backup is being made, or one was interrupted. If none is, delete it.`,
    )
  }
  if (code === 'ENOENT' || code === 'ENOTDIR')
    return new BackupError(`There is no folder ${dirname(path)}.`, 'no_folder')
  if (code === 'EACCES' || code === 'EROFS' || code === 'EPERM')
    return new BackupError(`${dirname(path)} cannot be written into.`, 'no_folder')
  return outageOf(error) === 'full'
    ? new BackupError(`The disk is full: ${basename(path)} was not made.`, 'disk_full')
    : error
}
