// SPDX-License-Identifier: AGPL-3.0-or-later
// A production server on a free port, over its own copy of the demo's data.
import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { cpSync, rmSync } from 'node:fs'
import { createServer } from 'node:net'
import { join } from 'node:path'
import { setTimeout as wait } from 'node:timers/promises'
import { childrenOf } from '#tests/support/processes.ts'
import { quickFolder } from '#tests/support/quick-folder.ts'

export type Site = {
  url: string
  dataDir: string
  databaseUrl: string
  /** The primary's process id, and those of its workers now. */
  pid: number
  workers: () => number[]
  log: () => string
  /** Asks the server to end, waits for it and gives its exit code. */
  stop: () => Promise<number | null>
}

/**
 * A server on the demo's data, or on an empty folder. Resolves when it takes connections; rejects with what it said
 * when it does not.
 */
export async function startSite(
  settings: Record<string, string> = {},
  { empty = false } = {},
): Promise<Site> {
  const { ready } = await beginSite(settings, { empty })
  return await ready
}

/** The same, while it starts: what it says so far, and the promise of the server. */
export async function beginSite(
  settings: Record<string, string> = {},
  { empty = false } = {},
): Promise<{ log: () => string; ready: Promise<Site> }> {
  const dataDir = settings.DATA_DIR ?? quickFolder('presente-site-')
  if (!empty) copyDemo(dataDir)
  const port = await freePort()
  const url = `http://127.0.0.1:${port}`
  const child = spawn(process.execPath, ['app/server.ts'], {
    stdio: ['ignore', 'pipe', 'pipe'],
    env: {
      PATH: process.env.PATH,
      NODE_ENV: 'production',
      // Read once by the first of them: every server compiles the same program.
      NODE_COMPILE_CACHE: process.env.NODE_COMPILE_CACHE,
      PORT: String(port),
      APP_URL: url,
      DATA_DIR: dataDir,
      WEB_CONCURRENCY: '1',
      // As much as there is: no secret may be in any of it.
      LOG_LEVEL: 'debug',
      // Nobody listens there: mail waits in the outbox.
      SMTP_URL: 'smtp://127.0.0.1:9',
      ...settings,
    },
  })
  const ended = once(child, 'exit')
  // A test that fails before it stops its server must not leave it running.
  const leave = () => child.kill('SIGTERM')
  process.once('exit', leave)
  let said = ''
  const begun = new Promise<void>((resolve, reject) => {
    const hear = (chunk: Buffer) => {
      said += chunk
      if (said.includes('Presente is ready')) resolve()
    }
    child.stdout.on('data', hear)
    child.stderr.on('data', hear)
    child.once('exit', () => reject(new Error(`the server did not start:\n${said}`)))
    setTimeout(
      () => reject(new Error(`the server was not ready within 30 seconds:\n${said}`)),
      30_000,
    ).unref()
  })
  const pid = child.pid ?? 0
  const site: Site = {
    url,
    dataDir,
    databaseUrl: settings.DATABASE_URL ?? `file:${join(dataDir, 'presente.db')}`,
    pid,
    workers: () => childrenOf(pid),
    log: () => said,
    async stop() {
      process.off('exit', leave)
      child.kill('SIGTERM')
      const [code] = await ended
      if (!settings.DATA_DIR) rmSync(dataDir, { recursive: true, force: true })
      return code
    },
  }
  return { log: () => said, ready: begun.then(() => site) }
}

/** The first line of a site's log with these words. Waits for it: what is logged of a request may come after its answer. */
export async function logged(site: Site, words: string): Promise<string> {
  for (let tried = 0; tried < 200; tried++) {
    const line = site
      .log()
      .split('\n')
      .find((line) => line.includes(words))
    if (line !== undefined) return line
    await wait(50)
  }
  throw new Error(`the log does not say ${words}:\n${site.log()}`)
}

function copyDemo(folder: string): void {
  const demo = process.env.PRESENTE_DEMO
  if (!demo) throw new Error('the demo was not made: see demo-setup.ts')
  cpSync(demo, folder, { recursive: true })
}

export async function freePort(): Promise<number> {
  const probe = createServer().listen(0, '127.0.0.1')
  await once(probe, 'listening')
  const address = probe.address()
  await new Promise((resolve) => probe.close(resolve))
  if (address === null || typeof address === 'string') throw new Error('no free port')
  return address.port
}
