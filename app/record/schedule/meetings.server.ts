// SPDX-License-Identifier: AGPL-3.0-or-later

import type { Transaction } from 'kysely'
import { type Actor, editionPlace } from '#base/access/actor.ts'
import { refuseUnless } from '#base/access/refuse.ts'
import { newId } from '#base/clock.server.ts'
import { AppError } from '#base/error.ts'
import { m } from '#base/i18n/paraglide/messages.js'
import { record } from '#base/ledger/ledger.server.ts'
import type { Db } from '#db/connect.server.ts'
import { holdRow } from '#db/hold.server.ts'
import type { Database } from '#db/schema.ts'
import { inTransaction } from '#db/transaction.server.ts'
import { type MeetingMode, usualCheckIn } from '#plan/meetings/meeting.ts'
import { type Teacher, teachersOfEdition } from '#plan/trainers/trainers.server.ts'
import { refreshCompletions } from '#record/completion/completion.server.ts'

export type MeetingData = {
  /** Absent: "Incontro" and its number. */
  title?: string | null | undefined
  starts_at: string
  ends_at: string
  breaks: readonly { from: string; to: string }[]
  mode: MeetingMode
  venue?: string | null | undefined
  link?: string | null | undefined
  /** Absent: the usual ones. */
  check_in_before?: number | undefined
  check_in_after?: number | undefined
}

/** `id` is given by a form that may be sent twice: a second meeting of the same id is not added. */
export type NewMeeting = MeetingData & { id?: string }

/**
 * Adds meetings to an edition and returns their ids, earliest first. They are numbered by start after those that are
 * there: a number that registers already carry does not change. Whoever teaches the edition teaches them too
 * (teachersOfEdition). Joins the caller's transaction if there is one.
 */
export async function addMeetings(
  db: Db,
  actor: Actor | null,
  edition_id: string,
  meetings: NewMeeting[],
): Promise<string[]> {
  if (meetings.length === 0) return []
  return await inTransaction(db, async (db) => {
    // Two managers do not give the same number.
    const edition = await holdRow(db, 'edition', edition_id)
    if (!edition) throw new AppError('not_found', m.access_not_found())
    refuseUnless(actor, 'project:manage', editionPlace(edition))
    const teachers = await teachersOfEdition(db, edition_id)
    const last = await db
      .selectFrom('meeting')
      .select((eb) => eb.fn.max('number').as('number'))
      .where('edition_id', '=', edition_id)
      .executeTakeFirst()
    const first = Number(last?.number ?? 0) + 1
    const rows = [...meetings]
      .sort((a, b) => (a.starts_at < b.starts_at ? -1 : 1))
      .map((meeting, index) => rowOf(edition_id, first + index, meeting))
    const made = await db
      .insertInto('meeting')
      .values(rows)
      .onConflict((conflict) => conflict.column('id').doNothing())
      .returning('id')
      .execute()
    const added = rows.filter((row) => made.some(({ id }) => id === row.id))
    await assignToMeetings(
      db,
      added.map((row) => row.id),
      teachers,
    )
    const entries = added.map(({ id, breaks, state: _state, topic: _topic, ...facts }) => ({
      act: 'meeting_added' as const,
      subject: ['meeting', id] as const,
      projectId: edition.project_id,
      after: { ...facts, breaks: JSON.parse(breaks) as unknown },
    }))
    await record(db, actor, ...entries)
    await refreshEnrolled(db, actor, edition_id)
    return rows.map((row) => row.id)
  })
}

function rowOf(edition_id: string, number: number, meeting: NewMeeting) {
  return {
    id: meeting.id ?? newId(),
    edition_id,
    number,
    ...columnsOf(meeting, number),
    state: 'planned' as const,
    topic: null,
  }
}

/** A meeting's own columns, as kept. */
export function columnsOf(meeting: MeetingData, number: number) {
  return {
    title: meeting.title ?? m.editions_meeting_number({ number }),
    starts_at: meeting.starts_at,
    ends_at: meeting.ends_at,
    breaks: JSON.stringify(meeting.breaks),
    mode: meeting.mode,
    venue: meeting.venue ?? null,
    link: meeting.link ?? null,
    check_in_before: meeting.check_in_before ?? usualCheckIn.check_in_before,
    check_in_after: meeting.check_in_after ?? usualCheckIn.check_in_after,
  }
}

async function assignToMeetings(
  db: Transaction<Database>,
  meetingIds: string[],
  teachers: Teacher[],
): Promise<void> {
  const rows = meetingIds.flatMap((meeting_id) => teachers.map((teacher) => ({ meeting_id, ...teacher })))
  for (let from = 0; from < rows.length; from += 500) {
    await db
      .insertInto('meeting_trainer')
      .values(rows.slice(from, from + 500))
      .onConflict((conflict) => conflict.doNothing())
      .execute()
  }
}

/** Recounts who has completed, after the edition's scheduled minutes changed. In the caller's transaction. */
export async function refreshEnrolled(
  db: Transaction<Database>,
  actor: Actor | null,
  edition_id: string,
): Promise<void> {
  const rows = await db
    .selectFrom('enrolment')
    .select('id')
    .where('edition_id', '=', edition_id)
    .where('state', '=', 'enrolled')
    .execute()
  await refreshCompletions(
    db,
    actor,
    rows.map((row) => row.id),
  )
}
