// SPDX-License-Identifier: AGPL-3.0-or-later
// The only reader of process.env. Settings are checked at start, with one clear line for each fault.
import { randomBytes } from 'node:crypto'
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs'
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

const schema = z.object({
  NODE_ENV: z.enum(['development', 'production', 'test']).default('production'),
  PORT: z.coerce.number().int().min(0).max(65535).default(3000),
  HOST: z.string().min(1).default('127.0.0.1'),
  APP_URL: optional.pipe(z.url({ protocol: /^https?$/ }).optional()),
  DATA_DIR: z.string().min(1).default('data'),
  DATABASE_URL: optional.pipe(
    z
      .string()
      .regex(/^(file:.+|postgres(ql)?:\/\/.+)/, 'wants file:PATH or postgres://…')
      .optional(),
  ),
  SECRET_KEY: optional.pipe(z.string().min(32, 'wants at least 32 characters').optional()),
  SMTP_URL: optional.pipe(z.url({ protocol: /^smtps?$/ }).optional()),
  MAIL_FROM: z.string().min(3).default('Presente <presente@localhost>'),
  TRUST_PROXY: flag,
  WEB_CONCURRENCY: z.coerce.number().int().min(1).max(64).default(availableParallelism()),
  TZ_DISPLAY: z
    .string()
    .default('Europe/Rome')
    .refine((zone) => isTimeZone(zone), 'is no time zone, write for example Europe/Rome'),
  LOG_LEVEL: z.enum(['silent', 'error', 'warn', 'info', 'debug']).default('info'),
})

export type Env = Required<ReturnType<typeof read>>

/** Parses settings; on faults throws one StartFault whose message has a line for each. */
export function readEnv(source: NodeJS.ProcessEnv): Env {
  return read(source)
}

function read(source: NodeJS.ProcessEnv) {
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
    SECRET_KEY: env.SECRET_KEY ?? keptSecret(env.DATA_DIR),
    SMTP_URL: env.SMTP_URL ?? null,
  }
}

let current: Env | undefined

/** This process's settings. */
export function env(): Env {
  current ??= read(process.env)
  return current
}

/** A key made on the first start and kept in the data folder; `wx` lets only one of several workers make it. */
function keptSecret(folder: string): string {
  const path = join(folder, 'secret.key')
  if (!existsSync(path)) {
    mkdirSync(folder, { recursive: true })
    try {
      writeFileSync(path, randomBytes(32).toString('hex'), { flag: 'wx', mode: 0o600 })
    } catch (error) {
      if (!(error instanceof Error && 'code' in error && error.code === 'EEXIST')) throw error
    }
  }
  return readFileSync(path, 'utf8').trim()
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
