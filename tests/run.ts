// SPDX-License-Identifier: AGPL-3.0-or-later
// `npm test`: every check there is, each even when one before it failed. Its last line counts tests, and the other
// steps as one each: "N passed, N failed".
import { spawn } from 'node:child_process'
import { mkdirSync, readFileSync, rmSync } from 'node:fs'
import { relative } from 'node:path'

type Count = { passed: number; failed: number }
type Outcome = Count & { name: string; seconds: number }

const folder = 'test-results'
const outcomes: Outcome[] = []
const failures: string[] = []
const skips: string[] = []
const slowest: string[] = []

/** Runs a command and shows what it says, at once or (several side by side) when it ends. */
function run(command: string, args: string[], show: 'at once' | 'at end', env = {}): Promise<boolean> {
  return new Promise((resolve) => {
    const stdio = show === 'at once' ? 'inherit' : 'pipe'
    const child = spawn(command, args, { stdio: ['ignore', stdio, stdio], env: { ...process.env, ...env } })
    let said = ''
    child.stdout?.on('data', (chunk) => (said += chunk))
    child.stderr?.on('data', (chunk) => (said += chunk))
    child.on('error', (error) => (said += error.message))
    child.on('close', (code) => {
      if (code !== 0) process.stdout.write(said)
      resolve(code === 0)
    })
  })
}

async function step(
  name: string,
  work: () => Promise<boolean>,
  count?: (ok: boolean) => Count,
): Promise<boolean> {
  const start = performance.now()
  const ok = await work()
  const counted = count?.(ok) ?? { passed: ok ? 1 : 0, failed: ok ? 0 : 1 }
  const seconds = Math.round((performance.now() - start) / 1000)
  outcomes.push({ name, seconds, ...counted })
  console.log(`${counted.failed === 0 ? 'ok  ' : 'FAIL'} ${name} (${seconds} s)`)
  return counted.failed === 0
}

type Report = { passed: number; failed: string[]; skipped: string[]; seconds: Map<string, number> }

/** What a reporter wrote; a run that failed without saying which test counts as one failure. */
function countIn(path: string, read: (report: never) => Report): (ok: boolean) => Count {
  return (ok) => {
    try {
      const { passed, failed, skipped, seconds } = read(JSON.parse(readFileSync(path, 'utf8')) as never)
      slowest.push(...tenSlowest(seconds))
      failures.push(...failed)
      skips.push(...skipped)
      return { passed, failed: ok ? 0 : Math.max(failed.length, 1) }
    } catch {
      return { passed: 0, failed: 1 }
    }
  }
}

function tenSlowest(seconds: Map<string, number>): string[] {
  return [...seconds]
    .sort(([, one], [, other]) => other - one)
    .slice(0, 10)
    .map(([file, seconds]) => `${seconds.toFixed(1).padStart(7)} s  ${file}`)
}

type VitestReport = {
  numPassedTests: number
  testResults: VitestFile[]
}

type VitestFile = {
  name: string
  status: string
  startTime: number
  endTime: number
  assertionResults: { status: string; fullName: string }[]
}

function vitestReport({ numPassedTests, testResults }: VitestReport): Report {
  const named = (wanted: (status: string) => boolean) =>
    testResults.flatMap(({ name, assertionResults }) =>
      assertionResults
        .filter((test) => wanted(test.status))
        .map((test) => `${relative('.', name)}: ${test.fullName}`),
    )
  // A file that could not be read, or whose hook failed, names no test.
  const broken = testResults
    .filter((file) => file.status === 'failed' && !file.assertionResults.some(isFailed))
    .map((file) => relative('.', file.name))
  return {
    passed: numPassedTests,
    failed: [...named((status) => status === 'failed'), ...broken],
    skipped: named((status) => status !== 'failed' && status !== 'passed'),
    seconds: new Map(
      testResults.map(({ name, startTime, endTime }) => [relative('.', name), (endTime - startTime) / 1000]),
    ),
  }
}

const isFailed = ({ status }: { status: string }) => status === 'failed'

type Spec = { title: string; ok: boolean; tests: { status: string; results: { duration: number }[] }[] }
type Suite = { file: string; suites?: Suite[]; specs: Spec[] }

function browserReport({ stats, suites }: { stats: { expected: number }; suites: Suite[] }): Report {
  const namedIn = (suite: Suite, wanted: (spec: Spec) => boolean): string[] => [
    ...suite.specs.filter(wanted).map((spec) => `${suite.file}: ${spec.title}`),
    ...(suite.suites ?? []).flatMap((inner) => namedIn(inner, wanted)),
  ]
  const named = (wanted: (spec: Spec) => boolean) => suites.flatMap((suite) => namedIn(suite, wanted))
  const secondsOf = ({ specs, suites = [] }: Suite): number => {
    const results = specs.flatMap(({ tests }) => tests.flatMap(({ results }) => results))
    const inside = suites.reduce((sum, suite) => sum + secondsOf(suite), 0)
    return results.reduce((sum, { duration }) => sum + duration / 1000, inside)
  }
  return {
    passed: stats.expected,
    failed: named((spec) => !spec.ok),
    skipped: named((spec) => spec.tests.some(({ status }) => status === 'skipped')),
    seconds: new Map(suites.map((suite) => [`tests/e2e/${suite.file}`, secondsOf(suite)])),
  }
}

rmSync(folder, { recursive: true, force: true })
mkdirSync(folder)

await step('messages', () => run('npm', ['run', '--silent', 'i18n'], 'at end'))
let built = false
// The build reads the messages, and writes what none of the others reads.
await Promise.all([
  step('build', () => run('remix', ['vite:build'], 'at end')).then((ok) => (built = ok)),
  step('format and lint', () => run('biome', ['check', '--error-on-warnings'], 'at end')),
  step('types', () => run('tsc', ['--noEmit'], 'at end')),
  step('nothing unused', () => run('knip', ['--no-progress'], 'at end')),
])
await step(
  'unit and integration tests',
  () => {
    const reporters = ['--reporter=dot', '--reporter=json', `--outputFile.json=${folder}/vitest.json`]
    return run('vitest', ['run', ...reporters], 'at once')
  },
  countIn(`${folder}/vitest.json`, vitestReport),
)
await step(
  'browser tests',
  () => {
    if (!built) return Promise.resolve(false)
    const env = { PLAYWRIGHT_JSON_OUTPUT_NAME: `${folder}/browser.json` }
    return run('playwright', ['test', '--reporter=dot,json'], 'at once', env)
  },
  countIn(`${folder}/browser.json`, browserReport),
)

console.log('\nthe slowest files:')
for (const file of slowest) console.log(file)
console.log('\nseconds by part:')
for (const { name, passed, failed, seconds } of outcomes) {
  console.log(`${String(seconds).padStart(5)} s  ${name}: ${passed} passed, ${failed} failed`)
}
console.log()
for (const skip of skips) console.log(`SKIPPED ${skip}`)
for (const failure of failures) console.log(`FAILED ${failure}`)
if (skips.length > 0) console.log(`${skips.length} skipped`)
const sum = (key: keyof Count) => outcomes.reduce((total, outcome) => total + outcome[key], 0)
console.log(`${sum('passed')} passed, ${sum('failed')} failed`)
process.exitCode = sum('failed') > 0 ? 1 : 0
