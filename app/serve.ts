// SPDX-License-Identifier: AGPL-3.0-or-later
// One worker's HTTP server: Express around Remix.
import type { Server } from 'node:http'
import { createRequestHandler } from '@remix-run/express'
import type { ServerBuild } from '@remix-run/node'
import compression from 'compression'
import express, { type Express, type Response } from 'express'
import helmet from 'helmet'
import { pinoHttp } from 'pino-http'
import { env } from '#base/env.server.ts'
import { requestBegan } from '#base/heartbeat.ts'
import { hiddenPath } from '#base/hidden-path.ts'
import { bodyLimit } from '#base/http/body-limit.ts'
import { log } from '#base/log.server.ts'
import { version } from '#base/version.server.ts'

type Program = typeof import('./entry.server.tsx')

/** Starts listening; resolves when connections are taken. */
export async function serve(build: ServerBuild, program: Program): Promise<{ server: Server }> {
  const app = site()
  app.use('/assets', express.static('build/client/assets', { immutable: true, maxAge: '1y' }))
  // Those of a page of another build are not there any more: it gets ours, and a browser must not take them for its own.
  app.use(`/scripts/${version()}`, express.static('build/client', { immutable: true, maxAge: '1y' }))
  app.use(/^\/scripts\/\w+/, express.static('build/client', { maxAge: 0 }))
  // Only what looks like a file is looked for on the disk.
  app.get(/\.[a-z0-9]+$/, express.static('build/client', { maxAge: '5m', index: false }))
  finish(app, build, program)
  const { HOST, PORT } = env()
  const server = app.listen(PORT, HOST)
  server.on('clientError', program.refuseUnreadable)
  // Longer than a proxy keeps its idle connections, or it answers 502 now and then.
  server.keepAliveTimeout = 65_000
  await new Promise((resolve, reject) => server.once('listening', resolve).once('error', reject))
  return { server }
}

/** What precedes static files: proxy trust, log, compression, headers. */
export function site(): Express {
  const app = express()
  app.disable('x-powered-by')
  app.disable('etag')
  // Nothing reads Express's own reading of the query, which it would make of every address.
  app.set('query parser', false)
  app.set('trust proxy', env().TRUST_PROXY ? 1 : false)
  app.use(
    pinoHttp({
      logger: log,
      // Paths only: links carry tokens, forms carry what people type, headers carry cookies.
      serializers: {
        req: (request: { method: string; url: string }) => ({
          method: request.method,
          path: hiddenPath(request.url),
        }),
        res: (response: { statusCode: number }) => ({ status: response.statusCode }),
      },
      customProps: (_request, response) => {
        const { account } = (response as Response).locals
        return account ? { account } : {}
      },
      autoLogging: { ignore: (request) => /^\/(assets\/|healthz)/.test(request.url ?? '') },
    }),
  )
  app.use(compression({ level: 4 }))
  return app
}

/** What follows static files: the request's language and origin check, security headers, body limit, Remix, and what fails. */
export function finish(
  app: Express,
  build: ServerBuild | (() => Promise<ServerBuild>),
  program: Program,
  { strictContent } = { strictContent: true },
): void {
  app.use((request, response, next) => {
    response.on('close', requestBegan(`${request.method} ${hiddenPath(request.url)}`))
    next()
  })
  app.use(program.requestHandling)
  app.use('/assets', program.refuseMissing)
  app.use(
    helmet({
      contentSecurityPolicy: strictContent && {
        useDefaults: false,
        directives: {
          defaultSrc: ["'none'"],
          scriptSrc: ["'self'"],
          workerSrc: ["'self'"],
          styleSrc: ["'self'"],
          imgSrc: ["'self'", 'data:'],
          fontSrc: ["'self'"],
          connectSrc: ["'self'"],
          manifestSrc: ["'self'"],
          formAction: ["'self'"],
          baseUri: ["'none'"],
          frameAncestors: ["'none'"],
        },
      },
      referrerPolicy: { policy: 'same-origin' },
      strictTransportSecurity: env().APP_URL.startsWith('https:'),
    }),
  )
  app.use((request, response, next) => {
    if (['GET', 'HEAD'].includes(request.method)) return next()
    const size = Number(request.headers['content-length'] ?? 0)
    if (size <= bodyLimit(request.path) && !request.headers['transfer-encoding']) return next()
    program.refuseLargeForm(request, response)
  })
  const handlerOf = (part: ServerBuild | (() => Promise<ServerBuild>)) =>
    createRequestHandler({
      build:
        typeof part === 'function' ? async () => program.withErrors(await part()) : program.withErrors(part),
      getLoadContext: (request, response) => program.loadContextOf(request.ip, response),
    })
  const sections = typeof build === 'function' ? new Map([['', build]]) : program.sectionsOf(build)
  const handlers = new Map([...sections].map(([segment, part]) => [segment, handlerOf(part)]))
  app.all('*', (request, response, next) => {
    const handler = handlers.get(program.segmentOf(request.path)) ?? handlers.get('')
    return handler?.(request, response, next)
  })
  app.use(program.faultHandling)
}
