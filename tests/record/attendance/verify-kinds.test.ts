// SPDX-License-Identifier: AGPL-3.0-or-later
// What verify names of marks and walk-ins that somebody wrote by hand: each wrong kind, one at a time, and nothing of a database
// in which only the program wrote.
import { beforeAll, expect, it } from 'vitest'
import { at, newId } from '#base/clock.server.ts'
import { findAttendanceFault } from '#record/attendance/verify-attendance.server.ts'
import { findMarkFault } from '#record/attendance/verify-marks.server.ts'
import { withdrawWalkIn } from '#record/walk-ins/corrections.server.ts'
import { matchWalkIn } from '#record/walk-ins/matching.server.ts'
import { findWalkInFault } from '#record/walk-ins/verify-walk-ins.server.ts'
import { addWalkIn } from '#record/walk-ins/walk-ins.server.ts'
import {
  absent,
  during,
  end,
  heldMeetings,
  late,
  present,
  start,
} from '#tests/record/register/held-meeting.ts'
import { describeEngines } from '#tests/support/engines.ts'
import { person } from '#tests/support/people.ts'
import { enrolment, home } from '#tests/support/training.ts'

import { type Held, ofMarks, ofWalkIns } from './wrong-kinds.ts'

class Undone extends Error {}

describeEngines('written by hand, verify names', (world) => {
  let held: Held
  beforeAll(async () => {
    const { db } = world
    const who = await heldMeetings(db)
    const joined = async (name: string) => {
      const one = await person(db, name, who.comune)
      await enrolment(db, who.edition, one)
      return one
    }
    const [ida, nobody, gone] = [
      await joined('Ida Serra'),
      await joined('Nino Nessuno'),
      await joined('Rita Ritirata'),
    ]
    const today = await who.held()
    await who.mark(today, ida, present())
    await who.mark(today, who.anna, late, { reason: 'Visto dopo' })
    await who.mark(today, gone, present())
    await who.mark(today, gone, { status: 'withdrawn', intervals: [] })
    // Luca was said to be present between two words that he was not.
    await who.mark(today, who.luca, present())
    await who.mark(today, who.luca, absent)
    const guest = async (first_name: string) => {
      const id = newId()
      const said = { first_name, last_name: 'Ospite', organisation: 'Caritas', sector: 'private' as const }
      const times = { intervals: [{ in: start, out: end }] }
      await at(during, () =>
        addWalkIn(db, who.trainer, today.id, { id, ...said, ...times, different: false }),
      )
      return id
    }
    const walkIns = {
      waiting: await guest('Uno'),
      matched: await guest('Due'),
      withdrawn: await guest('Tre'),
    }
    const known = await person(db, 'Due Ospite', who.comune)
    await home(db, who.project, known)
    const of = (walk_in_id: string) => ({ walk_in_id, meeting_id: today.id })
    await at(during, () => matchWalkIn(db, who.manager, { ...of(walkIns.matched), person_id: known.id }))
    await at(during, () =>
      withdrawWalkIn(db, who.trainer, { ...of(walkIns.withdrawn), reason: 'Scritta due volte' }),
    )
    const marksOf = async (somebody: { id: string }) => {
      const rows = db.selectFrom('mark').select('id').where('meeting_id', '=', today.id)
      const found = await rows.where('person_id', '=', somebody.id).orderBy('id').execute()
      return found.map(({ id }) => id)
    }
    const [wrong = '', corrected = ''] = await marksOf(who.anna)
    const marks = {
      wrong,
      corrected,
      lucaToo: (await marksOf(who.luca)).at(-1) ?? '',
      ida: (await marksOf(ida)).at(-1) ?? '',
      takenBack: (await marksOf(gone)).at(-1) ?? '',
    }
    held = { marks, walkIns, people: { luca: who.luca.id, ida: ida.id, nobody: nobody.id } }
  })

  it('nothing, where only the program wrote', async () => {
    for (const find of [findMarkFault, findAttendanceFault, findWalkInFault]) {
      expect(await find(world.db)).toBeNull()
    }
  })

  it.each([
    ...ofMarks.map((kind) => ['of a mark', ...kind] as const),
    ...ofWalkIns.map((kind) => ['of a walk-in', ...kind] as const),
  ])('%s %s', async (_of, _what, find, write, says) => {
    const trying = world.db.transaction().execute(async (db) => {
      await write(db, held)
      expect(await find(db)).toMatch(says)
      throw new Undone()
    })
    await expect(trying).rejects.toBeInstanceOf(Undone)
  })
})
