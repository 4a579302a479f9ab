// SPDX-License-Identifier: AGPL-3.0-or-later
// The recipe for checks and not-nulls, on tables with rows, children, references to themselves and every kind of index.
import { type Kysely, sql } from 'kysely'
import { beforeEach, expect, it } from 'vitest'
import { changeTable, type TableChange } from '#db/migrations/change-table.ts'
import { describeEnginesAfresh } from '#tests/support/engines.ts'
import { schemaOf } from '#tests/support/schema.ts'

type Any = Kysely<Record<string, Record<string, unknown>>>

const colours = "colour in ('rosso', 'verde')"
const moreColours = "colour in ('rosso', 'verde', 'blu, scuro')"
const widen: TableChange = { column: 'colour', check: { from: colours, to: moreColours } }
const size = 3000

describeEnginesAfresh('a check or a not-null is changed', (world) => {
  let db: Any
  beforeEach(async () => {
    db = world.db as unknown as Any
    await tables(db)
    await fill(db)
  })

  const change = (...changes: TableChange[]) =>
    db.transaction().execute((db) => changeTable(db as unknown as Kysely<unknown>, 'stone', changes))
  const count = async (table: string) => {
    const { rows } = await sql<{ n: unknown }>`select count(*) as n from ${sql.table(table)}`.execute(db)
    return Number(rows[0]?.n)
  }
  const stones = () => db.selectFrom('stone').selectAll().orderBy('id').execute()
  const refused = (write: { execute: () => Promise<unknown> }) =>
    write.execute().then(
      () => false,
      () => true,
    )
  const stone = (id: string, values: Record<string, unknown> = {}) =>
    db.insertInto('stone').values({ id, colour: 'rosso', weight: 3, above: null, named: null, ...values })

  it('and rows, children, references and indexes are what they were', async () => {
    const [rows, before] = [await stones(), await schemaOf(db as never, world.engine)]
    await change(widen)
    expect(await stones()).toEqual(rows)
    expect([await count('chip'), await count('mark_of')]).toEqual([size, 4])
    expect(await refused(stone('b', { colour: 'giallo' }))).toBe(true)
    await stone('b', { colour: 'blu, scuro' }).execute()
    await db.deleteFrom('stone').where('id', '=', 'b').execute()
    // References hold, to the table, from it and to itself; so do the indexes, partial and of an expression.
    expect(await refused(db.insertInto('chip').values({ id: 'x', of: 'nobody' }))).toBe(true)
    expect(await refused(db.deleteFrom('stone').where('id', '=', 's00007'))).toBe(true)
    expect(await refused(stone('c', { above: 'nobody' }))).toBe(true)
    expect(await refused(stone('c', { named: 'PRIMA' }))).toBe(true)
    const after = await schemaOf(db as never, world.engine)
    const others = ({ stone: _, ...rest }: typeof before) => rest
    expect(others(after)).toEqual(others(before))
    expect(after.stone?.length).toBe(before.stone?.length)
    expect(after.stone?.join()).toContain('blu, scuro')
  })

  it('back again makes the schema it was', async () => {
    await change(widen)
    const before = await schemaOf(db as never, world.engine)
    await change({ column: 'colour', check: { from: moreColours, to: colours } })
    await change(widen)
    expect(await schemaOf(db as never, world.engine)).toEqual(before)
  })

  it('a named check and a not-null, several at once; a check may also go', async () => {
    const weigh: TableChange[] = [
      { constraint: 'stone_weight', check: { from: 'weight > 0', to: 'weight >= 0' } },
      { column: 'weight', notNull: false },
    ]
    // What is not there cannot be taken away, and then nothing is.
    await expect(change(...weigh, { column: 'above', notNull: false })).rejects.toThrow('above')
    expect(await refused(stone('d', { weight: 0 }))).toBe(true)
    await change(...weigh)
    await stone('d', { weight: 0 }).execute()
    await stone('e', { weight: null }).execute()
    await expect(change({ column: 'weight', notNull: true })).rejects.toThrow()
    await db.deleteFrom('stone').where('id', '=', 'e').execute()
    await change({ column: 'weight', notNull: true })
    expect(await refused(stone('e', { weight: null }))).toBe(true)
    await change({ constraint: 'stone_weight', check: { from: 'weight >= 0', to: null } })
    await stone('e', { weight: -1 }).execute()
    expect(await count('stone')).toBe(size + 2)
  })

  it('is undone where a row does not fit, where it is not what was meant, and outside a transaction', async () => {
    await change(widen)
    const [rows, before] = [await stones(), await schemaOf(db as never, world.engine)]
    await expect(
      change({ column: 'colour', check: { from: moreColours, to: "colour = 'verde'" } }),
    ).rejects.toThrow()
    await expect(change({ column: 'weight', check: { from: 'no such', to: '1 = 1' } })).rejects.toThrow()
    await expect(changeTable(db as unknown as Kysely<unknown>, 'stone', [widen])).rejects.toThrow(
      'transaction',
    )
    expect(await schemaOf(db as never, world.engine)).toEqual(before)
    expect(await stones()).toEqual(rows)
  })
})

async function tables(db: Any): Promise<void> {
  await db.schema
    .createTable('stone')
    .addColumn('id', 'text', (c) => c.primaryKey())
    .addColumn('colour', 'text', (c) => c.notNull().check(sql.raw(colours)))
    .addColumn('weight', 'integer', (c) => c.notNull().defaultTo(1))
    .addColumn('above', 'text', (c) => c.references('stone.id'))
    .addColumn('named', 'text')
    .addCheckConstraint('stone_weight', sql`weight > 0`)
    .execute()
  await db.schema
    .createTable('chip')
    .addColumn('id', 'text', (c) => c.primaryKey())
    .addColumn('of', 'text', (c) => c.notNull().references('stone.id'))
    .execute()
  await db.schema
    .createTable('mark_of')
    .addColumn('stone_id', 'text', (c) => c.references('stone.id'))
    .addColumn('number', 'integer')
    .addForeignKeyConstraint('mark_of_later', ['stone_id'], 'stone', ['id'], (c) =>
      c.deferrable().initiallyDeferred(),
    )
    .addPrimaryKeyConstraint('mark_of_key', ['stone_id', 'number'])
    .execute()
  await db.schema
    .alterTable('stone')
    .addColumn('note', 'text', (c) => c.defaultTo('a, (b'))
    .execute()
  await db.schema.createIndex('stone_colour').on('stone').columns(['colour', 'weight']).execute()
  const first = sql.ref('named')
  await db.schema
    .createIndex('stone_named')
    .on('stone')
    .unique()
    .expression(sql`lower(named)`)
    .where(first, 'is not', null)
    .execute()
}

async function fill(db: Any): Promise<void> {
  const ids = Array.from({ length: size }, (_, at) => `s${String(at).padStart(5, '0')}`)
  // The second half lies above the first, in the order in which nothing is there yet.
  const stones = ids.map((id, at) => ({
    id,
    colour: at % 2 ? 'rosso' : 'verde',
    weight: 1 + (at % 9),
    above: ids[at + 1500] ?? null,
    named: at === 0 ? 'prima' : null,
  }))
  for (let from = size - 500; from >= 0; from -= 500)
    await db
      .insertInto('stone')
      .values(stones.slice(from, from + 500))
      .execute()
  for (let from = 0; from < size; from += 500) {
    const chips = ids.slice(from, from + 500).map((of) => ({ id: `chip of ${of}`, of }))
    await db.insertInto('chip').values(chips).execute()
  }
  const marks = [1, 2, 3, 4].map((number) => ({ stone_id: ids[number], number }))
  await db.insertInto('mark_of').values(marks).execute()
}
