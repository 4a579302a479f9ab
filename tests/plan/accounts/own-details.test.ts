// SPDX-License-Identifier: AGPL-3.0-or-later
import { beforeAll, expect, it } from 'vitest'
import { changeOwnDetails, ownPhone } from '#plan/accounts/own-details.server.ts'
import { describeEngines } from '#tests/support/engines.ts'
import { iris } from '#tests/support/iris.ts'

describeEngines('one’s own name and telephone', (world) => {
  let who: Awaited<ReturnType<typeof iris>>
  beforeAll(async () => {
    who = await iris(world.db)
  })

  const acts = () =>
    world.db.selectFrom('ledger').select(['act', 'project_id', 'before', 'after']).orderBy('seq').execute()

  it('are changed by who bears them, and the projects read the telephone in their ledgers', async () => {
    const before = (await acts()).length
    await changeOwnDetails(world.db, who.operator, { name: 'Anna B. Bianchi', phone: '075 111 222' })
    expect(await ownPhone(world.db, who.operator)).toBe('075 111 222')
    const account = await world.db
      .selectFrom('account')
      .select('name')
      .where('id', '=', who.operator.accountId)
      .executeTakeFirstOrThrow()
    expect(account.name).toBe('Anna B. Bianchi')
    expect((await acts()).slice(before)).toEqual([
      {
        act: 'account_renamed',
        project_id: null,
        before: '{"name":"Anna Bianchi"}',
        after: '{"name":"Anna B. Bianchi"}',
      },
      {
        act: 'person_changed',
        project_id: who.project.id,
        before: '{"phone":null}',
        after: '{"phone":"075 111 222"}',
      },
    ])
    const person = await world.db
      .selectFrom('person')
      .select(['first_name', 'last_name'])
      .where('id', '=', who.anna.id)
      .executeTakeFirstOrThrow()
    expect(person).toEqual({ first_name: 'Anna', last_name: 'Bianchi' })
  })

  it('write nothing when they are as they were, and no telephone for an account without a person', async () => {
    const before = (await acts()).length
    await changeOwnDetails(world.db, who.private, { name: 'Luca Verdi', phone: null })
    await changeOwnDetails(world.db, who.manager, { name: 'Marta Conti', phone: '075 333 444' })
    expect(await ownPhone(world.db, who.manager)).toBeNull()
    expect((await acts()).length).toBe(before)
  })
})
