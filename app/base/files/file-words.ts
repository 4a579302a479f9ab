// SPDX-License-Identifier: AGPL-3.0-or-later
import { m } from '#base/i18n/paraglide/messages.js'
import { type FileType, workbookType } from './file.ts'

/** What people send that is not kept. */
export type ForeignKind =
  | 'excel'
  | 'word'
  | 'powerpoint'
  | 'open_document'
  | 'archive'
  | 'heic'
  | 'image'
  | 'video'
  | 'audio'
  | 'web_page'
  | 'text'
  | 'program'
  | 'unknown'

const kindNames: Record<ForeignKind | FileType, () => string> = {
  excel: m.files_is_excel,
  word: m.files_is_word,
  powerpoint: m.files_is_powerpoint,
  open_document: m.files_is_open_document,
  archive: m.files_is_archive,
  heic: m.files_is_heic,
  image: m.files_is_image,
  video: m.files_is_video,
  audio: m.files_is_audio,
  web_page: m.files_is_web_page,
  text: m.files_is_text,
  program: m.files_is_program,
  unknown: m.files_is_unknown,
  'application/pdf': m.files_is_pdf,
  'image/jpeg': m.files_is_jpeg,
  'image/png': m.files_is_png,
  'text/csv': m.files_is_text,
  [workbookType]: m.files_is_excel,
  'application/pkcs7-mime': m.files_is_signed,
}

/** "un foglio di calcolo Excel": what a file really is. */
export function fileKindName(kind: ForeignKind | FileType): string {
  return kindNames[kind]()
}

const typeNames: Record<FileType, () => string> = {
  'application/pdf': () => 'PDF',
  'image/jpeg': () => 'JPEG',
  'image/png': () => 'PNG',
  'text/csv': () => 'CSV',
  [workbookType]: () => 'XLSX',
  'application/pkcs7-mime': () => 'P7M',
}

/** "PDF, JPEG, PNG" */
export function typeNamesOf(types: readonly FileType[]): string {
  return types.map((type) => typeNames[type]()).join(', ')
}

/** "1,4 MB"; small files in kB. Rounded up, so that what exceeds a limit is seen to. */
export function sizeName(bytes: number): string {
  const megabytes = bytes / 1024 / 1024
  if (megabytes >= 1024) return m.files_gigabytes({ n: tenths(megabytes / 1024) })
  if (megabytes >= 1) return m.files_megabytes({ n: tenths(megabytes) })
  return m.files_kilobytes({ n: String(Math.ceil(bytes / 1024)) })
}

function tenths(value: number): string {
  const rounded = Math.ceil(value * 10 - 1e-6) / 10
  return Number.isInteger(rounded) ? String(rounded) : rounded.toFixed(1).replace('.', m.files_decimal())
}
