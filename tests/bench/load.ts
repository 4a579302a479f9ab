// SPDX-License-Identifier: AGPL-3.0-or-later
import autocannon, { type Result } from 'autocannon'

export type Load = {
  perSecond: number
  /** Milliseconds. */
  p50: number
  p95: number
  /** Answers other than 2xx, broken connections and timeouts. */
  errors: number
}

type Target = { url: string; headers: Record<string, string> }

const warmUp = { connections: 16, duration: 3 }
const measured = { connections: 16, duration: 8 }

/** Asks for one page over and over on 16 connections, after a warm-up. */
export async function load(target: Target): Promise<Load> {
  await fire(target, warmUp)
  return await fire(target, measured)
}

/** One request after the other, on one connection. */
export async function loadOneByOne(target: Target, duration: number): Promise<Load> {
  return await fire(target, { connections: 1, duration })
}

async function fire(target: Target, amount: { connections: number; duration: number }): Promise<Load> {
  // autocannon itself has no 95th percentile.
  const times: number[] = []
  const { errors, timeouts, non2xx, duration } = await new Promise<Result>((resolve, reject) => {
    autocannon({ ...target, ...amount, timeout: 20 }, (error, result) =>
      error ? reject(error) : resolve(result),
    ).on('response', (_client, _status, _bytes, milliseconds) => times.push(milliseconds))
  })
  times.sort((a, b) => a - b)
  const percentile = (part: number) => times[Math.floor(times.length * part)] ?? Number.NaN
  return {
    perSecond: times.length / duration,
    p50: percentile(0.5),
    p95: percentile(0.95),
    errors: errors + timeouts + non2xx + (times.length === 0 ? 1 : 0),
  }
}

/** Runs two targets in turn and gives the medians of each, so that a slow minute of the machine falls on both. */
export async function loadInTurn(first: Target, second: Target, rounds: number): Promise<[Load, Load]> {
  const loads: [Load[], Load[]] = [[], []]
  for (let round = 0; round < rounds; round++) {
    loads[0].push(await load(first))
    loads[1].push(await load(second))
  }
  return [medians(loads[0]), medians(loads[1])]
}

function medians(loads: Load[]): Load {
  const of = (key: keyof Load) => median(loads.map((load) => load[key]))
  const errors = loads.reduce((sum, load) => sum + load.errors, 0)
  return { perSecond: of('perSecond'), p50: of('p50'), p95: of('p95'), errors }
}

function median(values: number[]): number {
  const sorted = [...values].sort((a, b) => a - b)
  const middle = (sorted.length - 1) / 2
  return ((sorted[Math.floor(middle)] ?? Number.NaN) + (sorted[Math.ceil(middle)] ?? Number.NaN)) / 2
}
