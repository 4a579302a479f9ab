// SPDX-License-Identifier: AGPL-3.0-or-later
import { at } from '#base/clock.server.ts'

type Work = () => Promise<unknown>

/** What happened in the demo, done in the order of its moments, so that the ledger reads as one lived through. */
export class Timeline {
  readonly #events: { moment: string; work: Work }[] = []

  /** `work` may add later events. */
  add(moment: string, work: Work): void {
    this.#events.push({ moment, work })
  }

  async run(): Promise<void> {
    for (;;) {
      this.#events.sort((one, other) => (one.moment < other.moment ? -1 : one.moment > other.moment ? 1 : 0))
      const next = this.#events.shift()
      if (!next) return
      await at(next.moment, next.work)
    }
  }
}
