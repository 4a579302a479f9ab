// SPDX-License-Identifier: AGPL-3.0-or-later
// Time and identity. Every moment the program writes comes from here.
import { AsyncLocalStorage } from 'node:async_hooks'
import { v7 } from 'uuid'

const set = new AsyncLocalStorage<string>()

/** The present moment: ISO 8601, UTC, milliseconds. Take one per command. */
export function now(): string {
  return set.getStore() ?? new Date().toISOString()
}

/** Runs `work` as if it happened at `moment`: for the demo's past, and for tests. */
export function at<T>(moment: string, work: () => T): T {
  return set.run(new Date(moment).toISOString(), work)
}

/** A new row's id: UUIDv7, so that ids sort by age and inserts stay at the index's end. */
export function newId(): string {
  return v7()
}

/** The moment `minutes` after `moment` (before it, if negative). */
export function minutesAfter(moment: string, minutes: number): string {
  return new Date(Date.parse(moment) + minutes * 60_000).toISOString()
}
