// SPDX-License-Identifier: AGPL-3.0-or-later
// The roll of a meeting of the demo, as the trainer calls it: of whoever is not recorded yet, and of who teaches.

import type { Actor } from '#base/access/actor.ts'
import { placeOfMeeting } from '#base/access/place.server.ts'
import { refuseUnless } from '#base/access/refuse.ts'
import { newId } from '#base/clock.server.ts'
import { recordProjectFile } from '#base/files/quota.server.ts'
import type { Db } from '#db/connect.server.ts'
import { recordMarks } from '#record/attendance/marks.server.ts'
import { settleCheckIns } from '#record/check-in/settle.server.ts'
import type { Held } from './edition.ts'
import { presenceOf } from './presence.ts'
import { keepScan } from './scan.server.ts'

export async function callRoll(db: Db, trainer: Actor, meeting: Held, people: string[]): Promise<void> {
  refuseUnless(trainer, 'attendance:record', await placeOfMeeting(db, meeting.id))
  await settleCheckIns(db, meeting.id)
  const recorded = await recordedAt(db, meeting.id)
  const document = meeting.withDocument ? await keepDocument(db, meeting.id) : null
  const participants = people
    .map((person_id, number) => ({ person_id, base: null, ...presenceOf(number, meeting) }))
    .map((mark) => (mark.status === 'excused' ? { ...mark, note: excuse, document } : mark))
  const whole = [{ in: meeting.starts_at, out: meeting.ends_at }]
  const teachers = (await teachersOf(db, meeting.id)).map((person_id) => {
    return { person_id, base: null, status: 'present' as const, intervals: whole }
  })
  await recordMarks(db, trainer, {
    meeting_id: meeting.id,
    source: 'trainer',
    reason: null,
    nonce: newId(),
    topic: meeting.topic,
    marks: [...teachers, ...participants].filter((mark) => !recorded.has(mark.person_id)),
  })
}

const excuse = 'Convocazione in tribunale per un procedimento di tutela'

/** Who has a mark already, and who waits for the trainer's word after a doubtful check-in. */
async function recordedAt(db: Db, meeting_id: string): Promise<Set<string>> {
  const [marks, doubts] = await Promise.all([
    db.selectFrom('mark').select('person_id').where('meeting_id', '=', meeting_id).execute(),
    db
      .selectFrom('check_in')
      .select('person_id')
      .where('meeting_id', '=', meeting_id)
      .where('state', '=', 'waiting')
      .execute(),
  ])
  return new Set([...marks, ...doubts].map((row) => row.person_id))
}

async function teachersOf(db: Db, meeting_id: string): Promise<string[]> {
  const rows = await db
    .selectFrom('meeting_trainer')
    .select('person_id')
    .where('meeting_id', '=', meeting_id)
    .execute()
  return rows.map((row) => row.person_id)
}

async function keepDocument(db: Db, meeting_id: string): Promise<string> {
  const { project_id } = await db
    .selectFrom('meeting')
    .innerJoin('edition', 'edition.id', 'meeting.edition_id')
    .select('edition.project_id')
    .where('meeting.id', '=', meeting_id)
    .executeTakeFirstOrThrow()
  const file = await keepScan('convocazione.pdf', ['Convocazione', 'Documento dimostrativo'])
  await db.transaction().execute((db) => recordProjectFile(db, project_id, file))
  return file.hash
}
