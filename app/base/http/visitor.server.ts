// SPDX-License-Identifier: AGPL-3.0-or-later
// From where the request under way comes. What is noted of it reads the address without being passed it.
import { AsyncLocalStorage } from 'node:async_hooks'

const current = new AsyncLocalStorage<string>()

/** The browser's address; null outside a request (scheduled work, commands, the demo). */
export function visitorAddress(): string | null {
  return current.getStore() ?? null
}

/** Runs `work` as asked for from an address. */
export function fromAddress<T>(address: string, work: () => T): T {
  return current.run(address, work)
}
