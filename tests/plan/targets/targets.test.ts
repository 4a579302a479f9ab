// SPDX-License-Identifier: AGPL-3.0-or-later
import { beforeAll, beforeEach, expect, it } from 'vitest'
import { newId } from '#base/clock.server.ts'
import { AppError } from '#base/error.ts'
import { findLedgerFault } from '#base/ledger/ledger.server.ts'
import { changeTargetSchema, newTargetSchema, type TargetValues } from '#plan/targets/form.ts'
import { listTallies, recordTally, tallySums } from '#plan/targets/tallies.server.ts'
import { inTreeOrder } from '#plan/targets/target.ts'
import { addTarget, changeTarget, findTarget, removeTarget, targetsOf } from '#plan/targets/targets.server.ts'
import { describeEngines } from '#tests/support/engines.ts'
import { iris, operators } from '#tests/support/iris.ts'
import { grant } from '#tests/support/people.ts'
import { project } from '#tests/support/training.ts'

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
  beforeAll(async () => {
    who = await iris(world.db)
  })
  /** A project of Marta Conti's with the lines of I.R.I.S. and, last, one of indirect recipients. */
  let own: Awaited<ReturnType<typeof project>>
  let manager: Awaited<ReturnType<typeof grant>>
  let targets: Awaited<ReturnType<typeof operators>>
  let indirect: string
  let serial = 0
  beforeEach(async () => {
    serial += 1
    own = await project(world.db, `iris-${serial}`)
    manager = await grant(world.db, who.manager, 'manager', { project: own })
    targets = await operators(world.db, own)
    indirect = newId()
    await addTarget(world.db, manager, { ...asPublished, id: indirect, project_id: own.id })
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
    await addTarget(world.db, manager, { ...asPublished, id: indirect, project_id: own.id })
    const lines = inTreeOrder(await targetsOf(world.db, own.id))
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
      addTarget(world.db, manager, { ...values, parent_id, id: newId(), project_id: own.id })
    await expect(add(targets.all.id)).rejects.toMatchObject({ kind: 'invalid', field: 'parent_id' })
    await expect(add(newId())).rejects.toMatchObject({ kind: 'invalid', field: 'parent_id' })
    await expect(
      changeTarget(world.db, manager, own.id, indirect, { ...asPublished, parent_id: indirect }),
    ).rejects.toMatchObject({ kind: 'invalid', field: 'parent_id' })
  })

  it('keep counting the same thing as the lines under them', async () => {
    const values: TargetValues = { ...asPublished, source: 'attendance', kind: 'direct', audience: 'table' }
    await expect(changeTarget(world.db, manager, own.id, targets.all.id, values)).rejects.toBeInstanceOf(
      AppError,
    )
  })

  it('are changed with the old values kept in the ledger', async () => {
    const types = ['comune' as const]
    const { id } = targets.public
    const values: TargetValues = {
      ...asPublished,
      label_it: 'Operatori dei Comuni',
      parent_id: targets.all.id,
      kind: 'direct',
      source: 'attendance',
      sector: 'public',
      quantity: 90,
      organisation_types: types,
    }
    await changeTarget(world.db, manager, own.id, id, values)
    expect(await findTarget(world.db, own.id, id)).toMatchObject({
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
    await recordTally(world.db, manager, { id, target_id: indirect, quantity: 60, ...day })
    await recordTally(world.db, manager, { id, target_id: indirect, quantity: 60, ...day })
    await recordTally(world.db, manager, {
      target_id: indirect,
      quantity: -10,
      ...day,
      note: 'Contati due volte',
    })
    await expect(
      recordTally(world.db, manager, { target_id: indirect, quantity: -51, ...day }),
    ).rejects.toMatchObject({ kind: 'invalid', field: 'quantity' })
    expect((await tallySums(world.db, own.id)).get(indirect)).toBe(50)
    const { rows, total } = await listTallies(world.db, own.id, page, indirect)
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
      recordTally(world.db, manager, { target_id: targets.all.id, quantity: 5, ...day }),
    ).rejects.toMatchObject({ kind: 'invalid' })
  })

  it('are removed only when nothing hangs on them', async () => {
    const remove = (id: string) => removeTarget(world.db, manager, own.id, id)
    await recordTally(world.db, manager, { target_id: indirect, quantity: 60, ...day })
    await expect(remove(indirect)).rejects.toMatchObject({ kind: 'conflict' })
    await expect(remove(targets.all.id)).rejects.toMatchObject({ kind: 'conflict' })
    await remove(targets.private.id)
    expect(await findTarget(world.db, own.id, targets.private.id)).toBeNull()
    expect(await acts(targets.private.id)).toEqual([['target_removed', 'Marta Conti']])
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
