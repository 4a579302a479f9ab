// SPDX-License-Identifier: AGPL-3.0-or-later
// One morning's meeting of I.R.I.S. and two trainers who call its roll.

import type { Actor } from '#base/access/actor.ts'
import { at, newId } from '#base/clock.server.ts'
import type { Db } from '#db/connect.server.ts'
import { type MarksToRecord, recordMarks } from '#record/attendance/marks.server.ts'
import { historyOf, rollOf } from '#record/attendance/roll.server.ts'
import type { StatedMark } from '#record/marks/change.ts'
import { iris } from '#tests/support/iris.ts'
import { account, grant, person } from '#tests/support/people.ts'
import { meeting } from '#tests/support/training.ts'

/** From beginning to end, and from 11:20 to 13:10. */
export const whole = { in: '2026-02-05T10:00:00.000Z', out: '2026-02-05T12:30:00.000Z' }
export const late = { in: '2026-02-05T10:20:00.000Z', out: '2026-02-05T12:10:00.000Z' }
export const during = '2026-02-05T10:30:00.000Z'
export const after = '2026-02-06T09:00:00.000Z'

/** `base` is the mark that the trainer saw. */
export function present(base: string | null = null, intervals = [whole]): StatedMark {
  return { status: 'present', intervals, base }
}

export function absent(base: string | null = null): StatedMark {
  return { status: 'absent', intervals: [], base }
}

export type Said = [person: { id: string }, mark: StatedMark][]
type More = Partial<MarksToRecord> & { by?: Actor; on?: string }

/** Carla Neri and Donata Fabbri teach; `anotherMeeting` gives each test a meeting of its own, on the same morning. */
export async function morning(db: Db) {
  const who = await iris(db)
  const donata = await person(db, 'Donata Fabbri', undefined, { is_staff: 1 })
  const second = await grant(db, await account(db, 'Donata Fabbri', donata), 'trainer', {
    edition: who.edition,
  })
  let number = 10
  return {
    ...who,
    second,
    async anotherMeeting() {
      const today = await meeting(db, who.edition, number++, whole.in, whole.out)
      return {
        ...today,
        /** Carla says so while the meeting runs, unless `more` says otherwise. */
        async record(marks: Said, more: More = {}) {
          const { by = who.trainer, on = during, ...given } = more
          const said = marks.map(([person, mark]) => ({ person_id: person.id, ...mark }))
          const common = { meeting_id: today.id, source: 'trainer' as const, reason: null, nonce: newId() }
          return await at(on, () => recordMarks(db, by, { ...common, marks: said, ...given }))
        },
        history: (person: { id: string }) => historyOf(db, today.id, person.id),
        async current(person: { id: string }) {
          const row = (await rollOf(db, today)).find((row) => row.person_id === person.id)
          if (!row?.mark) throw new Error('no mark')
          return row.mark
        },
        kept: () => db.selectFrom('meeting').selectAll().where('id', '=', today.id).executeTakeFirstOrThrow(),
        put: (state: 'closed' | 'locked' | 'cancelled') =>
          db.updateTable('meeting').set({ state }).where('id', '=', today.id).execute(),
      }
    },
  }
}
