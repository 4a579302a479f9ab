// SPDX-License-Identifier: AGPL-3.0-or-later
import { beforeAll, expect, it } from 'vitest'
import type { Actor } from '#base/access/actor.ts'
import { deleteExpiredForms, findKeptForm, forgetForm, keepForm } from '#base/access/kept-forms.server.ts'
import { rememberBrowser } from '#base/access/known-browser.server.ts'
import { at, now } from '#base/clock.server.ts'
import { describeEngines } from '#tests/support/engines.ts'
import { account } from '#tests/support/people.ts'

const page = 'http://localhost/meetings/M/attendance?x=1'

describeEngines('a form sent while signed out', (world) => {
  let anna: Actor
  let luca: Actor
  beforeAll(async () => {
    anna = await account(world.db, 'Anna Bianchi')
    luca = await account(world.db, 'Luca Verdi')
  })

  const browserOf = (who: Actor) => rememberBrowser(null, who.accountId).cookie.split(';')[0] ?? ''

  /** Sends a form from a browser; gives the cookies that it has then, and where it is led. */
  async function send(browser: string, fields: Record<string, string>, address = '192.0.2.1') {
    const headers = { Cookie: browser, 'Content-Type': 'application/x-www-form-urlencoded' }
    const body = new URLSearchParams(fields)
    const answer = await keepForm(world.db, new Request(page, { method: 'POST', headers, body }), address)
    const given = answer.headers.getSetCookie().find((cookie) => cookie.startsWith('kept_form='))
    return {
      to: answer.headers.get('Location'),
      cookies: [browser, given?.split(';')[0]].filter(Boolean).join('; '),
    }
  }

  const open = (cookies: string, who: Actor, url = page, more: Record<string, string> = {}) =>
    findKeptForm(world.db, who.accountId, new Request(url, { headers: { Cookie: cookies, ...more } }))

  it('leads to sign-in and from there to its page, and is given to its author there, without a password', async () => {
    const { to, cookies } = await send(browserOf(anna), { topic: 'Le offerte', password: 'segreta' })
    expect(to).toBe(`/sign-in?to=${encodeURIComponent('/meetings/M/attendance?x=1')}`)
    const found = await open(cookies, anna)
    expect(found?.form).toEqual({ fields: [['topic', 'Le offerte']], left: true })
    await forgetForm(world.db, found?.id ?? '')
    expect(await open(cookies, anna)).toBeNull()
  })

  it('is given to nobody else, on no other page, to no script, and not without the browser’s cookie', async () => {
    const { cookies } = await send(browserOf(anna), { topic: 'Le offerte' })
    expect((await open(cookies, luca))?.form).toBe('lost')
    expect(await open(cookies, anna, 'http://localhost/my')).toBeNull()
    expect(await open(cookies, anna, page, { 'Sec-Fetch-Mode': 'cors' })).toBeNull()
    expect(await open(browserOf(anna), anna)).toBeNull()
    const forged = cookies.replace(
      /kept_form=([^.]+)\.(.)/,
      (_, id, first) => `kept_form=${id}.${first === 'A' ? 'B' : 'A'}`,
    )
    expect((await open(forged, anna))?.form).toBe('lost')
  })

  it('is nothing that the database can read', async () => {
    await send(browserOf(anna), { topic: 'Parole riconoscibili' })
    const rows = await world.db.selectFrom('kept_form').selectAll().execute()
    expect(JSON.stringify(rows)).not.toContain('riconoscibili')
    expect(JSON.stringify(rows)).not.toContain('192.0.2.1')
  })

  it('ends after an hour', async () => {
    const early = '2026-03-05T08:00:00.000Z'
    const { cookies } = await at(early, () => send(browserOf(anna), { topic: 'Le offerte' }))
    expect((await at('2026-03-05T08:59:00.000Z', () => open(cookies, anna)))?.form).not.toBe('lost')
    expect((await at('2026-03-05T09:01:00.000Z', () => open(cookies, anna)))?.form).toBe('lost')
    await deleteExpiredForms(world.db)
    const left = await world.db
      .selectFrom('kept_form')
      .select('id')
      .where('expires_at', '<=', now())
      .execute()
    expect(left).toEqual([])
  })

  it('is not kept from a browser where nobody signed in, too large, or of an address that sent many', async () => {
    expect((await send('', { topic: 'x' })).cookies).not.toContain('kept_form')
    expect((await send(browserOf(anna), { topic: 'x'.repeat(500_000) })).cookies).not.toContain('kept_form')
    const sent = await Promise.all(
      Array.from({ length: 60 }, () => send(browserOf(anna), { topic: 'x' }, '198.51.100.9')),
    )
    const kept = sent.filter(({ cookies }) => cookies.includes('kept_form')).length
    expect(kept).toBeGreaterThanOrEqual(50)
    expect((await send(browserOf(anna), { topic: 'x' }, '198.51.100.9')).cookies).not.toContain('kept_form')
    expect((await send(browserOf(anna), { topic: 'x' }, '198.51.100.10')).cookies).toContain('kept_form')
  })
})
