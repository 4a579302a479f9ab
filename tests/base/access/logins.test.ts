// SPDX-License-Identifier: AGPL-3.0-or-later
import { createHash } from 'node:crypto'
import { beforeAll, expect, it, vi } from 'vitest'
import { findActor } from '#base/access/actor.server.ts'
import type { Actor } from '#base/access/actor.ts'
import * as logins from '#base/access/logins.server.ts'
import { at, minutesAfter, now } from '#base/clock.server.ts'
import { describeEngines } from '#tests/support/engines.ts'
import { account, grant } from '#tests/support/people.ts'

const day = 24 * 60

describeEngines('a login', (world) => {
  let marta: Actor
  const signIn = async (who: Actor, old: string | null = null) => {
    const cookie = (await logins.startLogin(world.db, who.accountId, 'Firefox', old)).split(';')[0] ?? ''
    return { cookie, id: cookie.split('=')[1] ?? '' }
  }
  const whoIs = async (cookie: string | null) =>
    (await logins.findLogin(world.db, cookie))?.account.name ?? null

  beforeAll(async () => {
    marta = await account(world.db, 'Marta Conti')
  })

  it('is found by its cookie', async () => {
    const { cookie } = await signIn(marta)
    expect(await whoIs(cookie)).toBe('Marta Conti')
    expect(await whoIs(`language=it; ${cookie}; other=1`)).toBe('Marta Conti')
  })

  it('sets a cookie that scripts cannot read and other sites do not send', async () => {
    const header = await logins.startLogin(world.db, marta.accountId, 'Firefox', null)
    expect(header).toMatch(/^presente=\w+;/)
    expect(header).toContain('HttpOnly')
    expect(header).toContain('SameSite=Lax')
    expect(header).toContain('Path=/')
  })

  it.each([null, '', 'presente=', 'presente=nothing', 'foo=%', '%E0%A4%A', ';;;=', 'presente=%'])(
    'is nobody for the cookie header %s',
    async (header) => {
      expect(await whoIs(header)).toBeNull()
    },
  )

  it('is not lost to another site’s malformed cookie without an error', async () => {
    const { cookie } = await signIn(marta)
    await expect(whoIs(`foo=%; ${cookie}`)).resolves.toBeNull()
  })

  it('is kept as a hash: the database does not open the door', async () => {
    const { id } = await signIn(marta)
    const kept = (await world.db.selectFrom('login').select('id').execute()).map((row) => row.id)
    expect(kept).toContain(createHash('sha256').update(id).digest('hex'))
    expect(kept).not.toContain(id)
    for (const hash of kept) expect(await whoIs(`presente=${hash}`)).toBeNull()
  })

  it('is one a browser: another sign-in from the same one ends the first, of nobody else', async () => {
    const from = async (who: Actor, browser: string | null) =>
      (await logins.startLogin(world.db, who.accountId, 'Firefox', null, browser)).split(';')[0] ?? ''
    const luca = await account(world.db, 'Luca Altro')
    const [first, other, ofLuca] = [await from(marta, 'A'), await from(marta, 'B'), await from(luca, 'A')]
    const second = await from(marta, 'A')
    expect(await whoIs(first)).toBeNull()
    for (const cookie of [other, second]) expect(await whoIs(cookie)).toBe('Marta Conti')
    expect(await whoIs(ofLuca)).toBe('Luca Altro')
  })

  it('says when it was last used, to the hour, and comes first then', async () => {
    const rosa = await account(world.db, 'Rosa Usata')
    const begun = '2026-03-05T08:00:00.000Z'
    const { cookie } = await at(begun, () => signIn(rosa))
    await at('2026-03-05T08:10:00.000Z', () => signIn(rosa))
    const used = async (moment: string) => {
      await at(moment, () => logins.findLogin(world.db, cookie))
      return (await at(moment, () => logins.devicesOf(world.db, rosa.accountId))).map(
        ({ used_at }) => used_at,
      )
    }
    expect(await used('2026-03-05T08:30:00.000Z')).toEqual(['2026-03-05T08:10:00.000Z', begun])
    expect(await used('2026-03-05T09:30:00.000Z')).toEqual([
      '2026-03-05T09:30:00.000Z',
      '2026-03-05T08:10:00.000Z',
    ])
  })

  it('ends the one that the browser presented', async () => {
    const first = await signIn(marta)
    const second = await signIn(marta, first.cookie)
    expect(second.cookie).not.toBe(first.cookie)
    expect(await whoIs(first.cookie)).toBeNull()
    expect(await whoIs(second.cookie)).toBe('Marta Conti')
  })

  it('ends by signing out, here only', async () => {
    const [here, there] = [await signIn(marta), await signIn(marta)]
    expect(await logins.endLogin(world.db, here.cookie)).toContain('Max-Age=0')
    expect(await whoIs(here.cookie)).toBeNull()
    expect(await whoIs(there.cookie)).toBe('Marta Conti')
  })

  it('ends everywhere when it must', async () => {
    const anna = await account(world.db, 'Anna Bianchi')
    const [marta1, anna1] = [await signIn(marta), await signIn(anna)]
    await logins.endAllLogins(world.db, marta.accountId)
    expect(await whoIs(marta1.cookie)).toBeNull()
    expect(await whoIs(anna1.cookie)).toBe('Anna Bianchi')
  })

  it('is worth nothing once the account is disabled, and again something once it is enabled', async () => {
    const luca = await account(world.db, 'Luca Verdi')
    const { cookie } = await signIn(luca)
    const set = (disabled_at: string | null) =>
      world.db.updateTable('account').set({ disabled_at }).where('id', '=', luca.accountId).execute()
    await set(now())
    expect(await whoIs(cookie)).toBeNull()
    await set(null)
    expect(await whoIs(cookie)).toBe('Luca Verdi')
  })

  it('is listed among one’s devices, and only its own account ends it there', async () => {
    const vera = await account(world.db, 'Vera Galli')
    const { cookie } = await signIn(vera)
    const [device] = await logins.devicesOf(world.db, vera.accountId)
    const handle = device?.handle ?? ''
    expect(device?.browser).toBe('Firefox')
    await logins.endDevice(world.db, marta.accountId, handle)
    expect(await whoIs(cookie)).toBe('Vera Galli')
    await logins.endDevice(world.db, vera.accountId, handle)
    expect(await whoIs(cookie)).toBeNull()
  })

  it('is deleted after its end, not before', async () => {
    const ugo = await account(world.db, 'Ugo Mori')
    await signIn(ugo)
    const count = async () => (await logins.devicesOf(world.db, ugo.accountId)).length
    await at(minutesAfter(now(), 29 * day), () => logins.deleteExpiredLogins(world.db))
    expect(await count()).toBe(1)
    await at(minutesAfter(now(), 31 * day), () => logins.deleteExpiredLogins(world.db))
    expect(await count()).toBe(0)
  })

  it('lasts thirty days in all, though it is used every day', async () => {
    const tea = await account(world.db, 'Tea Longo')
    const begun = '2026-01-01T08:00:00.000Z'
    vi.useFakeTimers({ toFake: ['Date'], now: Date.parse(begun) })
    try {
      const { cookie } = await signIn(tea)
      for (let passed = 1; passed < 30; passed++) {
        vi.setSystemTime(Date.parse(minutesAfter(begun, passed * day)))
        expect(await whoIs(cookie)).toBe('Tea Longo')
      }
      vi.setSystemTime(Date.parse(minutesAfter(begun, 30 * day)) - 1)
      expect(await whoIs(cookie)).toBe('Tea Longo')
      vi.setSystemTime(Date.parse(minutesAfter(begun, 30 * day)))
      expect(await whoIs(cookie)).toBeNull()
      expect(await logins.devicesOf(world.db, tea.accountId)).toEqual([])
      await logins.deleteExpiredLogins(world.db)
      const kept = world.db.selectFrom('login').select('id').where('account_id', '=', tea.accountId)
      expect(await kept.execute()).toEqual([])
    } finally {
      vi.useRealTimers()
    }
  })

  it('brings the roles in force now: neither revoked nor expired ones', async () => {
    const aldo = await account(world.db, 'Aldo Ricci')
    await grant(world.db, aldo, 'administrator')
    await grant(world.db, aldo, 'auditor', { expires_at: '2026-01-31T23:00:00.000Z' })
    const { cookie } = await signIn(aldo)
    const rolesAt = (moment: string) =>
      at(moment, async () => (await findActor(world.db, cookie))?.grants.map(({ role }) => role).sort())
    expect(await rolesAt('2026-01-31T22:59:59.999Z')).toEqual(['administrator', 'auditor'])
    expect(await rolesAt('2026-01-31T23:00:00.000Z')).toEqual(['administrator'])
    await world.db
      .updateTable('role_grant')
      .set({ revoked_at: now() })
      .where('account_id', '=', aldo.accountId)
      .execute()
    expect(await rolesAt('2026-01-15T08:00:00.000Z')).toEqual([])
  })
})
