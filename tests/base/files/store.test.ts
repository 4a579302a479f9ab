// SPDX-License-Identifier: AGPL-3.0-or-later
import { execFileSync } from 'node:child_process'
import { createHash } from 'node:crypto'
import { existsSync, mkdirSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, describe, expect, inject, it } from 'vitest'
import { newId } from '#base/clock.server.ts'
import { keepFile, pathOf, readFile, recordFile } from '#base/files/store.server.ts'
import { describeEngines } from '#tests/support/engines.ts'
import { pdf } from './samples.ts'

function newFolder(): string {
  const folder = join(inject('folder'), newId())
  mkdirSync(folder)
  return folder
}

/** Every file under a folder. */
function filesIn(folder: string): string[] {
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name))
}

const unavailable = (message: RegExp) => ({ kind: 'unavailable', message: expect.stringMatching(message) })

describe('files on the disk', () => {
  const bytes = pdf('una pagina')
  const hash = createHash('sha256').update(bytes).digest('hex')

  it('lie under their hash, once', async () => {
    const folder = newFolder()
    const kept = await keepFile(bytes, 'application/pdf', folder)
    expect(kept).toEqual({ hash, size: bytes.length, type: 'application/pdf' })
    const path = join(folder, 'files', hash.slice(0, 2), hash)
    expect(filesIn(folder)).toEqual([path])
    const { ino } = statSync(path)
    await keepFile(bytes, 'application/pdf', folder)
    expect(filesIn(folder)).toEqual([path])
    expect(statSync(path).ino).toBe(ino)
    expect(await readFile(hash, folder)).toEqual(Buffer.from(bytes))
  })

  it('come whole when many bring the same at once', async () => {
    const folder = newFolder()
    await Promise.all(Array.from({ length: 20 }, () => keepFile(bytes, 'application/pdf', folder)))
    expect(filesIn(folder)).toEqual([pathOf(hash, folder)])
    expect(readFileSync(pathOf(hash, folder))).toEqual(Buffer.from(bytes))
  })

  it('that were damaged are never handed out, and are mended by the next who brings them', async () => {
    const folder = newFolder()
    await keepFile(bytes, 'application/pdf', folder)
    writeFileSync(pathOf(hash, folder), 'another scan')
    await expect(readFile(hash, folder)).rejects.toMatchObject(unavailable(/alterato/))
    await keepFile(bytes, 'application/pdf', folder)
    expect(await readFile(hash, folder)).toEqual(Buffer.from(bytes))
  })

  it('that are gone are said to be unavailable; a path is no hash', async () => {
    await expect(readFile(hash, newFolder())).rejects.toMatchObject(unavailable(/non si trova/))
    await expect(readFile('../../presente.db', newFolder())).rejects.toThrow('is no hash')
  })
})

describe('a disk that takes nothing', () => {
  const bytes = pdf()

  it('a file where the folder must be', async () => {
    const folder = newFolder()
    writeFileSync(join(folder, 'files'), 'not a folder')
    await expect(keepFile(bytes, 'application/pdf', folder)).rejects.toMatchObject(
      unavailable(/non si possono conservare/),
    )
    expect(filesIn(folder)).toEqual([join(folder, 'files')])
  })

  it('a folder where the file must be: nothing half-written is left', async () => {
    const folder = newFolder()
    const path = pathOf(createHash('sha256').update(bytes).digest('hex'), folder)
    mkdirSync(join(path, 'in the way'), { recursive: true })
    await expect(keepFile(bytes, 'application/pdf', folder)).rejects.toMatchObject({ kind: 'unavailable' })
    expect(filesIn(folder)).toEqual([])
  })

  const disk = join(inject('folder'), 'small disk')
  const readOnly = join(inject('folder'), 'read-only disk')
  const isMounted = mount(disk) && mount(readOnly)
  afterAll(() => isMounted && execFileSync('umount', [disk, readOnly]))

  it.skipIf(!isMounted)(
    'a full one says so, keeps what was there and takes again when there is room',
    async () => {
      const small = await keepFile(bytes, 'application/pdf', disk)
      const large = Buffer.concat([bytes, Buffer.alloc(300_000)])
      await expect(keepFile(large, 'application/pdf', disk)).rejects.toMatchObject(
        unavailable(/Non c'è più spazio/),
      )
      expect(filesIn(disk)).toEqual([pathOf(small.hash, disk)])
      expect(await readFile(small.hash, disk)).toEqual(Buffer.from(bytes))
      execFileSync('mount', ['-o', 'remount,size=2m', disk])
      const kept = await keepFile(large, 'application/pdf', disk)
      expect(filesIn(disk)).toContain(pathOf(kept.hash, disk))
    },
  )

  it.skipIf(!isMounted)('a read-only one', async () => {
    execFileSync('mount', ['-o', 'remount,ro', readOnly])
    await expect(keepFile(pdf('altro'), 'application/pdf', readOnly)).rejects.toMatchObject({
      kind: 'unavailable',
    })
  })
})

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

describeEngines('the row of a file', (world) => {
  it('is written once, however often the file comes', async () => {
    const { db } = world
    const file = await keepFile(pdf('riga'), 'application/pdf', newFolder())
    await db.transaction().execute((db) => recordFile(db, file))
    await db.transaction().execute(async (db) => {
      await recordFile(db, file)
      await recordFile(db, file)
    })
    const rows = await db.selectFrom('file').selectAll().execute()
    expect(rows).toEqual([{ ...file, stored_at: expect.any(String) }])
    expect(existsSync(join('data', 'files', file.hash.slice(0, 2), file.hash))).toBe(false)
  })
})
