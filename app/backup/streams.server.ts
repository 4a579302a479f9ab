// SPDX-License-Identifier: AGPL-3.0-or-later
import type { Hash } from 'node:crypto'
import type { Writable } from 'node:stream'

export type Bytes = AsyncIterable<Uint8Array> | Iterable<Uint8Array>

/** Lets bytes pass and adds them to a hash. */
export async function* summed(body: Bytes, sum: Hash): AsyncGenerator<Uint8Array> {
  for await (const bytes of body) {
    sum.update(bytes)
    yield bytes
  }
}

/** Writes, and waits when the stream has enough, until it takes more or never will. */
export async function give(stream: Writable, bytes: Uint8Array): Promise<void> {
  if (stream.destroyed || stream.write(bytes)) return
  await new Promise<void>((resolve) => {
    const goOn = () => {
      stream.off('drain', goOn).off('close', goOn)
      resolve()
    }
    stream.on('drain', goOn).on('close', goOn)
  })
}
