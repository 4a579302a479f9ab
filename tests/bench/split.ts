// SPDX-License-Identifier: AGPL-3.0-or-later
// Where the time of one page goes, asked of timed-server.ts.
import { once } from 'node:events'
import { loadOneByOne } from './load.ts'
import { fetchRaw, type Server } from './server.ts'
import type { Sums } from './timed-server.ts'

/** Per request, in milliseconds but for `queries`. */
export type Split = Omit<Sums, 'requests'> & { rest: number }

const warmUpSeconds = 3
const seconds = 3

export async function splitOf(server: Server, path: string, headers: Record<string, string>): Promise<Split> {
  const url = server.url + path
  await loadOneByOne({ url, headers }, warmUpSeconds)
  await sumsOf(server)
  await fetchRaw(url, headers)
  const { queries } = await sumsOf(server)
  await loadOneByOne({ url, headers }, seconds)
  const { requests, ...sums } = await sumsOf(server)
  const each = (sum: number) => sum / requests
  const { total, writing, preparing, running, rendering, processor } = sums
  return {
    queries,
    total: each(total),
    writing: each(writing),
    preparing: each(preparing),
    running: each(running),
    rendering: each(rendering),
    rest: each(total - writing - preparing - running - rendering),
    processor: each(processor),
  }
}

async function sumsOf({ child }: Server): Promise<Sums> {
  child.send('sums')
  for (;;) {
    const [said] = await once(child, 'message')
    // It also says that it lives, as a worker does.
    if ('queries' in said) return said as Sums
  }
}
