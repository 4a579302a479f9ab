// SPDX-License-Identifier: AGPL-3.0-or-later
// A hall of people and a crowd of guessers before the sign-in page, as both come: over HTTP.
import { hash } from '@node-rs/argon2'
import { makeToken } from '#base/access/tokens.server.ts'
import { newId, now } from '#base/clock.server.ts'
import { databaseOf } from './everyone.ts'
import { type Site, startSite } from './server.ts'
import { expect, test } from './support.ts'

test.describe.configure({ timeout: 90_000 })

const password = 'tre parole lunghe'
const owner = 'operator@presente.example'

test('three hundred people behind one address sign in, every fifth after a mistake or two', async () => {
  const site = await startSite({ WEB_CONCURRENCY: '2' })
  try {
    const emails = await addPeople(site, 300)
    const person = async (email: string, nth: number) => {
      const mistakes = nth % 10 === 0 ? 2 : nth % 5 === 0 ? 1 : 0
      for (let time = 0; time < mistakes; time++)
        expect((await signIn(site, email, 'tre parole')).status).toBe(422)
      return (await signIn(site, email, password)).status
    }
    const statuses = await manyAtOnce(emails, person)
    expect(statuses.filter((status) => status === 302)).toHaveLength(300)
  } finally {
    await site.stop()
  }
})

test('who guesses at an account from three hundred addresses is stopped; its owner is not', async () => {
  const site = await startSite({ WEB_CONCURRENCY: '2', TRUST_PROXY: '1' })
  try {
    const first = await signIn(site, owner, 'presente-demo', { 'X-Forwarded-For': '198.51.100.1' })
    const cookies = first.headers.getSetCookie().map((cookie) => cookie.split(';')[0])
    const browser = cookies.find((cookie) => cookie?.startsWith('known_browser=')) ?? ''
    const guesses = Array.from({ length: 300 }, (_, nth) => nth)
    const statuses = await manyAtOnce(guesses, async (nth) => {
      const from = { 'X-Forwarded-For': `203.0.${nth % 2}.${nth % 250}` }
      return (await signIn(site, owner, `guess number ${nth}`, from)).status
    })
    expect(statuses.filter((status) => status === 422)).toHaveLength(20)
    expect(statuses.filter((status) => status === 429)).toHaveLength(280)

    // Elsewhere the right password is not looked at either; in the browser used before it is.
    const elsewhere = { 'X-Forwarded-For': '192.0.2.44' }
    const refused = await signIn(site, owner, 'presente-demo', elsewhere)
    expect(refused.status).toBe(429)
    expect(await refused.text()).toContain('entrare subito con un collegamento inviato per posta')
    const used = { ...elsewhere, Cookie: browser }
    expect((await signIn(site, owner, 'presente-demo', used)).status).toBe(302)

    // And by mail from everywhere.
    expect((await send(site, '/password/forgot', { email: owner }, elsewhere)).status).toBe(302)
    const words = { password: 'quattro parole nuove', repeated: 'quattro parole nuove' }
    const reset = await send(site, `/password/reset/${await resetToken(site)}`, words, elsewhere)
    expect(reset.status).toBe(302)
    expect((await signIn(site, owner, words.password, elsewhere)).status).toBe(302)
  } finally {
    await site.stop()
  }
})

/** Asks for each of many, forty at a time. */
async function manyAtOnce<T>(all: T[], ask: (one: T, nth: number) => Promise<number>): Promise<number[]> {
  const statuses: number[] = []
  const left = [...all.entries()]
  const visitor = async () => {
    for (let next = left.shift(); next; next = left.shift()) statuses.push(await ask(next[1], next[0]))
  }
  await Promise.all(Array.from({ length: 40 }, visitor))
  return statuses
}

async function send(
  site: Site,
  path: string,
  form: Record<string, string>,
  headers: Record<string, string> = {},
) {
  return await fetch(site.url + path, {
    method: 'POST',
    redirect: 'manual',
    headers: { Origin: site.url, 'Accept-Language': 'it', ...headers },
    body: new URLSearchParams(form),
  })
}

const signIn = (site: Site, email: string, word: string, headers: Record<string, string> = {}) =>
  send(site, '/sign-in', { email, password: word }, headers)

/** People with one password, kept as weakly as can be, so that the story lasts no longer than it must. */
async function addPeople(site: Site, count: number): Promise<string[]> {
  const password_hash = await hash(password, { memoryCost: 8, timeCost: 1, parallelism: 1 })
  const rows = Array.from({ length: count }, (_, nth) => ({
    id: newId(),
    email: `hall${nth}@presente.example`,
    name: `Persona ${nth}`,
    password_hash,
    language: 'it' as const,
    created_at: now(),
  }))
  const db = databaseOf(site)
  await db.insertInto('account').values(rows).execute()
  await db.destroy()
  return rows.map(({ email }) => email)
}

async function resetToken(site: Site): Promise<string> {
  const db = databaseOf(site)
  const { id } = await db
    .selectFrom('account')
    .select('id')
    .where('email', '=', owner)
    .executeTakeFirstOrThrow()
  const token = await db.transaction().execute((db) => makeToken(db, 'password_reset', id))
  await db.destroy()
  return token
}
