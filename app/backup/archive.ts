// SPDX-License-Identifier: AGPL-3.0-or-later
// What a backup is made of: a tar with these parts, in this order. db/README.md says how to open one without Presente.
import { z } from 'zod'

/** The archive's own format. A newer one is refused; whoever changes it goes on reading the older. */
export const format = 1

/** First: what must be known before anything is read. */
export const headName = 'presente.json'
export const keyName = 'secret.key'
/** Last: without it the archive was cut. */
export const manifestName = 'manifest.json'

/** Rows of a table, a line of JSON each. */
export function rowsName(table: string, number: number): string {
  return `database/${table}/${padded(number)}.jsonl`
}

/** A kept file, under its hash as in the data folder. */
export function fileName(hash: string): string {
  return `files/${hash.slice(0, 2)}/${hash}`
}

/** Hashes of the parts since the ones before, for `sha256sum -c`. */
export function sumsName(number: number): string {
  return `sums/${padded(number)}.sha256`
}

function padded(number: number): string {
  return String(number).padStart(6, '0')
}

type PartName =
  | { kind: 'head' | 'key' | 'sums' | 'manifest' }
  | { kind: 'rows'; table: string }
  | { kind: 'file'; hash: string }

/** What a part is by its name; null for what no backup has. */
export function kindOfPart(name: string): PartName | null {
  if (name === headName) return { kind: 'head' }
  if (name === keyName) return { kind: 'key' }
  if (name === manifestName) return { kind: 'manifest' }
  if (/^sums\/\d{6}\.sha256$/.test(name)) return { kind: 'sums' }
  const table = /^database\/([a-z_]{1,60})\/\d{6,9}\.jsonl$/.exec(name)?.[1]
  if (table) return { kind: 'rows', table }
  const hash = /^files\/[0-9a-f]{2}\/([0-9a-f]{64})$/.exec(name)?.[1]
  return hash && name === fileName(hash) ? { kind: 'file', hash } : null
}

export const headSchema = z.object({
  format: z.number().int(),
  program: z.string(),
  made_at: z.iso.datetime(),
  engine: z.enum(['sqlite', 'postgres']),
  /** The migrations that the database had had, in order. */
  migrations: z.array(z.string()).min(1),
})
export type Head = z.output<typeof headSchema>

export const manifestSchema = z.object({
  /** Rows of each table. */
  tables: z.record(z.string(), z.number().int()),
  files: z.number().int(),
  /** Kept files that were missing or damaged already: they are not in the archive. At most a hundred are named. */
  lost: z.object({ count: z.number().int(), hashes: z.array(z.string()) }),
  /** Parts before this one, and the bytes in them. */
  parts: z.number().int(),
  bytes: z.number().int(),
})
export type Manifest = z.output<typeof manifestSchema>

/** A fault of a backup, an archive or a place; the message is one line for whoever started the command. */
export class BackupError extends Error {
  readonly why: 'disk_full' | 'no_folder' | 'other'

  constructor(message: string, why: BackupError['why'] = 'other') {
    super(message)
    this.why = why
  }
}

export const damaged = 'The archive is damaged or was cut: restore another one.'
