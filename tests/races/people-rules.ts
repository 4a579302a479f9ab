// SPDX-License-Identifier: AGPL-3.0-or-later
// Organisations, employments, the privacy notice, settings.

import { changeSettings } from '#admin/change-settings.server.ts'
import { makeToken } from '#base/access/tokens.server.ts'
import type { Db } from '#db/connect.server.ts'
import { changePerson } from '#plan/accounts/change-person.server.ts'
import { acceptInvitation } from '#plan/accounts/invitations.server.ts'
import { addOrganisation, changeOrganisation } from '#plan/organisations/organisations.server.ts'
import { changeEmployment } from '#plan/people/employments.server.ts'
import { publishNotice } from '#plan/people/privacy-notice.server.ts'
import { assignToProject } from '#plan/people/unassigned.server.ts'
import { account, organisation, person } from '#tests/support/people.ts'
import { home } from '#tests/support/training.ts'
import { acts, gapless, nth, numbers, people, rule, type Stage } from './rule.ts'

export const peopleRules = [
  rule({
    says: 'A name, capitals and accents aside, is one organisation’s',
    prepare: async ({ who, word }) => ({ by: who.manager, word }),
    attempt: async (db, { by, word }, n) => {
      const name = n % 2 === 0 ? `Città di ${word}` : `CITTA DI ${word.toUpperCase()}`
      return (await addOrganisation(db, by, { name, type: 'comune' })).isNew
    },
    wins: 1,
    stands: async (db, { word }) => {
      const name = `citta di ${word}`
      return (await db.selectFrom('organisation').select('id').where('name_search', '=', name).execute())
        .length
    },
    so: 1,
  }),
  rule({
    says: 'Of twenty organisations renamed alike one gets the name',
    prepare: async ({ db, who, word }) => {
      const all: string[] = []
      for (const n of numbers()) all.push((await organisation(db, `${word} ${n}`)).id)
      return { by: who.administrator, all, name: `Unione ${word}` }
    },
    attempt: (db, { by, all, name }, n) => changeOrganisation(db, by, nth(all, n), { name, type: 'comune' }),
    wins: 1,
    stands: async (db, { name }) =>
      (await db.selectFrom('organisation').select('id').where('name', '=', name).execute()).length,
    so: 1,
  }),
  rule({
    says: 'The same new employment is begun once',
    prepare: (stage) => employed(stage),
    attempt: (db, { by, one, employers }) => change(db, by, one.id, nth(employers, 0)),
    stands: async (db, { one }) => ({
      present: await present(db, one.id),
      acts: await acts(db, 'employment_changed', one.id),
    }),
    so: { present: 1, acts: 1 },
  }),
  rule({
    says: 'Of twenty new employments one is the present one',
    prepare: (stage) => employed(stage),
    attempt: (db, { by, one, employers }, n) => change(db, by, one.id, nth(employers, n)),
    stands: (db, { one }) => present(db, one.id),
    so: 1,
  }),
  rule({
    says: 'An invitation is used, or goes on to another address, never both',
    prepare: async ({ db, who, word }) => {
      const one = await person(db, `${word} Invitata`, who.comune)
      await home(db, who.project, one)
      const { accountId, email } = await account(db, `${word} Invitata`, one)
      const token = await db.transaction().execute((db) => makeToken(db, 'invitation', accountId))
      const { id: person_id, first_name, last_name } = one
      return { by: who.manager, accountId, email, token, word, same: { person_id, first_name, last_name } }
    },
    attempt: async (db, { by, token, word, same }, n) => {
      if (n % 2 === 0) return await acceptInvitation(db, token, 'tre cavalli al galoppo')
      return await changePerson(db, by, { ...same, email: `${word}-${n}@casa.example` })
    },
    stands: async (db, { accountId, email }) => {
      const kept = await db
        .selectFrom('account')
        .innerJoin('person', 'person.id', 'account.person_id')
        .select(['account.email', 'account.password_hash', 'person.email as recorded'])
        .where('account.id', '=', accountId)
        .executeTakeFirstOrThrow()
      return {
        used: (kept.password_hash !== null) === (kept.email === email),
        alike: kept.recorded === kept.email,
      }
    },
    so: { used: true, alike: true },
  }),
  rule({
    says: 'Whoever is of no project is given to one',
    prepare: async ({ db, who, word }) => ({
      by: who.administrator,
      person_id: (await person(db, `${word} Sola`, who.comune)).id,
      places: [who.project.id, who.rosa.id],
    }),
    attempt: (db, { by, person_id, places }, n) =>
      assignToProject(db, by, { person_id, project: nth(places, n) }),
    wins: 1,
    stands: async (db, { person_id }) =>
      (await db.selectFrom('person_home').select('kind').where('person_id', '=', person_id).execute()).length,
    so: 1,
  }),
  rule({
    says: 'Versions of the privacy notice follow one another',
    prepare: async ({ db, who }) => {
      const before = await db.selectFrom('privacy_notice').select('version').execute()
      return { by: who.administrator, before: before.length }
    },
    attempt: (db, { by, before }, n) =>
      publishNotice(db, by, { text_it: `Testo ${before} ${n}`, text_en: `Text ${before} ${n}` }),
    wins: 20,
    stands: async (db, { before }) => {
      const rows = await db.selectFrom('privacy_notice').select('version').orderBy('version').execute()
      return rows.slice(before).map((row) => row.version - before)
    },
    so: gapless,
  }),
  rule({
    says: 'A setting has one value',
    prepare: async ({ who }) => ({ by: who.administrator }),
    attempt: (db, { by }, n) =>
      changeSettings(db, by, {
        owner: `Ente ${n}`,
        ...(n % 2 === 0 && { contact_email: 'ente@ente.example' }),
      }),
    wins: 20,
    stands: async (db) =>
      (await db.selectFrom('setting').select('key').where('key', '=', 'owner').execute()).length,
    so: 1,
  }),
]

/** Somebody employed, and twenty bodies that might be next. */
async function employed(stage: Stage) {
  const { db, who, word } = stage
  const employers: string[] = []
  for (const n of numbers()) employers.push((await organisation(db, `${word} ${n}`)).id)
  return { by: who.manager, one: nth(await people(stage), 0), employers }
}

function change(db: Db, by: Stage['who']['manager'], person_id: string, organisation_id: string) {
  return changeEmployment(db, by, {
    person_id,
    organisation_id,
    role: null,
    from: '2026-01-01',
  })
}

async function present(db: Db, person_id: string): Promise<number> {
  const rows = await db
    .selectFrom('employment')
    .select('id')
    .where('person_id', '=', person_id)
    .where('ended_on', 'is', null)
    .execute()
  return rows.length
}
