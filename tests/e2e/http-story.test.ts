// SPDX-License-Identifier: AGPL-3.0-or-later
// Requests as proxies and machines send them: what is not understood is refused in words, and a proxy set up wrongly is named.
import { once } from 'node:events'
import { type IncomingMessage, request } from 'node:http'
import { connect } from 'node:net'
import { logged, type Site, startSite } from './server.ts'
import { expect, test } from './support.ts'

type Answer = { status: number; text: string; headers: IncomingMessage['headers'] }

async function send(site: Site, method: string, path: string, headers: Record<string, string> = {}) {
  const sent = request(site.url + path, { method, headers: { 'Accept-Language': 'it', ...headers } })
  sent.end()
  const [response] = (await once(sent, 'response')) as [IncomingMessage]
  let text = ''
  for await (const chunk of response.setEncoding('utf8')) text += chunk
  const answer: Answer = { status: response.statusCode ?? 0, text, headers: response.headers }
  return answer
}

test('methods that no page has are refused, everywhere', async ({ site }) => {
  for (const method of ['TRACE', 'PUT', 'DELETE', 'PATCH', 'OPTIONS', 'PROPFIND', 'PURGE']) {
    for (const path of ['/', '/sign-in', '/manage/iris', '/no/such/page', '/robots.txt', '/healthz']) {
      const answer = await send(site, method, path, { Origin: site.url })
      expect([answer.status, answer.headers.allow], `${method} ${path}`).toEqual([405, 'GET, HEAD, POST'])
    }
  }
  expect((await send(site, 'TRACE', '/')).text).toContain('solo GET, HEAD e POST')
  expect((await send(site, 'TRACE', '/', { 'Accept-Language': 'en' })).text).toContain(
    'only GET, HEAD and POST',
  )
  expect((await send(site, 'HEAD', '/courses')).status).toBe(200)
})

test('a file of the build that is not there is not found, and writes nothing into the log', async ({
  site,
}) => {
  const answer = await send(site, 'GET', '/assets/x%0a%7B"level":30,"msg":"forged"%7D.js')
  expect([answer.status, answer.text.includes('La pagina non esiste')]).toEqual([404, true])
  expect(site.log()).not.toContain('forged')
  expect(site.log()).not.toContain('NotFoundError')
})

test('a request without Host is answered as a bad one', async ({ site }) => {
  const { port } = new URL(site.url)
  const socket = connect(Number(port), '127.0.0.1')
  socket.write('GET / HTTP/1.1\r\n\r\n')
  let said = ''
  for await (const chunk of socket.setEncoding('utf8')) said += chunk
  expect(said).toMatch(/^HTTP\/1\.1 400 Bad Request\r\n/)
  expect((await send(site, 'GET', '/healthz')).status).toBe(200)
})

test('a proxy that hides the name of the site, or is not trusted, is named', async () => {
  const site = await startSite()
  try {
    const own = 'https://formazione.example'
    const hidden = 'il proxy'
    const words = "far passare al proxy l'intestazione Host"
    // A page of another site, without any proxy: nothing to be mended.
    const foreign = await send(site, 'POST', '/sign-in', { Origin: 'https://altrove.example' })
    expect([foreign.status, foreign.text.includes(words)]).toEqual([403, false])
    expect(site.log()).not.toContain('forms are refused')
    for (let times = 0; times < 3; times++) {
      const behind = { Origin: own, Host: 'interno:3000', 'X-Forwarded-For': '192.0.2.7', Via: hidden }
      const answer = await send(site, 'POST', '/sign-in', behind)
      expect([answer.status, answer.text.includes(words)]).toEqual([403, true])
    }
    await Promise.all([
      logged(site, 'forms are refused: the Host header'),
      logged(site, 'TRUST_PROXY is off'),
    ])
    // Through a proxy that passes Host the form is read.
    const passed = await send(site, 'POST', '/sign-in', {
      Origin: own,
      Host: 'formazione.example',
      Via: hidden,
    })
    expect(passed.status).toBe(422)
    expect(site.log().match(/forms are refused: the Host header/g)).toHaveLength(1)
    expect(site.log().match(/TRUST_PROXY is off/g)).toHaveLength(1)
  } finally {
    await site.stop()
  }
})
