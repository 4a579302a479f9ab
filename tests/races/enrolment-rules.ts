// SPDX-License-Identifier: AGPL-3.0-or-later
// Seats, enrolments, newcomers.
import { sql } from 'kysely'
import { newId } from '#base/clock.server.ts'
import type { Db } from '#db/connect.server.ts'
import type { Newcomer } from '#plan/enrolment/enrolment.ts'
import { newcomerSchema } from '#plan/enrolment/enrolment.ts'
import { enrol, withdraw } from '#record/places/enrolments.server.ts'
import { enrolKnown, enrolNewcomer } from '#record/places/newcomers.server.ts'
import { person } from '#tests/support/people.ts'
import { edition, enrolment } from '#tests/support/training.ts'
import { acts, ids, nth, people, rule, type Stage } from './rule.ts'

export const enrolmentRules = [
  rule({
    says: 'The last three seats of an edition are taken by three of twenty',
    prepare: async (stage) => ({ ...(await run(stage, 3)), all: await people(stage) }),
    attempt: (db, { by, run, all }, n) => enrolKnown(db, by, run, { person_id: nth(all, n).id, over: false }),
    wins: 3,
    stands: (db, { run }) => enrolled(db, run.id),
    so: 3,
  }),
  rule({
    says: 'The last three seats are taken by three of ten known and ten newcomers',
    prepare: async (stage) => {
      const all = await people(stage)
      const employer = stage.who.comune.id
      const forms = all.map((_, n) =>
        newcomer({ first_name: `Nuovo${n}`, last_name: stage.word, organisation: employer }),
      )
      return { ...(await run(stage, 3)), all, forms }
    },
    attempt: (db, { by, run, all, forms }, n) =>
      n % 2 === 0
        ? enrolKnown(db, by, run, { person_id: nth(all, n).id, over: false })
        : enrolNewcomer(db, by, run, nth(forms, n)),
    wins: 3,
    stands: (db, { run }) => enrolled(db, run.id),
    so: 3,
  }),
  rule({
    says: 'A person is enrolled in an edition once',
    prepare: async (stage) => ({
      ...(await run(stage)),
      one: await person(stage.db, `Uno ${stage.word}`, stage.who.comune),
    }),
    attempt: async (db, { by, run, one }) =>
      (await enrol(db, by, { edition_id: run.id, person_id: one.id })).isNew,
    wins: 1,
    stands: (db, { run }) => histories(db, run.id),
    so: ['enrolled'],
  }),
  rule({
    says: 'A person withdraws once',
    prepare: async (stage) => {
      const made = await run(stage)
      await enrolment(stage.db, made.run, stage.who.anna)
      return { ...made, one: stage.who.anna }
    },
    attempt: (db, { by, run, one }) =>
      withdraw(db, by, { edition_id: run.id, person_id: one.id, reason: 'Trasferita' }),
    stands: (db, { run }) => histories(db, run.id),
    so: ['withdrawn'],
  }),
  rule({
    says: 'Who had withdrawn comes back once',
    prepare: async (stage) => {
      const made = await run(stage)
      const row = await enrolment(stage.db, made.run, stage.who.anna)
      await stage.db.updateTable('enrolment').set({ state: 'withdrawn' }).where('id', '=', row.id).execute()
      return { ...made, one: stage.who.anna }
    },
    attempt: async (db, { by, run, one }) =>
      (await enrol(db, by, { edition_id: run.id, person_id: one.id })).isNew,
    wins: 1,
    stands: (db, { run }) => histories(db, run.id),
    so: ['enrolled'],
  }),
  ...(['one e-mail address', 'one name and birth', 'one name'] as const).map((what) =>
    rule({
      says: `Twenty forms of a newcomer of ${what} add one person`,
      prepare: async (stage) => {
        const { by, run: here } = await run(stage)
        const there = await edition(stage.db, stage.who.rosa, `ROSA-${stage.word.toUpperCase()}`)
        const forms = ids().map(() =>
          newcomer({
            first_name: 'Nilde',
            last_name: stage.word,
            organisation_name: `Coop ${stage.word}`,
            organisation_type: 'cooperativa',
            ...(what === 'one name and birth' && { born_on: '1980-01-02' }),
            ...(what === 'one e-mail address' && { email: `${stage.word}@ente.example`, invite: 'on' }),
          }),
        )
        // Whose name is alike is one's own project's to see; an address is looked for everywhere.
        const other =
          what === 'one e-mail address' ? { by: stage.who.otherManager, run: there } : { by, run: here }
        const runs = [{ by, run: here }, other]
        return { runs, forms, word: stage.word }
      },
      // Who is warned writes nothing.
      attempt: async (db, { runs, forms }, n) => {
        const { by, run } = nth(runs, n)
        return (await enrolNewcomer(db, by, run, nth(forms, n))).likely === null
      },
      wins: 1,
      stands: async (db, { word }) => ({
        persons: await named(db, 'person', word),
        organisations: await named(db, 'organisation', `Coop ${word}`),
      }),
      so: { persons: 1, organisations: 1 },
    }),
  ),
  rule({
    says: 'A newcomer’s form sent twenty times adds, enrols and invites once',
    prepare: async (stage) => ({
      ...(await run(stage)),
      form: newcomer({
        first_name: 'Olga',
        last_name: stage.word,
        organisation_name: `Coop ${stage.word}`,
        organisation_type: 'cooperativa',
        email: `${stage.word}@ente.example`,
        invite: 'on',
      }),
    }),
    attempt: (db, { by, run, form }) => enrolNewcomer(db, by, run, form),
    stands: async (db, { run, form }) => [
      await histories(db, run.id),
      await acts(db, 'person_added', form.id),
      (
        await db
          .selectFrom('outbox')
          .select('id')
          .where('to_address', '=', form.email ?? '')
          .execute()
      ).length,
    ],
    so: [['enrolled'], 1, 1],
  }),
]

/** An edition of I.R.I.S. for one rule, and its manager. */
export async function run({ db, who, word }: Stage, capacity: number | null = null) {
  return { by: who.manager, run: await edition(db, who.project, `IRIS-${word.toUpperCase()}`, { capacity }) }
}

function newcomer(fields: Record<string, string>): Newcomer {
  return newcomerSchema.parse({ intent: 'add', id: newId(), ...fields })
}

/** How many are enrolled in an edition. */
export async function enrolled(db: Db, edition_id: string): Promise<number> {
  const rows = await db
    .selectFrom('enrolment')
    .select('id')
    .where('edition_id', '=', edition_id)
    .where('state', '=', 'enrolled')
    .execute()
  return rows.length
}

/** What was written of the enrolments of an edition, in order. */
async function histories(db: Db, edition_id: string): Promise<string[]> {
  const rows = await db
    .selectFrom('enrolment_event')
    .innerJoin('enrolment', 'enrolment.id', 'enrolment_event.enrolment_id')
    .select('enrolment_event.state')
    .where('enrolment.edition_id', '=', edition_id)
    .orderBy('enrolment_event.id')
    .execute()
  return rows.map((row) => row.state)
}

async function named(db: Db, table: 'person' | 'organisation', name: string): Promise<number> {
  const column = table === 'person' ? 'last_name' : 'name'
  const rows = await db.selectFrom(table).select('id').where(sql.ref(column), '=', name).execute()
  return rows.length
}
