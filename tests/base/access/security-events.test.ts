// SPDX-License-Identifier: AGPL-3.0-or-later
import { expect, it } from 'vitest'
import { noteRefusal } from '#base/access/attempt-events.server.ts'
import { type SecurityEventKind, securityEventDetail } from '#base/access/security-event.ts'
import { deleteOldEvents, listEvents, noteEvent } from '#base/access/security-events.server.ts'
import { at, newId } from '#base/clock.server.ts'
import { fromAddress } from '#base/http/visitor.server.ts'
import { describeEngines, describeEnginesAfresh } from '#tests/support/engines.ts'
import { account } from '#tests/support/people.ts'

const page = { limit: 50, offset: 0 }

describeEnginesAfresh('security events', (world) => {
  it('are noted with account and address, listed newest first, found by either', async () => {
    const { db } = world
    const id = newId()
    const laura = { id, name: 'Laura Nerì', email: 'laura-n_1@example.org', language: 'it' as const }
    await db
      .insertInto('account')
      .values({ ...laura, created_at: '2026-01-01T08:00:00.000Z' })
      .execute()
    await fromAddress('192.0.2.7', () =>
      at('2026-02-01T08:00:00.000Z', () => noteEvent(db, { kind: 'sign_in', account_id: id })),
    )
    await at('2026-02-02T08:00:00.000Z', () =>
      noteEvent(db, { kind: 'export', account_id: null, detail: 'x'.repeat(5000) }),
    )
    const all = await listEvents(db, { kind: null, q: '' }, page)
    expect(all.rows.map(({ kind, name, address }) => [kind, name, address])).toEqual([
      ['export', null, null],
      ['sign_in', 'Laura Nerì', '192.0.2.7'],
    ])
    expect(all.rows[0]?.detail).toHaveLength(200)
    for (const q of ['laura', 'Nerì', 'Laura-N_1', '192.0.2.7']) {
      expect((await listEvents(db, { kind: null, q }, page)).rows.map((row) => row.kind)).toEqual(['sign_in'])
    }
    for (const q of ['laura_n', '%', 'n-1'])
      expect((await listEvents(db, { kind: null, q }, page)).total, q).toBe(0)
    expect((await listEvents(db, { kind: 'export', q: '' }, page)).total).toBe(1)
    expect((await listEvents(db, { kind: 'export', q: 'laura' }, page)).total).toBe(0)
  })

  it('are deleted when their time is over, and no others', async () => {
    await at('2026-02-01T08:00:00.000Z', () => noteEvent(world.db, { kind: 'sign_in', account_id: null }))
    await at('2026-02-02T08:00:00.000Z', () => noteEvent(world.db, { kind: 'export', account_id: null }))
    const deleted = await at('2027-02-01T12:00:00.000Z', () => deleteOldEvents(world.db, 365))
    expect(deleted).toBe(1)
    expect((await listEvents(world.db, { kind: null, q: '' }, page)).rows.map(({ kind }) => kind)).toEqual([
      'export',
    ])
  })

  it('say in words what they are about, and by whose hand', async () => {
    const { db } = world
    const taker = await account(db, 'Ada Righi')
    await noteEvent(db, { kind: 'link_handed_over', account_id: null, detail: `by ${taker.accountId}` })
    await noteEvent(db, { kind: 'limit_reached', account_id: null, detail: 'confirm: together' })
    await noteEvent(db, { kind: 'role_granted', account_id: null, detail: 'auditor' })
    await noteEvent(db, { kind: 'access_refused', account_id: null, detail: '/manage/iris' })
    const words = async (kind: SecurityEventKind) => {
      const { rows } = await listEvents(db, { kind, q: '' }, page)
      return rows.map((row) => securityEventDetail(row.kind, row.detail ?? '', row.by))
    }
    expect(await words('link_handed_over')).toEqual(['ritirato da Ada Righi'])
    expect(await words('limit_reached')).toEqual(["conferma dell'identità"])
    expect(await words('role_granted')).toEqual([expect.stringContaining('Revisore')])
    expect(await words('access_refused')).toEqual([null])
  })
})

describeEngines('security events', (world) => {
  it('of what an account was refused are the first fifty within an hour', async () => {
    const { accountId } = await account(world.db, 'Mia Prova')
    const refusals = async () => {
      const { total } = await listEvents(world.db, { kind: 'access_refused', q: 'mia prova' }, page)
      return total
    }
    const asked = new Request('http://localhost/manage/iris/people/1')
    await at('2026-03-01T08:00:00.000Z', async () => {
      for (let n = 0; n < 60; n++) await noteRefusal(world.db, accountId, asked)
    })
    expect(await refusals()).toBe(50)
    await at('2026-03-01T09:01:00.000Z', () => noteRefusal(world.db, accountId, asked))
    expect(await refusals()).toBe(51)
  })

  it('of a refused act go with its transaction', async () => {
    const { db } = world
    const refused = db.transaction().execute(async (db) => {
      await noteEvent(db, { kind: 'email_changed', account_id: null })
      throw new Error('refused')
    })
    await expect(refused).rejects.toThrow('refused')
    expect((await listEvents(db, { kind: 'email_changed', q: '' }, page)).total).toBe(0)
  })
})
