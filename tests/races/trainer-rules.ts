// SPDX-License-Identifier: AGPL-3.0-or-later
// Who teaches: an edition, and each of its meetings.

import type { Db } from '#db/connect.server.ts'
import { setPartners } from '#plan/projects/partners.server.ts'
import { assignTrainer } from '#plan/trainers/trainers.server.ts'
import { enrol } from '#record/places/enrolments.server.ts'
import { inviteToMeeting, removeFromMeeting } from '#record/schedule/meeting-trainers.server.ts'
import { agreeHours } from '#record/timesheet/agreed-hours.server.ts'
import { account, grant, person } from '#tests/support/people.ts'
import { home, meeting } from '#tests/support/training.ts'
import { enrolled, run } from './enrolment-rules.ts'
import { gapless, nth, rule } from './rule.ts'

export const trainerRules = [
  rule({
    says: 'Nobody teaches where they learn',
    prepare: async (stage) => {
      const made = await run(stage)
      const one = await person(stage.db, `Doppia ${stage.word}`, stage.who.comune)
      await account(stage.db, `Doppia ${stage.word}`, one)
      await home(stage.db, stage.who.project, one)
      await meeting(stage.db, made.run, 1, '2026-03-05T10:00Z', '2026-03-05T12:00Z')
      return { ...made, one }
    },
    attempt: (db, { by, run, one }, n) =>
      n % 2 === 0
        ? enrol(db, by, { edition_id: run.id, person_id: one.id })
        : assignTrainer(db, by, {
            edition_id: run.id,
            email: one.email ?? '',
            name: `${one.first_name} ${one.last_name}`,
          }),
    stands: async (db, { run }) => {
      const learns = await enrolled(db, run.id)
      return learns + (await teaching(db, run.id)).roles
    },
    so: 1,
  }),
  rule({
    says: 'A trainer named twenty times is one person with one account, and teaches each meeting once',
    prepare: async (stage) => {
      const made = await run(stage)
      await setPartners(stage.db, null, stage.who.project.id, [
        { organisation_id: stage.who.comune.id, role: 'lead' },
      ])
      const held = await meeting(stage.db, made.run, 1, '2026-03-05T10:00Z', '2026-03-05T12:00Z')
      await meeting(stage.db, made.run, 2, '2026-03-12T10:00Z', '2026-03-12T12:00Z')
      return { ...made, held, email: `${stage.word}@ente.example`, name: `Tullio ${stage.word}` }
    },
    attempt: (db, { by, run, held, email, name }, n) =>
      n % 4 === 0
        ? inviteToMeeting(db, by, { meeting_id: held.id, role: 'trainer', reason: null, email, name })
        : assignTrainer(db, by, { edition_id: run.id, email, name }),
    stands: async (db, { run, email }) => ({
      ...(await teaching(db, run.id)),
      persons: (await db.selectFrom('person').select('id').where('email', '=', email).execute()).length,
    }),
    so: { roles: 1, meetings: [1, 2], persons: 1 },
  }),
  rule({
    says: 'Who is taken off all twenty meetings at once holds the role no more',
    prepare: async (stage) => {
      const made = await run(stage)
      const one = await person(stage.db, `Lascia ${stage.word}`, stage.who.comune)
      await grant(stage.db, await account(stage.db, `Lascia ${stage.word}`, one), 'trainer', {
        edition: made.run,
      })
      const meetings: string[] = []
      for (const number of gapless) {
        const day = String(number).padStart(2, '0')
        const { id } = await meeting(
          stage.db,
          made.run,
          number,
          `2026-04-${day}T10:00Z`,
          `2026-04-${day}T12:00Z`,
        )
        await stage.db
          .insertInto('meeting_trainer')
          .values({ meeting_id: id, person_id: one.id, role: 'trainer' })
          .execute()
        meetings.push(id)
      }
      return { ...made, one, meetings }
    },
    attempt: (db, { by, one, meetings }, n) =>
      removeFromMeeting(db, by, { meeting_id: nth(meetings, n), person_id: one.id, reason: null }),
    wins: 20,
    stands: (db, { run }) => teaching(db, run.id),
    so: { roles: 0, meetings: [] },
  }),
  rule({
    says: 'Of hours agreed twenty times at once each row of the ledger begins where the one before ended',
    prepare: async (stage) => {
      const made = await run(stage)
      const one = await person(stage.db, `Ore ${stage.word}`, stage.who.comune)
      const held = await meeting(stage.db, made.run, 1, '2026-03-05T10:00Z', '2026-03-05T12:00Z')
      await stage.db
        .insertInto('meeting_trainer')
        .values({ meeting_id: held.id, person_id: one.id, role: 'trainer' })
        .execute()
      return { by: made.by, project_id: stage.who.project.id, person_id: one.id }
    },
    attempt: (db, { by, project_id, person_id }, n) =>
      agreeHours(db, by, { project_id, person_id, minutes: 60 * (n + 1) }),
    wins: 20,
    stands: async (db, { person_id }) => {
      const rows = await db
        .selectFrom('ledger')
        .select(['before', 'after'])
        .where('act', '=', 'hours_agreed')
        .where('subject_id', '=', person_id)
        .orderBy('seq')
        .execute()
      const kept = await db
        .selectFrom('agreed_hours')
        .select('minutes')
        .where('person_id', '=', person_id)
        .execute()
      const last = JSON.stringify({ agreed_minutes: Number(kept[0]?.minutes) })
      const follow = rows.every(({ before }, at) => at === 0 || before === rows[at - 1]?.after)
      return { rows: rows.length, kept: kept.length, follow, isLast: rows.at(-1)?.after === last }
    },
    so: { rows: 20, kept: 1, follow: true, isLast: true },
  }),
]

async function teaching(db: Db, edition_id: string) {
  const roles = await db
    .selectFrom('role_grant')
    .select('id')
    .where('edition_id', '=', edition_id)
    .where('revoked_at', 'is', null)
    .execute()
  const meetings = await db
    .selectFrom('meeting_trainer')
    .innerJoin('meeting', 'meeting.id', 'meeting_trainer.meeting_id')
    .select('meeting.number')
    .where('meeting.edition_id', '=', edition_id)
    .orderBy('meeting.number')
    .execute()
  return { roles: roles.length, meetings: meetings.map(({ number }) => number) }
}
