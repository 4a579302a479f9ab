// SPDX-License-Identifier: AGPL-3.0-or-later
// A file that the installation keeps: what it may be and how large.

/** An Excel workbook of 2007 and later. */
export const workbookType = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet'

export const fileTypes = [
  'application/pdf',
  'image/jpeg',
  'image/png',
  'text/csv',
  workbookType,
  'application/pkcs7-mime',
] as const
export type FileType = (typeof fileTypes)[number]

/** Bytes on the disk under their SHA-256. */
export type KeptFile = { hash: string; size: number; type: FileType }

/** What somebody sent, checked by content; the name is fit to be shown and kept. */
export type Upload = { bytes: Uint8Array; type: FileType; name: string }

/** What a reader or a browser shows. */
export const shownTypes = [
  'application/pdf',
  'image/jpeg',
  'image/png',
] as const satisfies readonly FileType[]
export type ShownType = (typeof shownTypes)[number]

/** An envelope of a digital signature (.p7m) with a document in it. */
export const signedType = 'application/pkcs7-mime' satisfies FileType

/** Scans and other documents, signed digitally or not. */
export const scanTypes = [...shownTypes, signedType] as const satisfies readonly FileType[]

/** For the field in which one is chosen: no browser knows the ending of signed files by their type. */
export const scansAccepted = [...scanTypes, '.p7m']

/** A file's type is one that is shown. */
export function isShown(type: string): type is ShownType {
  return shownTypes.some((shown) => shown === type)
}

/** How many files one form takes, together no larger than one. */
export const mostFiles = 20

/** Tables, to be read. */
export const tableTypes = ['text/csv', workbookType] as const satisfies readonly FileType[]

/** 20 MB: the largest file that is taken. */
export const mostBytes = 20 * 1024 * 1024

/** 10 MB: the largest table, twice what 50,000 lines of a platform's report come to. */
export const mostTableBytes = 10 * 1024 * 1024

/** What is said of a file by its first letters: enough to compare with what a printed page or the ledger says. */
export function shortHash(hash: string): string {
  return hash.slice(0, 12)
}

export function isHash(text: string): boolean {
  return /^[0-9a-f]{64}$/.test(text)
}
