// SPDX-License-Identifier: AGPL-3.0-or-later
// The server under faults: a killed worker, a stop while people work, and what it says in headers and log.
import { randomUUID } from 'node:crypto'
import { once } from 'node:events'
import { type ClientRequest, type IncomingMessage, request } from 'node:http'
import { makeToken } from '#base/access/tokens.server.ts'
import { cookieOf, databaseOf, examples, invitedAccount } from './everyone.ts'
import { meetingForm, meetingsAmong, newMeeting, sendMeeting } from './meetings.ts'
import { logged, type Site, startSite } from './server.ts'
import { expect, test } from './support.ts'
import { verify } from './verification.ts'

test.describe.configure({ timeout: 90_000 })

test('a killed worker loses nothing that was acknowledged, and the next request is served', async () => {
  const site = await startSite({ WEB_CONCURRENCY: '2' })
  try {
    const cookie = await cookieOf(site, 'manager')
    const victim = await someWorker(site)
    const sent = Array.from({ length: 40 }, () => randomUUID())
    const acknowledged: string[] = []
    await Promise.all(
      sent.map(async (id, at) => {
        if (at === 20) process.kill(victim, 'SIGKILL')
        const status = await addMeeting(site, cookie, id)
        if (status === 302) acknowledged.push(id)
      }),
    )
    expect(acknowledged.length).toBeGreaterThan(0)
    for (let ask = 0; ask < 10; ask++) expect((await fetch(`${site.url}/healthz`)).status).toBe(200)
    expect(await meetingsAmong(site, acknowledged)).toBe(acknowledged.length)
    // Whoever got no answer sends again: then all are there, each once.
    for (const id of sent) if (!acknowledged.includes(id)) await addMeeting(site, cookie, id)
    expect(await meetingsAmong(site, sent)).toBe(sent.length)
    await expect.poll(() => site.log()).toContain('worker ended, starting another')
    expect(verify(site)).toContain('ledger: sound')
  } finally {
    await site.stop()
  }
})

test('a server that is stopped answers first whoever is under way', async () => {
  const site = await startSite()
  const cookie = await cookieOf(site, 'manager')
  const underWay = await Promise.all(Array.from({ length: 6 }, () => beginSlowly(site, cookie)))
  const stopped = site.stop()
  // Whoever comes now, on a kept connection too, is soon refused: then those under way send the rest.
  await expect
    .poll(() =>
      fetch(`${site.url}/healthz`).then(
        ({ status }) => status,
        () => 0,
      ),
    )
    .toBe(0)
  const answers = await Promise.all(underWay.map((slow) => slow.finish()))
  expect(answers).toEqual(answers.map(() => ({ status: 302, complete: true })))
  expect(await stopped).toBe(0)
})

test('a worker that hangs is replaced, and holds up no stop', async () => {
  const site = await startSite({ WEB_CONCURRENCY: '2' })
  let ended: Promise<number | null> | undefined
  try {
    const cookie = await cookieOf(site, 'manager')
    const slow = await beginSlowly(site, cookie)
    // Each worker in its turn: whatever came before has begun.
    for (let ask = 0; ask < 4; ask++) expect(await healthOnOwnConnection(site)).toBe(200)
    const [one = 0, other = 0] = site.workers()
    // To its primary it is as one that turns in a circle: it says nothing any more.
    process.kill(one, 'SIGSTOP')
    await expect.poll(() => site.log(), { timeout: 40_000 }).toContain('a worker hangs and is killed')
    await expect.poll(() => site.workers().filter((pid) => pid !== one && pid !== other).length).toBe(1)
    for (let ask = 0; ask < 4; ask++) expect((await fetch(`${site.url}/healthz`)).status).toBe(200)
    process.kill(other, 'SIGSTOP')
    ended = site.stop()
    expect(await ended).toBe(0)
    const lines = site
      .log()
      .split('\n')
      .filter((line) => line.includes('a worker hangs'))
    expect(lines.map((line) => JSON.parse(line).worker)).toEqual([one, other])
    expect(lines.flatMap((line) => JSON.parse(line).underWay)).toContain(`POST ${newMeeting}`)
    slow.abandon()
  } finally {
    ended ??= site.stop()
    await ended
  }
})

test('answers say what a browser may load, and the log keeps no secret', async () => {
  const site = await startSite()
  try {
    const db = databaseOf(site)
    const names = await examples(db)
    const invited = await invitedAccount(db)
    const token = await db.transaction().execute((db) => makeToken(db, 'invitation', invited))
    await db.destroy()
    const cookie = await cookieOf(site, 'trainer')
    const paths = [
      '/',
      `/meetings/${names.meeting}/attendance`,
      `/invitations/${token}?x=una-chiave`,
      '/no-such',
    ]
    for (const path of paths) {
      const response = await fetch(site.url + path, { headers: { Cookie: cookie } })
      const policy = response.headers.get('content-security-policy') ?? ''
      expect(policy).toContain("default-src 'none'")
      expect(policy).not.toContain('unsafe-inline')
      expect(policy).toContain("script-src 'self';")
      const html = await response.text()
      const loaded = [
        ...html.matchAll(/<(?:script|link|img|iframe|form)[^>]*?\s(?:src|href|action)="([^"]*)"/g),
      ]
      expect(loaded.map(([, url]) => url).filter((url) => /^(?:\w+:)?\/\//.test(url ?? ''))).toEqual([])
      for (const [script] of html.matchAll(/<script.*?<\/script>/gs)) {
        expect(script).toMatch(
          /^<script type="module" src="\/(scripts\/[\da-f]{16}\/)?[a-z-]+\.js"><\/script>$/,
        )
      }
      expect(html).not.toMatch(/\s(?:on[a-z]+|style)="/)
      expect(response.headers.get('x-content-type-options')).toBe('nosniff')
      expect(response.headers.get('x-powered-by')).toBe(null)
    }

    await logged(site, '"path":"/invitations/…"')
    const lines = site
      .log()
      .trim()
      .split('\n')
      .filter((line) => line.startsWith('{'))
    const ends = lines.map((line) => JSON.parse(line)).filter((line) => line.msg === 'request completed')
    expect(
      ends.some(({ account }) => typeof account === 'string'),
      'whose request it was',
    ).toBe(true)
    expect(ends.map(({ req }) => req.path)).toContain('/sign-in')
    expect(ends.map(({ req }) => req.path)).toContain('/invitations/…')
    for (const secret of ['presente-demo', token, 'una-chiave', cookie.split('=')[1] ?? '']) {
      expect(site.log()).not.toContain(secret)
    }
  } finally {
    await site.stop()
  }
})

/** A worker's process id, from the log's lines. */
async function someWorker(site: Site): Promise<number> {
  await (await fetch(site.url)).text()
  return JSON.parse(await logged(site, 'request completed')).pid
}

// A connection that the dying worker was just being handed is never answered: its sender gives up.
const patience = 8_000

async function addMeeting(site: Site, cookie: string, id: string): Promise<number> {
  return (await sendMeeting(site, cookie, id, patience)).status
}

async function healthOnOwnConnection(site: Site): Promise<number | undefined> {
  const asked = request(`${site.url}/healthz`, { agent: false })
  asked.end()
  const [response] = (await once(asked, 'response')) as [IncomingMessage]
  response.resume()
  return response.statusCode
}

/** Sends a form's headers and, once the server has read them, half of it. */
async function beginSlowly(site: Site, cookie: string) {
  const body = meetingForm(randomUUID())
  const form: ClientRequest = request(site.url + newMeeting, {
    method: 'POST',
    agent: false,
    headers: {
      Cookie: cookie,
      Origin: site.url,
      Expect: '100-continue',
      'Content-Type': 'application/x-www-form-urlencoded',
      'Content-Length': body.length,
    },
  })
  form.flushHeaders()
  await once(form, 'continue')
  form.write(body.slice(0, 20))
  form.on('error', () => {})
  return {
    abandon: () => form.destroy(),
    async finish() {
      form.end(body.slice(20))
      const [response] = (await once(form, 'response')) as [IncomingMessage]
      response.resume()
      await once(response, 'close')
      return { status: response.statusCode, complete: response.complete }
    },
  }
}
