// SPDX-License-Identifier: AGPL-3.0-or-later
// A file that is made while it is read.
import { AsyncLocalStorage } from 'node:async_hooks'
import { setImmediate as othersTurn } from 'node:timers/promises'
import { contentDisposition } from '#base/files/file-name.ts'
import { log } from '#base/log.server.ts'

type File = { name: string; type: string; chunks: AsyncGenerator<Uint8Array> }

/** Resolves when the reader has taken what was sent so far; false when they are gone (http/reader.server.ts). */
type ReaderReady = () => Promise<boolean>

/**
 * A download whose next chunk is made when the one before has left, in the language of the request. When the reader hangs
 * up the work stops. An error is logged and breaks the connection, so that no browser takes the file for complete.
 */
export function download({ name, type, chunks }: File, readerReady: ReaderReady): Response {
  const asAsked = AsyncLocalStorage.snapshot()
  const next = async () => {
    // A database in the same process answers at once: other requests wait for this one otherwise.
    await othersTurn()
    // Remix goes on reading a response's stream that nobody wants any more.
    if (!(await readerReady())) await chunks.return(undefined)
    return await chunks.next()
  }
  const body = new ReadableStream<Uint8Array>(
    {
      async pull(controller) {
        try {
          const { done, value } = await asAsked(next)
          if (done) controller.close()
          else controller.enqueue(value)
        } catch (error) {
          log.error({ err: error, file: name }, 'a download broke off')
          controller.error(error)
        }
      },
      async cancel() {
        await chunks.return(undefined)
      },
    },
    { highWaterMark: 0 },
  )
  return new Response(body, {
    headers: {
      'Content-Type': type,
      'Content-Disposition': contentDisposition('attachment', name),
      // Compressing would hide how fast it is read.
      'Cache-Control': 'private, no-store, no-transform',
    },
  })
}
