// SPDX-License-Identifier: AGPL-3.0-or-later
// Four processes with connections of their own, as four workers are, that try a rule together.
import { type ChildProcess, fork } from 'node:child_process'
import { once } from 'node:events'
import { fileURLToPath } from 'node:url'
import { numbers } from './rule.ts'

export type Outcome = { kind: 'done' | 'as it was' | 'refused' | 'failed'; words: string }
export type Run = { race: number; url: string; says: string; facts: unknown; numbers: number[] }
export type Answer = { race: number; outcomes: Outcome[] }

const workers = 4

export async function startRacers(folder: string) {
  const path = fileURLToPath(new URL('./racer-process.ts', import.meta.url))
  const started = Array.from({ length: workers }, () =>
    fork(path, { serialization: 'advanced', execArgv: [], env: { ...process.env, DATA_DIR: folder } }),
  )
  await Promise.all(started.map((worker) => once(worker, 'message')))
  let race = 0
  return {
    /** What became of each of twenty tries at a database, a quarter of them in each process. */
    async race(url: string, says: string, facts: unknown): Promise<Outcome[]> {
      race += 1
      const own = (place: number) => numbers().filter((n) => n % workers === place)
      const answers = started.map((worker, place) => {
        worker.send({ race, url, says, facts, numbers: own(place) } satisfies Run)
        return answerOf(worker, race)
      })
      return (await Promise.all(answers)).flat()
    },
    async stop() {
      for (const worker of started) worker.disconnect()
      await Promise.all(started.map((worker) => worker.exitCode ?? once(worker, 'exit')))
    },
  }
}

/** A race that took too long answers when another is under way. */
async function answerOf(worker: ChildProcess, race: number): Promise<Outcome[]> {
  for (;;) {
    const [answer] = (await once(worker, 'message')) as [Answer]
    if (answer.race === race) return answer.outcomes
  }
}
