// SPDX-License-Identifier: AGPL-3.0-or-later
// The production server: one worker per core over one database; the primary starts them, keeps them alive and runs
// the scheduled work. `app/dev.ts` is the development one.
import cluster from 'node:cluster'
import { existsSync } from 'node:fs'
import { env } from './env.server.ts'
import { serve } from './serve.ts'

if (!existsSync('build/server/index.js')) {
  console.error('Presente is not built yet: run "npm run build" first.')
  process.exit(1)
}

try {
  env()
} catch (error) {
  console.error(error instanceof Error ? error.message : error)
  process.exit(1)
}

// Computed, so that type checking does not need the build.
const bundle = '../build/server/index.js'
const build = await import(bundle)
const program = build.entry.module as typeof import('./entry.server.tsx')

if (cluster.isPrimary) await runPrimary()
else await runWorker()

async function runPrimary(): Promise<void> {
  await program.startUp()
  const stopScheduler = program.startScheduler()
  // Sized for pages: left alone, V8 grows a worker's heap towards what the machine has, and malloc keeps an arena a thread.
  const execArgv = [...process.execArgv, '--max-semi-space-size=8', '--max-old-space-size=256']
  cluster.setupPrimary({ execArgv })
  let stopping = false
  // A worker that cannot even start must not be started again for ever.
  let early = 0
  const fork = () => {
    const started = Date.now()
    cluster.fork({ MALLOC_ARENA_MAX: '2' }).on('exit', (code, signal) => {
      if (stopping) return
      early = Date.now() - started < 3000 ? early + 1 : 0
      console.error(JSON.stringify({ level: 50, msg: 'worker ended, starting another', code, signal }))
      if (early < 5) fork()
      else process.exit(1)
    })
  }
  for (let index = 0; index < env().WEB_CONCURRENCY; index++) fork()
  let ready = 0
  cluster.on('listening', () => {
    ready += 1
    if (ready === env().WEB_CONCURRENCY) console.log(`Presente is ready on ${env().APP_URL}`)
  })
  const stop = async () => {
    if (stopping) return
    stopping = true
    stopScheduler()
    const workers = Object.values(cluster.workers ?? {}).filter((worker) => worker !== undefined)
    await Promise.all(
      workers.map(
        (worker) =>
          new Promise((resolve) =>
            worker.isDead() ? resolve(null) : worker.on('exit', resolve).kill('SIGTERM'),
          ),
      ),
    )
    await program.shutDown()
    process.exit(0)
  }
  process.on('SIGTERM', stop)
  process.on('SIGINT', stop)
}

async function runWorker(): Promise<void> {
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
