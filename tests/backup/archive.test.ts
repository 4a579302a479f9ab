// SPDX-License-Identifier: AGPL-3.0-or-later
// The archive itself: opened by other programs, refused when a byte is not what it was, when it was cut, or for the wrong
// passphrase.
import { execFileSync } from 'node:child_process'
import { createHash, randomBytes } from 'node:crypto'
import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { Readable } from 'node:stream'
import { Decrypter, Encrypter } from 'age-encryption'
import { afterAll, describe, expect, inject, it } from 'vitest'
import { decryption, encryption } from '#backup/age.server.ts'
import { fileName, headName, keyName, rowsName } from '#backup/archive.ts'
import { writeArchive } from '#backup/pack.server.ts'
import { readArchive } from '#backup/unpack.server.ts'
import { newId } from '#base/clock.server.ts'

const passphrase = 'quattro parole messe in fila'
const scan = Buffer.from('una scansione')
const hash = createHash('sha256').update(scan).digest('hex')
const rows = '{"id":"a","name":"È così"}\n{"id":"b","name":null}\n'

function newFolder(): string {
  const folder = join(inject('folder'), newId())
  mkdirSync(folder)
  return folder
}

async function archive(secret: string | null, format = 1): Promise<string> {
  const path = join(newFolder(), 'copia')
  const head = {
    format,
    program: '0.1.0',
    made_at: '2026-02-05T10:00:00.000Z',
    engine: 'sqlite',
    migrations: ['001_people'],
  }
  await writeArchive(path, secret, async (packer) => {
    await packer.addText(headName, JSON.stringify(head))
    await packer.addText(keyName, 'a key')
    await packer.addText(rowsName('person', 1), rows)
    await packer.add(fileName(hash), scan.length, [scan])
    await packer.finish({ tables: { person: 2 }, files: 1, lost: { count: 0, hashes: [] } })
  })
  return path
}

async function contents(path: string, secret: string | null) {
  const parts: string[] = []
  await readArchive(path, secret, {
    key: async (key) => void parts.push(key),
    rows: async (table, text) => void parts.push(`${table}: ${text}`),
    async file(name, body) {
      const chunks = []
      for await (const bytes of body) chunks.push(bytes)
      parts.push(`${name}: ${Buffer.concat(chunks)}`)
    },
  })
  return parts
}

/** Encrypted by another program, and more cheaply. */
async function sealedByAge(plain: Buffer): Promise<Buffer> {
  const writer = new Encrypter()
  writer.setScryptWorkFactor(10)
  writer.setPassphrase(passphrase)
  return Buffer.from(await writer.encrypt(plain))
}

async function bytesOf(stream: Readable): Promise<Buffer> {
  const chunks = []
  for await (const bytes of stream) chunks.push(bytes)
  return Buffer.concat(chunks)
}

const whole = ['a key', `person: ${rows}`, `${hash}: una scansione`]

/** The bytes of an archive, changed, as another one. */
function changed(bytes: Buffer, change: (copy: Buffer) => Buffer): string {
  const path = join(newFolder(), 'copia')
  writeFileSync(path, change(Buffer.from(bytes)))
  return path
}

const disk = join(inject('folder'), 'small disk for an archive')
const isMounted = mount(disk)
afterAll(() => isMounted && execFileSync('umount', [disk]))

/** A disk of 128 kB, where this process may have one. */
function mount(folder: string): boolean {
  try {
    mkdirSync(folder)
    execFileSync('mount', ['-t', 'tmpfs', '-o', 'size=128k', 'tmpfs', folder], { stdio: 'ignore' })
    return true
  } catch {
    return false
  }
}

describe('an archive', () => {
  it.skipIf(!isMounted)(
    'for which the disk has no room leaves nothing, and that is said in a line',
    async () => {
      const large = async () => {
        await writeArchive(join(disk, 'copia'), null, async (packer) => {
          for (let number = 1; number < 20; number++) {
            const body = Array.from({ length: 10 }, () => randomBytes(50_000))
            await packer.add(fileName(hash), 500_000, Readable.from(body))
          }
        })
      }
      await expect(large()).rejects.toThrow('The disk is full: copia was not made.')
      expect(readdirSync(disk)).toEqual([])
    },
  )

  it('is opened by tar and checked by sha256sum', async () => {
    const folder = newFolder()
    execFileSync('tar', ['xzf', await archive(null)], { cwd: folder, stdio: 'pipe' })
    execFileSync('sh', ['-c', 'cat sums/*.sha256 | sha256sum -c --quiet'], { cwd: folder, stdio: 'pipe' })
    expect(readFileSync(join(folder, fileName(hash)))).toEqual(scan)
    expect(readFileSync(join(folder, 'database/person/000001.jsonl'), 'utf8')).toBe(rows)
  })

  it('encrypted, is opened by another program of age, and what that one encrypts is opened here', async () => {
    const bytes = readFileSync(await archive(passphrase))
    expect(bytes.includes('a key')).toBe(false)
    const reader = new Decrypter()
    reader.addPassphrase(passphrase)
    const plain = Buffer.from(await reader.decrypt(bytes))
    expect(
      await contents(
        changed(plain, (copy) => copy),
        null,
      ),
    ).toEqual(whole)
    const sealed = await sealedByAge(plain)
    expect(
      await contents(
        changed(sealed, () => sealed),
        passphrase,
      ),
    ).toEqual(whole)
  })

  it('longer than the pieces of age, or as long, comes through whole', async () => {
    for (const length of [0, 1, 65_535, 65_536, 65_537, 400_000]) {
      const bytes = randomBytes(length)
      const sealed = await bytesOf(Readable.from([bytes]).pipe(await encryption(passphrase, 10)))
      expect(await bytesOf(Readable.from([sealed]).pipe(decryption(passphrase)))).toEqual(bytes)
      const reader = new Decrypter()
      reader.addPassphrase(passphrase)
      expect(Buffer.from(await reader.decrypt(sealed))).toEqual(bytes)
    }
  })

  it('of which any byte is another, or any are missing or more, is refused in one line', async () => {
    const bytes = readFileSync(await archive(null))
    expect(
      await contents(
        changed(bytes, (copy) => copy),
        null,
      ),
    ).toEqual(whole)
    const line = /^(The archive is damaged|This is no backup)[^\n]*$/
    for (let at = 0; at < bytes.length; at++) {
      const path = changed(bytes, (copy) => {
        copy[at] = (copy[at] ?? 0) ^ (1 << (at % 8))
        return copy
      })
      await expect(contents(path, null), `byte ${at}`).rejects.toThrow(line)
    }
    for (const end of [0, 1, 10, bytes.length - 200, bytes.length - 1]) {
      await expect(
        contents(
          changed(bytes, (copy) => copy.subarray(0, end)),
          null,
        ),
      ).rejects.toThrow(line)
    }
    await expect(
      contents(
        changed(bytes, (copy) => Buffer.concat([copy, copy])),
        null,
      ),
    ).rejects.toThrow(line)
  })

  it('encrypted, is refused for a byte, a cut, a wrong passphrase or none', async () => {
    const bytes = await sealedByAge(readFileSync(await archive(null)))
    const header = bytes.indexOf('\n--- ')
    for (const at of [
      25,
      45,
      60,
      header - 3,
      header + 8,
      header + 60,
      bytes.length - 200,
      bytes.length - 1,
    ]) {
      const path = changed(bytes, (copy) => {
        copy[at] = (copy[at] ?? 0) ^ 1
        return copy
      })
      await expect(contents(path, passphrase), `byte ${at}`).rejects.toThrow(/^[^\n]*$/)
    }
    await expect(
      contents(
        changed(bytes, (copy) => copy.subarray(0, -1)),
        passphrase,
      ),
    ).rejects.toThrow('damaged')
    const path = changed(bytes, (copy) => copy)
    await expect(contents(path, 'altre parole messe in fila')).rejects.toThrow(
      'The passphrase is not the one',
    )
    await expect(contents(path, null)).rejects.toThrow('give its passphrase')
  })

  it('of a newer format, or no archive at all, is refused', async () => {
    await expect(contents(await archive(null, 2), null)).rejects.toThrow('newer Presente (format 2)')
    await expect(
      contents(
        changed(scan, (copy) => copy),
        null,
      ),
    ).rejects.toThrow('damaged')
    await expect(contents(join(newFolder(), 'none'), null)).rejects.toThrow('cannot be read')
  })

  it('that could not be finished leaves nothing', async () => {
    const folder = newFolder()
    const failing = writeArchive(join(folder, 'copia'), null, async (packer) => {
      await packer.addText(headName, '{}')
      throw new Error('no more')
    })
    await expect(failing).rejects.toThrow('no more')
    const shorter = writeArchive(join(folder, 'copia'), null, (packer) =>
      packer.add('a', 10, [scan]).then(() => {}),
    )
    await expect(shorter).rejects.toThrow()
    expect(readdirSync(folder)).toEqual([])
    expect(existsSync(join(folder, 'copia'))).toBe(false)
  })
})
