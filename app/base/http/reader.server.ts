// SPDX-License-Identifier: AGPL-3.0-or-later
// How fast a response is read. Remix writes a stream's chunks to it without waiting.
import type { Writable } from 'node:stream'

/** Resolves when what was written to a response is on its way to the reader, or the reader is gone. */
export function readerReady(response: Writable): Promise<void> {
  if (!response.writableNeedDrain || response.destroyed) return Promise.resolve()
  return new Promise((resolve) => {
    const done = () => {
      response.off('drain', done)
      response.off('close', done)
      resolve()
    }
    response.on('drain', done)
    response.on('close', done)
  })
}
