// SPDX-License-Identifier: AGPL-3.0-or-later
import { execFile } from 'node:child_process'
import { mkdtempSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { describe, expect, inject, it } from 'vitest'
import { readEnv } from '#base/env.server.ts'

const settingsOf = (settings: Record<string, string>) => readEnv({ NODE_ENV: 'test', ...settings })
const SECRET_KEY = 'x'.repeat(32)

/** The lines of what is wrong with some settings. */
function faultsOf(settings: Record<string, string>): string[] {
  try {
    settingsOf({ SECRET_KEY, ...settings })
    return []
  } catch (error) {
    return error instanceof Error ? error.message.split('\n').slice(1) : ['?']
  }
}

describe('the settings', () => {
  it('have defaults for everything', () => {
    expect(settingsOf({ SECRET_KEY })).toMatchObject({
      PORT: 3000,
      APP_URL: 'http://localhost:3000',
      DATABASE_URL: 'file:data/presente.db',
      SMTP_URL: null,
      TRUST_PROXY: false,
      TZ_DISPLAY: 'Europe/Rome',
    })
  })

  it('take an empty variable for an absent one', () => {
    const { SMTP_URL, DATABASE_URL, APP_URL } = settingsOf({
      SECRET_KEY,
      SMTP_URL: '',
      DATABASE_URL: '',
      APP_URL: '',
    })
    expect([SMTP_URL, DATABASE_URL, APP_URL]).toEqual([
      null,
      'file:data/presente.db',
      'http://localhost:3000',
    ])
  })

  it('follow one another: the address the port, the database the folder', () => {
    expect(settingsOf({ SECRET_KEY, PORT: '4321', DATA_DIR: '/srv/presente' })).toMatchObject({
      APP_URL: 'http://localhost:4321',
      DATABASE_URL: 'file:/srv/presente/presente.db',
    })
    expect(settingsOf({ SECRET_KEY, APP_URL: 'https://formazione.example/' }).APP_URL).toBe(
      'https://formazione.example',
    )
  })

  it.each([
    ['PORT', 'ottanta'],
    ['PORT', '70000'],
    ['APP_URL', 'formazione.example'],
    ['APP_URL', 'javascript:alert(1)'],
    ['DATABASE_URL', 'mysql://localhost/x'],
    ['DATABASE_URL', 'presente.db'],
    ['DATABASE_URL', 'postgres://u:p#w@db.example/presente'],
    ['DATABASE_URL', 'postgres://u:1#w@db.example/presente'],
    ['DATABASE_URL', 'postgres://u:p/w@db.example/presente'],
    ['DATABASE_URL', 'postgres://u:100%@db.example/presente'],
    ['DATABASE_URL', 'postgres://u:p@db.example:99999/presente'],
    ['SECRET_KEY', 'corta'],
    ['SMTP_URL', 'http://mail.example'],
    ['TRUST_PROXY', 'forse'],
    ['WEB_CONCURRENCY', '0'],
    ['TZ_DISPLAY', 'Europe/Perugia'],
    ['LOG_LEVEL', 'tutto'],
  ])('say in one line that %s=%s is wrong', (name, value) => {
    const faults = faultsOf({ [name]: value })
    expect(faults).toHaveLength(1)
    expect(faults[0]).toMatch(new RegExp(`^${name}: .+`))
  })

  it.each([
    'postgres://u:p%23w%25@db.example:5432/presente?sslmode=require',
    'postgresql://u@[::1]/presente',
    'postgres:///presente?host=/var/run/postgresql',
    'file:/srv/dati #1/presente.db',
  ])('take the database’s address %s', (DATABASE_URL) => {
    expect(settingsOf({ SECRET_KEY, DATABASE_URL })).toMatchObject({ DATABASE_URL })
  })

  it('say every fault, each in its line', () => {
    const faults = faultsOf({ PORT: 'x', SECRET_KEY: 'x', TZ_DISPLAY: 'x' })
    expect(faults.map((fault) => fault.split(':')[0]).sort()).toEqual(['PORT', 'SECRET_KEY', 'TZ_DISPLAY'])
  })

  it('never repeat a secret in what they say', () => {
    const DATABASE_URL = 'postgres://me:parola#1@db.example/presente'
    const faults = faultsOf({ SECRET_KEY: 'parola-corta', SMTP_URL: 'ftp://me:parola@mail', DATABASE_URL })
    expect(faults).toHaveLength(3)
    expect(faults.join()).not.toContain('parola')
  })

  it('make a key once, keep it, and let only the owner read it', () => {
    const DATA_DIR = join(mkdtempSync(join(inject('folder') ?? tmpdir(), 'env-')), 'new')
    const first = settingsOf({ DATA_DIR })
    expect(first.SECRET_KEY).toMatch(/^[0-9a-f]{64}$/)
    expect(settingsOf({ DATA_DIR }).SECRET_KEY).toBe(first.SECRET_KEY)
    const path = join(DATA_DIR, 'secret.key')
    expect(readFileSync(path, 'utf8').trim()).toBe(first.SECRET_KEY)
    expect(statSync(path).mode & 0o077).toBe(0)
    expect(readdirSync(DATA_DIR)).toEqual(['secret.key'])
  })

  it.each(['', ' \n', 'half a key'])('do not take %j, which a full disk left, for a key', (left) => {
    const DATA_DIR = mkdtempSync(join(inject('folder') ?? tmpdir(), 'env-'))
    const path = join(DATA_DIR, 'secret.key')
    writeFileSync(path, left)
    expect(() => settingsOf({ DATA_DIR })).toThrow(`${path} is no whole key`)
    expect(readFileSync(path, 'utf8')).toBe(left)
    expect(settingsOf({ DATA_DIR, SECRET_KEY }).SECRET_KEY).toBe(SECRET_KEY)
  })

  it('make one key, however many processes start at once', async () => {
    const DATA_DIR = join(mkdtempSync(join(inject('folder') ?? tmpdir(), 'env-')), 'new')
    const program = "const { env } = await import('#base/env.server.ts'); console.log(env().SECRET_KEY)"
    const start = () =>
      promisify(execFile)(process.execPath, ['--input-type=module', '-e', program], {
        env: { NODE_ENV: 'test', DATA_DIR },
      })
    const keys = (await Promise.all(Array.from({ length: 6 }, start))).map(({ stdout }) => stdout.trim())
    expect(new Set(keys)).toEqual(new Set([readFileSync(join(DATA_DIR, 'secret.key'), 'utf8')]))
    expect(readdirSync(DATA_DIR)).toEqual(['secret.key'])
  })
})
