// SPDX-License-Identifier: AGPL-3.0-or-later
import { existsSync, mkdirSync, readdirSync, renameSync, utimesSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { beforeEach, expect, inject, it } from 'vitest'
import { newId } from '#base/clock.server.ts'
import type { KeptFile } from '#base/files/file.ts'
import { keepFile, pathOf, readFile, recordFile } from '#base/files/store.server.ts'
import { sweepFiles } from '#base/files/sweep.server.ts'
import { describeEngines } from '#tests/support/engines.ts'
import { pdf } from './samples.ts'

const hours = (count: number) => new Date(Date.now() - count * 3_600_000)

describeEngines('files that nothing names', (world) => {
  let folder: string
  beforeEach(() => {
    folder = join(inject('folder'), newId())
    mkdirSync(folder)
  })
  const kept = (text: string) => keepFile(pdf(text), 'application/pdf', folder)
  const aged = (path: string, by: number) => utimesSync(path, hours(by), hours(by))
  const age = ({ hash }: KeptFile, by: number) => aged(pathOf(hash, folder), by)
  const isThere = ({ hash }: KeptFile) => existsSync(pathOf(hash, folder))
  const sweep = () => sweepFiles(world.db, folder)

  it('go after an hour; those with a row, and those of this hour, stay', async () => {
    const [named, unnamed, young] = [await kept('a'), await kept('b'), await kept('c')]
    await world.db.transaction().execute((db) => recordFile(db, named))
    for (const [file, by] of [
      [named, 400],
      [unnamed, 1.1],
      [young, 0.9],
    ] as const)
      age(file, by)
    expect(await sweep()).toEqual({ parts: 0, files: 1, bytes: unnamed.size })
    expect([named, unnamed, young].map(isThere)).toEqual([true, false, true])
    expect(await sweep()).toEqual({ parts: 0, files: 0, bytes: 0 })
  })

  it('half-written ones go after an hour; what is no file of ours is left alone', async () => {
    const place = dirname(pathOf((await kept('a')).hash, folder))
    for (const [name, by] of [
      ['.0a.part', 2],
      ['.0b.part', 0.5],
      ['note.txt', 500],
    ] as const) {
      writeFileSync(join(place, name), 'x')
      aged(join(place, name), by)
    }
    expect(await sweep()).toEqual({ parts: 1, files: 0, bytes: 1 })
    expect(readdirSync(place)).toEqual(expect.arrayContaining(['.0b.part', 'note.txt']))
    expect(readdirSync(place)).not.toContain('.0a.part')
  })

  it('there are none in a folder that is not there', async () => {
    expect(await sweepFiles(world.db, join(folder, 'nothing'))).toEqual({ parts: 0, files: 0, bytes: 0 })
  })

  it('one that is kept again is young again', async () => {
    const file = await kept('a')
    age(file, 100)
    await kept('a')
    expect((await sweep()).files).toBe(0)
    expect(isThere(file)).toBe(true)
  })

  it('what a sweep that was cut short left aside is put back if it has a row, and goes if not', async () => {
    const [named, unnamed] = [await kept('d'), await kept('e')]
    await world.db.transaction().execute((db) => recordFile(db, named))
    for (const file of [named, unnamed]) {
      age(file, 100)
      renameSync(pathOf(file.hash, folder), `${pathOf(file.hash, folder)}.swept`)
    }
    await sweep()
    expect([named, unnamed].map(isThere)).toEqual([true, false])
    expect(existsSync(`${pathOf(unnamed.hash, folder)}.swept`)).toBe(false)
  })

  it('never are those that somebody is keeping, however often they are swept meanwhile', async () => {
    const texts = Array.from({ length: 60 }, (_, n) => `foglio ${world.engine} ${n}`)
    // Each was kept long ago for a transaction that failed.
    for (const text of texts) age(await kept(text), 100)
    let uploading = true
    const sweeping = [world.connectAgain(), world.connectAgain()].map(async (db) => {
      while (uploading) await sweepFiles(db, folder)
    })
    const uploads = [world.connectAgain(), world.connectAgain(), world.connectAgain()].map(
      async (db, turn) => {
        const named: KeptFile[] = []
        for (const text of texts.filter((_, n) => n % 3 === turn)) {
          const file = await keepFile(pdf(text), 'application/pdf', folder)
          await db.transaction().execute((db) => recordFile(db, file))
          named.push(file)
        }
        return named
      },
    )
    const named = (await Promise.all(uploads)).flat()
    uploading = false
    await Promise.all(sweeping)
    await sweep()
    expect(named).toHaveLength(60)
    for (const { hash, size } of named) expect((await readFile(hash, folder)).byteLength).toBe(size)
  })
})
