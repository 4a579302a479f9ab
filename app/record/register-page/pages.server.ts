// SPDX-License-Identifier: AGPL-3.0-or-later
// The closed pages of the register, in versions, and the pages as they are printed.

import { createHash } from 'node:crypto'
import type { Selectable, Transaction } from 'kysely'
import type { Actor } from '#base/access/actor.ts'
import { refuseUnproved } from '#base/access/proof.server.ts'
import { newId, now } from '#base/clock.server.ts'
import { AppError } from '#base/error.ts'
import { m } from '#base/i18n/paraglide/messages.js'
import { record } from '#base/ledger/ledger.server.ts'
import type { Db } from '#db/connect.server.ts'
import type { Database, RegisterPageTable } from '#db/schema.ts'
import type { HeldMeeting } from '#plan/meetings/lock.server.ts'
import { isSettled } from '#plan/meetings/meeting.ts'
import { obstaclesTo } from './closing.ts'
import { type PageContent, type PrintedPage, readPage, writePage } from './content.ts'
import { pageContents } from './contents.server.ts'

export { pageContents } from './contents.server.ts'

/** A content as it is kept, and its hash: SHA-256 of that text. `format`: see writePage. */
export function sealed(content: PageContent, format?: number): { content: string; hash: string } {
  const text = writePage(content, format)
  return { content: text, hash: createHash('sha256').update(text).digest('hex') }
}

/**
 * The pages of some meetings as they are printed, in the order asked: of those closed what is kept, in the version in force
 * or in `version`; of the others what they say now. Refuses a version that does not exist.
 */
export async function printedPages(
  db: Db,
  meetings: readonly { id: string }[],
  version?: number,
): Promise<PrintedPage[]> {
  const ids = meetings.map((meeting) => meeting.id)
  if (ids.length === 0) return []
  const kept = await db
    .selectFrom('register_page')
    .selectAll()
    .where('meeting_id', 'in', ids)
    .where((eb) => (version === undefined ? eb('superseded_at', 'is', null) : eb('version', '=', version)))
    .execute()
  const pages = new Map(kept.map((page) => [page.meeting_id, page]))
  const signatures = Map.groupBy(await signaturesOf(db, ids), (row) => row.meeting_id)
  if (version !== undefined && pages.size < ids.length) {
    throw new AppError('not_found', m.access_not_found())
  }
  const live = await pageContents(
    db,
    ids.filter((id) => !pages.has(id)),
  )
  return ids.map((id) => {
    const page = pages.get(id)
    if (page) return printed(page, signatures.get(id) ?? [])
    const content = live.get(id)
    if (!content) throw new AppError('not_found', m.access_not_found())
    return { content, version: null, hash: null, reason: null, closed: null, corrected: [], locked: null }
  })
}

/** Who signed each version of some pages, the first one first. */
async function signaturesOf(db: Db, meetingIds: readonly string[]) {
  return await db
    .selectFrom('register_page')
    .select(['meeting_id', 'version', 'closed_by_name', 'closed_at', 'reason'])
    .where('meeting_id', 'in', meetingIds)
    .orderBy('version')
    .execute()
}

type Signature = Awaited<ReturnType<typeof signaturesOf>>[number]

function printed(page: Selectable<RegisterPageTable>, signatures: readonly Signature[]): PrintedPage {
  const [first = page, ...later] = signatures
  return {
    content: readPage(page.content).content,
    version: page.version,
    hash: page.hash,
    reason: page.reason,
    closed: { by: first.closed_by_name, at: first.closed_at },
    corrected: later
      .filter(({ version }) => version <= page.version)
      .map(({ version, closed_by_name, closed_at, reason }) => {
        return { version, by: closed_by_name, at: closed_at, reason: reason ?? '' }
      }),
    locked: page.locked_at === null ? null : { by: page.locked_by_name ?? '', at: page.locked_at },
  }
}

/**
 * After something on a closed page changed (marks, topic, times, a walk-in matched): keeps what it says now as its next
 * version, signed by `actor` and with the reason, in the caller's transaction, which holds the meeting. A lock carries over.
 * Null, and nothing written, when the meeting has no closed page or it says what it said. Refuses a page left without a topic.
 * Refused too whoever has not proved in this request who they are: it is their signature. Who signs several changes together
 * makes the version after the last of them. Who may change the page is the caller's to check (product.md, rule 5).
 */
export async function addPageVersion(
  db: Transaction<Database>,
  actor: Actor,
  meeting_id: string,
  reason: string,
): Promise<{ id: string; version: number } | null> {
  if (actor.signs === 'together') return null
  const last = await db
    .selectFrom('register_page')
    .selectAll()
    .where('meeting_id', '=', meeting_id)
    .where('superseded_at', 'is', null)
    .executeTakeFirst()
  if (!last) return null
  const content = await contentUnlike(db, last)
  if (!content) return null
  refuseUnproved(actor, 'always')
  if (obstaclesTo(content, now()).includes('no_topic')) {
    throw new AppError('invalid', m.register_obstacle_no_topic())
  }
  const moment = now()
  await db.updateTable('register_page').set({ superseded_at: moment }).where('id', '=', last.id).execute()
  const { locked_by, locked_by_name, locked_at } = last
  const page = { id: newId(), meeting_id, version: last.version + 1, ...sealed(content), reason }
  await db
    .insertInto('register_page')
    .values({
      ...page,
      closed_by: actor.accountId,
      closed_by_name: actor.name,
      closed_at: moment,
      locked_by,
      locked_by_name,
      locked_at,
    })
    .execute()
  await record(db, actor, {
    act: 'register_page_versioned',
    subject: ['meeting', meeting_id],
    projectId: await projectOf(db, meeting_id),
    before: { version: last.version, hash: last.hash },
    after: { version: page.version, hash: page.hash, reason },
  })
  return { id: page.id, version: page.version }
}

/** After a change of what a meeting's register says, in the same transaction: the closed page's next version, if it says something else now. */
export async function keepPage(
  db: Transaction<Database>,
  actor: Actor,
  meeting: HeldMeeting,
  reason: string | null,
): Promise<void> {
  if (isSettled(meeting) && reason) await addPageVersion(db, actor, meeting.id, reason)
}

/** What a closed page says now; null where it says what it said. Judged in its own format: a newer program alone makes no version. */
async function contentUnlike(
  db: Db,
  page: { meeting_id: string; content: string; hash: string },
): Promise<PageContent | null> {
  const content = (await pageContents(db, [page.meeting_id])).get(page.meeting_id)
  if (!content || sealed(content, readPage(page.content).format).hash === page.hash) return null
  return content
}

/** Whether the page of a meeting that is closed says something else by now. */
export async function saysSomethingElse(db: Db, meeting_id: string): Promise<boolean> {
  const page = await db
    .selectFrom('register_page')
    .select(['meeting_id', 'content', 'hash'])
    .where('meeting_id', '=', meeting_id)
    .where('superseded_at', 'is', null)
    .executeTakeFirst()
  return page === undefined || (await contentUnlike(db, page)) !== null
}

async function projectOf(db: Db, meeting_id: string): Promise<string> {
  const { project_id } = await db
    .selectFrom('meeting')
    .innerJoin('edition', 'edition.id', 'meeting.edition_id')
    .select('edition.project_id')
    .where('meeting.id', '=', meeting_id)
    .executeTakeFirstOrThrow()
  return project_id
}
