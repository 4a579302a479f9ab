// SPDX-License-Identifier: AGPL-3.0-or-later
// PostgreSQL ends connections, stops, crashes, freezes and falls silent while people write: no process of the server ends,
// nothing acknowledged is lost, and everybody else is told what happened.
import { randomUUID } from 'node:crypto'
import { sql } from 'kysely'
import { startLogin } from '#base/access/logins.server.ts'
import { connect } from '#db/connect.server.ts'
import { networkTo } from '#tests/support/network.ts'
import { account, grant } from '#tests/support/people.ts'
import { startPostgres } from '#tests/support/postgres.ts'
import { edition, project } from '#tests/support/training.ts'
import { meetingsAmong, newMeeting, sendMeeting } from './meetings.ts'
import { type Site, startSite } from './server.ts'
import { expect, test } from './support.ts'
import { verify } from './verification.ts'

test.describe.configure({ timeout: 240_000 })

/** No request waits longer, whatever happens: a connection, a query, and the machine's other work. */
const patience = 40_000
const soon = { timeout: 60_000 }

test('whatever PostgreSQL does, people are answered, and what was acknowledged is there', async () => {
  const postgres = await startPostgres({ durable: true })
  const network = await networkTo(postgres.port)
  // A silence is noticed a little sooner than in earnest.
  const url = new URL(`${postgres.urlOf('postgres')}?query_timeout=3000`)
  url.port = String(network.port)
  const site = await startSite({ DATABASE_URL: url.href, WEB_CONCURRENCY: '2' }, { empty: true })
  const load = new Load({ ...site, databaseUrl: postgres.urlOf('postgres') })
  const db = connect(postgres.urlOf('postgres'), 1)
  try {
    const iris = await project(db, 'iris')
    await edition(db, iris, 'IRIS-PM-02')
    const manager = await grant(db, await account(db, 'Marta Manager'), 'manager', { project: iris })
    const cookie = (await startLogin(db, manager.accountId, 'test', null)).split(';')[0] ?? ''
    const processes = [site.pid, ...site.workers()]
    expect(processes).toHaveLength(3)
    load.begin(cookie)
    await load.goesOn()

    for (let times = 0; times < 3; times++) {
      await sql`select pg_terminate_backend(pid) from pg_stat_activity where pid <> pg_backend_pid()`.execute(
        db,
      )
      await load.goesOn()
    }
    for (const how of ['fast', 'immediate'] as const) {
      await postgres.down(how)
      await load.isRefused()
      await tellsPeople(site, cookie)
      await postgres.up()
      await load.goesOn()
    }
    postgres.freeze()
    await load.isRefused()
    postgres.thaw()
    await load.goesOn()
    network.silence()
    await load.isRefused()
    network.resume()
    await load.goesOn()

    await load.end()
    expect([...load.statuses].sort()).toEqual([302, 503])
    expect(await meetingsAmong(load.site, load.acknowledged)).toBe(load.acknowledged.length)
    expect([site.pid, ...site.workers()]).toEqual(processes)
    expect(site.log()).not.toContain('worker ended')
    expect(verify(load.site)).toContain('ledger: sound')
    // Once an outage and process, not once a request.
    const noted = site.log().match(/"the database does not answer"/g) ?? []
    expect(noted.length).toBeLessThan(20)
    expect(load.refused).toBeGreaterThan(0)
  } finally {
    postgres.thaw()
    network.resume()
    await load.end()
    await site.stop()
    await db.destroy()
    await network.close()
    await postgres.stop()
  }
})

/** Four people who add meetings, one after the other. */
class Load {
  readonly acknowledged: string[] = []
  readonly statuses = new Set<number>()
  refused = 0
  readonly site: Site
  #ended = false
  #people: Promise<void>[] = []

  constructor(site: Site) {
    this.site = site
  }

  begin(cookie: string): void {
    this.#people = Array.from({ length: 4 }, () => this.#work(cookie))
  }

  async #work(cookie: string): Promise<void> {
    while (!this.#ended) {
      const id = randomUUID()
      const { status } = await sendMeeting(this.site, cookie, id, patience)
      this.statuses.add(status)
      if (status === 302) this.acknowledged.push(id)
      if (status === 503) this.refused += 1
    }
  }

  async goesOn(): Promise<void> {
    const before = this.acknowledged.length
    await expect.poll(() => this.acknowledged.length, soon).toBeGreaterThan(before + 8)
  }

  async isRefused(): Promise<void> {
    const before = this.refused
    await expect.poll(() => this.refused, soon).toBeGreaterThan(before)
  }

  async end(): Promise<void> {
    this.#ended = true
    await Promise.all(this.#people)
  }
}

async function tellsPeople(site: Site, cookie: string): Promise<void> {
  const page = await fetch(site.url, { headers: { 'Accept-Language': 'it' } })
  expect([page.status, page.headers.get('retry-after')]).toEqual([503, '10'])
  const shown = await page.text()
  expect(shown).toContain('Il database non risponde')
  expect(shown).toContain('<html lang="it"')
  expect(shown).toContain('<title>Servizio momentaneamente non disponibile · Presente</title>')
  // Whether the reader is signed in nobody knows.
  expect(shown).not.toContain('Accedi')
  for (const path of ['/sign-out', '/language']) {
    const headers = { Origin: site.url, Cookie: cookie, 'Accept-Language': 'it' }
    const body = new URLSearchParams({ language: 'it' })
    const act = await fetch(site.url + path, { method: 'POST', headers, body })
    expect([path, act.status]).toEqual([path, 503])
    const told = await act.text()
    expect(told, path).toContain('<h1>Servizio momentaneamente non disponibile</h1>')
    expect(told, path).toContain(`<form method="post" action="${path}">`)
  }
  const english = await (await fetch(site.url, { headers: { 'Accept-Language': 'en' } })).text()
  expect(english).toContain('The database does not answer')
  expect(english).toContain('<html lang="en"')
  const health = await fetch(`${site.url}/healthz`)
  expect([health.status, await health.text()]).toEqual([503, 'the database does not answer\n'])

  const id = randomUUID()
  const answer = await sendMeeting(site, cookie, id, patience)
  expect(answer.status).toBe(503)
  expect(answer.text).toContain(`<form method="post" action="${newMeeting}">`)
  expect(answer.text).toContain(`<input type="hidden" name="id" value="${id}"/>`)
  expect(answer.text).toContain('<input type="hidden" name="start" value="09:00"/>')
  expect(answer.text).not.toContain('Password, codici')
  const signIn = await fetch(`${site.url}/sign-in`, {
    method: 'POST',
    headers: { Origin: site.url, 'Accept-Language': 'it' },
    body: new URLSearchParams({ email: 'marta@presente.example', password: 'una parola segreta' }),
  })
  const again = await signIn.text()
  expect(signIn.status).toBe(503)
  expect(again).toContain('value="marta@presente.example"')
  expect(again).toContain('Password, codici e file non sono conservati')
  expect(again).not.toContain('una parola segreta')
}
