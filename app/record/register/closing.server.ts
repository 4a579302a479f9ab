// SPDX-License-Identifier: AGPL-3.0-or-later
// Closing a meeting's page of the register: the trainer's signature.

import type { Actor } from '#base/access/actor.ts'
import { placeOfMeeting } from '#base/access/place.server.ts'
import { refuseUnproved } from '#base/access/proof.server.ts'
import { refuseUnless } from '#base/access/refuse.ts'
import { newId, now } from '#base/clock.server.ts'
import { AppError } from '#base/error.ts'
import { m } from '#base/i18n/paraglide/messages.js'
import { record } from '#base/ledger/ledger.server.ts'
import type { Db } from '#db/connect.server.ts'
import { inTransaction } from '#db/transaction.server.ts'
import { holdMeeting } from '#plan/meetings/lock.server.ts'
import { isSettled } from '#plan/meetings/meeting.ts'
import { settleCheckIns } from '#record/check-in/settle.server.ts'
import { inForce } from '#record/marks/in-force.ts'
import { isLate, obstacleName, obstaclesTo } from '#record/register-page/closing.ts'
import type { PageContent } from '#record/register-page/content.ts'
import { pageContents, sealed } from '#record/register-page/pages.server.ts'
import { openRequestsCount } from '#record/requests/asked.server.ts'

export type Closing = {
  /** False: it was closed already, by whom `by` says. */
  isNew: boolean
  version: number
  by: string
}

/**
 * Closes a meeting's page of the register: keeps what it says as version 1 with its hash, signed by the actor, who has
 * proved just now who they are. Check-ins become marks first. Refuses, naming each reason, a meeting that is cancelled, has not
 * begun or is not over, anybody unmarked, no topic, no trainer with hours (domain.md 4.1, rule 5), and, where `seen` is given, a page that
 * says something else than the one of that hash; and, at `reason`, a page that is closed later than the project asks and does not
 * say why. A page that is closed stays as it is, whoever asks again.
 */
export async function closeMeeting(
  db: Db,
  actor: Actor,
  { meeting_id, seen, reason }: { meeting_id: string; seen?: string; reason?: string | undefined },
): Promise<Closing> {
  refuseUnless(actor, 'attendance:record', await placeOfMeeting(db, meeting_id))
  refuseUnproved(actor, 'always')
  // Also before: what a refusal takes back would otherwise be missing from the page that is shown next.
  if (!db.isTransaction) await settleCheckIns(db, meeting_id)
  return await inTransaction(db, async (db) => {
    const meeting = await holdMeeting(db, meeting_id)
    if (isSettled(meeting)) return await closedAlready(db, actor, meeting_id)
    if (meeting.state !== 'cancelled') await settleCheckIns(db, meeting_id)
    const content = await contentNow(db, meeting_id)
    const moment = now()
    const obstacles = obstaclesTo(content, moment)
    if (obstacles.length > 0) {
      const reasons = obstacles.map((obstacle) => obstacleName(obstacle, content))
      throw new AppError('invalid', m.register_error_obstacles({ reasons: reasons.join(' ') }))
    }
    const late = isLate(meeting.ends_at, meeting.close_within, moment)
    if (late && !reason) {
      throw new AppError('invalid', m.register_late_wants_reason({ n: meeting.close_within }), 'reason')
    }
    const seal = sealed(content)
    if (seen !== undefined && seen !== seal.hash) {
      throw new AppError('conflict', m.register_error_changed_meanwhile())
    }
    await db
      .insertInto('register_page')
      .values({
        id: newId(),
        meeting_id,
        version: 1,
        ...seal,
        reason: late ? (reason ?? null) : null,
        closed_by: actor.accountId,
        closed_by_name: actor.name,
        closed_at: moment,
        locked_by: null,
        locked_by_name: null,
        locked_at: null,
        superseded_at: null,
      })
      .execute()
    await db.updateTable('meeting').set({ state: 'closed' }).where('id', '=', meeting_id).execute()
    await record(db, actor, {
      act: 'meeting_closed',
      subject: ['meeting', meeting_id],
      projectId: meeting.project_id,
      before: { state: meeting.state },
      after: { state: 'closed', page: meeting.number, version: 1, hash: seal.hash, ...(late && { reason }) },
    })
    return { isNew: true, version: 1, by: actor.name }
  })
}

async function closedAlready(db: Db, actor: Actor, meeting_id: string): Promise<Closing> {
  const page = await db
    .selectFrom('register_page')
    .select(['version', 'closed_by_name'])
    .where('meeting_id', '=', meeting_id)
    .orderBy('version')
    .limit(1)
    .executeTakeFirst()
  return { isNew: false, version: page?.version ?? 1, by: page?.closed_by_name ?? actor.name }
}

async function contentNow(db: Db, meeting_id: string): Promise<PageContent> {
  const content = (await pageContents(db, [meeting_id])).get(meeting_id)
  if (!content) throw new AppError('not_found', m.access_not_found())
  return content
}

/** What whoever closes a page is shown: what will be signed, what prevents it, and what should be looked at first. */
export async function closingOf(db: Db, meeting_id: string, close_within: number) {
  const content = await contentNow(db, meeting_id)
  const moment = now()
  const [noExit, openReports, doubtful, rows] = await Promise.all([
    withoutExit(db, meeting_id),
    openRequestsCount(db, meeting_id),
    db
      .selectFrom('check_in')
      .select((eb) => eb.fn.countAll().as('n'))
      .where('meeting_id', '=', meeting_id)
      .where('state', '=', 'waiting')
      .executeTakeFirstOrThrow(),
    db
      .selectFrom('platform_row')
      .innerJoin('platform_report', 'platform_report.id', 'platform_row.report_id')
      .select((eb) => eb.fn.countAll().as('n'))
      .where('platform_report.meeting_id', '=', meeting_id)
      .where('platform_row.state', '=', 'waiting')
      .executeTakeFirstOrThrow(),
  ])
  return {
    content,
    seen: sealed(content).hash,
    obstacles: obstaclesTo(content, moment),
    late: isLate(content.meeting.ends_at, close_within, moment),
    noExit,
    openReports,
    doubtfulCheckIns: Number(doubtful.n),
    unresolvedRows: Number(rows.n),
  }
}

/** The names of those who checked in and never out, and whose times nobody has recorded otherwise. */
async function withoutExit(db: Db, meeting_id: string): Promise<string[]> {
  const rows = await db
    .selectFrom('check_in')
    .innerJoin('person', 'person.id', 'check_in.person_id')
    .leftJoin('mark', (join) =>
      join
        .onRef('mark.person_id', '=', 'check_in.person_id')
        .onRef('mark.meeting_id', '=', 'check_in.meeting_id')
        .on(inForce),
    )
    .select(['person.first_name', 'person.last_name'])
    .distinct()
    .where('check_in.meeting_id', '=', meeting_id)
    .where('check_in.kind', '=', 'entry')
    .where('check_in.state', 'in', ['accepted', 'confirmed'])
    .where((eb) => eb.or([eb('mark.id', 'is', null), eb('mark.source', '=', 'self')]))
    .where((eb) =>
      eb.not(
        eb.exists(
          eb
            .selectFrom('check_in as exit')
            .select('exit.id')
            .whereRef('exit.person_id', '=', 'check_in.person_id')
            .where('exit.meeting_id', '=', meeting_id)
            .where('exit.kind', '=', 'exit')
            .whereRef('exit.at', '>', 'check_in.at')
            .where('exit.state', 'in', ['accepted', 'confirmed']),
        ),
      ),
    )
    .orderBy('person.last_name')
    .orderBy('person.first_name')
    .execute()
  return rows.map((row) => `${row.last_name} ${row.first_name}`)
}
