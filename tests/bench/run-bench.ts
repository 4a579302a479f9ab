// SPDX-License-Identifier: AGPL-3.0-or-later
// `npm run bench`: the production server on a demo database, beside a bare server with the same number of reads and the
// same bytes, then check-ins under load. Timings are printed, never judged; the exit code is 1 only when something did
// not work.
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { BarePage, BarePlan } from './bare-server.ts'
import { measureCheckIns } from './check-in.ts'
import { loadInTurn } from './load.ts'
import { type BenchPage, pagesOf } from './pages.ts'
import { type Measured, printCheckIns, printLoads, printMemory, printSplits, printWeight } from './report.ts'
import { fetchRaw, type Server, signIn, startServer, stopServer, workerMemory } from './server.ts'
import { type Split, splitOf } from './split.ts'
import { weigh } from './weight.ts'

const workers = 2
const rounds = 2

const folder = mkdtempSync(join(tmpdir(), 'presente-bench-'))
// What the caller's environment says of an installation is none of this one's business.
Object.assign(process.env, {
  NODE_ENV: 'production',
  DATA_DIR: folder,
  DATABASE_URL: '',
  APP_URL: '',
  SMTP_URL: '',
  TRUST_PROXY: '',
  LOG_LEVEL: 'error',
  WEB_CONCURRENCY: String(workers),
})
const running: Server[] = []
try {
  process.exitCode = (await bench()) ? 0 : 1
} finally {
  await Promise.all(running.map(stopServer))
  rmSync(folder, { recursive: true, force: true })
}

async function bench(): Promise<boolean> {
  // Only now: the program reads its settings once.
  const { accountsOfDemo, makeDemo } = await import('#demo/make-demo.server.ts')
  console.log('Making a demo database …')
  await makeDemo(folder)
  const database = join(folder, 'presente.db')
  const pages = await pagesOf(`file:${database}`)
  const start = async (...given: Parameters<typeof startServer>) => {
    const server = await startServer(...given)
    running.push(server)
    return server
  }

  const real = await start('app/server.ts')
  const asked: { page: BenchPage; headers: Record<string, string> }[] = []
  for (const page of pages) {
    const cookie = await signIn(real, page.email, accountsOfDemo.password)
    asked.push({ page, headers: { cookie, 'accept-encoding': 'gzip' } })
  }

  const timed = await start('tests/bench/timed-server.ts')
  const recorded: { page: BenchPage; headers: Record<string, string>; split: Split; bare: BarePage }[] = []
  for (const { page, headers } of asked) {
    const split = await splitOf(timed, page.path, headers)
    const answer = await fetchRaw(real.url + page.path, headers)
    recorded.push({ page, headers, split, bare: barePage(page.path, split.queries, answer) })
  }
  await stopServer(timed)

  const plan = join(folder, 'bare.json')
  writeFileSync(
    plan,
    JSON.stringify({ database, workers, pages: recorded.map(({ bare }) => bare) } satisfies BarePlan),
  )
  const bare = await start('tests/bench/bare-server.ts', [plan])

  const measured: Measured[] = []
  for (const { page, headers, split, bare: kept } of recorded) {
    console.log(`Measuring the ${page.name} …`)
    const target = ({ url }: Server) => ({ url: url + page.path, headers })
    const [realLoad, bareLoad] = await loadInTurn(target(real), target(bare), rounds)
    const bytes = Buffer.from(kept.body, 'base64').length
    measured.push({ page, split, bytes, real: realLoad, bare: bareLoad })
  }
  const [first] = asked
  if (!first) throw new Error('no page to weigh')
  printLoads(measured)
  printSplits(measured)
  printMemory(workerMemory(real))
  printWeight(first.page, await weigh(real.url + first.page.path, first.headers))
  const errors = measured.reduce((sum, { real, bare }) => sum + real.errors + bare.errors, 0)
  if (errors > 0) console.error(`\n${errors} requests were not answered with 2xx.`)
  return (await benchCheckIns()) && errors === 0
}

/** On databases of its own; every server of before is stopped, so that it takes nothing. */
async function benchCheckIns(): Promise<boolean> {
  await Promise.all(running.map(stopServer))
  const measured = await measureCheckIns()
  printCheckIns(measured)
  // Only now: the program reads its settings once.
  const { measureUploads } = await import('./uploads.ts')
  await measureUploads(folder)
  return measured.every(({ lost, doubled, times }) => lost + doubled + times.faults.length === 0)
}

/** An answer as the bare server repeats it. */
function barePage(
  path: string,
  reads: number,
  { headers, body }: Awaited<ReturnType<typeof fetchRaw>>,
): BarePage {
  const kept = Object.entries(headers).flatMap(([name, value]) =>
    value === undefined || /^(date|connection|keep-alive|transfer-encoding)$/.test(name)
      ? []
      : [[name, value]],
  )
  const fixed = { ...Object.fromEntries(kept), 'content-length': String(body.length) }
  return { path, reads, headers: fixed, body: body.toString('base64') }
}
