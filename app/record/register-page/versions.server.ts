// SPDX-License-Identifier: AGPL-3.0-or-later
import type { Db } from '#db/connect.server.ts'
import { differencesBetween } from './difference.ts'
import { pageContents, printedPages } from './pages.server.ts'

/** The versions of a meeting's page, latest first. */
export async function versionsOf(db: Db, meeting_id: string) {
  return await db
    .selectFrom('register_page')
    .select(['version', 'hash', 'reason', 'closed_by_name', 'closed_at', 'superseded_at'])
    .where('meeting_id', '=', meeting_id)
    .orderBy('version', 'desc')
    .execute()
}

/**
 * A meeting's page in one of its versions (undefined: the one in force, or what it says now if it is not closed), with all
 * its versions and what changed since the one before. `stale`: how many people have other cumulative minutes by now, because
 * earlier pages were closed or corrected later. Refuses a version that does not exist.
 */
export async function pageWithVersions(db: Db, meeting_id: string, version?: number) {
  const versions = await versionsOf(db, meeting_id)
  const [page] = await printedPages(db, [{ id: meeting_id }], version)
  if (!page) throw new Error('a meeting that exists has a page')
  const earlier = page.version === null || page.version === 1 ? null : page.version - 1
  const [previous] = earlier === null ? [] : await printedPages(db, [{ id: meeting_id }], earlier)
  const inForce = page.version !== null && page.version === versions[0]?.version
  const live = inForce ? (await pageContents(db, [meeting_id])).get(meeting_id) : undefined
  const now = new Map(live?.people.map((person) => [person.person_id, person.cumulative_minutes]))
  return {
    page,
    versions,
    latest: versions[0]?.version ?? null,
    differences: previous ? differencesBetween(previous.content, page.content) : null,
    stale: live
      ? page.content.people.filter(
          (person) => (now.get(person.person_id) ?? person.cumulative_minutes) !== person.cumulative_minutes,
        ).length
      : 0,
  }
}

/** A meeting's page in force, in short; null while it is not closed. */
export async function pageInForce(db: Db, meeting_id: string) {
  const page = await db
    .selectFrom('register_page')
    .select(['version', 'closed_by_name', 'closed_at'])
    .where('meeting_id', '=', meeting_id)
    .where('superseded_at', 'is', null)
    .executeTakeFirst()
  return page ?? null
}
