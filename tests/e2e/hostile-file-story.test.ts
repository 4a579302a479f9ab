// SPDX-License-Identifier: AGPL-3.0-or-later
// A trainer's file that would freeze a server: it is refused in words, the process lives, and others are answered meanwhile.
import { encoded, zoomEnglish } from '#tests/record/online/reports.ts'
import { cookieOf, databaseOf, examples } from './everyone.ts'
import { type Site, startSite } from './server.ts'
import { expect, test } from './support.ts'

test.describe.configure({ timeout: 120_000 })

const million = 1_000_000
const header = 'Name (Original Name),User Email,Join Time,Leave Time,Duration (Minutes),Guest'
const stay = '02/25/2026 11:00:00 AM,02/25/2026 01:30:00 PM,150,No'

const files: [what: string, bytes: Uint8Array, words: string][] = [
  ['9 MB of CR', Buffer.alloc(9 * million, '\r'), 'limite di 50.000 righe'],
  ['19 MB of commas', Buffer.alloc(19 * million, ','), 'il limite è 10 MB'],
  ['4 MB of quotes', Buffer.alloc(4 * million, '"'), 'supera il limite'],
  ['60,000 brackets', Buffer.from(`${header}\n${'('.repeat(60_000)},,${stay}`), 'supera il limite'],
  [
    '9 MB of tabs in UTF-16',
    Buffer.from('\t'.repeat(4.5 * million), 'utf16le'),
    'le colonne superano il limite di 100',
  ],
  ['2,000 names of 4,000 brackets', bracketed(), 'di un altro giorno'],
]

function bracketed(): Uint8Array {
  return Buffer.from([header, ...Array(2000).fill(`${'('.repeat(4000)},,${stay}`)].join('\n'))
}

test("a trainer's files are refused in words by a process that goes on answering everybody", async () => {
  const site = await startSite({ LOG_LEVEL: 'info', WEB_CONCURRENCY: '1' })
  try {
    const db = databaseOf(site)
    const { meeting } = await examples(db)
    await db.destroy()
    const path = `/meetings/${meeting}/import`
    const cookie = await cookieOf(site, 'trainer')
    expect((await fetch(site.url + path, { headers: { Cookie: cookie } })).status).toBe(200)
    for (const [what, bytes, words] of files) {
      let waiting = true
      const sent = send(site, path, cookie, bytes).finally(() => {
        waiting = false
      })
      let answered = 0
      while (waiting) {
        expect((await fetch(`${site.url}/courses`)).status, what).toBe(200)
        answered += 1
      }
      const { status, text } = await sent
      expect([status, text.includes(words)], what).toEqual([422, true])
      expect(answered, what).toBeGreaterThan(0)
    }
    // What is a report is still read, and refused for what it says.
    expect((await send(site, path, cookie, encoded(zoomEnglish))).text).toContain('in due modi')
    expect(workersOf(site).size).toBe(1)
  } finally {
    await site.stop()
  }
})

async function send(site: Site, path: string, cookie: string, bytes: Uint8Array) {
  const form = new FormData()
  form.set('file', new File([new Uint8Array(bytes)], 'presenze.csv', { type: 'text/csv' }))
  const answer = await fetch(site.url + path, {
    method: 'POST',
    headers: { Cookie: cookie, Origin: site.url, 'Accept-Language': 'it' },
    body: form,
  })
  return { status: answer.status, text: await answer.text() }
}

/** The processes that answered requests. */
function workersOf(site: Site): Set<number> {
  const lines = site
    .log()
    .split('\n')
    .filter((line) => line.includes('request completed'))
  return new Set(lines.map((line) => JSON.parse(line).pid))
}
