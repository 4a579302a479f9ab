// SPDX-License-Identifier: AGPL-3.0-or-later
// Documents are set by Typst in one thread of their own per process, started at the first document and ended after a
// while without any: the requests of others never wait for a long register.
import { createHash } from 'node:crypto'
import { resolve } from 'node:path'
import { Worker } from 'node:worker_threads'
import { AppError } from '#base/error.ts'
import { m } from '#base/i18n/paraglide/messages.js'
import type { Answer, Message, Template } from './pdf-worker.server.ts'

/**
 * What a template prints, ready to be read: it has no words of its own. `created` is the document's date, taken from what it
 * says and not from the clock, so that the same data make the same bytes. `pages` are made and sent one at a time.
 */
export type DocumentData = { created: string; pages?: Iterable<object> } & Record<string, unknown>

const idleFor = 60_000
const mostWaiting = 30
/** Megabytes of JavaScript memory. A document's layout lies outside it. */
const memory = 256

type Waiting = {
  done: (pdf: Uint8Array) => void
  failed: (error: Error) => void
  taken: (() => void) | null
}

let thread: Worker | undefined
let idle: NodeJS.Timeout | undefined
let orders = 0
const waiting = new Map<number, Waiting>()

/**
 * Sets a document and gives it as PDF/UA-1. Pages go one at a time, so that a short document never waits for the whole of a
 * long one. Refused (too_many) while too many others wait; what the template cannot set is a fault of the program and throws.
 */
export async function pdfOf(template: Template, data: DocumentData): Promise<Uint8Array> {
  if (waiting.size >= mostWaiting) throw new AppError('too_many', m.documents_busy())
  const { pages = [], created, ...frame } = data
  const id = ++orders
  const worker = running()
  const pdf = new Promise<Uint8Array>((done, failed) => waiting.set(id, { done, failed, taken: null }))
  // Whoever awaits it hears of a failure; it may come before that.
  pdf.catch(() => {})
  const send = (message: Message) => worker.postMessage(message)
  try {
    send({ id, template, createdAt: Math.floor(Date.parse(created) / 1000), frame })
    for (const page of pages) {
      const order = waiting.get(id)
      if (!order) break
      const taken = new Promise<void>((resolve) => {
        order.taken = resolve
      })
      send({ id, page })
      await Promise.race([taken, pdf])
    }
    send({ id, end: 'finish' })
  } catch (error) {
    settle(id)
    send({ id, end: 'drop' })
    throw error
  }
  return await pdf
}

/** The part of a name that tells documents apart which have no number of their own, by what they say. */
export function markOf(said: Uint8Array): string {
  return createHash('sha256').update(said).digest('hex').slice(0, 8)
}

/** A document as a download under its name (document-name.ts); shown in the browser when it can. */
export function sendPdf(pdf: Uint8Array, fileName: string): Response {
  const name = fileName.replace(/[^A-Za-z0-9._-]+/g, '-')
  return new Response(new Uint8Array(pdf), {
    headers: {
      'Content-Type': 'application/pdf',
      'Content-Length': String(pdf.byteLength),
      'Content-Disposition': `inline; filename="${name}"`,
      'Cache-Control': 'private, no-store',
    },
  })
}

function running(): Worker {
  clearTimeout(idle)
  thread ??= started()
  thread.ref()
  return thread
}

function started(): Worker {
  const worker = new Worker(resolve('app/base/documents/pdf-worker.server.ts'), {
    name: 'documents',
    resourceLimits: { maxOldGenerationSizeMb: memory },
  })
  worker.on('message', (answer: Answer) => {
    if ('taken' in answer) return waiting.get(answer.id)?.taken?.()
    const order = settle(answer.id)
    if ('pdf' in answer) order?.done(answer.pdf)
    else order?.failed(new Error(`a document could not be set: ${answer.fault}`))
  })
  const end = (error: Error) => {
    if (thread !== worker) return
    thread = undefined
    for (const id of [...waiting.keys()]) settle(id)?.failed(error)
  }
  worker.on('error', end)
  worker.on('exit', (code) => end(new Error(`the thread of the documents ended with ${code}`)))
  return worker
}

function settle(id: number): Waiting | undefined {
  const order = waiting.get(id)
  waiting.delete(id)
  if (waiting.size === 0 && thread) {
    const worker = thread
    // A thread with nothing to do keeps no process alive.
    worker.unref()
    clearTimeout(idle)
    idle = setTimeout(() => {
      if (thread === worker) thread = undefined
      void worker.terminate()
    }, idleFor).unref()
  }
  return order
}
