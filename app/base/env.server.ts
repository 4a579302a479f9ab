// SPDX-License-Identifier: AGPL-3.0-or-later
// The only reader of process.env. Settings are checked at start, with one clear line for each fault.
import { randomBytes } from 'node:crypto'
import {
  closeSync,
  existsSync,
  fsyncSync,
  linkSync,
  mkdirSync,
  openSync,
  readFileSync,
  renameSync,
  rmSync,
  writeFileSync,
} from 'node:fs'
import { availableParallelism } from 'node:os'
import { join } from 'node:path'
import { z } from 'zod'
import { StartFault } from './start-fault.ts'

// React and Remix look at it themselves, when they are loaded: unset, they would be their slow development selves.
process.env.NODE_ENV ??= 'production'

const flag = z
  .enum(['0', '1', 'true', 'false', ''])
  .default('0')
  .transform((value) => value === '1' || value === 'true')

const optional = z
  .string()
  .optional()
  .transform((value) => value || undefined)

const leastSecret = 32

const schema = z.object({
  NODE_ENV: z.enum(['development', 'production', 'test']).default('production'),
  PORT: z.coerce.number().int().min(0).max(65535).default(3000),
  HOST: z.string().min(1).default('127.0.0.1'),
  APP_URL: optional.pipe(z.url({ protocol: /^https?$/ }).optional()),
  DATA_DIR: z.string().min(1).default('data'),
  DATABASE_URL: optional.pipe(
    z
      .string()
      .regex(/^(file:.+|postgres(ql)?:\/\/.+)/, { error: 'wants file:PATH or postgres://…', abort: true })
      .refine(
        (url) => url.startsWith('file:') || isAddress(url),
        'is no address postgres://NAME:PASSWORD@HOST:PORT/DATABASE; in a name or password write # as %23, / as %2F, ? as %3F, % as %25',
      )
      .optional(),
  ),
  SECRET_KEY: optional.pipe(
    z.string().min(leastSecret, `wants at least ${leastSecret} characters`).optional(),
  ),
  SMTP_URL: optional.pipe(z.url({ protocol: /^smtps?$/ }).optional()),
  MAIL_FROM: z.string().min(3).default('Presente <presente@localhost>'),
  TRUST_PROXY: flag,
  WEB_CONCURRENCY: z.coerce.number().int().min(1).max(64).default(availableParallelism()),
  TZ_DISPLAY: z
    .string()
    .default('Europe/Rome')
    .refine((zone) => isTimeZone(zone), 'is no time zone, write for example Europe/Rome'),
  /** Where the nightly backup goes; without it none is made. */
  BACKUP_DIR: optional,
  /** So many nightly backups are kept. */
  BACKUP_KEEP: z.coerce.number().int().min(1).max(1000).default(14),
  BACKUP_PASSPHRASE: optional.pipe(z.string().min(12, 'wants at least 12 characters').optional()),
  LOG_LEVEL: z.enum(['silent', 'error', 'warn', 'info', 'debug']).default('info'),
})

export type Env = Required<ReturnType<typeof read>>

/** Parses settings; on faults throws one StartFault whose message has a line for each. */
export function readEnv(source: NodeJS.ProcessEnv): Env {
  return read(source)
}

function parse(source: NodeJS.ProcessEnv) {
  const result = schema.safeParse(source)
  if (!result.success) {
    const lines = result.error.issues.map((issue) => `${issue.path.join('.')}: ${issue.message}`)
    throw new StartFault(`Presente cannot start, settings are wrong:\n${lines.join('\n')}`)
  }
  const env = result.data
  return {
    ...env,
    APP_URL: (env.APP_URL ?? `http://localhost:${env.PORT}`).replace(/\/$/, ''),
    DATABASE_URL: env.DATABASE_URL ?? `file:${join(env.DATA_DIR, 'presente.db')}`,
    SMTP_URL: env.SMTP_URL ?? null,
    BACKUP_DIR: env.BACKUP_DIR ?? null,
    BACKUP_PASSPHRASE: env.BACKUP_PASSPHRASE ?? null,
  }
}

function read(source: NodeJS.ProcessEnv) {
  const env = parse(source)
  return { ...env, SECRET_KEY: env.SECRET_KEY ?? keptSecret(env.DATA_DIR) }
}

/** The settings of a place where no key is made: one that is to be restored into, whose archive brings it, or that may be empty. */
export function settingsOfPlace() {
  const { DATA_DIR, DATABASE_URL, SECRET_KEY, BACKUP_PASSPHRASE } = parse(process.env)
  return { DATA_DIR, DATABASE_URL, SECRET_KEY: SECRET_KEY ?? null, BACKUP_PASSPHRASE }
}

let current: Env | undefined

/** This process's settings. */
export function env(): Env {
  current ??= read(process.env)
  return current
}

/**
 * A key made on the first start and kept in the data folder. It has its name when it is whole and on the disk, and never takes
 * the place of one that is there: of several processes one makes it. What is no key is refused: what is derived from an empty
 * one, anybody derives.
 */
function keptSecret(folder: string): string {
  const path = join(folder, 'secret.key')
  if (!existsSync(path)) makeSecret(folder, path)
  const secret = readFileSync(path, 'utf8').trim()
  if (secret.length >= leastSecret) return secret
  throw new StartFault(
    `Presente cannot start: ${path} is no whole key. Put back the one of a backup; delete it only if nobody has used this installation yet.`,
  )
}

function makeSecret(folder: string, path: string): void {
  mkdirSync(folder, { recursive: true, mode: 0o700 })
  const part = `${path}.${process.pid}.part`
  try {
    writeFileSync(part, randomBytes(32).toString('hex'), { mode: 0o600, flush: true })
    link(part, path)
  } finally {
    rmSync(part, { force: true })
  }
  const names = openSync(folder, 'r')
  fsyncSync(names)
  closeSync(names)
}

/** Refuses to take the place of a file; some shared volumes know no second name, and there the last of two wins. */
function link(part: string, path: string): void {
  try {
    linkSync(part, path)
  } catch {
    if (!existsSync(path)) renameSync(part, path)
  }
}

/** Whether the driver can take it apart; what stands behind a # it would leave out. */
function isAddress(url: string): boolean {
  try {
    const { username, password, pathname, hash } = new URL(url)
    for (const part of [username, password, pathname]) decodeURIComponent(part)
    return hash === ''
  } catch {
    return false
  }
}

function isTimeZone(zone: string): boolean {
  try {
    new Intl.DateTimeFormat('en', { timeZone: zone })
    return true
  } catch {
    return false
  }
}

export const demoFolder = 'data/demo'

/** Has this process work on the demo's data, whatever its environment names. */
export function workOnDemo(): void {
  Object.assign(process.env, { DATA_DIR: demoFolder, DATABASE_URL: '' })
  current = undefined
}

/** The environment of a server on the demo's data, whatever database the caller's environment names. */
export function demoEnvironment(mode: 'development' | 'production'): NodeJS.ProcessEnv {
  return { ...process.env, NODE_ENV: mode, DATA_DIR: demoFolder, DATABASE_URL: '' }
}
