// SPDX-License-Identifier: AGPL-3.0-or-later
// A production server on a free port, over its own copy of the demo's data.
import { spawn } from 'node:child_process'
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
  stop: () => Promise<void>
}

/** Resolves when the server takes connections; rejects with what it said when it does not. */
export async function startSite(settings: Record<string, string> = {}): Promise<Site> {
  const demo = process.env.PRESENTE_DEMO
  if (!demo) throw new Error('the demo was not made: see demo-setup.ts')
  const dataDir = mkdtempSync(join(tmpdir(), 'presente-site-'))
  cpSync(demo, dataDir, { recursive: true })
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
    async stop() {
      child.kill('SIGTERM')
      await ended
      rmSync(dataDir, { recursive: true, force: true })
    },
  }
}

async function freePort(): Promise<number> {
  const probe = createServer().listen(0, '127.0.0.1')
  await once(probe, 'listening')
  const address = probe.address()
  await new Promise((resolve) => probe.close(resolve))
  if (address === null || typeof address === 'string') throw new Error('no free port')
  return address.port
}
