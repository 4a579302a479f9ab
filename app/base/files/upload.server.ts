// SPDX-License-Identifier: AGPL-3.0-or-later
// A form's file, believed only after its bytes were looked at.

import { AppError } from '#base/error.ts'
import { showNumber } from '#base/i18n/format.ts'
import { m } from '#base/i18n/paraglide/messages.js'
import { readingContent } from './content.server.ts'
import { type FileType, mostBytes, mostTableBytes, tableTypes, type Upload } from './file.ts'
import { fileNameOf } from './file-name.ts'
import { fileKindName, sizeName, typeNamesOf } from './file-words.ts'
import { hasTooManyPixels, mostPixels, mostSide, type Pixels } from './pixels.ts'
import { inUploadThread } from './uploads.server.ts'

/** What is read of a form. */
type Fields = { get(field: string): File | string | null }

type Wanted = { types: readonly FileType[] }

/**
 * The file of a form's field, null when none was chosen. Refuses, as `invalid` at that field, an empty file, one over the
 * limit (20 MB; a table 10 MB), one of another type than those wanted (naming what it is, whatever it is called), one that is cut, and a
 * picture of too many points. Its bytes are looked at in the thread of uploads.
 */
export async function uploadOf(form: Fields, field: string, wanted: Wanted): Promise<Upload | null> {
  const file = form.get(field)
  // A form that was not sent as multipart brings the file's name alone.
  if (typeof file === 'string' && file !== '') throw new AppError('invalid', m.files_error_not_sent(), field)
  if (file === null || typeof file === 'string') return null
  if (file.size === 0 && file.name === '') return null
  return await checkedUpload(new Uint8Array(await file.arrayBuffer()), file.name, field, wanted)
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
    const how = content.type === null && hints[content.kind]
    throw refuse(
      [m.files_error_type({ what, types: typeNamesOf(types) }), how ? how() : null].filter(Boolean).join(' '),
    )
  }
  if (!content.whole) throw refuse(m.files_error_cut())
  if (content.pixels && hasTooManyPixels(content.pixels)) throw refuse(pixelsName(content.pixels))
  return { bytes: same, type: content.type, name: fileNameOf(name, content.type) }
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
  signed: m.files_hint_signed,
  archive: m.files_hint_archive,
}
