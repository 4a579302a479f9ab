// SPDX-License-Identifier: AGPL-3.0-or-later
// A production server on a free port, over its own copy of the demo's data.
import { execFileSync, spawn } from 'node:child_process'
import { once } from 'node:events'
import { cpSync, mkdtempSync, rmSync } from 'node:fs'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

export type Site = {
  url: string
  dataDir: string
  databaseUrl: string
  log: () => string
  /** The processes that answer: the server's own workers. */
  workers: () => number[]
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
  const dataDir = mkdtempSync(join(tmpdir(), 'presente-site-'))
  if (!empty) copyDemo(dataDir)
  const port = await freePort()
  const url = `http://127.0.0.1:${port}`
  const child = spawn(process.execPath, ['app/server.ts'], {
    stdio: ['ignore', 'pipe', 'pipe'],
    env: {
      PATH: process.env.PATH,
      NODE_ENV: 'production',
      PORT: String(port),
      APP_URL: url,
      DATA_DIR: dataDir,
      WEB_CONCURRENCY: '1',
      LOG_LEVEL: 'warn',
      ...settings,
    },
  })
  const ended = once(child, 'exit')
  // A test that fails before it stops its server must not leave it running.
  const leave = () => child.kill('SIGTERM')
  process.once('exit', leave)
  let said = ''
  await new Promise<void>((resolve, reject) => {
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
  return {
    url,
    dataDir,
    databaseUrl: `file:${join(dataDir, 'presente.db')}`,
    log: () => said,
    workers: () =>
      execFileSync('pgrep', ['-P', String(child.pid)], { encoding: 'utf8' })
        .split('\n')
        .filter(Boolean)
        .map(Number),
    async stop() {
      process.off('exit', leave)
      child.kill('SIGTERM')
      const [code] = await ended
      rmSync(dataDir, { recursive: true, force: true })
      return code
    },
  }
}

function copyDemo(folder: string): void {
  const demo = process.env.PRESENTE_DEMO
  if (!demo) throw new Error('the demo was not made: see demo-setup.ts')
  cpSync(demo, folder, { recursive: true })
}

async function freePort(): Promise<number> {
  const probe = createServer().listen(0, '127.0.0.1')
  await once(probe, 'listening')
  const address = probe.address()
  await new Promise((resolve) => probe.close(resolve))
  if (address === null || typeof address === 'string') throw new Error('no free port')
  return address.port
}
