// SPDX-License-Identifier: AGPL-3.0-or-later
// `npm run verify` of a place where nothing is.
import { execFile } from 'node:child_process'
import { existsSync, mkdirSync, readdirSync } from 'node:fs'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { expect, inject, it } from 'vitest'
import { newId } from '#base/clock.server.ts'
import { connect } from '#db/connect.server.ts'
import { describeEngines } from '#tests/support/engines.ts'

/** What it says on its error line, having ended with exit code 1. */
async function refused(settings: Record<string, string>): Promise<string> {
  const env = { NODE_ENV: 'production' as const, ...settings }
  const { code, stderr } = await promisify(execFile)(process.execPath, ['app/verify.ts'], { env }).then(
    () => ({ code: 0, stderr: '' }),
    (error: { code: number; stderr: string }) => error,
  )
  expect(code).toBe(1)
  return stderr
}

it('says that a database is not there, and makes none', async () => {
  const DATA_DIR = join(inject('folder'), newId())
  const path = join(DATA_DIR, 'presente.db')
  expect(await refused({ DATA_DIR })).toBe(`Presente cannot start: ${path} does not exist (ENOENT).\n`)
  expect(existsSync(DATA_DIR)).toBe(false)
})

describeEngines('an empty database', (world) => {
  it('is said to be one, and no key is made', async () => {
    const DATA_DIR = join(inject('folder'), newId())
    mkdirSync(DATA_DIR)
    const DATABASE_URL = await world.anotherDatabase('none')
    // The driver makes the file that the address names.
    if (world.engine === 'sqlite') await connect(DATABASE_URL).destroy()
    expect(await refused({ DATA_DIR, DATABASE_URL })).toBe('This database is empty.\n')
    expect(readdirSync(DATA_DIR)).toEqual([])
  })
})
