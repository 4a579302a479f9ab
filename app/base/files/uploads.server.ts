// SPDX-License-Identifier: AGPL-3.0-or-later
// What people upload is read in a thread of its own per process, with a bound on its memory and its time: no file, whatever is
// in it, holds up or ends the process that answers everybody's requests. Started at the first upload, ended after a while
// without any.
import { resolve } from 'node:path'
import { Worker } from 'node:worker_threads'
import { AppError } from '#base/error.ts'
import { inLocale, locale } from '#base/i18n/locale.server.ts'
import { m } from '#base/i18n/paraglide/messages.js'
import { log } from '#base/log.server.ts'
import { loggedError } from '#base/logged-error.ts'
import type { Answer, Order, UploadWork } from './uploads-worker.server.ts'

/** `seconds` for one piece of work; `starting` until a new thread takes it; `megabytes` of JavaScript memory. */
type Limits = { seconds: number; starting: number; megabytes: number; waiting: number; idle: number }

const limits: Limits = { seconds: 10, starting: 60, megabytes: 256, waiting: 30, idle: 60 }

type Reader = (bytes: Uint8Array, ...given: never[]) => unknown
type Given<Does extends Reader> = Parameters<Does> extends [Uint8Array, ...infer Rest] ? Rest : never
type Read = { value: unknown; bytes: Uint8Array<ArrayBuffer> }
type Waiting = {
  order: Order
  size: number
  done: (read: Read) => void
  failed: (error: AppError) => void
}

/**
 * Does a work with a file's bytes in the thread of uploads. The bytes are handed over and come back
 * beside the `value`: whoever needs them afterwards takes those, for the array that was given is empty. Refused as the work
 * itself refuses; and in words (`invalid`), the thread ended, what takes too much time or memory or makes the work fail;
 * `too_many` while too many others wait.
 */
export const inUploadThread = uploadThread(limits)

/** A thread of its own, with limits of its own. */
export function uploadThread(limits: Limits) {
  const waiting: Waiting[] = []
  let current: Waiting | undefined
  let thread: Worker | undefined
  let clock: NodeJS.Timeout | undefined
  let orders = 0

  function next(): void {
    clearTimeout(clock)
    current = waiting.shift()
    if (!current) {
      rest()
      return
    }
    thread ??= started()
    // A thread with nothing to do keeps no process alive; one at work does.
    thread.ref()
    clock = setTimeout(() => stop('it did not begin'), limits.starting * 1000)
    thread.postMessage(current.order, [current.order.bytes.buffer])
  }

  function rest(): void {
    const worker = thread
    if (!worker) return
    worker.unref()
    clock = setTimeout(() => {
      if (thread === worker) thread = undefined
      void worker.terminate()
    }, limits.idle * 1000).unref()
  }

  function started(): Worker {
    const worker = new Worker(resolve('app/base/files/uploads-worker.server.ts'), {
      name: 'uploads',
      resourceLimits: { maxOldGenerationSizeMb: limits.megabytes },
    })
    worker.on('message', (answer: Answer) => {
      if (thread === worker && answer.id === current?.order.id) take(answer)
    })
    const end = (error: Error) => {
      if (thread !== worker) return
      thread = undefined
      fail(loggedError(error), m.files_error_reading_failed)
    }
    worker.on('error', end)
    worker.on('exit', (code) => end(new Error(`the thread ended with ${code}`)))
    return worker
  }

  function take(answer: Answer): void {
    if ('begun' in answer) {
      clearTimeout(clock)
      clock = setTimeout(() => stop('it took too long'), limits.seconds * 1000)
    } else if ('fault' in answer) fail(answer.fault, m.files_error_reading_failed)
    else {
      const { done, failed } = current ?? {}
      if ('value' in answer) done?.({ value: answer.value, bytes: answer.bytes })
      else failed?.(new AppError(answer.refused.kind, answer.refused.message, answer.refused.field))
      next()
    }
  }

  function stop(why: string): void {
    const worker = thread
    thread = undefined
    void worker?.terminate()
    fail(why, () => m.files_error_reading_time({ seconds: limits.seconds }))
  }

  /** The file is at fault, or the program: the log says which, the person what happened to the file. */
  function fail(why: string | object, words: () => string): void {
    if (!current) return
    const { order, size, failed } = current
    log.error({ work: order.work.does, bytes: size, why }, 'an upload could not be read')
    failed(new AppError('invalid', inLocale(order.language, words)))
    next()
  }

  return async function read<Does extends Reader>(
    { module, does }: UploadWork<Does>,
    bytes: Uint8Array,
    ...given: Given<Does>
  ): Promise<{ value: Awaited<ReturnType<Does>>; bytes: Uint8Array<ArrayBuffer> }> {
    if (waiting.length >= limits.waiting) throw new AppError('too_many', m.files_error_reading_busy())
    const order: Order = {
      id: ++orders,
      work: { module, does },
      bytes: ownBytes(bytes),
      given,
      language: locale(),
    }
    const read = new Promise<Read>((done, failed) => {
      waiting.push({ order, size: bytes.byteLength, done, failed })
    })
    if (!current) next()
    return (await read) as { value: Awaited<ReturnType<Does>>; bytes: Uint8Array<ArrayBuffer> }
  }
}

/** Bytes that can be handed over: those that share their memory with others are copied. */
function ownBytes(bytes: Uint8Array): Uint8Array<ArrayBuffer> {
  const { buffer } = bytes
  const isAlone = buffer instanceof ArrayBuffer && buffer.byteLength === bytes.byteLength
  return isAlone && !Buffer.isBuffer(bytes) ? new Uint8Array(buffer) : new Uint8Array(bytes)
}
