// SPDX-License-Identifier: AGPL-3.0-or-later
// How fast a response is read. Remix writes a stream's chunks to it without waiting.
import type { Writable } from 'node:stream'

/**
 * Resolves when what was written to a response is on its way to the reader: true, or the reader is gone: false. Asked of the
 * response, since a request's signal tells of nothing any more once the request itself has been collected.
 */
export function readerReady(response: Writable): Promise<boolean> {
  if (response.destroyed) return Promise.resolve(false)
  if (!response.writableNeedDrain) return Promise.resolve(true)
  return new Promise((resolve) => {
    const done = () => {
      response.off('drain', done)
      response.off('close', done)
      resolve(!response.destroyed)
    }
    response.on('drain', done)
    response.on('close', done)
  })
}
