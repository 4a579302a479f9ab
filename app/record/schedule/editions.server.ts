// SPDX-License-Identifier: AGPL-3.0-or-later

import { type Actor, placeOf } from '#base/access/actor.ts'
import { refuseUnless } from '#base/access/refuse.ts'
import { newId, now } from '#base/clock.server.ts'
import { AppError } from '#base/error.ts'
import { m } from '#base/i18n/paraglide/messages.js'
import { record } from '#base/ledger/ledger.server.ts'
import type { Db } from '#db/connect.server.ts'
import { holdRow } from '#db/hold.server.ts'
import type { CourseKind } from '#db/schema.ts'
import { inTransaction } from '#db/transaction.server.ts'
import { codePrefix, proposedCode } from '#plan/editions/edition.ts'
import { addMeetings, type NewMeeting } from './meetings.server.ts'

export type NewEdition = {
  /** Given by a form that may be sent twice: a second edition of the same id is not added. */
  id?: string
  project_id: string
  course_id: string | null
  /** Absent: the next of PROJECT-COURSE-NN. */
  code?: string | undefined
  title: string
  kind: CourseKind
  venue?: string | null | undefined
  capacity?: number | null | undefined
  meetings?: NewMeeting[]
}

/**
 * Adds an edition to a project, with its meetings if they are known. A code that is taken is refused, on any project of
 * the installation: it is the edition's address. Joins the caller's transaction if there is one.
 */
export async function addEdition(db: Db, actor: Actor | null, edition: NewEdition) {
  refuseUnless(actor, 'project:manage', placeOf({ project_id: edition.project_id }))
  return await inTransaction(db, async (db) => {
    const { project_id, course_id, title, kind } = edition
    // Two managers are not given the same code, and a form sent twice finds the edition that it made.
    await holdRow(db, 'project', project_id)
    const id = edition.id ?? newId()
    const row = { id, project_id, course_id, title, kind, venue: edition.venue ?? null }
    const whole = { ...row, capacity: edition.capacity ?? null, created_at: now() }
    const kept = await db.selectFrom('edition').select(['id', 'code']).where('id', '=', id).executeTakeFirst()
    if (kept) return { ...kept, isNew: false }
    const code = edition.code
      ? await insertWithCode(db, { ...whole, code: edition.code })
      : await insertWithNextCode(db, whole)
    if (!code) throw new AppError('conflict', m.editions_code_taken(), 'code')
    const { created_at: _created, id: _id, ...facts } = whole
    await record(db, actor, {
      act: 'edition_added',
      subject: ['edition', id],
      projectId: project_id,
      after: { ...facts, code },
    })
    if (edition.meetings) await addMeetings(db, actor, id, edition.meetings)
    return { id, code, isNew: true }
  })
}

type Row = Omit<NewEdition, 'meetings' | 'code' | 'id'> & { id: string; created_at: string }

async function insertWithCode(db: Db, row: Row & { code: string }): Promise<string | null> {
  const made = await db
    .insertInto('edition')
    .values(row)
    .onConflict((conflict) => conflict.column('code').doNothing())
    .returning('code')
    .executeTakeFirst()
  return made?.code ?? null
}

// Two managers may be proposed the same code at once: the second takes the next.
async function insertWithNextCode(db: Db, row: Row): Promise<string | null> {
  for (let attempt = 0; attempt < 20; attempt++) {
    const code = await nextCode(db, row)
    const made = await insertWithCode(db, { ...row, code })
    if (made) return made
  }
  return null
}

/** The code that a new edition of a course (or kind) in a project is proposed. */
export async function nextCode(
  db: Db,
  edition: { project_id: string; course_id: string | null; kind: CourseKind },
): Promise<string> {
  const project = await db
    .selectFrom('project')
    .select('slug')
    .where('id', '=', edition.project_id)
    .executeTakeFirstOrThrow()
  const course = edition.course_id
    ? await db
        .selectFrom('course')
        .select('slug')
        .where('id', '=', edition.course_id)
        .executeTakeFirstOrThrow()
    : null
  const prefix = codePrefix(project.slug, course?.slug ?? null, edition.kind)
  const taken = await db.selectFrom('edition').select('code').where('code', 'like', `${prefix}-%`).execute()
  return proposedCode(
    prefix,
    taken.map((row) => row.code),
  )
}
