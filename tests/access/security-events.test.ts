// SPDX-License-Identifier: AGPL-3.0-or-later
import { expect, it } from 'vitest'
import { deleteOldEvents, listEvents, noteEvent } from '#app/access/security-events.server.ts'
import { at, newId } from '#app/clock.server.ts'
import { fromAddress } from '#app/http/visitor.server.ts'
import { describeEngines } from '#tests/support/engines.ts'

describeEngines('security events', (world) => {
  const page = { limit: 50, offset: 0 }

  it('are noted with account and address, listed newest first, found by either', async () => {
    const { db } = world
    const id = newId()
    const account = { id, name: 'Laura Neri', email: 'laura@example.org', language: 'it' as const }
    await db
      .insertInto('account')
      .values({ ...account, created_at: '2026-01-01T08:00:00.000Z' })
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
      ['sign_in', 'Laura Neri', '192.0.2.7'],
    ])
    expect(all.rows[0]?.detail).toHaveLength(200)
    for (const q of ['laura', 'neri', '192.0.2.7']) {
      expect((await listEvents(db, { kind: null, q }, page)).rows.map((row) => row.kind)).toEqual(['sign_in'])
    }
    expect((await listEvents(db, { kind: 'export', q: '' }, page)).total).toBe(1)
    expect((await listEvents(db, { kind: 'export', q: 'laura' }, page)).total).toBe(0)
  })

  it('are deleted when their time is over, and no others', async () => {
    const deleted = await at('2027-02-01T12:00:00.000Z', () => deleteOldEvents(world.db, 365))
    expect(deleted).toBe(1)
    expect((await listEvents(world.db, { kind: null, q: '' }, page)).rows.map(({ kind }) => kind)).toEqual([
      'export',
    ])
  })

  it('of a refused act go with its transaction', async () => {
    const { db } = world
    const refused = db.transaction().execute(async (db) => {
      await noteEvent(db, { kind: 'role_granted', account_id: null })
      throw new Error('refused')
    })
    await expect(refused).rejects.toThrow('refused')
    expect((await listEvents(db, { kind: 'role_granted', q: '' }, page)).total).toBe(0)
  })
})
