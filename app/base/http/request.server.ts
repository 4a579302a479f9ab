// SPDX-License-Identifier: AGPL-3.0-or-later
// What stands before Remix for every request: its language, its reference, the origin check of writes.
import { createHash, randomBytes } from 'node:crypto'
import type { AppLoadContext } from '@remix-run/node'
import type { ErrorRequestHandler, Request, RequestHandler, Response } from 'express'
import { deviceKeyOf } from '#base/device-key.server.ts'
import { env } from '#base/env.server.ts'
import { hiddenPath } from '#base/hidden-path.ts'
import { inLocale } from '#base/i18n/locale.server.ts'
import { localeOf } from '#base/i18n/locale.ts'
import { m } from '#base/i18n/paraglide/messages.js'
import { log } from '#base/log.server.ts'
import { version } from '#base/version.server.ts'
import { isShort } from './address.server.ts'
import { bodyLimit, formLimit } from './body-limit.ts'
import { mayWrite } from './origin.server.ts'
import { noteHiddenHost, noteUntrustedProxy } from './proxy.server.ts'
import { readerReady } from './reader.server.ts'
import { fromAddress } from './visitor.server.ts'

/** Express's part of a request: runs the rest in the request's language, or refuses a foreign or oversized write. */
export const requestHandling: RequestHandler = (request, response, next) => {
  response.locals.reference = randomBytes(4).toString('hex')
  response.set('Presente-Build', version())
  noteUntrustedProxy(request)
  // A body that nobody read, or not to its end, would stand for ever before the next request of its connection.
  response.on('finish', () => request.removeAllListeners('data').resume())
  inLocale(localeOf(request.headers.cookie, request.headers['accept-language']), () => {
    if (!methods.includes(request.method)) {
      response.set('Allow', methods.join(', '))
      return refuse(response, 405, m.ui_error_method_title(), m.ui_error_method())
    }
    const origin = request.headers.origin
    const site = request.headers['sec-fetch-site']
    const from = { ...(origin !== undefined && { origin }), ...(typeof site === 'string' && { site }) }
    const host = (env().TRUST_PROXY && request.headers['x-forwarded-host']) || request.headers.host
    const hosts = [new URL(env().APP_URL).host, ...(typeof host === 'string' ? [host] : [])]
    if (!isShort(request.url)) {
      return refuse(response, 414, m.ui_error_address_long_title(), m.ui_error_address_long())
    }
    if (!mayWrite(request.method, from, hosts)) {
      const hidden = noteHiddenHost(request) ? ` ${m.ui_error_proxy()}` : ''
      return refuse(response, 403, m.ui_error_origin_title(), m.ui_error_origin() + hidden)
    }
    if (!isReadable(request.url)) return refuse(response, 404, m.ui_error_404(), m.access_not_found())
    fromAddress(request.ip ?? '', next)
  })
}

/** What pages and forms need. Browsers send no other, but for scripts of other sites. */
const methods = ['GET', 'HEAD', 'POST']

/** Whether an address is text. PostgreSQL refuses to look for a text with a NUL: nothing has such a name. */
function isReadable(url: string): boolean {
  try {
    decodeURIComponent(url.split('?')[0] ?? '')
    return !url.includes('%00')
  } catch {
    return false
  }
}

/** For a file of the build that is not there: a page may still name one of the build before. */
export const refuseMissing: RequestHandler = (_request, response) =>
  refuse(response, 404, m.ui_error_404(), m.access_not_found())

/**
 * For what fails outside the pages: Express's own words for it would print the address and the places of the program, line breaks
 * and all, past the log. Whoever has gone is answered nothing.
 */
export const faultHandling: ErrorRequestHandler = (err, request, response, _next) => {
  response.locals.reference ??= randomBytes(4).toString('hex')
  if (!response.destroyed) {
    const { reference } = response.locals
    const path = hiddenPath(request.originalUrl)
    log.error({ err, reference, method: request.method, path }, 'request failed')
  }
  if (response.headersSent) return void response.destroy()
  inLocale(localeOf(request.headers.cookie, request.headers['accept-language']), () =>
    refuse(response, 500, m.ui_error_500(), `${m.ui_error_500_text()} ${response.locals.reference}`),
  )
}

/** What Remix's loaders and actions get beside the request. */
export function loadContextOf(address: string | undefined, response: Response): AppLoadContext {
  return {
    reference: response.locals.reference,
    address: address ?? '',
    readerReady: () => readerReady(response),
    signedIn: (accountId) => {
      response.locals.account = accountId
      // For the worker of a trainer's device, which keeps what is this account's (public/worker.js).
      response.set('Presente-Account', deviceKeyOf(accountId))
    },
    account: () => response.locals.account ?? null,
  }
}

const style = `
body { font: 1.1rem/1.5 "Titillium Web", sans-serif; margin: 0; color: #1a1a1a }
header { background: #06c; padding: 1rem max(1rem, 50% - 20rem); font-size: 1.5rem; font-weight: 700 }
header a { color: #fff; text-decoration: none }
main { max-width: 40rem; margin: 3rem auto; padding: 0 1rem }
h1 { color: #17324d; line-height: 1.2 }
main a { display: inline-block; padding: .75rem 1.5rem; border-radius: 4px; background: #06c; color: #fff; font-weight: 600; text-decoration: none }
a:focus-visible { outline: 3px solid #17324d; outline-offset: 3px }`
const styleHash = createHash('sha256').update(style).digest('base64')

/** A plain page for what is refused before any page of the program is reached. */
function refuse(response: Response, status: number, title: string, text: string): void {
  sendPlain(response, status, plainPage(title, text))
}

function sendPlain(response: Response, status: number, page: string): void {
  const policy = `default-src 'none'; img-src 'self'; style-src 'sha256-${styleHash}'; frame-ancestors 'none'`
  response.status(status).set('Content-Security-Policy', policy).type('html').send(page)
}

const home = () => ({ to: '/', label: m.ui_back_home() })

/** It looks like the other pages, without what they load: nothing of this request reaches the program. */
function plainPage(title: string, text: string, back = home()): string {
  return `<!doctype html><html lang="${m.ui_language_code()}"><meta charset="utf-8"><meta name="viewport"
content="width=device-width"><link rel="icon" href="/favicon.svg"><title>${safe(title)} · Presente</title><style>${style}</style>
<header><a href="/">Presente</a></header><main><h1>${safe(title)}</h1><p>${safe(text)}</p>
<p><a href="${safe(back.to)}">${safe(back.label)}</a></p></main></html>`
}

function safe(text: string): string {
  return text.replace(/&/g, '&amp;').replace(/</g, '&lt;').replace(/"/g, '&quot;')
}

/** More than this nobody sends by mistake. */
const mostDrained = 1024 ** 3

/**
 * For a body over the server's limit. A browser listens only once it has sent everything, and takes a connection that is
 * closed before for a fault of the net: so the body is read to its end, without being kept, and then answered. Beyond a
 * gigabyte the connection is closed.
 */
export function refuseLargeForm(request: Request, response: Response): void {
  // Made now: the request's language is not known in the events of its connection.
  const page =
    bodyLimit(request.path) > formLimit
      ? plainPage(m.files_error_form_large_title(), m.files_error_form_large(), {
          to: request.path,
          label: m.files_error_form_again(),
        })
      : plainPage(m.ui_error_form_large_title(), m.ui_error_too_large())
  const answer = () => sendPlain(response, 413, page)
  if (Number(request.headers['content-length'] ?? 0) > mostDrained) {
    response.set('Connection', 'close')
    return void answer()
  }
  let drained = 0
  request
    .on('data', (chunk: Buffer) => {
      drained += chunk.length
      if (drained > mostDrained) request.destroy()
    })
    .on('end', answer)
    .on('error', () => response.destroy())
}
