// SPDX-License-Identifier: AGPL-3.0-or-later
import { beforeAll, expect, it } from 'vitest'
import { changeEdition } from '#plan/editions/changes.server.ts'
import { changedEditionSchema } from '#plan/editions/edition.ts'
import { describeEngines } from '#tests/support/engines.ts'
import { iris } from '#tests/support/iris.ts'

describeEngines('an edition', (world) => {
  let who: Awaited<ReturnType<typeof iris>>
  beforeAll(async () => {
    who = await iris(world.db)
  })

  const kept = () =>
    world.db
      .selectFrom('edition')
      .select(['code', 'title', 'venue', 'capacity'])
      .where('id', '=', who.edition.id)
      .executeTakeFirstOrThrow()
  const ledger = () =>
    world.db
      .selectFrom('ledger')
      .select(['act', 'before', 'after'])
      .where('subject_id', '=', who.edition.id)
      .execute()

  it('gets another title, room and number of places; the ledger keeps what changed', async () => {
    const { title } = who.edition
    await changeEdition(world.db, who.manager, { edition_id: who.edition.id, title, capacity: 1 })
    expect(await kept()).toEqual({ code: 'IRIS-PM-01', title, venue: null, capacity: 1 })
    expect(await ledger()).toEqual([
      {
        act: 'edition_changed',
        before: '{"capacity":null,"venue":"Sala Falcone e Borsellino"}',
        after: '{"capacity":1,"venue":null}',
      },
    ])
  })

  it('that does not change writes nothing', async () => {
    const { title } = who.edition
    await changeEdition(world.db, who.manager, { edition_id: who.edition.id, title, capacity: 1 })
    expect(await ledger()).toHaveLength(1)
  })

  it('keeps a title, and places in whole numbers', () => {
    const fields = (form: object) =>
      changedEditionSchema.safeParse(form).error?.issues.map((issue) => issue.path[0])
    expect(fields({ title: 'Corso' })).toBeUndefined()
    expect(fields({ title: '   ' })).toEqual(['title'])
    for (const capacity of ['0', '-3', '2.5', 'molti', '10001']) {
      expect(fields({ title: 'Corso', capacity }), capacity).toEqual(['capacity'])
    }
  })
})
