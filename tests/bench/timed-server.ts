// SPDX-License-Identifier: AGPL-3.0-or-later
// The production server in one process, with its database and React timed. Its parent asks by a message how many
// queries a request makes and where its time goes.
import { existsSync } from 'node:fs'
import { createRequire } from 'node:module'
import Sqlite from 'better-sqlite3'
import { DefaultQueryCompiler } from 'kysely'
import { serve } from '../../app/serve.ts'

/** Sums since the last question; times in milliseconds. */
export type Sums = {
  requests: number
  queries: number
  /** Answering requests, from their arrival to the last byte handed to the system. */
  total: number
  /** Kysely writing SQL, SQLite preparing it, SQLite running it. */
  writing: number
  preparing: number
  running: number
  /** React. */
  rendering: number
  /** Of the whole process, all threads. */
  processor: number
}

const nothing: Sums = {
  requests: 0,
  queries: 0,
  total: 0,
  writing: 0,
  preparing: 0,
  running: 0,
  rendering: 0,
  processor: 0,
}
let sums = { ...nothing }
let processor = process.cpuUsage()

type Timed = 'writing' | 'preparing' | 'running' | 'rendering'
type Methods = Record<string, (...given: unknown[]) => unknown>

function time(methods: object, name: string, as: Timed): void {
  const owner = methods as Methods
  const method = owner[name]
  if (!method) throw new Error(`${name} is not there to be timed`)
  owner[name] = function (this: unknown, ...given) {
    const start = performance.now()
    try {
      return method.apply(this, given)
    } finally {
      sums[as] += performance.now() - start
      if (as === 'running') sums.queries += 1
    }
  }
}

const statement = new Sqlite(':memory:').prepare('select 1')
time(Sqlite.prototype, 'prepare', 'preparing')
for (const name of ['all', 'get', 'run']) time(Object.getPrototypeOf(statement), name, 'running')
time(DefaultQueryCompiler.prototype, 'compileQuery', 'writing')

// Before the program imports it. React renders in a later turn, when every loader has answered and nothing else runs.
const react = createRequire(import.meta.url)('react-dom/server')
const render = react.renderToPipeableStream
react.renderToPipeableStream = (element: unknown, options: { onAllReady(): void }) => {
  const start = performance.now()
  const stream = render(element, {
    ...options,
    onAllReady() {
      sums.rendering += performance.now() - start
      options.onAllReady()
    },
  })
  time(stream, 'pipe', 'rendering')
  return stream
}

if (!existsSync('build/server/index.js')) throw new Error('run "npm run build" first')
const bundle = '../../build/server/index.js'
const build = await import(bundle)
const { server } = await serve(build, build.entry.module)
server.prependListener('request', (_request, response) => {
  const start = performance.now()
  response.once('finish', () => {
    sums.requests += 1
    sums.total += performance.now() - start
  })
})
process.on('message', () => {
  const { user, system } = process.cpuUsage(processor)
  process.send?.({ ...sums, processor: (user + system) / 1000 } satisfies Sums)
  sums = { ...nothing }
  processor = process.cpuUsage()
})
process.on('SIGTERM', () => process.exit(0))
console.log('ready')
