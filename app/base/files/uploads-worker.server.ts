// SPDX-License-Identifier: AGPL-3.0-or-later
// The thread that reads what people upload: started by uploads.server.ts from the checkout, also when the program runs from its
// bundle. It knows no reader: each order names its own.
import { resolve } from 'node:path'
import { pathToFileURL } from 'node:url'
import { parentPort } from 'node:worker_threads'
import { env } from '#base/env.server.ts'
import { AppError, type ErrorKind } from '#base/error.ts'
import { showTimesIn } from '#base/i18n/format.ts'
import { inLocale } from '#base/i18n/locale.server.ts'
import type { Locale } from '#base/i18n/locale.ts'
import { loggedError } from '#base/logged-error.ts'

/**
 * What the thread does with a file's bytes: a function of a module of the checkout, which takes the bytes first, then plain data;
 * what it refuses, it throws as an AppError.
 */
export type UploadWork<Does extends (bytes: Uint8Array, ...given: never[]) => unknown> = {
  module: `app/${string}.server.ts`
  does: string
  /** Of the type alone: what it takes and gives. */
  type?: Does
}

export type Order = {
  id: number
  work: { module: string; does: string }
  bytes: Uint8Array<ArrayBuffer>
  given: readonly unknown[]
  language: Locale
}
/**
 * `begun` comes before the work: only now its time runs. What was read comes back with its bytes. A `fault` is what may be
 * logged of it: whatever an error quotes of the file stays in this thread.
 */
export type Answer =
  | { id: number; begun: true }
  | { id: number; value: unknown; bytes: Uint8Array<ArrayBuffer> }
  | { id: number; refused: { kind: ErrorKind; message: string; field: string | undefined } }
  | { id: number; fault: object }

showTimesIn(env().TZ_DISPLAY)

parentPort?.on('message', async ({ id, work, bytes, given, language }: Order) => {
  const answer = (message: Answer) =>
    parentPort?.postMessage(message, 'bytes' in message ? [message.bytes.buffer] : [])
  try {
    const module = await import(pathToFileURL(resolve(work.module)).href)
    const read = module[work.does] as (...given: readonly unknown[]) => unknown
    answer({ id, begun: true })
    const value = await inLocale(language, () => read(bytes, ...given))
    answer({ id, value, bytes })
  } catch (error) {
    if (error instanceof AppError) {
      const { kind, message, field } = error
      answer({ id, refused: { kind, message, field } })
    } else answer({ id, fault: loggedError(error) })
  }
})
