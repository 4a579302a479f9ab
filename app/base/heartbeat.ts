// SPDX-License-Identifier: AGPL-3.0-or-later
// A worker's signs of life to the primary (app/workers.ts), sent from its event loop: one that hangs sends none. Each request is
// told when it begins, so that the primary knows in what a silent worker hangs.

/** The request that begins, by number and in words; and the numbers of those that are over since the last message. */
export type Heartbeat = { began?: [number, string]; over: number[] }

let requests = 0
let over: number[] = []
let soon: NodeJS.Timeout | undefined

/** Begins the signs of life, in a worker. */
export function startHeartbeat(everyMilliseconds = 3000): void {
  setInterval(() => send(), everyMilliseconds).unref()
  send()
}

/** Tells of a request that begins (method and path, nothing secret). Returns what tells that it is over. */
export function requestBegan(what: string): () => void {
  const number = ++requests
  send([number, what])
  return () => {
    over.push(number)
    // Together with others, if more come to an end: a busy worker has better things to do.
    soon ??= setTimeout(() => send(), 100)
  }
}

function send(began?: [number, string]): void {
  clearTimeout(soon)
  soon = undefined
  const message: Heartbeat = { over, ...(began && { began }) }
  over = []
  // The primary may be gone: then this worker is about to stop.
  if (process.connected) process.send?.(message, undefined, undefined, () => {})
}
