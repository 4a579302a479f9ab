// SPDX-License-Identifier: AGPL-3.0-or-later
// What stands before Remix for every request: its language, its nonce and reference, the origin check of writes.
import { randomBytes } from 'node:crypto'
import type { AppLoadContext } from '@remix-run/node'
import type { RequestHandler, Response } from 'express'
import { env } from '#app/env.server.ts'
import { inLocale } from '#app/i18n/locale.server.ts'
import { localeOf } from '#app/i18n/locale.ts'
import { m } from '#app/i18n/paraglide/messages.js'
import { mayWrite } from './origin.server.ts'

/** Express's part of a request: runs the rest in the request's language, or refuses a foreign or oversized write. */
export const requestHandling: RequestHandler = (request, response, next) => {
  response.locals.nonce = randomBytes(16).toString('base64')
  response.locals.reference = randomBytes(4).toString('hex')
  inLocale(localeOf(request.headers.cookie, request.headers['accept-language']), () => {
    const origin = request.headers.origin
    const site = request.headers['sec-fetch-site']
    const from = { ...(origin !== undefined && { origin }), ...(typeof site === 'string' && { site }) }
    const host = (env().TRUST_PROXY && request.headers['x-forwarded-host']) || request.headers.host
    const hosts = [new URL(env().APP_URL).host, ...(typeof host === 'string' ? [host] : [])]
    if (!mayWrite(request.method, from, hosts)) return refuse(response, 403, m.ui_error_origin())
    if (!isReadable(request.url)) return refuse(response, 404, m.access_not_found())
    next()
  })
}

/** Whether an address is text. PostgreSQL refuses to look for a text with a NUL: nothing has such a name. */
function isReadable(url: string): boolean {
  try {
    decodeURIComponent(url.split('?')[0] ?? '')
    return !url.includes('%00')
  } catch {
    return false
  }
}

/** What Remix's loaders and actions get beside the request. */
export function loadContextOf(address: string | undefined, response: Response): AppLoadContext {
  return { nonce: response.locals.nonce, reference: response.locals.reference, address: address ?? '' }
}

/** A plain page for what is refused before any page of the program is reached. */
function refuse(response: Response, status: number, text: string): void {
  const safe = text.replace(/&/g, '&amp;').replace(/</g, '&lt;')
  response
    .status(status)
    .type('html')
    .send(`<!doctype html><html lang="${m.ui_language_code()}"><meta charset="utf-8"><meta name="viewport"
content="width=device-width"><link rel="icon" href="/favicon.svg"><title>Presente</title><body style="font:1.1rem/1.5 sans-serif;max-width:40rem;margin:3rem
auto;padding:0 1rem"><h1>Presente</h1><p>${safe}</p><p><a href="/">${m.ui_error_home()}</a></p></body></html>`)
}

/** For a form over the server's limit. */
export function refuseLargeForm(response: Response): void {
  refuse(response, 413, m.ui_error_too_large())
}
