// SPDX-License-Identifier: AGPL-3.0-or-later
// Check-ins, platforms' reports, modules and quizzes.

import { at, newId } from '#base/clock.server.ts'
import type { Db } from '#db/connect.server.ts'
import { checkIn, leaveMeeting } from '#record/check-in/check-ins.server.ts'
import { stepOf } from '#record/check-in/code.ts'
import { decideCheckIn } from '#record/check-in/decide.server.ts'
import { settleCheckIns } from '#record/check-in/settle.server.ts'
import { completeModule, submitQuiz } from '#record/learning/learning.server.ts'
import type { PlatformReport } from '#record/online/platform-report.server.ts'
import { importReport } from '#record/online/reports.server.ts'
import { addRowAsWalkIn } from '#record/online/row-walk-in.server.ts'
import { chooseRow } from '#record/online/rows.server.ts'
import { openRequestsCount, requestsAt } from '#record/requests/asked.server.ts'
import { answerRequest, askManager, reportError } from '#record/requests/requests.server.ts'
import { right, withQuiz } from '#tests/record/learning/online-course.ts'
import { during, end, nextDay, start } from '#tests/record/register/held-meeting.ts'
import { account, person } from '#tests/support/people.ts'
import { edition, enrolment } from '#tests/support/training.ts'
import { acts, aside, gapless, ids, nth, people, presentAt, rule, type Stage } from './rule.ts'

const scan = { step: stepOf(start), at: start }

export const arrivalRules = [
  rule({
    says: 'A code scanned twenty times is one check-in',
    prepare: async ({ who }) => ({ by: who.operator, today: await who.planned() }),
    attempt: (db, { by, today }) =>
      at(start, () => checkIn(db, by, { meeting_id: today.id, scan, device: 'uno' })),
    stands: async (db, { today }) => (await checkIns(db, today.id)).length,
    so: 1,
  }),
  rule({
    says: 'A browser checks one person in without the trainer’s word',
    prepare: async (stage) => {
      const all = await people(stage)
      const { run, today } = await aside(stage)
      const actors = []
      for (const one of all) {
        await enrolment(stage.db, run, one)
        actors.push(await account(stage.db, `${one.first_name} ${one.last_name}`, one))
      }
      return { actors, today }
    },
    attempt: (db, { actors, today }, n) =>
      at(start, () => checkIn(db, nth(actors, n), { meeting_id: today.id, scan, device: 'uno' })),
    stands: async (db, { today }) => {
      await at(during, () => settleCheckIns(db, today.id))
      return await presentAt(db, today.id)
    },
    so: 1,
  }),
  rule({
    says: 'A check-in becomes one mark, settled by twenty',
    prepare: async ({ db, who }) => {
      const today = await who.planned()
      await at(start, () => checkIn(db, who.operator, { meeting_id: today.id, scan, device: 'uno' }))
      return { today }
    },
    attempt: (db, { today }) => at(during, () => settleCheckIns(db, today.id)),
    stands: (db, { today }) => presentAt(db, today.id),
    so: 1,
  }),
  rule({
    says: 'Whoever presses twenty times that they leave, from as many browsers, leaves once',
    prepare: async ({ db, who }) => {
      const today = await who.planned()
      await at(start, () => checkIn(db, who.operator, { meeting_id: today.id, scan, device: 'uno' }))
      return { by: who.operator, today }
    },
    attempt: (db, { by, today }, n) => {
      const moment = new Date(Date.parse(during) + n * 21_000).toISOString()
      const given = { meeting_id: today.id, scan: null, moment, device: `browser ${n}` }
      return at(moment, () => leaveMeeting(db, by, given))
    },
    stands: async (db, { today }) => (await checkIns(db, today.id)).length,
    so: 2,
  }),
  rule({
    says: 'What is decided of a check-in is decided once, while the roll is sent',
    prepare: async (stage) => {
      const { db, who, word } = stage
      const one = await person(db, `Ospite ${word}`, who.comune)
      const { today } = await aside(stage)
      const visitor = await account(db, `Ospite ${word}`, one)
      await at(start, () => checkIn(db, visitor, { meeting_id: today.id, scan, device: 'uno' }))
      return { by: who.manager, today, one, waiting: nth(await checkIns(db, today.id), 0).id }
    },
    attempt: (db, { by, today, waiting }, n) => {
      const decision = n % 2 === 0 ? ('confirm' as const) : ('reject' as const)
      return at(during, () => decideCheckIn(db, by, { meeting_id: today.id, check_in: waiting, decision }))
    },
    stands: async (db, { one }) =>
      (await acts(db, 'check_in_confirmed', one.id)) + (await acts(db, 'check_in_rejected', one.id)),
    so: 1,
  }),
  rule({
    says: 'An error reported by twenty forms is one report',
    prepare: async ({ who }) => ({ by: who.operator, today: await who.planned() }),
    attempt: (db, { by, today }, n) =>
      at(during, () => reportError(db, by, { meeting_id: today.id, text: `Non è giusto, forma ${n}` })),
    wins: 1,
    stands: async (db, { by, today }) => [
      await openRequestsCount(db, today.id),
      await acts(db, 'correction_requested', by.personId ?? ''),
    ],
    so: [1, 1],
  }),
  rule({
    says: 'A request is answered once, by twenty answers of two kinds',
    prepare: async ({ db, who }) => {
      const today = await who.planned()
      await at(during, () => reportError(db, who.private, { meeting_id: today.id, text: 'Non è giusto' }))
      const { requests } = await requestsAt(db, today.id, { limit: 1, offset: 0 })
      return {
        by: who.manager,
        of: who.private,
        given: { meeting_id: today.id, request: nth(requests, 0).id },
      }
    },
    attempt: (db, { by, given }, n) => {
      const decision = n % 2 === 0 ? ('accept' as const) : ('decline' as const)
      return at(during, () => answerRequest(db, by, { ...given, decision, answer: `Risposta ${n}` }))
    },
    wins: 10,
    stands: async (db, { of }) =>
      (await acts(db, 'correction_request_accepted', of.personId ?? '')) +
      (await acts(db, 'correction_request_declined', of.personId ?? '')),
    so: 1,
  }),
  rule({
    says: 'A correction of a locked page is asked once by a trainer, by twenty forms',
    prepare: async ({ db, who }) => {
      const today = await who.planned()
      await db.updateTable('meeting').set({ state: 'locked' }).where('id', '=', today.id).execute()
      return { by: who.trainer, today }
    },
    attempt: (db, { by, today }, n) =>
      at(nextDay, () =>
        askManager(db, by, { meeting_id: today.id, person_id: null, text: `Forma numero ${n}` }),
      ),
    wins: 1,
    stands: (db, { today }) => openRequestsCount(db, today.id),
    so: 1,
  }),
  rule({
    says: 'A platform’s report is imported once',
    prepare: async ({ who, word }) => ({ by: who.trainer, ...reportOf(word, (await who.planned()).id) }),
    attempt: async (db, { by, report }) => (await at(nextDay, () => importReport(db, by, report))).isNew,
    wins: 1,
    stands: (db, { report }) => acts(db, 'platform_report_imported', report.meeting_id),
    so: 1,
  }),
  rule({
    says: 'A row of a report is one person’s, chosen by twenty otherwise',
    prepare: async (stage) => {
      const { db, who, word } = stage
      const { run, today } = await aside(stage)
      const all = [await person(db, `Ida ${word}`, who.comune), await person(db, `Ugo ${word}`, who.comune)]
      for (const one of all) await enrolment(db, run, one)
      const { report } = reportOf(word, today.id)
      const { id } = await at(nextDay, () => importReport(db, who.manager, report))
      const row = await db
        .selectFrom('platform_row')
        .select('id')
        .where('report_id', '=', id)
        .executeTakeFirstOrThrow()
      return { by: who.manager, given: { meeting_id: today.id, report_id: id, row_id: row.id }, all }
    },
    attempt: (db, { by, given, all }, n) =>
      at(nextDay, () => chooseRow(db, by, { ...given, reason: 'È lei', person_id: nth(all, n).id })),
    wins: 20,
    stands: (db, { given }) => presentAt(db, given.meeting_id),
    so: 1,
  }),
  rule({
    says: 'A guest of a report is added at the meeting once, by twenty forms',
    prepare: async (stage) => {
      const { db, who, word } = stage
      const { today } = await aside(stage)
      const { report } = reportOf(`guest-${word}`, today.id)
      const { id } = await at(nextDay, () => importReport(db, who.manager, report))
      const row = await db
        .selectFrom('platform_row')
        .select('id')
        .where('report_id', '=', id)
        .executeTakeFirstOrThrow()
      const given = { meeting_id: today.id, report_id: id, row_id: row.id, reason: 'Ospite' }
      return { by: who.manager, given, forms: ids() }
    },
    attempt: async (db, { by, given, forms }, n) => {
      const name = { first_name: 'Ospite', last_name: `Numero ${n}`, organisation: 'Caritas' }
      const walkIn = { id: nth(forms, n), ...name, sector: 'private' as const, different: false }
      return (await at(nextDay, () => addRowAsWalkIn(db, by, { ...given, walkIn }))).isNew
    },
    wins: 1,
    stands: async (db, { given }) => [
      await acts(db, 'platform_row_added', given.meeting_id),
      await acts(db, 'walk_in_added', given.meeting_id),
    ],
    so: [1, 1],
  }),
  rule({
    says: 'A module is completed once, and so is the course',
    prepare: (stage) => learning(stage),
    attempt: (db, { by, first }) => completeModule(db, by, first),
    stands: (db, { first }) => acts(db, 'module_completed', first.enrolment_id),
    so: 1,
  }),
  rule({
    says: 'Attempts at a quiz are numbered without a gap, and the course is completed once',
    prepare: async (stage) => {
      const made = await learning(stage)
      await completeModule(stage.db, made.by, made.first)
      return { ...made, forms: ids() }
    },
    attempt: (db, { by, second, forms }, n) =>
      submitQuiz(db, by, { ...second, nonce: nth(forms, n), answers: right }),
    wins: 20,
    stands: async (db, { second }) => [
      await attempts(db, second),
      await acts(db, 'completed', second.enrolment_id),
    ],
    so: [gapless, 1],
  }),
  rule({
    says: 'A quiz sent twenty times is one attempt',
    prepare: async (stage) => ({ ...(await learning(stage)), nonce: newId() }),
    attempt: (db, { by, second, nonce }) => submitQuiz(db, by, { ...second, nonce, answers: right }),
    stands: (db, { second }) => attempts(db, second),
    so: [1],
  }),
]

async function checkIns(db: Db, meeting_id: string) {
  return await db.selectFrom('check_in').select('id').where('meeting_id', '=', meeting_id).execute()
}

/** A report of one guest whom nobody knows. */
function reportOf(word: string, meeting_id: string) {
  const guest = {
    position: 1,
    name: `Ospite ${word}`,
    email: null,
    role: null,
    intervals: [{ in: start, out: end }],
    names: [`ospite ${word}`],
    no_show: false,
    name_search: `ospite ${word}`,
  }
  const report: PlatformReport = {
    platform: 'teams',
    people: [guest],
    lines: 1,
    unclosed: 0,
    cut: 0,
    others: [],
    said: null,
  }
  const hash = word.replace(/[^0-9a-f]/g, 'c').padEnd(64, '0')
  const file = { hash, size: 3, type: 'text/csv' as const }
  return { report: { meeting_id, file, name: 'teams.csv', platform_version: null, report, reason: null } }
}

/** Anna in an online edition of two modules, the second with a quiz. */
async function learning({ db, who, word }: Stage) {
  const { version, reading, tested, ...made } = await withQuiz(db, word)
  const run = await edition(db, who.project, `IRIS-${word.toUpperCase()}`, { course_id: made.id })
  const { id: enrolment_id } = await enrolment(db, run, who.anna, version)
  return {
    by: who.operator,
    first: { enrolment_id, module_id: reading.id },
    second: { enrolment_id, module_id: tested.id },
  }
}

async function attempts(db: Db, { enrolment_id }: { enrolment_id: string }): Promise<number[]> {
  const rows = await db
    .selectFrom('quiz_attempt')
    .select('number')
    .where('enrolment_id', '=', enrolment_id)
    .orderBy('number')
    .execute()
  return rows.map((row) => Number(row.number))
}
