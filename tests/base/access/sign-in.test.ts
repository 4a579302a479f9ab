// SPDX-License-Identifier: AGPL-3.0-or-later
import { hash } from '@node-rs/argon2'
import { beforeAll, expect, it } from 'vitest'
import type { Actor } from '#base/access/actor.ts'
import { knownBrowser, rememberBrowser } from '#base/access/known-browser.server.ts'
import { prove } from '#base/access/proof.server.ts'
import { checkPassword } from '#base/access/sign-in.server.ts'
import { makeToken } from '#base/access/tokens.server.ts'
import { at, minutesAfter, now } from '#base/clock.server.ts'
import { fromAddress } from '#base/http/visitor.server.ts'
import { changePassword, resetPassword } from '#plan/accounts/invitations.server.ts'
import { describeEngines } from '#tests/support/engines.ts'
import { account } from '#tests/support/people.ts'

const password = 'tre parole lunghe'
const moment = '2026-03-02T08:00:00.000Z'

describeEngines('signing in', (world) => {
  let password_hash = ''
  beforeAll(async () => {
    // As weak as can be, so that the test lasts no longer than it must.
    password_hash = await hash(password, { memoryCost: 8, timeCost: 1, parallelism: 1 })
  })
  const someone = async (name: string): Promise<Actor> => {
    const actor = await account(world.db, name)
    await world.db.updateTable('account').set({ password_hash }).where('id', '=', actor.accountId).execute()
    return actor
  }
  const words = (error: unknown) => (error instanceof Error ? error.message : String(error))
  const signIn = (email: string, word: string, address = '192.0.2.7', cookies: string | null = null) =>
    at(moment, () => fromAddress(address, () => checkPassword(world.db, email, word, address, cookies))).then(
      () => 'in',
      words,
    )
  const eventsOf = async (account_id: string | null) =>
    await world.db
      .selectFrom('security_event')
      .select(['kind', 'address', 'detail'])
      .where('account_id', account_id === null ? 'is' : '=', account_id)
      .orderBy('id')
      .execute()

  it('is refused in the same words, and as often, to a wrong password, an unknown, invited and disabled account', async () => {
    const [vera, ugo] = [await someone('Vera Galli'), await someone('Ugo Mori')]
    const invited = await account(world.db, 'Nora Sala')
    await world.db
      .updateTable('account')
      .set({ disabled_at: now() })
      .where('id', '=', ugo.accountId)
      .execute()
    const answers = new Set<string>()
    const tried = [
      [vera.email, 'wrong'],
      ['nobody@presente.example', password],
      [ugo.email, password],
      [invited.email, password],
    ] as const
    for (const [nth, [email, word]] of tried.entries()) {
      const said = []
      for (let time = 0; time < 6; time++) said.push(await signIn(email, word, `192.0.2.1${nth}`))
      answers.add(said.join('\n'))
    }
    expect(answers.size).toBe(1)
    const [first = '', ...rest] = [...answers][0]?.split('\n') ?? []
    expect(first).toMatch(/Indirizzo o password non corretti/)
    expect(rest.at(-1)).toMatch(
      /Riprovare fra 1 minuto, oppure entrare subito con un collegamento inviato per posta/,
    )
    expect(await eventsOf(null)).toHaveLength(6)
  })

  it('is noted with the account, and what fails too', async () => {
    const rita = await someone('Rita Neri')
    expect(await signIn(rita.email, 'wrong')).toMatch(/non corretti/)
    expect(await signIn(rita.email, password)).toBe('in')
    const from = { address: '192.0.2.7', detail: null }
    expect(await eventsOf(rita.accountId)).toEqual([
      { kind: 'sign_in_failed', ...from },
      { kind: 'sign_in', ...from },
    ])
  })

  it('under attack works from a browser used before, and after a reset by mail, and not for who guesses', async () => {
    const anna = await someone('Anna Bianchi')
    const browser = rememberBrowser(null, anna.accountId).cookie.split(';')[0] ?? ''
    for (let nth = 0; nth < 25; nth++) await signIn(anna.email, `guess ${nth}`, `10.0.${nth}.1`)
    expect(await signIn(anna.email, password, '198.51.100.3')).toMatch(/Troppi accessi/)
    expect(await signIn(anna.email, password, '198.51.100.3', browser)).toBe('in')
    const token = await world.db
      .transaction()
      .execute((db) => makeToken(db, 'password_reset', anna.accountId))
    await resetPassword(world.db, token, 'quattro parole nuove')
    expect(await signIn(anna.email, 'quattro parole nuove', '198.51.100.3')).toBe('in')
    const noted = await eventsOf(anna.accountId)
    expect(noted.filter(({ kind }) => kind === 'limit_reached')).toEqual([
      { kind: 'limit_reached', address: '10.0.19.1', detail: 'sign-in: account' },
    ])
    expect(noted.filter(({ kind }) => kind === 'sign_in_failed')).toHaveLength(20)
  })

  it('is confirmed where one is signed in, with one count for closing and for changing the password', async () => {
    const sara = { ...(await someone('Sara Costa')), login: { handle: '', provedAt: null } }
    const confirm = (word: string) =>
      at(moment, () => fromAddress('192.0.2.7', () => prove(world.db, sara, 'always', word)))
    const change = (current: string) =>
      at(moment, () =>
        fromAddress('192.0.2.7', () => changePassword(world.db, sara, current, 'sei parole nuove')),
      )
    for (let time = 0; time < 3; time++)
      await expect(confirm('wrong')).rejects.toMatchObject({ field: 'password' })
    for (let time = 0; time < 2; time++)
      await expect(change('wrong')).rejects.toMatchObject({ field: 'current' })
    await expect(confirm(password)).rejects.toMatchObject({ kind: 'too_many' })
    await expect(change(password)).rejects.toMatchObject({ kind: 'too_many' })
    expect(await signIn(sara.email, password)).toBe('in')
    await at(minutesAfter(moment, 1), () => changePassword(world.db, sara, password, 'sei parole nuove'))
  })

  it('looks at five of fifty passwords sent at once', async () => {
    const elio = await someone('Elio Riva')
    const answers = await Promise.all(
      Array.from({ length: 50 }, (_, nth) => signIn(elio.email, `guess ${nth}`)),
    )
    expect(answers.filter((answer) => /non corretti/.test(answer))).toHaveLength(5)
    expect(answers.filter((answer) => /Troppi/.test(answer))).toHaveLength(45)
  })
})

it('a browser is known to the accounts that used it, the last ten, and to no other', () => {
  const cookieOf = (header: string) => header.split(';')[0] ?? ''
  const names = Array.from({ length: 12 }, (_, nth) => `account ${nth}`)
  let cookie: string | null = null
  for (const name of names) cookie = `language=it; ${cookieOf(rememberBrowser(cookie, name).cookie)}`
  const ids = names.map((name) => knownBrowser(cookie, name))
  expect(ids.slice(0, 2)).toEqual([null, null])
  expect(new Set(ids.slice(2)).size).toBe(1)
  expect(knownBrowser(cookie, 'account 13')).toBeNull()
  const header = rememberBrowser(cookie, 'account 11').cookie
  expect(header).toMatch(/; HttpOnly; SameSite=Lax$/)
  expect(cookieOf(header)).toBe(cookie?.split('; ')[1])
})

it.each([
  null,
  '',
  'known_browser=',
  'known_browser=.',
  `known_browser=${'x'.repeat(9000)}`,
  'known_browser=a.b.c',
  '=',
])('nobody is known by the cookie %s', (cookie) => {
  expect(knownBrowser(cookie, 'anna')).toBeNull()
  expect(rememberBrowser(cookie, 'anna').cookie).toMatch(/^known_browser=[\w-]{22}\.[\w-]{22};/)
})

it('a proof of one account is none of another, nor in another browser', () => {
  const of = (account: string) => /=([\w-]+)\.([\w-]+);/.exec(rememberBrowser(null, account).cookie) ?? []
  const [anna, luca] = [of('anna'), of('luca')]
  expect(knownBrowser(`known_browser=${anna[1]}.${anna[2]}`, 'anna')).toBe(anna[1])
  expect(knownBrowser(`known_browser=${anna[1]}.${anna[2]}`, 'luca')).toBeNull()
  expect(knownBrowser(`known_browser=${luca[1]}.${anna[2]}`, 'anna')).toBeNull()
})
