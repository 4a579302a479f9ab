// SPDX-License-Identifier: AGPL-3.0-or-later
// A file that the installation keeps: what it may be and how large.

/** An Excel workbook of 2007 and later. */
export const workbookType = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet'

export const fileTypes = ['application/pdf', 'image/jpeg', 'image/png', 'text/csv', workbookType] as const
export type FileType = (typeof fileTypes)[number]

/** Bytes on the disk under their SHA-256. */
export type KeptFile = { hash: string; size: number; type: FileType }

/** What somebody sent, checked by content; the name is fit to be shown and kept. */
export type Upload = { bytes: Uint8Array; type: FileType; name: string }

/** Scans and other documents. */
export const scanTypes = ['application/pdf', 'image/jpeg', 'image/png'] as const satisfies readonly FileType[]

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
