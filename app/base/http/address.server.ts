// SPDX-License-Identifier: AGPL-3.0-or-later
// How long an address may be, said before anything reads it.
import type { Duplex } from 'node:stream'
import { locales } from '#base/i18n/locale.ts'
import { m } from '#base/i18n/paraglide/messages.js'

/** The longest path that leads anywhere is a third of it. */
const longestPath = 500
/** Room for the address that one comes back to after signing in, and for the people that a page names. */
const longestQuery = 8000
const mostParameters = 100

/** Whether a request's address is one that this site may have made: bounded in length, and in parameters. */
export function isShort(url: string): boolean {
  const query = url.indexOf('?')
  if (query === -1) return url.length <= longestPath
  if (query > longestPath || url.length - query > longestQuery) return false
  let parameters = 1
  for (let at = url.indexOf('&', query); at !== -1; at = url.indexOf('&', at + 1)) parameters++
  return parameters <= mostParameters
}

/**
 * Answers what Node gives up to read: in words, in both languages since none is known, an address or headers beyond 16 KB;
 * as Node would by itself what is no HTTP or never ends.
 */
export function refuseUnreadable(error: NodeJS.ErrnoException, socket: Duplex): void {
  if (error.code === 'ECONNRESET' || !socket.writable) return void socket.destroy()
  if (error.code !== 'HPE_HEADER_OVERFLOW') {
    const status = error.code === 'ERR_HTTP_REQUEST_TIMEOUT' ? '408 Request Timeout' : '400 Bad Request'
    return void socket.end(`HTTP/1.1 ${status}\r\nConnection: close\r\n\r\n`)
  }
  const body = locales.map((locale) => `${m.ui_error_address_long({}, { locale })}\n`).join('')
  const head = [
    'HTTP/1.1 431 Request Header Fields Too Large',
    'Content-Type: text/plain; charset=utf-8',
    `Content-Length: ${Buffer.byteLength(body)}`,
    'Connection: close',
  ]
  socket.end(`${head.join('\r\n')}\r\n\r\n${body}`)
}
