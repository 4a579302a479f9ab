// SPDX-License-Identifier: AGPL-3.0-or-later
// Keeps the workers of the primary alive: one that ends is replaced, one that falls silent is ended first, and one that cannot be
// started is tried again. Repeated early deaths are answered with growing pauses, never by giving up.
import type { Worker } from 'node:cluster'
import type { Heartbeat } from '#base/heartbeat.ts'

type Options = {
  count: number
  fork: () => Worker
  say: (message: string, facts: object) => void
  /** Milliseconds; the tests' are shorter. */
  silence?: number
  /** Of a worker that was told to stop: it has only its last answers to give. */
  silenceStopping?: number
  longestStop?: number
  firstPause?: number
}

type Watched = {
  worker: Worker
  startedAt: number
  heardAt: number
  /** What it is answering, by the number of the request. */
  underWay: Map<number, string>
  killed: boolean
}

const longestPause = 30_000

export class Workers {
  readonly #options: Required<Options>
  readonly #watched = new Map<number, Watched>()
  readonly #pauses = new Set<NodeJS.Timeout>()
  #early = 0
  #stopping = false
  #watch: NodeJS.Timeout | undefined
  #lookedAt = performance.now()

  constructor(options: Options) {
    this.#options = {
      silence: 15_000,
      silenceStopping: 8_000,
      longestStop: 17_000,
      firstPause: 1000,
      ...options,
    }
  }

  start(): void {
    for (let index = 0; index < this.#options.count; index++) this.#fork()
    this.#watch = setInterval(() => this.#look(), this.#options.silence / 15)
  }

  /** Ends them all: each may finish what it is answering; whoever has not gone in time, or hangs, is killed. */
  async stop(): Promise<void> {
    this.#stopping = true
    for (const pause of this.#pauses) clearTimeout(pause)
    const all = [...this.#watched.values()]
    const late = setTimeout(() => {
      for (const watched of this.#watched.values()) this.#kill(watched, 'a worker did not stop in time')
    }, this.#options.longestStop)
    await Promise.all(
      all.map(({ worker }) => new Promise((resolve) => worker.once('exit', resolve).kill('SIGTERM'))),
    )
    clearTimeout(late)
    clearInterval(this.#watch)
  }

  #fork(): void {
    const { fork, say } = this.#options
    const moment = performance.now()
    let worker: Worker
    try {
      worker = fork()
    } catch (err) {
      this.#again(moment, 'a worker cannot be started, trying again', { err })
      return
    }
    const watched: Watched = {
      worker,
      startedAt: moment,
      heardAt: moment,
      underWay: new Map(),
      killed: false,
    }
    this.#watched.set(worker.id, watched)
    worker.on('message', (message: Heartbeat) => {
      watched.heardAt = performance.now()
      for (const number of message.over) watched.underWay.delete(number)
      if (message.began) watched.underWay.set(...message.began)
    })
    worker.on('exit', (code, signal) => {
      this.#watched.delete(worker.id)
      const facts = { code, signal, underWay: [...watched.underWay.values()] }
      this.#again(moment, 'worker ended, starting another', facts)
    })
    // Unheard, it would end the primary. One without a process never had any, and never ends; any other lives, or is about to
    // say that it ended.
    worker.on('error', (err) => {
      if (worker.process.pid !== undefined) say('a worker cannot be reached', { err })
      else if (this.#watched.delete(worker.id))
        this.#again(moment, 'a worker cannot be started, trying again', { err })
    })
  }

  #again(startedAt: number, message: string, facts: object): void {
    if (this.#stopping) return
    const { say, silence, firstPause } = this.#options
    // Whoever was killed for its silence had lived at least that long.
    this.#early = performance.now() - startedAt < silence / 2 ? this.#early + 1 : 0
    const pause = this.#early < 2 ? 0 : Math.min(longestPause, firstPause * 2 ** (this.#early - 2))
    say(message, { ...facts, pause })
    const timer = setTimeout(() => {
      this.#pauses.delete(timer)
      this.#fork()
    }, pause)
    this.#pauses.add(timer)
  }

  #look(): void {
    const moment = performance.now()
    const { silence, silenceStopping } = this.#options
    const slept = moment - this.#lookedAt > silence / 3
    this.#lookedAt = moment
    for (const watched of this.#watched.values()) {
      // Who did not listen cannot say that nobody spoke: the machine was asleep, or this process.
      if (slept) watched.heardAt = moment
      // A program takes its time to load.
      const patience =
        watched.heardAt === watched.startedAt ? silence * 2 : this.#stopping ? silenceStopping : silence
      if (moment - watched.heardAt > patience) this.#kill(watched, 'a worker hangs and is killed')
    }
  }

  #kill(watched: Watched, message: string): void {
    if (watched.killed) return
    watched.killed = true
    const { worker, underWay } = watched
    this.#options.say(message, { worker: worker.process.pid, underWay: [...underWay.values()] })
    worker.process.kill('SIGKILL')
  }
}
