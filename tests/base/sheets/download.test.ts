// SPDX-License-Identifier: AGPL-3.0-or-later
// A download through the real server chain: as slow as its reader, stopped by a hang-up, broken visibly by an error.
import { get, type IncomingMessage, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { setTimeout as wait } from 'node:timers/promises'
import { setFlagsFromString } from 'node:v8'
import { runInNewContext } from 'node:vm'
import { createRequestHandler } from '@remix-run/express'
import type { LoaderFunctionArgs, ServerBuild } from '@remix-run/node'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { site } from '#app/serve.ts'
import { loadContextOf } from '#base/http/request.server.ts'
import { inLocale } from '#base/i18n/locale.server.ts'
import { m } from '#base/i18n/paraglide/messages.js'
import { csv } from '#base/sheets/csv.server.ts'
import { download } from '#base/sheets/download.server.ts'

setFlagsFromString('--expose-gc')
const collectGarbage = runInNewContext('gc') as () => void

const chunk = Buffer.alloc(64 * 1024, 'presente;')

describe('a download', () => {
  let server: Server
  let chunks: AsyncGenerator<Uint8Array>
  beforeAll(async () => {
    const loader = (args: LoaderFunctionArgs) =>
      download({ name: 'Però.csv', type: 'text/csv; charset=utf-8', chunks }, args.context.readerReady)
    const route = { id: 'file', path: 'file', module: { loader } }
    const build = {
      entry: { module: { default: () => new Response(null) } },
      routes: { file: route },
      assets: { entry: { imports: [], module: '' }, routes: {}, url: '', version: '' },
      future: { v3_singleFetch: true },
      publicPath: '/',
      assetsBuildDirectory: '',
      isSpaMode: false,
    } as unknown as ServerBuild
    const app = site()
    app.use((_request, _response, next) => inLocale('en', next))
    app.all(
      '*',
      createRequestHandler({
        build,
        getLoadContext: (request, response) => loadContextOf(request.ip, response),
      }),
    )
    // Express would print the broken download's error.
    app.use((_error: unknown, _request: unknown, response: { destroy(): void }, _next: unknown) =>
      response.destroy(),
    )
    server = await new Promise((resolve) => {
      const listening = app.listen(0, '127.0.0.1', () => resolve(listening))
    })
  })
  afterAll(() => server.close())

  const ask = () =>
    new Promise<IncomingMessage>((resolve, reject) => {
      const { port } = server.address() as AddressInfo
      get({ port, path: '/file', headers: { 'Accept-Encoding': 'gzip' } }, resolve).on('error', reject)
    })

  it('arrives whole, with its name, uncompressed and in the language of the request', async () => {
    chunks = (async function* () {
      yield Buffer.from('one;')
      await wait(5)
      yield Buffer.from(m.reports_not_marked())
    })()
    const response = await ask()
    const text = Buffer.concat(await response.toArray()).toString()
    expect(text).toBe('one;Not recorded')
    expect(response.complete).toBe(true)
    expect(response.headers['content-disposition']).toBe(
      `attachment; filename="Pero.csv"; filename*=UTF-8''Per%C3%B2.csv`,
    )
    expect(response.headers['cache-control']).toBe('private, no-store, no-transform')
    expect(response.headers['content-encoding']).toBeUndefined()
  })

  it('is made no faster than it is read, and no further once the reader hangs up', async () => {
    const made = { chunks: 0, ended: false }
    chunks = (async function* () {
      try {
        for (;;) {
          made.chunks += 1
          yield chunk
        }
      } finally {
        made.ended = true
      }
    })()
    const response = await ask()
    await wait(600)
    const before = made.chunks
    await wait(300)
    // What the system's buffers of a connection hold, and not a chunk more while nobody reads.
    expect(made.chunks).toBe(before)
    expect(before * chunk.length).toBeLessThan(24_000_000)
    // Read for a while, it goes on.
    for (let n = 0; n < 400 && made.chunks <= before + 20; n++) {
      response.read()
      await wait(2)
    }
    expect(made.chunks).toBeGreaterThan(before)
    expect(made.ended).toBe(false)
    // By now nothing holds the request itself any more.
    collectGarbage()
    response.destroy()
    for (let n = 0; n < 100 && !made.ended; n++) await wait(10)
    expect(made.ended).toBe(true)
    const after = made.chunks
    await wait(100)
    expect(made.chunks).toBe(after)
  })

  it('does not look complete when an error cuts it', async () => {
    async function* rows() {
      yield [['Bianchi']]
      await wait(5)
      throw new Error('the database is gone')
    }
    chunks = csv([{ header: 'Cognome', type: 'text', width: 10 }], rows(), 'INCOMPLETE')
    const response = await ask()
    const taken: Buffer[] = []
    response.on('data', (data: Buffer) => taken.push(data))
    await new Promise((resolve) => response.on('error', resolve).on('end', resolve))
    expect(response.complete).toBe(false)
    expect(Buffer.concat(taken).toString()).toMatch(/Bianchi\r\nINCOMPLETE\r\n$/)
  })
})
