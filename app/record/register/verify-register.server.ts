// SPDX-License-Identifier: AGPL-3.0-or-later
// Closed pages against their hashes, the ledger, and the marks they were made of.
import { createHash } from 'node:crypto'
import { z } from 'zod'
import type { Db } from '#db/connect.server.ts'
import { type PageContent, readPage } from '#record/register-page/content.ts'
import { type Difference, differencesBetween } from '#record/register-page/difference.ts'
import { pageContents } from '#record/register-page/pages.server.ts'

/** Pages are large: so many are read at a time. */
const size = 50
const acts = ['meeting_closed', 'register_page_versioned']

/**
 * The first fault of the register in words for the administrator, or null: a page whose content does not make its hash, whose
 * hash is not the one in the ledger, or which is missing; a page in force that says something else than the marks, the topic
 * and the times of its meeting; a closed meeting without a page.
 */
export async function findRegisterFault(db: Db): Promise<string | null> {
  let last = ''
  for (;;) {
    const pages = await pagesAfter(db, last)
    const signed = await signedHashes(
      db,
      pages.map((page) => page.meeting_id),
    )
    for (const page of pages) {
      const fault = sealFault(page, signed)
      if (fault) return `${nameOf(page)} ${fault}`
    }
    const fault = await contentFault(
      db,
      pages.filter((page) => page.superseded_at === null),
    )
    if (fault) return fault
    if (pages.length < size) break
    last = pages.at(-1)?.id ?? last
  }
  return (await findMissingPage(db)) ?? (await findMissingVersion(db))
}

async function pagesAfter(db: Db, last: string) {
  return await db
    .selectFrom('register_page')
    .innerJoin('meeting', 'meeting.id', 'register_page.meeting_id')
    .innerJoin('edition', 'edition.id', 'meeting.edition_id')
    .select(['register_page.id', 'register_page.meeting_id', 'register_page.version'])
    .select(['register_page.content', 'register_page.hash', 'register_page.superseded_at'])
    .select(['meeting.number', 'edition.code'])
    .where('register_page.id', '>', last)
    .orderBy('register_page.id')
    .limit(size)
    .execute()
}

type Page = Awaited<ReturnType<typeof pagesAfter>>[number]
const sealed = z.object({ version: z.number(), hash: z.string() })

/** The hashes under which pages of some meetings were signed, by meeting and version. */
async function signedHashes(db: Db, meetingIds: string[]): Promise<Map<string, string>> {
  if (meetingIds.length === 0) return new Map()
  const rows = await db
    .selectFrom('ledger')
    .select(['subject_id', 'after'])
    .where('subject_type', '=', 'meeting')
    .where('subject_id', 'in', meetingIds)
    .where('act', 'in', acts)
    .execute()
  return new Map(
    rows.map(({ subject_id, after }) => {
      const { version, hash } = sealed.parse(JSON.parse(after ?? ''))
      return [`${subject_id} ${version}`, hash]
    }),
  )
}

function sealFault(page: Page, signed: Map<string, string>): string | null {
  const hash = createHash('sha256').update(page.content).digest('hex')
  if (hash !== page.hash) return 'was changed after it was signed: its content does not make its hash'
  const known = signed.get(`${page.meeting_id} ${page.version}`)
  if (known === undefined) return 'is in no row of the ledger'
  return known === page.hash ? null : 'was changed after it was signed: the ledger has another hash'
}

async function contentFault(db: Db, pages: readonly Page[]): Promise<string | null> {
  const live = await pageContents(
    db,
    pages.map((page) => page.meeting_id),
  )
  for (const page of pages) {
    const now = live.get(page.meeting_id)
    if (!now) continue
    const kept = readable(page.content)
    if (!kept) return `${nameOf(page)} cannot be read`
    const [difference] = differencesBetween(kept, now).filter(counts)
    if (difference) return `${nameOf(page)} says otherwise than what is recorded of ${aboutOf(difference)}`
  }
  return null
}

function readable(column: string): PageContent | null {
  try {
    return readPage(column).content
  } catch {
    return null
  }
}

/** What may not differ. Names, employers, places and earlier meetings' minutes may, since pages keep their own day's. */
function counts(difference: Difference): boolean {
  switch (difference.what) {
    case 'meeting':
      return ['topic', 'starts_at', 'ends_at', 'breaks'].includes(difference.field)
    case 'presence':
      return (difference.from?.status ?? null) !== null || (difference.to?.status ?? null) !== null
    case 'walk_in':
    case 'walk_in_said':
      return true
    default:
      return false
  }
}

function aboutOf(difference: Difference): string {
  if (difference.what === 'meeting') return `the meeting (${difference.field})`
  return 'name' in difference ? difference.name : 'somebody'
}

async function findMissingPage(db: Db): Promise<string | null> {
  const meeting = await db
    .selectFrom('meeting')
    .innerJoin('edition', 'edition.id', 'meeting.edition_id')
    .leftJoin('register_page', (join) =>
      join.onRef('register_page.meeting_id', '=', 'meeting.id').on('register_page.superseded_at', 'is', null),
    )
    .select(['meeting.number', 'edition.code'])
    .where('meeting.state', 'in', ['closed', 'locked'])
    .where('register_page.id', 'is', null)
    .limit(1)
    .executeTakeFirst()
  return meeting ? `meeting ${meeting.number} of ${meeting.code} is closed, but has no page in force` : null
}

/** A version that the ledger has and the table has not. */
async function findMissingVersion(db: Db): Promise<string | null> {
  let seq = 0
  for (;;) {
    const rows = await db
      .selectFrom('ledger')
      .select(['seq', 'subject_id', 'after'])
      .where('act', 'in', acts)
      .where('seq', '>', seq)
      .orderBy('seq')
      .limit(1000)
      .execute()
    if (rows.length === 0) return null
    const kept = await db
      .selectFrom('register_page')
      .select(['meeting_id', 'version'])
      .where(
        'meeting_id',
        'in',
        rows.map((row) => row.subject_id),
      )
      .execute()
    const known = new Set(kept.map((page) => `${page.meeting_id} ${page.version}`))
    const missing = rows.find(({ subject_id, after }) => {
      return !known.has(`${subject_id} ${sealed.parse(JSON.parse(after ?? '')).version}`)
    })
    if (missing) return `the page of row ${missing.seq} of the ledger is missing`
    seq = Number(rows.at(-1)?.seq ?? seq)
  }
}

function nameOf({ number, code, version }: Page): string {
  return `page ${number} of ${code}, version ${version},`
}
