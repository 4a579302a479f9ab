// SPDX-License-Identifier: AGPL-3.0-or-later
import { createHash } from 'node:crypto'
import { createReadStream } from 'node:fs'
import { pipeline } from 'node:stream/promises'
import { env } from '#base/env.server.ts'
import type { Db } from '#db/connect.server.ts'
import { pathOf } from './store.server.ts'

/**
 * The first file whose bytes are missing or not what they were, with where it is and what it proves, in words for the
 * administrator; null when all are sound. Read in a stream: it holds no file in memory.
 */
export async function findFileFault(db: Db, folder = env().DATA_DIR): Promise<string | null> {
  let last = ''
  for (;;) {
    const files = await db
      .selectFrom('file')
      .select(['hash', 'size'])
      .where('hash', '>', last)
      .orderBy('hash')
      .limit(500)
      .execute()
    for (const file of files) {
      const fault = await faultOf(file.hash, Number(file.size), folder)
      if (fault) return `${await usesOf(db, file.hash)} ${fault}: ${pathOf(file.hash, folder)}`
    }
    if (files.length < 500) return null
    last = files.at(-1)?.hash ?? last
  }
}

async function faultOf(hash: string, size: number, folder: string): Promise<string | null> {
  const sum = createHash('sha256')
  let read = 0
  try {
    await pipeline(createReadStream(pathOf(hash, folder)), async (chunks: AsyncIterable<Buffer>) => {
      for await (const chunk of chunks) {
        sum.update(chunk)
        read += chunk.length
      }
    })
  } catch (error) {
    const isGone = error instanceof Error && 'code' in error && error.code === 'ENOENT'
    return isGone
      ? 'is missing from the disk'
      : `cannot be read (${error instanceof Error ? error.message : error})`
  }
  if (read !== size) return `has ${read} bytes instead of ${size}`
  return sum.digest('hex') === hash ? null : 'was changed after it was stored'
}

/** What a file is used for, as a person would look for it. */
async function usesOf(db: Db, hash: string): Promise<string> {
  const meetings = db
    .selectFrom('meeting')
    .innerJoin('edition', 'edition.id', 'meeting.edition_id')
    .select(['meeting.number', 'edition.code'])
  const [evidence, report, mark, document] = await Promise.all([
    meetings
      .innerJoin('evidence', 'evidence.meeting_id', 'meeting.id')
      .where('evidence.file_hash', '=', hash)
      .select('evidence.name')
      .orderBy('evidence.attached_at')
      .executeTakeFirst(),
    meetings
      .innerJoin('platform_report', 'platform_report.meeting_id', 'meeting.id')
      .where('platform_report.file_hash', '=', hash)
      .select('platform_report.name')
      .orderBy('platform_report.imported_at')
      .executeTakeFirst(),
    meetings
      .innerJoin('mark', 'mark.meeting_id', 'meeting.id')
      .innerJoin('person', 'person.id', 'mark.person_id')
      .where('mark.document', '=', hash)
      .select(['person.first_name', 'person.last_name'])
      .orderBy('mark.recorded_at')
      .executeTakeFirst(),
    db
      .selectFrom('issued_document')
      .innerJoin('edition', 'edition.id', 'issued_document.edition_id')
      .where('issued_document.file_hash', '=', hash)
      .select(['issued_document.kind', 'issued_document.number', 'edition.code'])
      .executeTakeFirst(),
  ])
  const where = (meeting: { number: number; code: string }) => `meeting ${meeting.number} of ${meeting.code}`
  if (evidence) return `the evidence "${evidence.name}" of ${where(evidence)}`
  if (report) return `the platform's report "${report.name}" of ${where(report)}`
  if (mark) return `the document that excuses ${mark.first_name} ${mark.last_name} from ${where(mark)}`
  if (document) return `the issued ${document.kind} number ${document.number} of ${document.code}`
  return 'a file that nothing names'
}
