// SPDX-License-Identifier: AGPL-3.0-or-later
// A form's file, believed only after its bytes were looked at.

import { AppError } from '#base/error.ts'
import { showNumber } from '#base/i18n/format.ts'
import { m } from '#base/i18n/paraglide/messages.js'
import { type Content, readingContent } from './content.server.ts'
import type { EnvelopeFault } from './envelope.ts'
import {
  type FileType,
  isShown,
  mostBytes,
  mostTableBytes,
  shownTypes,
  signedType,
  tableTypes,
  type Upload,
} from './file.ts'
import { fileNameOf, signedNameOf } from './file-name.ts'
import { fileKindName, sizeName, typeNamesOf } from './file-words.ts'
import { hasTooManyPixels, mostPixels, mostSide, type Pixels } from './pixels.ts'
import { inUploadThread } from './uploads.server.ts'

/** What is read of a form. */
type Fields = { get(field: string): File | string | null }
type ManyFields = { getAll(field: string): (File | string)[] }

type Wanted = { types: readonly FileType[] }

/**
 * The file of a form's field, null when none was chosen. Refuses, as `invalid` at that field, an empty file, one over the
 * limit (20 MB; a table 10 MB), one of another type than those wanted (naming what it is, whatever it is called), one that is cut, a
 * picture of too many points, a PDF that asks for a password or that no reader opens, and an envelope of a digital signature without
 * such a document in it. Its bytes are looked at in the thread of uploads.
 */
export async function uploadOf(form: Fields, field: string, wanted: Wanted): Promise<Upload | null> {
  const [file] = chosenIn([form.get(field) ?? ''], field)
  if (!file) return null
  return await checkedUpload(new Uint8Array(await file.arrayBuffer()), file.name, field, wanted)
}

/** The files of a field that takes several, none looked at yet. Refuses, as `invalid` at that field, more than `most`. */
export function filesOf(form: ManyFields, field: string, most: number): File[] {
  const files = chosenIn(form.getAll(field), field)
  if (files.length > most) throw new AppError('invalid', m.files_error_many({ most }), field)
  return files
}

function chosenIn(values: readonly (File | string)[], field: string): File[] {
  return values.flatMap((file) => {
    // A form that was not sent as multipart brings the file's name alone.
    if (typeof file === 'string' && file !== '')
      throw new AppError('invalid', m.files_error_not_sent(), field)
    return typeof file === 'string' || (file.size === 0 && file.name === '') ? [] : [file]
  })
}

/** The same of bytes that are there already, and are handed over: those of the answer are to be used. */
export async function checkedUpload(
  bytes: Uint8Array,
  name: string,
  field: string,
  { types }: Wanted,
): Promise<Upload> {
  const refuse = (message: string) => new AppError('invalid', message, field)
  if (bytes.byteLength === 0) throw refuse(m.files_error_empty())
  const isTable = types.every((type) => (tableTypes as readonly FileType[]).includes(type))
  const most = isTable ? mostTableBytes : mostBytes
  if (bytes.byteLength > most) {
    const sizes = { size: sizeName(bytes.byteLength), most: sizeName(most) }
    throw refuse(isTable ? m.files_error_large_table(sizes) : m.files_error_large(sizes))
  }
  const { value: content, bytes: same } = await inUploadThread(readingContent, bytes)
  const isWanted = content.type !== null && types.includes(content.type)
  if (!isWanted) {
    const what = fileKindName(content.type ?? content.kind)
    const how = hints[content.type ?? content.kind]
    throw refuse(
      [m.files_error_type({ what, types: typeNamesOf(types) }), how ? how() : null].filter(Boolean).join(' '),
    )
  }
  const why = content.type === signedType ? signedRefusal(content) : documentRefusal(content)
  if (why) throw refuse(why)
  return { bytes: same, type: content.type, name: nameOf(name, content) }
}

function nameOf(given: string, content: Exclude<Content, { type: null }>): string {
  if (content.type !== signedType) return fileNameOf(given, content.type)
  const { signed } = content
  if ('fault' in signed || signed.content.type === null) return fileNameOf(given, signedType)
  return signedNameOf(given, signed.content.type, signed.envelopes)
}

type Document = Exclude<Content, { type: null | typeof signedType }>

/** Why a document of a wanted type proves nothing. */
function documentRefusal({ whole, pixels, fault }: Document): string | null {
  if (!whole) return m.files_error_cut()
  if (pixels && hasTooManyPixels(pixels)) return pixelsName(pixels)
  if (fault === 'locked') return m.files_error_locked()
  return fault === 'unreadable' ? m.files_error_broken() : null
}

function brokenEnvelope(): string {
  return m.files_error_envelope({ types: typeNamesOf([...shownTypes, signedType]) })
}

const envelopeFaults: Record<EnvelopeFault, () => string> = {
  detached: m.files_error_detached,
  unsigned: m.files_error_unsigned,
  cut: brokenEnvelope,
  broken: brokenEnvelope,
}

function signedRefusal({ signed }: Extract<Content, { type: typeof signedType }>): string | null {
  if ('fault' in signed) return envelopeFaults[signed.fault]()
  const { content } = signed
  if (content.type === null || !isShown(content.type)) {
    const what = fileKindName(content.type ?? content.kind)
    return m.files_error_signed_type({ what, types: typeNamesOf(shownTypes) })
  }
  const why = documentRefusal(content)
  return why && m.files_error_inside({ why })
}

function pixelsName({ width, height }: Pixels): string {
  return m.files_error_pixels({
    width: showNumber(width),
    height: showNumber(height),
    most: showNumber(mostPixels / 1_000_000),
    side: showNumber(mostSide),
  })
}

/** What to do about a few that look right to whoever sends them. */
const hints: Partial<Record<string, () => string>> = {
  heic: m.files_hint_heic,
  [signedType]: m.files_hint_signed,
  archive: m.files_hint_archive,
}
