// SPDX-License-Identifier: AGPL-3.0-or-later
// I.R.I.S. with ways to mark its people and to ask as what they are counted.

import { at, minutesAfter, newId } from '#base/clock.server.ts'
import type { Db } from '#db/connect.server.ts'
import { recordMarks } from '#record/attendance/marks.server.ts'
import { rollOf } from '#record/attendance/roll.server.ts'
import type { StatedMark } from '#record/marks/change.ts'
import { iris } from '#tests/support/iris.ts'
import { grant, person } from '#tests/support/people.ts'
import { enrolment } from '#tests/support/training.ts'

type Meeting = { id: string; edition_id: string; starts_at: string; ends_at: string }
type Somebody = { id: string }

export async function countedPeople(db: Db) {
  const who = await iris(db)
  const manager = await grant(db, who.manager, 'manager', { project: who.rosa })
  return {
    ...who,
    /** Records somebody at a meeting while it runs: present all the time unless it says otherwise. */
    async mark(
      meeting: Meeting,
      somebody: Somebody,
      status: StatedMark['status'] = 'present',
      until = meeting.ends_at,
    ) {
      const roll = await rollOf(db, meeting)
      const base = roll.find((row) => row.person_id === somebody.id)?.mark?.id ?? null
      const intervals = status === 'present' ? [{ in: meeting.starts_at, out: until }] : []
      const marks = [{ person_id: somebody.id, status, intervals, base }]
      const common = { source: 'trainer' as const, reason: null, nonce: newId() }
      await at(minutesAfter(meeting.ends_at, -1), () =>
        recordMarks(db, manager, { meeting_id: meeting.id, ...common, marks }),
      )
    },
    counted: (somebody: Somebody, project = who.project) =>
      db
        .selectFrom('participant')
        .selectAll()
        .where('project_id', '=', project.id)
        .where('person_id', '=', somebody.id)
        .executeTakeFirst(),
    /** Works for the Comune and is enrolled in IRIS-PM-01. */
    async enrolled(name: string, details: Parameters<typeof person>[3] = {}) {
      const somebody = await person(db, name, who.comune, details)
      await enrolment(db, who.edition, somebody)
      return somebody
    },
    async acts(somebody: Somebody) {
      const query = db.selectFrom('ledger').select('act').where('subject_id', '=', somebody.id).orderBy('seq')
      return (await query.execute()).map((row) => row.act)
    },
  }
}
