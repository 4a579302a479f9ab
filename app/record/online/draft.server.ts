// SPDX-License-Identifier: AGPL-3.0-or-later
// A file whose columns somebody is asked for: on the disk without a row, until it is imported or swept after an hour. Its address
// is sealed for its meeting, so that nobody opens another's file by its hash.
import { createHmac, timingSafeEqual } from 'node:crypto'
import { z } from 'zod'
import { now } from '#base/clock.server.ts'
import { AppError } from '#base/error.ts'
import { fileTypes, isHash } from '#base/files/file.ts'
import { readFile } from '#base/files/store.server.ts'
import { keyOf } from '#base/keys.server.ts'

const draft = z.object({
  hash: z.string().refine(isHash),
  type: z.enum(fileTypes),
  name: z.string().max(200),
  version: z.string().max(100).nullable(),
  until: z.iso.datetime(),
})

export type Draft = z.output<typeof draft>

/** Less than the sweep leaves a file that nothing names. */
const kept = 50 * 60_000
const longest = 2000

/** The address of a file just put on the disk, for its meeting, good for fifty minutes. */
export function sealDraft(meeting_id: string, file: Omit<Draft, 'until'>): string {
  const until = new Date(Date.parse(now()) + kept).toISOString()
  const body = Buffer.from(JSON.stringify({ ...file, until })).toString('base64url')
  return `${body}.${sealOf(meeting_id, body).toString('base64url')}`
}

/** The file of an address that was sealed for a meeting, with its bytes; null when it is none, too old or gone. */
export async function findDraft(
  meeting_id: string,
  sealed: string,
): Promise<(Draft & { bytes: Uint8Array }) | null> {
  if (sealed.length > longest) return null
  const [body = '', seal = ''] = sealed.split('.')
  const [given, own] = [Buffer.from(seal, 'base64url'), sealOf(meeting_id, body)]
  if (given.length !== own.length || !timingSafeEqual(given, own)) return null
  const file = draft.parse(JSON.parse(Buffer.from(body, 'base64url').toString('utf8')))
  if (now() > file.until) return null
  const bytes = await readFile(file.hash).catch((error: unknown) => {
    if (error instanceof AppError) return null
    throw error
  })
  return bytes && { ...file, bytes }
}

function sealOf(meeting_id: string, body: string): Buffer {
  return createHmac('sha256', keyOf('report draft')).update(`${meeting_id}\n${body}`).digest()
}
