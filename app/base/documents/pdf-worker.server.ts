// SPDX-License-Identifier: AGPL-3.0-or-later
// The thread that sets documents: started by pdf.server.ts from the checkout, also when the program runs from its bundle.
import { readFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { parentPort } from 'node:worker_threads'
import { NodeCompiler } from '@myriaddreamin/typst-ts-node-compiler'
import { charactersOf, printableWith } from './glyphs.server.ts'
import { JoinedPdf } from './join-pdfs.server.ts'
import { breakable, withFewMarks } from './printed-text.ts'

/** A file of the checkout, by its path. */
export type Template = `app/${string}.typ`

/** What every part of a document has; one of its pages; the order to finish it; or that it is not wanted any more. */
export type Message =
  | { id: number; template: Template; createdAt: number; frame: Record<string, unknown> }
  | { id: number; page: object }
  | { id: number; end: 'finish' | 'drop' }
/** `taken`: the next page may come. */
export type Answer =
  | { id: number; pdf: Uint8Array<ArrayBuffer> }
  | { id: number; fault: string }
  | { id: number; taken: true }

/** The templates' root: they import each other, and read their data, from here. */
const folder = resolve('app')
const fontAt = (address: string) => readFileSync(new URL(address))
const titillium = [
  import.meta.resolve('@expo-google-fonts/titillium-web/400Regular/TitilliumWeb_400Regular.ttf'),
  import.meta.resolve('@expo-google-fonts/titillium-web/600SemiBold/TitilliumWeb_600SemiBold.ttf'),
].map(fontAt)
const dejavu = [
  import.meta.resolve('dejavu-fonts-ttf/ttf/DejaVuSans.ttf'),
  import.meta.resolve('dejavu-fonts-ttf/ttf/DejaVuSans-Bold.ttf'),
].map(fontAt)

const compiler = NodeCompiler.create({
  workspace: folder,
  fontArgs: [{ fontBlobs: [...titillium, ...dejavu] }],
})

// A word may be set in either weight: what is shown must be in the plain pair of fonts and in the bold one.
const pairs = titillium.map((font, index) => {
  const fallback = dejavu[index]
  return new Set([...charactersOf(font), ...(fallback ? charactersOf(fallback) : [])])
})
const printable = printableWith(pairs)

type Order = {
  template: Template
  createdAt: number
  frame: Record<string, unknown>
  /** Those not set yet, and how long they are. */
  pages: Buffer[]
  length: number
  parts: JoinedPdf | null
}

/** Pages are set together until they are so long, in bytes of data: about a thousand people. */
const longPart = 250_000
const orders = new Map<number, Order>()

parentPort?.on('message', (message: Message) => {
  const { id } = message
  try {
    const answer = answerTo(message)
    if (answer) parentPort?.postMessage(answer, 'pdf' in answer ? [answer.pdf.buffer] : [])
  } catch (error) {
    orders.delete(id)
    const fault = error instanceof Error ? error.message : String(error)
    parentPort?.postMessage({ id, fault } satisfies Answer)
  }
})

function answerTo(message: Message): Answer | null {
  const { id } = message
  if ('template' in message) {
    const { template, createdAt, frame } = message
    orders.set(id, { template, createdAt, frame, pages: [], length: 0, parts: null })
    return null
  }
  const order = orders.get(id)
  if (!order) return null
  if ('page' in message) {
    if (order.length > longPart) setPart(order)
    const page = jsonOf(message.page)
    order.pages.push(page)
    order.length += page.length
    return { id, taken: true }
  }
  orders.delete(id)
  return message.end === 'drop' ? null : { id, pdf: finish(order) }
}

/** Sets the pages at hand as one part of a longer document: what closes it comes with the last. */
function setPart(order: Order): void {
  order.parts ??= new JoinedPdf()
  order.parts.add(set(order, { closing: null }))
  order.frame = { ...order.frame, cover: null, continued: true }
  order.pages = []
  order.length = 0
}

// The compiler's own memory cannot be handed over to another thread: what is sent is a copy.
function finish(order: Order): Uint8Array<ArrayBuffer> {
  const last = set(order, {})
  if (!order.parts) return new Uint8Array(last)
  order.parts.add(last)
  return new Uint8Array(order.parts.end())
}

function set({ template, createdAt, frame, pages }: Order, changes: Record<string, unknown>): Uint8Array {
  try {
    compiler.mapShadow(join(folder, 'data.json'), jsonOf({ ...frame, ...changes, count: pages.length }))
    for (const [index, page] of pages.entries()) compiler.mapShadow(join(folder, `page-${index}.json`), page)
    return compiler.pdf(
      { mainFilePath: resolve(template), resetRead: true },
      { pdfStandard: 'ua-1', creationTimestamp: createdAt },
    )
  } finally {
    compiler.resetShadow()
    compiler.evictCache(0)
  }
}

function jsonOf(content: unknown): Buffer {
  return Buffer.from(
    JSON.stringify(content, (key, value) => {
      if (typeof value !== 'string' || key === 'drawing') return value
      const text = printable(withFewMarks(value))
      return unset.has(key) ? text : breakable(text, key === 'note')
    }),
  )
}

/** Said of the document or of a drawing, and not set in lines. */
const unset = new Set(['title', 'description', 'label'])
