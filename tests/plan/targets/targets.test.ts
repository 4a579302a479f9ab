// SPDX-License-Identifier: AGPL-3.0-or-later
import { beforeAll, expect, it } from 'vitest'
import { newId } from '#base/clock.server.ts'
import { AppError } from '#base/error.ts'
import { findLedgerFault } from '#base/ledger/ledger.server.ts'
import { changeTargetSchema, newTargetSchema, type TargetValues } from '#plan/targets/form.ts'
import { listTallies, recordTally, tallySums } from '#plan/targets/tallies.server.ts'
import { inTreeOrder } from '#plan/targets/target.ts'
import { addTarget, changeTarget, findTarget, removeTarget, targetsOf } from '#plan/targets/targets.server.ts'
import { describeEngines } from '#tests/support/engines.ts'
import { iris } from '#tests/support/iris.ts'

const asPublished: TargetValues = {
  label_it: 'Cittadini di Paesi terzi',
  label_en: 'Third-country nationals',
  quantity: 100,
  unit: 'persons',
  kind: 'indirect',
  source: 'tally',
  audience: 'training',
  organisation_types: [],
}
const day = { on_date: '2026-02-28', note: 'Sportelli, febbraio' }
const page = { limit: 50, offset: 0 }

describeEngines('target lines', (world) => {
  let who: Awaited<ReturnType<typeof iris>>
  const indirect = newId()

  beforeAll(async () => {
    who = await iris(world.db)
    await addTarget(world.db, who.manager, { ...asPublished, id: indirect, project_id: who.project.id })
  })

  const acts = async (id: string) => {
    const rows = await world.db
      .selectFrom('ledger')
      .selectAll()
      .where('subject_id', '=', id)
      .orderBy('seq')
      .execute()
    return rows.map(({ act, actor_name }) => [act, actor_name])
  }

  it('are added last, once, with who did it in the ledger', async () => {
    await addTarget(world.db, who.manager, { ...asPublished, id: indirect, project_id: who.project.id })
    const lines = inTreeOrder(await targetsOf(world.db, who.project.id))
    expect(lines.map(({ line, depth }) => [line.label_it, depth])).toEqual([
      ['Operatori', 0],
      ['Operatori pubblici', 1],
      ['Operatori privati', 1],
      ['Cittadini di Paesi terzi', 0],
    ])
    expect(await acts(indirect)).toEqual([['target_added', 'Marta Conti']])
  })

  it('stand only under a line of the same project that counts the same thing', async () => {
    const add = (parent_id: string, values: TargetValues = asPublished) =>
      addTarget(world.db, who.manager, { ...values, parent_id, id: newId(), project_id: who.project.id })
    await expect(add(who.targets.all.id)).rejects.toMatchObject({ kind: 'invalid', field: 'parent_id' })
    await expect(add(newId())).rejects.toMatchObject({ kind: 'invalid', field: 'parent_id' })
    await expect(
      changeTarget(world.db, who.manager, who.project.id, indirect, { ...asPublished, parent_id: indirect }),
    ).rejects.toMatchObject({ kind: 'invalid', field: 'parent_id' })
  })

  it('keep counting the same thing as the lines under them', async () => {
    const values: TargetValues = { ...asPublished, source: 'attendance', kind: 'direct', audience: 'table' }
    await expect(
      changeTarget(world.db, who.manager, who.project.id, who.targets.all.id, values),
    ).rejects.toBeInstanceOf(AppError)
  })

  it('are changed with the old values kept in the ledger', async () => {
    const types = ['comune' as const]
    const { id } = who.targets.public
    const values: TargetValues = {
      ...asPublished,
      label_it: 'Operatori dei Comuni',
      parent_id: who.targets.all.id,
      kind: 'direct',
      source: 'attendance',
      sector: 'public',
      quantity: 90,
      organisation_types: types,
    }
    await changeTarget(world.db, who.manager, who.project.id, id, values)
    expect(await findTarget(world.db, who.project.id, id)).toMatchObject({
      quantity: 90,
      organisation_types: types,
      position: 2,
    })
    const row = await world.db
      .selectFrom('ledger')
      .selectAll()
      .where('subject_id', '=', id)
      .executeTakeFirstOrThrow()
    expect(JSON.parse(row.before ?? '{}')).toMatchObject({ label_it: 'Operatori pubblici', quantity: 100 })
    expect(JSON.parse(row.after ?? '{}')).toMatchObject({ label_it: 'Operatori dei Comuni', quantity: 90 })
  })

  it('of another project are not found', async () => {
    expect(await findTarget(world.db, who.rosa.id, indirect)).toBeNull()
    await expect(removeTarget(world.db, who.otherManager, who.rosa.id, indirect)).rejects.toMatchObject({
      kind: 'not_found',
    })
    await expect(
      changeTarget(world.db, who.otherManager, who.rosa.id, indirect, asPublished),
    ).rejects.toMatchObject({ kind: 'not_found' })
  })

  it('take numbers by hand, each once, with corrections that never go below zero', async () => {
    const id = newId()
    await recordTally(world.db, who.manager, { id, target_id: indirect, quantity: 60, ...day })
    await recordTally(world.db, who.manager, { id, target_id: indirect, quantity: 60, ...day })
    await recordTally(world.db, who.manager, {
      target_id: indirect,
      quantity: -10,
      ...day,
      note: 'Contati due volte',
    })
    await expect(
      recordTally(world.db, who.manager, { target_id: indirect, quantity: -51, ...day }),
    ).rejects.toMatchObject({ kind: 'invalid', field: 'quantity' })
    expect((await tallySums(world.db, who.project.id)).get(indirect)).toBe(50)
    const { rows, total } = await listTallies(world.db, who.project.id, page, indirect)
    expect([rows.map((tally) => [Number(tally.quantity), tally.by]), total]).toEqual([
      [
        [-10, 'Marta Conti'],
        [60, 'Marta Conti'],
      ],
      2,
    ])
    expect(await acts(indirect)).toHaveLength(3)
  })

  it('counted from attendance take no numbers by hand', async () => {
    await expect(
      recordTally(world.db, who.manager, { target_id: who.targets.all.id, quantity: 5, ...day }),
    ).rejects.toMatchObject({ kind: 'invalid' })
  })

  it('are removed only when nothing hangs on them', async () => {
    const remove = (id: string) => removeTarget(world.db, who.manager, who.project.id, id)
    await expect(remove(indirect)).rejects.toMatchObject({ kind: 'conflict' })
    await expect(remove(who.targets.all.id)).rejects.toMatchObject({ kind: 'conflict' })
    await remove(who.targets.private.id)
    expect(await findTarget(world.db, who.project.id, who.targets.private.id)).toBeNull()
    expect(await acts(who.targets.private.id)).toEqual([['target_removed', 'Marta Conti']])
    expect(await findLedgerFault(world.db)).toBeNull()
  })
})

it('the form of a line accepts an open number, and households only by hand', () => {
  const { quantity: _, ...open } = asPublished
  expect(changeTargetSchema.safeParse({ ...open, intent: 'change' }).success).toBe(true)
  expect(newTargetSchema.safeParse({ ...asPublished, intent: 'add', id: newId() }).success).toBe(true)
  expect(newTargetSchema.safeParse({ ...asPublished, intent: 'add', id: 'x' }).success).toBe(false)
  const households = { ...open, intent: 'change', unit: 'households' }
  expect(changeTargetSchema.safeParse(households).success).toBe(true)
  expect(changeTargetSchema.safeParse({ ...households, source: 'attendance' }).success).toBe(false)
})
