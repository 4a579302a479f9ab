// SPDX-License-Identifier: AGPL-3.0-or-later
// I.R.I.S. with its people, and ROSA with an edition of its own, whose manager is nobody in I.R.I.S.
import type { Db } from '#db/connect.server.ts'
import { iris } from '#tests/support/iris.ts'
import { account, grant, organisation, person } from '#tests/support/people.ts'
import { edition, enrolment, meeting } from '#tests/support/training.ts'

/**
 * `olga` is of I.R.I.S. and has no account; Anna and Luca, of I.R.I.S. too, have one. `remo` is of ROSA. `both` manages the two
 * projects. ROSA is led by a Comune, so that it may take new trainers.
 */
export async function twoProjects(db: Db) {
  const who = await iris(db)
  const olga = await person(db, 'Olga Sanna', who.comune, { born_on: '1979-06-21' })
  await enrolment(db, who.edition, olga)
  const terni = await organisation(db, 'Comune di Terni')
  await db
    .insertInto('project_partner')
    .values({ project_id: who.rosa.id, organisation_id: terni.id, role: 'lead', position: 1 })
    .execute()
  const run = await edition(db, who.rosa, 'ROSA-PM-01')
  const day = await meeting(db, run, 1, '2026-02-05T10:00Z', '2026-02-05T12:30Z')
  const remo = await person(db, 'Remo Galli', terni)
  await enrolment(db, run, remo)
  const both = await grant(db, await account(db, 'Bice Ora'), 'manager', { project: who.project })
  return {
    ...who,
    olga,
    terni,
    run,
    day,
    remo,
    both: await grant(db, both, 'manager', { project: who.rosa }),
  }
}

const tables = [
  'person',
  'person_home',
  'employment',
  'account',
  'role_grant',
  'enrolment',
  'meeting_trainer',
] as const

/** Everything a takeover would change, and how far the ledger is: compared before and after what must be refused. */
export async function everything(db: Db) {
  const rows = await Promise.all(tables.map((table) => db.selectFrom(table).selectAll().execute()))
  const head = await db.selectFrom('ledger_head').select('seq').executeTakeFirst()
  return JSON.stringify([rows.map((found) => found.map((row) => JSON.stringify(row)).sort()), head])
}
