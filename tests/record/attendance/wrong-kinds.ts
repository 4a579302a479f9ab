// SPDX-License-Identifier: AGPL-3.0-or-later
// Each wrong kind of mark and of walk-in: what is written by hand, and what verify says of it.
import type { Transaction } from 'kysely'
import { newId } from '#base/clock.server.ts'
import type { Db } from '#db/connect.server.ts'
import type { Database } from '#db/schema.ts'
import { findAttendanceFault } from '#record/attendance/verify-attendance.server.ts'
import { findMarkFault } from '#record/attendance/verify-marks.server.ts'
import { findWalkInFault } from '#record/walk-ins/verify-walk-ins.server.ts'
import { end, late, start } from '#tests/record/register/held-meeting.ts'

export type Held = {
  marks: Record<Name, string>
  people: Record<'luca' | 'ida' | 'nobody', string>
  walkIns: Record<'waiting' | 'matched' | 'withdrawn', string>
}
type Name = 'wrong' | 'corrected' | 'lucaToo' | 'ida' | 'takenBack'
type Kind = [
  what: string,
  find: (db: Db) => Promise<string | null>,
  write: (db: Transaction<Database>, held: Held) => Promise<unknown>,
  says: RegExp,
]

/** Columns that nothing in the program updates. */
const columns = (values: Record<string, unknown>) => values as object
const change = (db: Transaction<Database>, id: string, values: Record<string, unknown>) =>
  db.updateTable('mark').set(columns(values)).where('id', '=', id).execute()
const changeWalkIn = (db: Transaction<Database>, id: string, values: Record<string, unknown>) =>
  db.updateTable('walk_in').set(columns(values)).where('id', '=', id).execute()
const byHand = (what: string) => new RegExp(`was changed by hand: its ${what} not what`)

export const ofMarks: Kind[] = [
  [
    'a status',
    findMarkFault,
    (db, { marks }) => change(db, marks.ida, { status: 'absent' }),
    byHand('status is'),
  ],
  [
    'a withdrawal',
    findMarkFault,
    (db, { marks }) => change(db, marks.ida, { status: 'withdrawn' }),
    byHand('status is'),
  ],
  [
    'a presence where one was taken back',
    findMarkFault,
    (db, { marks }) => change(db, marks.takenBack, { status: 'present' }),
    byHand('status is'),
  ],
  [
    'times',
    findMarkFault,
    (db, { marks }) => change(db, marks.ida, { intervals: JSON.stringify(late.intervals) }),
    byHand('times are'),
  ],
  [
    'minutes',
    findMarkFault,
    (db, { marks }) => change(db, marks.ida, { credited_minutes: 149 }),
    byHand('minutes are'),
  ],
  [
    'a source',
    findMarkFault,
    (db, { marks }) => change(db, marks.ida, { source: 'self' }),
    byHand('source is'),
  ],
  ['a role', findMarkFault, (db, { marks }) => change(db, marks.ida, { role: 'tutor' }), byHand('role is')],
  [
    'a reason',
    findMarkFault,
    (db, { marks }) => change(db, marks.corrected, { reason: 'Altro' }),
    byHand('reason is'),
  ],
  ['a note', findMarkFault, (db, { marks }) => change(db, marks.ida, { note: 'Altro' }), byHand('note is')],
  [
    'whose it is',
    findMarkFault,
    (db, { marks, people }) => change(db, marks.ida, { person_id: people.nobody }),
    byHand('person is'),
  ],
  [
    'the moment it was stated',
    findMarkFault,
    (db, { marks }) => change(db, marks.ida, { stated_at: start }),
    byHand('moment is'),
  ],
  [
    'the moment it was last stated',
    findMarkFault,
    (db, { marks }) => change(db, marks.ida, { restated_at: end }),
    byHand('last moment is'),
  ],
  [
    'its author',
    findMarkFault,
    (db, { marks }) => change(db, marks.ida, { recorded_by: null }),
    /names another author/,
  ],
  [
    'one written',
    findMarkFault,
    async (db, { marks, people }) => {
      const row = await db
        .selectFrom('mark')
        .selectAll()
        .where('id', '=', marks.ida)
        .executeTakeFirstOrThrow()
      await db
        .insertInto('mark')
        .values({ ...row, id: newId(), nonce: newId(), person_id: people.nobody })
        .execute()
    },
    /is in no row of the ledger/,
  ],
  [
    'a deletion',
    findMarkFault,
    (db, { marks }) => db.deleteFrom('mark').where('id', '=', marks.ida).execute(),
    /the mark of row \d+ of the ledger is missing/,
  ],
  [
    'another succession',
    findMarkFault,
    async (db, { marks }) => {
      await change(db, marks.corrected, { superseded_by: marks.wrong })
      await change(db, marks.wrong, { superseded_by: null })
    },
    /superseded by one that the ledger does not have as its correction/,
  ],
  [
    'a succession by somebody else\u2019s',
    findMarkFault,
    async (db, { marks }) => {
      await change(db, marks.wrong, { superseded_by: marks.lucaToo })
    },
    /superseded by one about somebody else/,
  ],
  [
    'times that cannot be read',
    findAttendanceFault,
    (db, { marks }) => change(db, marks.ida, { intervals: '[{"in":"ieri"}]' }),
    /cannot be read/,
  ],
  [
    'times of somebody absent',
    findAttendanceFault,
    (db, { marks }) => change(db, marks.lucaToo, { intervals: JSON.stringify(late.intervals) }),
    /cannot be read/,
  ],
  [
    'a presence without times',
    findAttendanceFault,
    (db, { marks }) => change(db, marks.ida, { intervals: '[]' }),
    /cannot be read/,
  ],
  [
    'minutes that its times do not make',
    findAttendanceFault,
    (db, { marks }) => change(db, marks.ida, { credited_minutes: 7 }),
    /credits 7 minutes, its times make 150/,
  ],
  [
    'a presence before its meeting',
    findAttendanceFault,
    (db, { marks }) => change(db, marks.ida, { stated_at: '2026-02-05T09:00:00.000Z' }),
    /1 in force were stated before they happened: Ida Serra/,
  ],
  [
    'an absence before its meeting',
    findAttendanceFault,
    (db, { marks }) => change(db, marks.lucaToo, { stated_at: '2026-02-05T09:00:00.000Z' }),
    /stated before they happened: Luca Verdi/,
  ],
  [
    'a participant of whom no mark counts',
    findAttendanceFault,
    (db, { marks }) => change(db, marks.ida, { status: 'absent', intervals: '[]', credited_minutes: 0 }),
    /Ida Serra in iris is counted as a participant, but no mark counts/,
  ],
  [
    'a participant left out',
    findAttendanceFault,
    (db, { people }) => db.deleteFrom('participant').where('person_id', '=', people.ida).execute(),
    /Ida Serra in iris is not counted as a participant/,
  ],
]

export const ofWalkIns: Kind[] = [
  [
    'a name',
    findWalkInFault,
    (db, { walkIns }) => changeWalkIn(db, walkIns.waiting, { last_name: 'Altri' }),
    byHand('last name is'),
  ],
  [
    'an organisation',
    findWalkInFault,
    (db, { walkIns }) => changeWalkIn(db, walkIns.waiting, { organisation: 'Altro' }),
    byHand('organisation is'),
  ],
  [
    'a sector',
    findWalkInFault,
    (db, { walkIns }) => changeWalkIn(db, walkIns.withdrawn, { sector: 'public' }),
    byHand('sector is'),
  ],
  [
    'times',
    findWalkInFault,
    (db, { walkIns }) => changeWalkIn(db, walkIns.waiting, { intervals: JSON.stringify(late.intervals) }),
    byHand('times are'),
  ],
  [
    'a withdrawal',
    findWalkInFault,
    (db, { walkIns }) => changeWalkIn(db, walkIns.waiting, { withdrawn_at: end, withdrawn_reason: 'Mai' }),
    /Uno Ospite at meeting \d+ of IRIS-PM-01 was withdrawn without a row of the ledger/,
  ],
  [
    'a withdrawal undone',
    findWalkInFault,
    (db, { walkIns }) => changeWalkIn(db, walkIns.withdrawn, { withdrawn_at: null, withdrawn_reason: null }),
    /was withdrawn, and stands again/,
  ],
  [
    'another reason',
    findWalkInFault,
    (db, { walkIns }) => changeWalkIn(db, walkIns.withdrawn, { withdrawn_reason: 'Altro' }),
    /withdrawn with another reason/,
  ],
  [
    'a match',
    findWalkInFault,
    (db, { walkIns, people }) => changeWalkIn(db, walkIns.waiting, { person_id: people.luca }),
    /matched otherwise than the ledger says/,
  ],
  [
    'a match undone',
    findWalkInFault,
    (db, { walkIns }) => changeWalkIn(db, walkIns.matched, { person_id: null }),
    /row \d+ of the ledger is matched otherwise than it says/,
  ],
  [
    'one written',
    findWalkInFault,
    (db, { walkIns }) => changeWalkIn(db, walkIns.waiting, { id: newId() }),
    /is in no row of the ledger/,
  ],
  [
    'a deletion',
    findWalkInFault,
    (db, { walkIns }) => db.deleteFrom('walk_in').where('id', '=', walkIns.waiting).execute(),
    /the walk-in of row \d+ of the ledger is missing/,
  ],
]
