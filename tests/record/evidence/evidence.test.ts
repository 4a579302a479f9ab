// SPDX-License-Identifier: AGPL-3.0-or-later
import { beforeAll, expect, it } from 'vitest'
import type { Actor } from '#base/access/actor.ts'
import { at } from '#base/clock.server.ts'
import { keepFile } from '#base/files/store.server.ts'
import {
  attachEvidence,
  findEvidence,
  type NewEvidence,
  withdrawEvidence,
} from '#record/evidence/evidence.server.ts'
import { evidenceOf } from '#record/evidence/facts.server.ts'
import { listEvidence } from '#record/evidence/list.server.ts'
import '#tests/support/files.ts'
import type { Db } from '#db/connect.server.ts'
import { pdf } from '#tests/base/files/samples.ts'
import { describeEngines } from '#tests/support/engines.ts'
import { iris } from '#tests/support/iris.ts'
import { meeting } from '#tests/support/training.ts'

const after = '2026-02-06T09:00:00.000Z'
const all = { limit: 50, offset: 0 }

describeEngines('evidence of a meeting', (world) => {
  let db: Db
  let who: Awaited<ReturnType<typeof iris>>
  let number = 20
  beforeAll(async () => {
    db = world.db
    who = await iris(db)
  })

  const another = (more: Parameters<typeof meeting>[5] = {}) =>
    meeting(db, who.edition, number++, '2026-02-05T10:00Z', '2026-02-05T12:30Z', more)

  async function attach(by: Actor, to: { id: string }, text: string, more: Partial<NewEvidence> = {}) {
    const file = await keepFile(pdf(text), 'application/pdf')
    const given = { meeting_id: to.id, kind: 'signed_sheet' as const, file, name: `${text}.pdf`, ...more }
    return { file, ...(await at(after, () => attachEvidence(db, by, given))) }
  }

  const acts = (of: { id: string }) =>
    db
      .selectFrom('ledger')
      .select(['act', 'actor_name', 'before', 'after'])
      .where('subject_id', '=', of.id)
      .orderBy('seq')
      .execute()

  it('the trainer attaches a sheet: it is listed with who and when, and the ledger says so', async () => {
    const held = await another()
    const { file } = await attach(who.trainer, held, 'Foglio 5 febbraio')
    const { rows, total } = await listEvidence(db, held.id, all)
    expect(total).toBe(1)
    expect(rows[0]).toMatchObject({
      name: 'Foglio 5 febbraio.pdf',
      kind: 'signed_sheet',
      hash: file.hash,
      size: file.size,
      attached_by: 'Carla Neri',
      attached_at: after,
      withdrawn_at: null,
    })
    const [row, ...others] = await acts(held)
    expect(others).toEqual([])
    expect(row).toMatchObject({ act: 'evidence_attached', actor_name: 'Carla Neri', before: null })
    expect(JSON.parse(row?.after ?? '')).toEqual({
      kind: 'signed_sheet',
      name: 'Foglio 5 febbraio.pdf',
      file_hash: file.hash,
    })
    expect((await evidenceOf(db, [held.id], after)).get(held.id)).toMatchObject({
      state: 'complete',
      why: 'signed_sheet',
    })
  })

  it('the same file is attached once to a meeting, also by two at once, and again to another meeting', async () => {
    const [held, other] = [await another(), await another()]
    const twice = await Promise.all([
      attach(who.trainer, held, 'uno'),
      attach(who.manager, held, 'uno', { name: 'copia.pdf' }),
    ])
    expect(twice.map(({ isNew }) => isNew).sort()).toEqual([false, true])
    expect((await attach(who.trainer, other, 'uno')).isNew).toBe(true)
    expect((await listEvidence(db, held.id, all)).total).toBe(1)
    expect(await acts(held)).toHaveLength(1)
    await expect(attach(who.trainer, held, 'uno', { kind: 'other' })).rejects.toMatchObject({
      kind: 'conflict',
      field: 'kind',
    })
  })

  it('what is withdrawn stays listed with the reason, proves nothing, and may be attached again', async () => {
    const held = await another()
    await attach(who.trainer, held, 'sbagliato')
    const [first] = (await listEvidence(db, held.id, all)).rows
    const withdraw = (by: Actor, reason: string) =>
      at('2026-02-07T09:00:00.000Z', () =>
        withdrawEvidence(db, by, { meeting_id: held.id, evidence_id: first?.id ?? '', reason }),
      )
    await withdraw(who.manager, 'È il foglio di un altro incontro')
    await withdraw(who.manager, 'Due volte')
    expect((await evidenceOf(db, [held.id], after)).get(held.id)?.state).toBe('missing')
    await attach(who.trainer, held, 'sbagliato')
    await attach(who.trainer, held, 'giusto')
    const { rows } = await listEvidence(db, held.id, all)
    expect(rows.map(({ name, withdrawn_at }) => [name, withdrawn_at !== null])).toEqual([
      ['giusto.pdf', false],
      ['sbagliato.pdf', false],
      ['sbagliato.pdf', true],
    ])
    expect(rows[2]).toMatchObject({
      withdrawn_by: 'Marta Conti',
      withdrawn_reason: 'È il foglio di un altro incontro',
    })
    expect(await findEvidence(db, held.id, first?.id ?? '')).toMatchObject({ name: 'sbagliato.pdf' })
    expect((await acts(held)).map(({ act }) => act)).toEqual([
      'evidence_attached',
      'evidence_withdrawn',
      'evidence_attached',
      'evidence_attached',
    ])
  })

  it('at a locked meeting the manager may, the trainer may not any more', async () => {
    const held = await another()
    await attach(who.trainer, held, 'prima')
    const [first] = (await listEvidence(db, held.id, all)).rows
    await db.updateTable('meeting').set({ state: 'locked' }).where('id', '=', held.id).execute()
    const withdrawal = { meeting_id: held.id, evidence_id: first?.id ?? '', reason: 'prova' }
    await expect(attach(who.trainer, held, 'dopo')).rejects.toMatchObject({ kind: 'conflict' })
    await expect(withdrawEvidence(db, who.trainer, withdrawal)).rejects.toMatchObject({ kind: 'conflict' })
    for (const by of [who.auditor, who.otherManager, who.operator, who.administrator]) {
      await expect(attach(by, held, 'dopo')).rejects.toMatchObject({ kind: 'forbidden' })
    }
    expect((await listEvidence(db, held.id, all)).total).toBe(1)
    expect((await attach(who.manager, held, 'dopo')).isNew).toBe(true)
    await withdrawEvidence(db, who.manager, withdrawal)
    expect((await evidenceOf(db, [held.id], after)).get(held.id)?.state).toBe('complete')
  })

  it('a sheet of a meeting that has not begun is refused, another document is not', async () => {
    const tomorrow = await another({
      starts_at: '2026-02-07T10:00:00.000Z',
      ends_at: '2026-02-07T12:00:00.000Z',
    })
    await expect(attach(who.trainer, tomorrow, 'futuro')).rejects.toMatchObject({
      kind: 'invalid',
      field: 'kind',
    })
    expect(await acts(tomorrow)).toEqual([])
    expect((await attach(who.trainer, tomorrow, 'convocazione', { kind: 'other' })).isNew).toBe(true)
  })

  it("another meeting's evidence is not found, nor withdrawn", async () => {
    const [held, other] = [await another(), await another()]
    await attach(who.trainer, held, 'mio')
    const [mine] = (await listEvidence(db, held.id, all)).rows
    await expect(findEvidence(db, other.id, mine?.id ?? '')).rejects.toMatchObject({ kind: 'not_found' })
    await expect(findEvidence(db, held.id, 'nessuno')).rejects.toMatchObject({ kind: 'not_found' })
    const stray = { meeting_id: other.id, evidence_id: mine?.id ?? '', reason: 'prova' }
    await expect(withdrawEvidence(db, who.manager, stray)).rejects.toMatchObject({ kind: 'not_found' })
    expect((await listEvidence(db, held.id, all)).rows[0]?.withdrawn_at).toBe(null)
  })
})
