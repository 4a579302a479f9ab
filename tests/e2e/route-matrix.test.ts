// SPDX-License-Identifier: AGPL-3.0-or-later
// Every address asked by everybody: what one may not see is 404, what one may see but not use is 403, and signed out
// a page leads to /sign-in and back.
import routes from '#app/routes.ts'
import { type Address, addressesOf } from '#tests/architecture/routes.ts'
import { exportsOf, read } from '#tests/architecture/source.ts'
import { addOthers, cookieOf, databaseOf, everyone, examples, type Who } from './everyone.ts'
import { table } from './route-table.ts'
import { type Site, startSite } from './server.ts'
import { expect, test } from './support.ts'

const addresses = addressesOf(await routes)
const exported = new Map(read('app/**/*.route.{ts,tsx}').map((source) => [source.path, exportsOf(source)]))
const has = (address: Address, name: string) => exported.get(address.file)?.includes(name) ?? false
const answersGet = (address: Address) => has(address, 'loader') || has(address, 'default')

test('every route is in the table, with what it answers', () => {
  const missing = addresses.flatMap((address) => {
    const row = table[address.file]
    const faults: string[] = []
    if (answersGet(address) && !row?.get) faults.push(`${address.file}: get`)
    if (has(address, 'action') && !row?.post) faults.push(`${address.file}: post`)
    return faults
  })
  expect(missing).toEqual([])
  const files = addresses.map(({ file }) => file)
  expect(Object.keys(table).filter((file) => !files.includes(file))).toEqual([])
})

test('every address answers everybody as the table says', async () => {
  test.setTimeout(240_000)
  // A server of its own: what is posted here must not meet another story's data.
  const site = await startSite()
  try {
    expect(await wrongAnswers(site)).toEqual([])
  } finally {
    await site.stop()
  }
})

async function wrongAnswers(site: Site): Promise<string[]> {
  const db = databaseOf(site)
  await addOthers(db)
  const names = await examples(db, site.dataDir)
  await db.destroy()
  const wrong: string[] = []

  const ask = async (who: Who, method: 'GET' | 'POST', address: Address, cookie: string) => {
    const row = table[address.file]
    const answers = method === 'GET' ? row?.get : row?.post
    const expected = answers?.[who]
    if (expected === undefined) return
    const path = pathOf(address, { ...names, ...row?.params })
    const response = await fetch(site.url + path, {
      method,
      redirect: 'manual',
      headers: { Cookie: cookie, ...(method === 'POST' && { Origin: site.url }) },
      ...(method === 'POST' && { body: new URLSearchParams() }),
    })
    const location = response.headers.get('Location') ?? ''
    await response.arrayBuffer()
    if (response.status !== expected)
      wrong.push(`${method} ${path} as ${who}: ${response.status}, not ${expected}`)
    const leadsToSignIn = location.startsWith('/sign-in?to=')
    if (who === 'signed out' && expected === 302 && answers?.operator !== 302 && !leadsToSignIn) {
      wrong.push(`${method} ${path} as ${who} leads to ${location}`)
    }
    if (who !== 'signed out' && leadsToSignIn) wrong.push(`${method} ${path} as ${who} leads to /sign-in`)
  }

  for (const who of everyone) {
    const cookie = await cookieOf(site, who)
    for (const address of addresses) if (answersGet(address)) await ask(who, 'GET', address, cookie)
    for (const address of addresses) {
      if (!has(address, 'action')) continue
      // Signing out ends the login that asks for it.
      const own = address.path === '/sign-out' ? await cookieOf(site, who) : cookie
      await ask(who, 'POST', address, own)
    }
  }
  return wrong
}

function pathOf({ path }: Address, names: Record<string, string>): string {
  return path.replace(/:(\w+)|\*/g, (name, parameter) => {
    const value = names[parameter ?? '*']
    if (value === undefined) throw new Error(`${path}: no example of ${name} in everyone.ts or the table`)
    return encodeURIComponent(value)
  })
}
