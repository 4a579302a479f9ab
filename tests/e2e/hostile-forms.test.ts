// SPDX-License-Identifier: AGPL-3.0-or-later
// What nobody's browser sends, to every address that takes a form: an answer below 500, from a worker that lives on.
import { once } from 'node:events'
import { Agent, type IncomingMessage, request } from 'node:http'
import fc from 'fast-check'
import routes from '#app/routes.ts'
import { type Address, addressesOf } from '#tests/architecture/routes.ts'
import { exportsOf, read } from '#tests/architecture/source.ts'
import { intents, names } from '#tests/base/http/hostile-forms.ts'
import { addOthers, cookieOf, databaseOf, examples, type Who } from './everyone.ts'
import { table } from './route-table.ts'
import { type Site, startSite } from './server.ts'
import { expect, test } from './support.ts'

const exported = new Map(read('app/**/*.route.{ts,tsx}').map((source) => [source.path, exportsOf(source)]))
const writing = addressesOf(await routes).filter(({ file }) => exported.get(file)?.includes('action'))

const urlencoded = 'application/x-www-form-urlencoded'

async function send(
  site: Site,
  path: string,
  body: string,
  cookie = '',
  type = urlencoded,
): Promise<Response> {
  return await fetch(site.url + path, {
    method: 'POST',
    redirect: 'manual',
    headers: { Origin: site.url, Cookie: cookie, 'Content-Type': type },
    body,
  })
}

/** Runs `work` with a server of its own; the same worker must answer afterwards. */
async function withSite(work: (site: Site) => Promise<void>): Promise<void> {
  const site = await startSite()
  try {
    const before = site.workers()
    expect(before.length).toBeGreaterThan(0)
    await work(site)
    expect((await fetch(`${site.url}/healthz`)).status).toBe(200)
    expect(site.workers()).toEqual(before)
    expect(site.log()).not.toContain('worker ended')
  } finally {
    await site.stop()
  }
}

const sentences = {
  many: 'non è quello di questa pagina',
  unreadable: 'non è leggibile',
}

test('a hostile form is refused in words, and the worker goes on', async () => {
  await withSite(async (site) => {
    const form = (fields: Record<string, string>) => new URLSearchParams(fields).toString()
    const own = [
      ...intents.map((intent) => [form({ __intent__: intent }), sentences.unreadable]),
      ['a=1&'.repeat(62_500), sentences.many],
      ['a=1&'.repeat(247_500), sentences.many],
      [Array.from({ length: 4000 }, (_, n) => `a${n}[999]=1`).join('&'), sentences.many],
      [form({ ['.'.repeat(20_000)]: '1' }), sentences.unreadable],
      ...names.map((name) => [form({ [name]: '1' }), 'Campo obbligatorio.']),
    ]
    for (const [body = '', words = ''] of own) {
      const response = await send(site, '/sign-in', body)
      expect(response.status, body.slice(0, 80)).toBe(422)
      expect(await response.text(), body.slice(0, 80)).toContain(words)
    }
    expect((await send(site, '/sign-in', 'a'.repeat(1_100_000))).status).toBe(413)
  })
})

test('an address of 100,000 parameters is refused in words', async () => {
  await withSite(async (site) => {
    for (const search of ['&a=1'.repeat(101), 'a'.repeat(8001)]) {
      const response = await fetch(`${site.url}/courses?${search}`)
      expect(response.status).toBe(414)
      expect(await response.text()).toContain('troppo lungo')
    }
    expect((await fetch(`${site.url}${'/a'.repeat(300)}`)).status).toBe(414)
    expect((await fetch(`${site.url}/courses?${'a=1&'.repeat(99)}`)).status).toBe(200)
    // Node gives up at 16 KB.
    const response = await fetch(`${site.url}/courses?${'&a'.repeat(100_000)}`)
    expect(response.status).toBe(431)
    expect(await response.text()).toContain('The address is too long')
  })
})

test('a body that nobody reads does not stand before the next request of its connection', async () => {
  await withSite(async (site) => {
    const agent = new Agent({ keepAlive: true, maxSockets: 1 })
    for (const length of [300_000, 900_000]) {
      expect(await ask(agent, site, 'POST', '/sign-out', 'a'.repeat(length))).toBe(302)
      expect(await ask(agent, site, 'GET', '/sign-in')).toBe(200)
    }
    agent.destroy()
  })
})

async function ask(agent: Agent, site: Site, method: string, path: string, body = ''): Promise<number> {
  const length = body ? { 'Content-Type': urlencoded, 'Content-Length': body.length } : {}
  const asking = request(site.url + path, { method, agent, headers: { Origin: site.url, ...length } }).end(
    body,
  )
  const [response] = (await once(asking, 'response')) as [IncomingMessage]
  await once(response.resume(), 'end')
  return response.statusCode ?? 0
}

test('twenty random forms to every action: none is a fault, and the worker goes on', async () => {
  test.setTimeout(240_000)
  await withSite(async (site) => {
    const db = databaseOf(site)
    await addOthers(db)
    const things = await examples(db, site.dataDir)
    await db.destroy()
    const cookies = new Map<Who, string>()
    for (const who of [...new Set(writing.map(writerOf))]) cookies.set(who, await cookieOf(site, who))
    const faults: string[] = []
    for (const address of [...writing.filter((one) => !locks(one)), ...writing.filter(locks)]) {
      const who = writerOf(address)
      const cookie = cookies.get(who) ?? ''
      const path = pathOf(address, { ...things, ...table[address.file]?.params })
      const page = await fetch(site.url + path, { headers: { Cookie: cookie }, redirect: 'manual' })
      const bodies = fc.sample(body(fieldsIn(await page.text(), things)), { numRuns: 20, seed: 7 })
      const sent = bodies.map(async ({ text, type }) => {
        const response = await send(site, path, text, cookie, type).catch(() => null)
        await response?.arrayBuffer()
        if (!response || response.status >= 500)
          faults.push(`${path} as ${who}: ${response?.status ?? 'no answer'} to ${text.slice(0, 500)}`)
      })
      await Promise.all(sent)
    }
    expect(faults, site.log()).toEqual([])
    for (const [who, cookie] of cookies) {
      if (who !== 'signed out') expect(await isSignedIn(site, cookie), who).toBe(true)
    }
  })
})

/** What is locked takes no more forms: it comes last. */
function locks({ path }: Address): boolean {
  return path.includes('lock')
}

/** Somebody whose forms an address takes, by the table: who gets furthest with an empty one. */
function writerOf({ file }: Address): Who {
  const answers = table[file]?.post
  const writers = ['signed out', 'administrator', 'manager', 'trainer', 'operator'] as const
  const by = (status: number) => writers.find((who) => answers?.[who] === status)
  return by(422) ?? by(409) ?? by(302) ?? 'operator'
}

function pathOf({ path }: Address, things: Record<string, string>): string {
  return path.replace(/:(\w+)|\*/g, (_, name) => encodeURIComponent(things[name ?? '*'] ?? 'x'))
}

async function isSignedIn(site: Site, cookie: string): Promise<boolean> {
  const response = await fetch(`${site.url}/account`, { headers: { Cookie: cookie }, redirect: 'manual' })
  await response.arrayBuffer()
  return response.status === 200
}

/** The names of a page's own fields with a value that each has there; a roll's where there is no page. */
function fieldsIn(html: string, { person = '' }: Record<string, string>): [string, string][] {
  const found = [...html.matchAll(/<(?:input|select|textarea|button)\b[^<>]*>/g)].flatMap(([tag]) => {
    const name = / name="([^"]+)"/.exec(tag)?.[1]
    return name ? [[name, / value="([^"]*)"/.exec(tag)?.[1] ?? ''] as [string, string]] : []
  })
  const roll = ['status', 'in', 'out', 'base'].map((field) => [`marks.${person}.${field}`, ''])
  return [...found, ...(roll as [string, string][])].filter(([, value]) => !/^end_/.test(value)).slice(0, 80)
}

/** A form of a page's fields with right, plausible and hostile values, and of names and intents that it does not have. */
function body(own: [string, string][]): fc.Arbitrary<{ text: string; type: string }> {
  const plausible = [
    'present',
    'on',
    '2026-06-01',
    '09:00',
    '12',
    'anna@comune.example',
    'manager',
    'public',
    'remove',
  ]
  const long = fc.tuple(fc.constantFrom('(', ' ', '.', '@', '\u0301', '\r'), fc.constantFrom(70, 900, 4000))
  const value = fc.oneof(
    fc.constantFrom(...plausible),
    fc.string({ unit: 'binary', maxLength: 30 }),
    long.map(([character, times]) => character.repeat(times)),
  )
  const field = fc.oneof(
    { weight: 6, arbitrary: fc.constantFrom(...own) },
    {
      weight: 6,
      arbitrary: fc.tuple(fc.constantFrom(...own), value).map(([[name], given]) => [name, given]),
    },
    { weight: 1, arbitrary: fc.tuple(fc.constantFrom(...names), value) },
    { weight: 1, arbitrary: fc.tuple(fc.constant('__intent__'), fc.constantFrom(...intents)) },
  )
  const whole = own.map(([name, given]) =>
    fc.oneof(
      { weight: 9, arbitrary: fc.constant([name, given]) },
      { weight: 1, arbitrary: fc.tuple(fc.constant(name), value) },
    ),
  )
  const fields = fc.oneof(
    fc.array(field, { maxLength: 15 }),
    fc.tuple(...whole),
    fc.array(field, { minLength: 195, maxLength: 205 }),
  )
  return fc
    .tuple(fields, fc.integer({ min: 0, max: 3 }))
    .map(([some, kind]) =>
      kind > 0
        ? { text: new URLSearchParams(some as [string, string][]).toString(), type: urlencoded }
        : inParts(some),
    )
}

function inParts(fields: readonly (readonly string[])[]): { text: string; type: string } {
  const boundary = '----boundary0123456789abcdef'
  const parts = fields.map(([name = '', value]) => {
    const file = /file|document/.test(name) ? '; filename="a.pdf"' : ''
    return `--${boundary}\r\nContent-Disposition: form-data; name="${name.replaceAll('"', '%22')}"${file}\r\n\r\n${value}\r\n`
  })
  return { text: `${parts.join('')}--${boundary}--\r\n`, type: `multipart/form-data; boundary=${boundary}` }
}
