// SPDX-License-Identifier: AGPL-3.0-or-later
// Marks, participants, walk-ins, evidence.

import { at, newId } from '#base/clock.server.ts'
import type { Db } from '#db/connect.server.ts'
import { recordMarks } from '#record/attendance/marks.server.ts'
import { recordPersonMark } from '#record/attendance/person-mark.server.ts'
import { decideCorrections } from '#record/corrections/decide.server.ts'
import { stampOf } from '#record/device/page-stamp.server.ts'
import { attachEvidence, withdrawEvidence } from '#record/evidence/evidence.server.ts'
import type { StatedMark } from '#record/marks/change.ts'
import { isInForce } from '#record/marks/in-force.ts'
import { columnOf } from '#record/marks/mark.ts'
import { marksByPerson } from '#record/marks/rows.server.ts'
import { proposalsCount } from '#record/proposals/proposed-marks.server.ts'
import { saveRoll } from '#record/roll-call/save-rows.server.ts'
import { presencesAt, withdrawPresences } from '#record/schedule/withdraw-presences.server.ts'
import { absent, during, end, evening, nextDay, present, start } from '#tests/record/register/held-meeting.ts'
import { person } from '#tests/support/people.ts'
import { edition, enrolment, meeting } from '#tests/support/training.ts'
import { acts, ids, nth, rule, type Stage, tries } from './rule.ts'

export const late = (n: number) => present([{ in: `2026-02-05T10:${10 + n}:00.000Z`, out: end }])
const scan = { hash: 'a'.repeat(64), size: 3, type: 'application/pdf' as const }
/** One that its project does not have yet. */
const scanOf = (id: string) => ({ ...scan, hash: id.replace(/[^0-9a-f]/g, '').padEnd(64, '0') })

export const attendanceRules = [
  rule({
    says: 'Of twenty statements about a person at a meeting one is in force',
    prepare: async ({ who }) => ({ by: who.trainer, today: await who.planned(), one: who.anna }),
    attempt: (db, { by, today, one }, n) => state(db, by, today.id, one.id, late(n), { reason: 'Visto io' }),
    wins: 20,
    stands: (db, { today, one }) => marks(db, today.id, one.id),
    so: { all: 20, inForce: 1 },
  }),
  rule({
    says: 'Of twenty statements made one after the other, that arrive at once, the last is in force',
    prepare: async ({ who }) => ({
      by: who.trainer,
      today: await who.planned(),
      one: who.anna,
      nonces: ids(),
    }),
    attempt: (db, { by, today, one, nonces }, n) => {
      // Seven and twenty have no divisor in common: each minute once, in no order.
      const said = { at: `2026-02-05T11:${10 + ((n * 7) % tries)}:00.000Z`, nonce: nth(nonces, n) }
      return state(db, by, today.id, one.id, { ...late(n), said })
    },
    wins: 20,
    stands: async (db, { today, one }) => {
      const all = (await marksByPerson(db, today.id)).get(one.id) ?? []
      return { all: all.length, inForce: all.filter(isInForce).map((mark) => mark.stated_at) }
    },
    so: { all: 20, inForce: ['2026-02-05T11:29:00.000Z'] },
  }),
  rule({
    says: 'A correction that arrives twenty times after closing is proposed once',
    prepare: async ({ who }) => {
      const today = await who.closed()
      return { by: who.trainer, run: who.edition, project: who.project, today, one: who.anna, nonce: newId() }
    },
    attempt: async (db, { by, run, project, today, one, nonce }) => {
      const moment = nextDay
      const row = { status: 'absent' as const, in: '', out: '', base: '', nonce, at: moment }
      const given = stampOf({ meeting_id: today.id, accountId: by.accountId }, start)
      const sent = {
        nonce: newId(),
        account: by.accountId,
        since: start,
        sent_at: moment,
        given,
        walk_ins: {},
      }
      const place = { id: today.id, state: 'closed', edition_id: run.id, project_id: project.id }
      return await at(moment, () => saveRoll(db, by, place, { ...sent, marks: { [one.id]: row } }))
    },
    stands: async (db, { today, one }) => [
      await proposalsCount(db, today.id),
      await acts(db, 'correction_proposed', one.id),
    ],
    so: [1, 1],
  }),
  rule({
    says: 'A proposed correction is signed once, of twenty who sign it',
    prepare: async ({ db, who }) => {
      const today = await who.closed()
      const waiting = { state: 'waiting' as const, stated_at: during, arrived_at: evening, nonce: newId() }
      const said = {
        meeting_id: today.id,
        person_id: who.anna.id,
        status: 'present' as const,
        intervals: columnOf(late(1).intervals),
      }
      const id = newId()
      await db
        .insertInto('proposed_mark')
        .values({ id, ...said, ...waiting, proposed_by: who.trainer.accountId })
        .execute()
      return { by: who.trainer, today, id }
    },
    attempt: async (db, { by, today, id }) => {
      const given = { meeting_id: today.id, corrections: [id], decision: 'accept' as const, reason: 'Foglio' }
      return (await at(nextDay, () => decideCorrections(db, by, given))) > 0
    },
    wins: 1,
    stands: (db, { today }) => acts(db, 'register_page_versioned', today.id),
    so: 1,
  }),
  rule({
    says: 'A roll sent twenty times is recorded once',
    prepare: async ({ who }) => ({
      by: who.trainer,
      today: await who.planned(),
      one: who.anna,
      nonce: newId(),
    }),
    attempt: async (db, { by, today, one, nonce }) =>
      (await state(db, by, today.id, one.id, present(), { nonce })).recorded > 0,
    wins: 1,
    stands: (db, { today, one }) => marks(db, today.id, one.id),
    so: { all: 1, inForce: 1 },
  }),
  rule({
    says: 'A person counts once in a project, marked at twenty meetings at once',
    prepare: (stage) => twentyMeetings(stage),
    attempt: (db, { by, one, meetings }, n) => {
      const { id, whole } = nth(meetings, n)
      return state(db, by, id, one.id, whole)
    },
    wins: 20,
    stands: async (db, { one }) => [
      await counted(db, one.id),
      await acts(db, 'participant_uncounted', one.id),
    ],
    so: [['2026-01-01'], 0],
  }),
  rule({
    says: 'All presences of a meeting are withdrawn once, of twenty who withdraw them',
    prepare: async ({ who }) => {
      // Anna counts all the same: else the first attempt would write more than the others.
      await who.held()
      return { by: who.trainer, today: await who.held() }
    },
    attempt: async (db, { by, today }, n) => {
      const given = { meeting_id: today.id, reason: `Errore ${n}` }
      return (await at(evening, () => withdrawPresences(db, by, given))).marks > 0
    },
    wins: 1,
    stands: (db, { today }) => presencesAt(db, today.id),
    so: { marks: 0, walkIns: 0 },
  }),
  rule({
    says: 'Who is absent at twenty meetings at once counts no more',
    prepare: async (stage) => {
      const made = await twentyMeetings(stage)
      for (const { id, whole } of made.meetings) await state(stage.db, made.by, id, made.one.id, whole)
      return made
    },
    attempt: (db, { by, one, meetings }, n) =>
      state(db, by, nth(meetings, n).id, one.id, absent, { reason: 'Errore' }),
    wins: 20,
    stands: async (db, { one }) => [
      await counted(db, one.id),
      await acts(db, 'participant_uncounted', one.id),
    ],
    so: [[], 1],
  }),
  rule({
    says: 'A file is a meeting’s evidence once',
    prepare: async ({ who }) => ({ by: who.manager, today: await who.closed() }),
    attempt: async (db, { by, today }) => {
      const evidence = {
        meeting_id: today.id,
        kind: 'signed_sheet' as const,
        file: scanOf(today.id),
        name: 'foglio.pdf',
      }
      return (await attachEvidence(db, by, evidence)).isNew
    },
    wins: 1,
    stands: (db, { today }) => acts(db, 'evidence_attached', today.id),
    so: 1,
  }),
  rule({
    says: 'A file excuses somebody and is evidence at once, at one meeting',
    prepare: async ({ who, word }) => ({
      by: who.manager,
      today: await who.planned(),
      one: who.anna,
      file: { ...scan, hash: word.padEnd(64, '0').replace(/[^0-9a-f]/g, 'e') },
    }),
    attempt: (db, { by, today, one, file }, n) => {
      if (n % 2 === 0)
        return attachEvidence(db, by, { meeting_id: today.id, kind: 'other', file, name: 'certificato.pdf' })
      const stated = { status: 'excused' as const, intervals: [], base: null, note: 'Malattia' }
      const mark = { source: 'trainer' as const, reason: 'Certificato', nonce: newId(), stated }
      return recordPersonMark(db, by, { meeting_id: today.id, person_id: one.id }, mark, file)
    },
    stands: async (db, { today, one }) => (await marks(db, today.id, one.id)).inForce,
    so: 1,
  }),
  rule({
    says: 'Evidence is withdrawn once',
    prepare: async ({ db, who }) => {
      const today = await who.closed()
      await attachEvidence(db, who.manager, {
        meeting_id: today.id,
        kind: 'other',
        file: scan,
        name: 'foglio.pdf',
      })
      const { id } = await db
        .selectFrom('evidence')
        .select('id')
        .where('meeting_id', '=', today.id)
        .executeTakeFirstOrThrow()
      return { by: who.manager, today, id }
    },
    attempt: (db, { by, today, id }) =>
      withdrawEvidence(db, by, { meeting_id: today.id, evidence_id: id, reason: 'Di un altro incontro' }),
    stands: (db, { today }) => acts(db, 'evidence_withdrawn', today.id),
    so: 1,
  }),
]

type Said = Pick<StatedMark, 'status' | 'intervals' | 'said'>

export function state(
  db: Db,
  by: Stage['who']['manager'],
  meeting_id: string,
  person_id: string,
  said: Said,
  { reason = null, nonce = newId() }: { reason?: string | null; nonce?: string } = {},
) {
  const given = { meeting_id, source: 'trainer' as const, reason, nonce }
  return at(nextDay, () => recordMarks(db, by, { ...given, marks: [{ person_id, ...said, base: null }] }))
}

/** One person in twenty editions, each with a meeting on another day of January. */
async function twentyMeetings({ db, who, word }: Stage) {
  const one = await person(db, `Conta ${word}`, who.comune)
  const meetings: { id: string; whole: Said }[] = []
  for (let day = 1; day <= 20; day++) {
    const run = await edition(db, who.project, `IRIS-${word.toUpperCase()}-${day}`)
    await enrolment(db, run, one)
    const date = `2026-01-${String(day).padStart(2, '0')}`
    const { id, starts_at, ends_at } = await meeting(db, run, 1, `${date}T10:00Z`, `${date}T12:30Z`)
    meetings.push({ id, whole: present([{ in: starts_at, out: ends_at }]) })
  }
  return { by: who.manager, one, meetings }
}

async function marks(db: Db, meeting_id: string, person_id: string) {
  const rows = await db
    .selectFrom('mark')
    .select('superseded_by')
    .where('meeting_id', '=', meeting_id)
    .where('person_id', '=', person_id)
    .execute()
  return { all: rows.length, inForce: rows.filter((row) => row.superseded_by === null).length }
}

async function counted(db: Db, person_id: string): Promise<string[]> {
  const rows = await db
    .selectFrom('participant')
    .select('first_on')
    .where('person_id', '=', person_id)
    .execute()
  return rows.map((row) => row.first_on)
}
