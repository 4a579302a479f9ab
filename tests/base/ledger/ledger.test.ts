// SPDX-License-Identifier: AGPL-3.0-or-later
import fc from 'fast-check'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { at } from '#base/clock.server.ts'
import { findLedgerFault, record } from '#base/ledger/ledger.server.ts'
import { canonicalJson } from '#base/ledger/ledger.ts'
import type { Db } from '#db/connect.server.ts'
import { describeEnginesAfresh } from '#tests/support/engines.ts'
import { iris } from '#tests/support/iris.ts'

describe('canonical JSON', () => {
  it('is the same for the same values, in whatever order they come, and reads back', () => {
    fc.assert(
      fc.property(fc.dictionary(fc.string(), fc.jsonValue()), (values) => {
        const turned = Object.fromEntries(Object.entries(values).reverse())
        expect(canonicalJson(turned)).toBe(canonicalJson(values))
        expect(JSON.parse(canonicalJson(values))).toEqual(JSON.parse(JSON.stringify(values)))
      }),
    )
  })
})

describeEnginesAfresh('the ledger', (world) => {
  let who: Awaited<ReturnType<typeof iris>>
  beforeEach(async () => {
    who = await iris(world.db)
    for (const topic of ['Uno', 'Due', 'Tre']) await write(topic)
  })

  const write = (topic: string) =>
    world.db.transaction().execute((db) =>
      record(db, who.trainer, {
        act: 'topic_written',
        subject: ['meeting', who.meetings[0].id],
        projectId: who.project.id,
        before: { topic: null },
        after: { topic },
      }),
    )
  const rows = (db: Db = world.db) => db.selectFrom('ledger').selectAll().orderBy('seq').execute()

  // Each tampering is undone, so that the next begins with a sound chain.
  const undo: (() => Promise<unknown>)[] = []
  afterEach(async () => {
    for (const step of undo.splice(0)) await step()
    expect(await findLedgerFault(world.db)).toBeNull()
  })

  it('is a chain: each row holds the hash of the one before', async () => {
    const chain = await rows()
    expect(chain.map((row) => Number(row.seq))).toEqual([1, 2, 3])
    expect(chain[0]?.previous_hash).toBe('')
    expect(chain.slice(1).map((row) => row.previous_hash)).toEqual(chain.slice(0, -1).map((row) => row.hash))
    expect(chain[1]).toMatchObject({ actor_name: 'Carla Neri', after: '{"topic":"Due"}' })
  })

  it('says who wrote when nobody did: the program', async () => {
    const moment = '2026-02-05T10:00:00.000Z'
    await at(moment, () =>
      world.db
        .transaction()
        .execute((db) => record(db, null, { act: 'settings_changed', subject: ['setting', 'x'] })),
    )
    expect((await rows()).at(-1)).toMatchObject({ actor_id: null, actor_name: 'Presente', at: moment })
  })

  it('keeps nothing of a transaction that failed', async () => {
    const before = await rows()
    const failing = world.db.transaction().execute(async (db) => {
      await record(db, who.trainer, { act: 'topic_written', subject: ['meeting', who.meetings[0].id] })
      throw new Error('no room')
    })
    await expect(failing).rejects.toThrow('no room')
    expect(await rows()).toEqual(before)
  })

  it('does not fork when many write at once', async () => {
    const before = (await rows()).length
    await Promise.all(Array.from({ length: 12 }, (_, index) => write(`Insieme ${index}`)))
    const chain = await rows()
    expect(chain).toHaveLength(before + 12)
    expect(new Set(chain.map((row) => row.previous_hash)).size).toBe(chain.length)
  })

  it('keeps many rows of one act in their order', async () => {
    const before = (await rows()).length
    const entries = Array.from({ length: 1200 }, (_, number) => ({
      act: 'mark_recorded' as const,
      subject: ['mark', `m${number}`] as const,
      projectId: who.project.id,
      after: { number },
    }))
    await world.db.transaction().execute((db) => record(db, who.trainer, ...entries))
    const written = (await rows()).slice(before)
    expect(written.map((row) => row.subject_id)).toEqual(entries.map((entry) => entry.subject[1]))
  })

  it.each([
    ['actor_name', 'Altri'],
    ['after', '{"topic":"Falso"}'],
    ['at', '2020-01-01T00:00:00.000Z'],
    ['subject_id', 'altro'],
  ])('names a row whose %s was changed', async (column, value) => {
    const kept = (await rows())[1]
    const set = (values: Record<string, unknown>) =>
      world.db
        .updateTable('ledger')
        .set(values as never)
        .where('seq', '=', 2)
        .execute()
    await set({ [column]: value })
    undo.push(() => set({ [column]: kept?.[column as 'after'] }))
    expect(await findLedgerFault(world.db)).toBe('ledger row 2 was changed after it was written')
  })

  it('names a row that was taken away, at the end and within', async () => {
    const chain = await rows()
    for (const lost of [chain[1], chain.at(-1)]) {
      if (!lost) throw new Error('no row to lose')
      await world.db.deleteFrom('ledger').where('seq', '=', lost.seq).execute()
      expect(await findLedgerFault(world.db)).toBe(`ledger row ${lost.seq} is missing`)
      await world.db.insertInto('ledger').values(lost).execute()
    }
  })

  it('notices a row put in the place of another with a hash of its own', async () => {
    const last = (await rows()).at(-1)
    if (!last) throw new Error('no row')
    const set = (hash: string) =>
      world.db.updateTable('ledger_head').set({ hash }).where('id', '=', 1).execute()
    await set('0'.repeat(64))
    undo.push(() => set(last.hash))
    expect(await findLedgerFault(world.db)).toBe('the ledger head does not match its last row')
  })
})
