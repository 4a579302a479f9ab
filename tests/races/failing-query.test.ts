// SPDX-License-Identifier: AGPL-3.0-or-later
// A check that cannot read refuses: every write of the race table is tried with each of its queries failing. Nothing of it may
// be there afterwards, and none may say that it went well.
import type { KyselyPlugin } from 'kysely'
import { beforeAll, describe, expect, it } from 'vitest'
import { findActor } from '#base/access/actor.server.ts'
import { startLogin } from '#base/access/logins.server.ts'
import { hashPassword } from '#base/access/passwords.server.ts'
import { prove } from '#base/access/proof.server.ts'
import { checkPassword } from '#base/access/sign-in.server.ts'
import { findToken } from '#base/access/tokens.server.ts'
import type { Db } from '#db/connect.server.ts'
import { heldMeetings } from '#tests/record/register/held-meeting.ts'
import { describeEngines } from '#tests/support/engines.ts'
import '#tests/support/files.ts'
import { everyRow } from '#tests/support/rows.ts'
import { machineRules } from './machine-rules.ts'
import type { Stage } from './rule.ts'
import { rules } from './table.ts'

const away = 'the database is away'

/** The same database, in which the query of a number fails. Zero: none. */
function failingAt(db: Db, number: number) {
  const count = { queries: 0 }
  const plugin: KyselyPlugin = {
    transformQuery({ node }) {
      count.queries += 1
      if (count.queries === number) throw new Error(away)
      return node
    },
    transformResult: async ({ result }) => result,
  }
  return { db: db.withPlugin(plugin), count }
}

/** Tries with each query failing, as many as there are; the numbers of those that went well all the same. */
async function despiteFailing(
  db: Db,
  queries: number,
  attempt: (db: Db) => Promise<unknown>,
): Promise<number[]> {
  const allowed: number[] = []
  for (let number = 1; number <= queries; number++) {
    // What the tries before were counted as must not answer in the place of the query.
    await db.deleteFrom('rate_limit').execute()
    const outcome = await attempt(failingAt(db, number).db).then(
      () => 'allowed',
      (error: unknown) => (error instanceof Error ? error.message : String(error)),
    )
    if (outcome !== away) allowed.push(number)
  }
  return allowed
}

describeEngines('with a query that fails', (world) => {
  let who: Stage['who']
  beforeAll(async () => {
    who = await heldMeetings(world.db)
  })
  const others = rules.filter((rule) => !machineRules.includes(rule))

  describe('nothing is written, and nothing said to be', () => {
    it.each(others.map((rule, index) => ({ rule, word: `guasto${index}` })))(
      '$rule.says',
      async ({ rule, word }) => {
        const stage = { db: world.db, anotherDatabase: world.anotherDatabase, who }
        const whole = failingAt(world.db, 0)
        await rule.attempt(whole.db, await rule.prepare({ ...stage, word: `${word}a` }), 1)
        const facts = await rule.prepare({ ...stage, word: `${word}b` })
        const before = await everyRow(world.db)
        expect(
          await despiteFailing(world.db, whole.count.queries, (db) => rule.attempt(db, facts, 1)),
        ).toEqual([])
        expect(await everyRow(world.db)).toEqual(before)
      },
    )
  })

  it('nobody is let in', async () => {
    const password = 'tre cavalli al galoppo'
    const { accountId, email } = who.manager
    const password_hash = await hashPassword(password)
    await world.db.updateTable('account').set({ password_hash }).where('id', '=', accountId).execute()
    const cookie = (await startLogin(world.db, accountId, 'test', null)).split(';')[0] ?? ''
    const checks: ((db: Db) => Promise<unknown>)[] = [
      (db) => findActor(db, cookie),
      (db) => checkPassword(db, email, password, '192.0.2.7'),
      (db) =>
        prove(db, { ...who.manager, login: { handle: 'a browser', provedAt: null } }, 'always', password),
      (db) => findToken(db, 'invitation', 'nobody has this'),
    ]
    for (const check of checks) {
      const whole = failingAt(world.db, 0)
      await check(whole.db)
      expect(await despiteFailing(world.db, whole.count.queries, check)).toEqual([])
    }
  })
})
