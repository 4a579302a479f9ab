// SPDX-License-Identifier: AGPL-3.0-or-later
// The production server: one worker per core over one database; the primary starts them, keeps them alive and runs
// the scheduled work. `app/dev.ts` is the development one.
import '#base/fault-line.ts'
import cluster from 'node:cluster'
import { existsSync } from 'node:fs'
import { createServer } from 'node:net'
import { env } from '#base/env.server.ts'
import { startHeartbeat } from '#base/heartbeat.ts'
import { log } from '#base/log.server.ts'
import { listeningFault } from '#base/start-fault.ts'
import { serve } from './serve.ts'
import { Workers } from './workers.ts'

if (!existsSync('build/server/index.js')) {
  console.error('Presente is not built yet: run "npm run build" first.')
  process.exit(1)
}

// Computed, so that type checking does not need the build.
const bundle = '../build/server/index.js'
const build = await import(bundle)
const program = build.entry.module as typeof import('./entry.server.tsx')

if (cluster.isPrimary) await runPrimary()
else await runWorker()

async function runPrimary(): Promise<void> {
  let stop: () => Promise<void> = async () => process.exit(0)
  // From the first moment: a start that waits for its database is ended too.
  for (const signal of ['SIGTERM', 'SIGINT']) process.on(signal, () => void stop())
  await refuseTakenPort()
  await program.startUp()
  const stopScheduler = program.startScheduler()
  // Sized for pages: left alone, V8 grows a worker's heap towards what the machine has, and malloc keeps an arena a thread.
  const execArgv = [...process.execArgv, '--max-semi-space-size=8', '--max-old-space-size=256']
  cluster.setupPrimary({ execArgv })
  const workers = new Workers({
    count: env().WEB_CONCURRENCY,
    fork: () => cluster.fork({ MALLOC_ARENA_MAX: '2' }),
    say: (message, facts) => log.error(facts, message),
  })
  let ready = 0
  cluster.on('listening', () => {
    ready += 1
    if (ready === env().WEB_CONCURRENCY) console.log(`Presente is ready on ${env().APP_URL}`)
  })
  let stopping = false
  stop = async () => {
    if (stopping) return
    stopping = true
    stopScheduler()
    await workers.stop()
    // Scheduled work may wait for a database that does not answer.
    setTimeout(() => process.exit(0), 2000).unref()
    await program.shutDown()
    process.exit(0)
  }
  workers.start()
}

/** The workers listen through this process: better said once, by it, than by each of them for ever. */
async function refuseTakenPort(): Promise<void> {
  const probe = createServer()
  await new Promise((resolve, reject) => {
    probe.once('error', (error) => reject(listeningFault(error, env().HOST)))
    probe.listen(env().PORT, env().HOST, () => probe.close(resolve))
  })
}

async function runWorker(): Promise<void> {
  startHeartbeat()
  const { server } = await serve(build, program)
  let stopping = false
  // Otherwise a proxy's kept connection would go on bringing requests to a server that means to stop.
  server.prependListener('request', (_request, response) => {
    if (stopping) response.setHeader('Connection', 'close')
  })
  const stop = () => {
    if (stopping) return
    stopping = true
    // No request is cut: the server takes no new ones, finishes those under way, then closes the database.
    server.close(async () => {
      await program.shutDown()
      process.exit(0)
    })
    server.closeIdleConnections()
    // Those that were being answered are idle a moment later.
    setInterval(() => server.closeIdleConnections(), 100).unref()
    setTimeout(() => process.exit(1), 15_000).unref()
  }
  process.on('SIGTERM', stop)
  // Ctrl+C reaches the whole group: the primary decides.
  process.on('SIGINT', () => {})
  // The primary is gone: nobody would restart or stop this worker.
  process.on('disconnect', stop)
}
