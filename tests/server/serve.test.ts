// SPDX-License-Identifier: AGPL-3.0-or-later
// What fails outside the pages is answered in words, and said to the log, which is one JSON line each.
import { once } from 'node:events'
import type { AddressInfo } from 'node:net'
import type { ServerBuild } from '@remix-run/node'
import { createElement } from 'react'
import { afterEach, expect, it, vi } from 'vitest'
import * as program from '#app/entry.server.tsx'
import { finish, site } from '#app/serve.ts'
import { log } from '#base/log.server.ts'

const printed = vi.spyOn(console, 'error')
const logged = vi.spyOn(log, 'error')
afterEach(() => vi.clearAllMocks())

/** Asks a server, whose middleware fails at /broken and halfway at /half, as a browser in English. */
async function asked(path: string): Promise<{ status: number; text: string }> {
  const app = site()
  app.get('/broken', () => {
    throw new Error('no room at /srv/secret for "Anna"')
  })
  app.get('/half', (_request, response, next) => {
    response.write('half')
    next(new Error('the rest is lost'))
  })
  finish(app, { routes: {}, assets: { routes: {} } } as unknown as ServerBuild, program)
  const server = app.listen(0, '127.0.0.1')
  await once(server, 'listening')
  try {
    const { port } = server.address() as AddressInfo
    const response = await fetch(`http://127.0.0.1:${port}${path}`, { headers: { 'Accept-Language': 'en' } })
    return { status: response.status, text: await response.text() }
  } finally {
    server.close()
  }
}

it('a fault is one page in words, with the reference under which it is logged', async () => {
  const { status, text } = await asked('/broken')
  expect(status).toBe(500)
  const [facts] = logged.mock.calls[0] ?? []
  const { reference, path } = facts as unknown as { reference: string; path: string }
  expect(text).toContain(reference)
  expect(text).not.toMatch(/srv|Anna|\bat /)
  expect(path).toBe('/broken')
  expect(printed).not.toHaveBeenCalled()
})

it('a fault halfway ends the answer, and is logged', async () => {
  await expect(asked('/half')).rejects.toThrow()
  expect(logged).toHaveBeenCalledTimes(1)
  expect(printed).not.toHaveBeenCalled()
})

it('a file of the build that is not there is not found, and nothing is logged', async () => {
  const { status, text } = await asked('/assets/x%0a{"level":30,"msg":"forged"}.js')
  expect(status).toBe(404)
  expect(text).toContain('does not exist')
  expect(logged).not.toHaveBeenCalled()
  expect(printed).not.toHaveBeenCalled()
})

it('a page has no letter that nobody wrote, wherever a block of it ends', async () => {
  const letters = Array.from({ length: 9000 }, (_, index) => '–é'[index % 2] ?? '')
  const page = createElement(
    'p',
    null,
    letters.map((letter, key) => createElement('i', { key, id: 'x'.repeat(key % 7) }, letter)),
  )
  const bytes = await program.rendered(page, () => {})
  expect(bytes.includes(0)).toBe(false)
  expect(bytes.toString().replace(/<[^>]+>/g, '')).toBe(letters.join(''))
})
