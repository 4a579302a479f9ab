// SPDX-License-Identifier: AGPL-3.0-or-later
import cluster from 'node:cluster'
import { once } from 'node:events'
import { fileURLToPath } from 'node:url'
import { afterEach, expect, it, vi } from 'vitest'
import { Workers } from '#app/workers.ts'

/** From a folder that is none no process can be started: the system says so later, or at once. */
const cwds: Record<string, string> = { 'fail later': '/no/such/folder', 'fail at once': process.execPath }

type Said = { message: string; facts: Record<string, unknown> }

let workers: Workers | undefined
afterEach(async () => workers?.stop())

/** One worker over and over, each time behaving as the list says, the last of it for ever. */
function watched(behaviours: string[], settings = {}): Said[] {
  const said: Said[] = []
  workers = new Workers({
    count: 1,
    fork: () => {
      const behaviour = (behaviours.length > 1 ? behaviours.shift() : behaviours[0]) ?? ''
      const exec = fileURLToPath(new URL('./worker-process.ts', import.meta.url))
      cluster.setupPrimary({ exec, args: [behaviour], execArgv: [], cwd: cwds[behaviour] ?? process.cwd() })
      return cluster.fork()
    },
    say: (message, facts) => said.push({ message, facts: { ...facts } }),
    silence: 6000,
    firstPause: 10,
    ...settings,
  })
  workers.start()
  return said
}

const messages = (said: Said[]) => said.map(({ message }) => message)

it('replaces a worker that hangs, and names what it was answering', { timeout: 60_000 }, async () => {
  const said = watched(['hang', 'live'])
  await vi.waitFor(
    () => expect(messages(said)).toEqual(['a worker hangs and is killed', 'worker ended, starting another']),
    {
      timeout: 30_000,
    },
  )
  expect(said[0]?.facts.underWay).toEqual(['GET /slow'])
  expect(said[1]?.facts.signal).toBe('SIGKILL')
})

it('goes on with one that dies early each time, pausing longer and longer', { timeout: 60_000 }, async () => {
  const said = watched(['die'], { silence: 60_000 })
  await vi.waitFor(() => expect(said.length).toBeGreaterThanOrEqual(5), { timeout: 50_000 })
  expect(said.slice(0, 5).map(({ facts }) => facts.pause)).toEqual([0, 10, 20, 40, 80])
  expect(said[0]?.facts.code).toBe(3)
})

it('goes on when one cannot be started', { timeout: 60_000 }, async () => {
  const said = watched(['fail later', 'fail later', 'fail at once', 'fail at once', 'live'], {
    silence: 60_000,
  })
  await once(cluster, 'message')
  expect(said.map(({ message, facts: { pause } }) => [message, pause])).toEqual(
    [0, 10, 20, 40].map((pause) => ['a worker cannot be started, trying again', pause]),
  )
  expect(said.map(({ facts }) => (facts.err as { code: string }).code)).toEqual([
    'ENOENT',
    'ENOENT',
    'ENOTDIR',
    'ENOTDIR',
  ])
  expect(Object.keys(cluster.workers ?? {})).toHaveLength(1)
})

it('stops one that hangs, and one that does not hear', { timeout: 60_000 }, async () => {
  for (const behaviour of ['hang', 'deaf']) {
    const said = watched([behaviour], { silence: 60_000, silenceStopping: 60_000, longestStop: 500 })
    await once(cluster, 'message')
    await workers?.stop()
    expect(messages(said)).toEqual(['a worker did not stop in time'])
  }
})
