// SPDX-License-Identifier: AGPL-3.0-or-later
// What a file is, by its bytes: names lie.

import { fileTypeFromBuffer } from 'file-type'
import { type EnvelopeFault, envelopeIn, mostEnvelopes, opened } from './envelope.ts'
import { type FileType, isShown, type ShownType, signedType, workbookType } from './file.ts'
import type { ForeignKind } from './file-words.ts'
import { type PdfFault, pdfFault } from './pdf-soundness.server.ts'
import { type Pixels, pixelsOf } from './pixels.ts'
import type { UploadWork } from './uploads-worker.server.ts'
import { isWhole } from './wholeness.ts'
import { wideTextOf } from './wide-text.ts'

/** `pixels` of a picture; null for what is none, and for a picture that cannot be shown. */
export type Content =
  | { type: Exclude<FileType, typeof signedType>; whole: boolean; pixels: Pixels | null; fault?: PdfFault }
  | { type: typeof signedType; signed: Signed }
  | { type: null; kind: ForeignKind }

/** What an envelope holds, in so many envelopes; or why it holds nothing. */
export type Signed =
  | { fault: EnvelopeFault }
  | { envelopes: number; content: Exclude<Content, { type: typeof signedType }> }

/**
 * One of the types that are kept, and whether it is all there; else what it looks like. Reads every byte: pages call it in the
 * thread of uploads (uploads.server.ts).
 */
export async function contentOf(bytes: Uint8Array): Promise<Content> {
  const found = await fileTypeFromBuffer(bytes).catch(() => undefined)
  const mime = found?.mime ?? ''
  if (mime === 'application/pdf' || mime === 'image/jpeg' || mime === 'image/png') {
    const pixels = mime === 'application/pdf' ? null : pixelsOf(bytes)
    const whole = isWhole(bytes, mime) && (mime === 'application/pdf' || pixels !== null)
    const fault = mime === 'application/pdf' && whole ? pdfFault(bytes) : null
    return { type: mime, whole, pixels, ...(fault && { fault }) }
  }
  if (mime === workbookType || (mime === 'application/zip' && newOffice(bytes) === 'excel')) {
    return { type: workbookType, whole: true, pixels: null }
  }
  if (mime) return { type: null, kind: kindOf(mime, bytes) }
  if (envelopeIn(bytes)) return { type: signedType, signed: await signedIn(bytes) }
  const text = textOf(bytes)
  if (text === null) return { type: null, kind: 'unknown' }
  if (isWebPage(text)) return { type: null, kind: 'web_page' }
  return { type: 'text/csv', whole: true, pixels: null }
}

async function signedIn(bytes: Uint8Array): Promise<Signed> {
  const unwrapped = unwrap(bytes)
  if ('fault' in unwrapped) return unwrapped
  const content = await contentOf(unwrapped.content)
  // One more than are opened, or one that is no envelope at all.
  if (content.type === signedType) return { fault: 'broken' }
  return { envelopes: unwrapped.envelopes, content }
}

function unwrap(bytes: Uint8Array): { fault: EnvelopeFault } | { envelopes: number; content: Uint8Array } {
  let content = bytes
  for (let envelopes = 0; ; envelopes++) {
    const envelope = envelopes < mostEnvelopes ? envelopeIn(content) : null
    if (!envelope) return { envelopes, content }
    const inside = opened(envelope)
    if ('fault' in inside) return inside
    content = inside.content
  }
}

/** The document in a kept envelope, as it was signed; null where there is none that may be shown. */
export async function documentIn(
  bytes: Uint8Array,
): Promise<{ bytes: Uint8Array<ArrayBuffer>; type: ShownType } | null> {
  const unwrapped = unwrap(bytes)
  if ('fault' in unwrapped || unwrapped.envelopes === 0) return null
  const { type } = await contentOf(unwrapped.content)
  return type !== null && isShown(type) ? { bytes: new Uint8Array(unwrapped.content), type } : null
}

/** For the thread of uploads. */
export const openingEnvelope: UploadWork<typeof documentIn> = {
  module: 'app/base/files/content.server.ts',
  does: 'documentIn',
}

const kinds: [RegExp, ForeignKind][] = [
  [/spreadsheetml|ms-excel/, 'excel'],
  [/wordprocessingml|msword/, 'word'],
  [/presentationml|ms-powerpoint/, 'powerpoint'],
  [/opendocument/, 'open_document'],
  [/^image\/hei[cf]/, 'heic'],
  [/^image\//, 'image'],
  [/^video\//, 'video'],
  [/^audio\//, 'audio'],
  [/rtf|xml/, 'text'],
  [/zip|x-rar|x-7z|tar|gzip|bzip|x-xz/, 'archive'],
  [/msdownload|x-elf|mach|x-ms-shortcut|x-msi/, 'program'],
]

function kindOf(mime: string, bytes: Uint8Array): ForeignKind {
  if (mime === 'application/x-cfb') return oldOffice(bytes)
  if (mime === 'application/zip') return newOffice(bytes)
  return kinds.find(([pattern]) => pattern.test(mime))?.[1] ?? 'unknown'
}

/** The Office of today keeps a document as an archive; its makers differ in the order of the parts. */
function newOffice(bytes: Uint8Array): ForeignKind {
  const all = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  if (all.includes('xl/workbook')) return 'excel'
  if (all.includes('word/document')) return 'word'
  return all.includes('ppt/presentation') ? 'powerpoint' : 'archive'
}

/** The Office of before 2007 keeps all its documents in one container; the names in it tell them apart. */
function oldOffice(bytes: Uint8Array): ForeignKind {
  const all = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  const holds = (name: string) => all.includes(Buffer.from(`${name}\0`, 'utf16le'))
  if (holds('Workbook') || holds('Book')) return 'excel'
  if (holds('WordDocument')) return 'word'
  return holds('PowerPoint Document') ? 'powerpoint' : 'unknown'
}

/** A page begins with its kind, behind one comment at most. */
function isWebPage(text: string): boolean {
  let begun = text.replace(/^ï»¿/, '').trimStart()
  if (begun.startsWith('<!--')) begun = begun.slice(begun.indexOf('-->') + 3).trimStart()
  return /^<(!doctype\s+html|html|head|body)\b/i.test(begun.slice(0, 100))
}

/** The beginning of what may be read as text, null when it may not: of the control characters a text has only blanks. */
function textOf(bytes: Uint8Array): string | null {
  const head = bytes.subarray(0, 4096)
  const text = new TextDecoder(wideTextOf(head) ?? 'windows-1252').decode(head)
  return [...text].some((character) => (blanks.has(character) ? false : character < ' ')) ? null : text
}

const blanks = new Set('\t\n\v\f\r')

/** For the thread of uploads. */
export const readingContent: UploadWork<typeof contentOf> = {
  module: 'app/base/files/content.server.ts',
  does: 'contentOf',
}
