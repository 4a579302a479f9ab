// SPDX-License-Identifier: AGPL-3.0-or-later
import type { Db } from '#db/connect.server.ts'
import { iris } from '#tests/support/iris.ts'
import { employment, organisation, person } from '#tests/support/people.ts'
import { edition, enrolment, meeting, target } from '#tests/support/training.ts'
import { completion, mark, participant } from './attending.ts'

/** Between the second edition's two meetings. */
export const today = '2026-03-01T08:00:00Z'

/** I.R.I.S. in the middle of its life: who came, who did not, who moved, who must not count. */
export async function life(db: Db) {
  const who = await iris(db)
  const { anna, luca, carla, comune, cooperativa, meetings } = who
  const questura = await organisation(db, 'Questura di Perugia', 'questura')
  const volontari = await organisation(db, 'Volontari Umbria', 'volontariato')
  const second = await edition(db, who.project, 'IRIS-LA-01')
  const third = await edition(db, who.project, 'IRIS-RA-01', { kind: 'laboratory' })
  const table = await edition(db, who.project, 'IRIS-TAV-01', { kind: 'table' })
  const held = await meeting(db, second, 1, '2026-02-20T09:00Z', '2026-02-20T11:00Z')
  await meeting(db, second, 2, '2026-03-20T09:00Z', '2026-03-20T11:00Z')
  const lab = await meeting(db, third, 1, '2026-02-25T09:00Z', '2026-02-25T11:00Z')
  const called = await meeting(db, third, 2, '2026-03-25T09:00Z', '2026-03-25T11:00Z', {
    state: 'cancelled',
  })
  const round = await meeting(db, table, 1, '2026-02-05T10:00Z', '2026-02-05T12:30Z')

  // Anna came to three editions, and has moved from the Comune to the Cooperativa since.
  for (const [of, when] of [
    [second, held],
    [third, lab],
  ] as const) {
    await enrolment(db, of, anna)
    await mark(db, when, anna)
  }
  await mark(db, meetings[0], anna)
  await mark(db, meetings[1], anna, { status: 'absent', credited_minutes: 0 })
  await participant(db, who.project, anna, meetings[0], comune)
  await db
    .updateTable('employment')
    .set({ ended_on: '2026-02-10' })
    .where('person_id', '=', anna.id)
    .execute()
  await employment(db, anna, cooperativa, '2026-02-11')
  await completion(db, who.enrolments.anna, '2026-02-12T12:30:00.000Z')

  // Luca (private) never came; Bruno of the Questura is expected in the edition that runs.
  await mark(db, meetings[0], luca, { status: 'excused', credited_minutes: 0 })
  await mark(db, meetings[1], luca, { status: 'absent', credited_minutes: 0 })
  const bruno = await person(db, 'Bruno Rossi', questura)
  await enrolment(db, second, bruno)
  // Dario was enrolled and withdrew; Elena waits; Franco's only mark is at a cancelled meeting.
  const dario = await person(db, 'Dario Gatti', comune)
  const withdrawn = await enrolment(db, second, dario)
  await db.updateTable('enrolment').set({ state: 'withdrawn' }).where('id', '=', withdrawn.id).execute()
  const elena = await person(db, 'Elena Fabbri', comune)
  const waiting = await enrolment(db, second, elena)
  await db.updateTable('enrolment').set({ state: 'waiting' }).where('id', '=', waiting.id).execute()
  const franco = await person(db, 'Franco Villa', comune)
  await mark(db, called, franco)
  // Gina, a volunteer, came without being enrolled; her first mark was wrong and is superseded.
  const gina = await person(db, 'Gina Sala', volontari)
  const wrong = await mark(db, held, gina, { credited_minutes: 60 })
  await db.updateTable('mark').set({ superseded_by: wrong.id }).where('id', '=', wrong.id).execute()
  await mark(db, held, gina, { credited_minutes: 90 })
  await participant(db, who.project, gina, held, volontari)
  // Carla is staff: present, and never counted.
  await enrolment(db, second, carla)
  await mark(db, held, carla)
  // Ivo sat at the table only.
  const ivo = await person(db, 'Ivo Conti', questura)
  await enrolment(db, table, ivo)
  await mark(db, round, ivo)
  await participant(db, who.project, ivo, round, questura)
  // Nobody of ROSA counts here.
  const elsewhere = await edition(db, who.rosa, 'ROSA-PM-01')
  await enrolment(db, elsewhere, await person(db, 'Rita Moro', comune))

  const lines = {
    governance: await target(db, who.project, 'Governance', null, { audience: 'table', position: 4 }),
    bodies: await target(db, who.project, 'Enti', 12, { unit: 'organisations', position: 5 }),
    offices: await target(db, who.project, 'Uffici', 20, {
      position: 6,
      organisation_types: JSON.stringify(['questura', 'prefettura']),
    }),
    indirect: await target(db, who.project, 'Indiretti', 100, {
      position: 7,
      kind: 'indirect',
      source: 'tally',
    }),
  }
  for (const [quantity, note] of [
    [60, 'Sportelli, febbraio'],
    [-10, 'Contati due volte'],
  ] as const) {
    const tally = { target_id: lines.indirect.id, on_date: '2026-02-28', quantity, note }
    const recorded = { recorded_by: null, recorded_at: today }
    await db
      .insertInto('tally')
      .values({ id: `${lines.indirect.id} ${quantity}`, ...tally, ...recorded })
      .execute()
  }
  return { ...who, bruno, dario, gina, franco, ivo, lines }
}
