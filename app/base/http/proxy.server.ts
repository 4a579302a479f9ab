// SPDX-License-Identifier: AGPL-3.0-or-later
// A proxy that was set up wrongly, noticed by the requests it brings and said in the log once.
import type { IncomingHttpHeaders } from 'node:http'
import { env } from '#base/env.server.ts'
import { log } from '#base/log.server.ts'

type Brought = { headers: IncomingHttpHeaders }

const signs = ['forwarded', 'via', 'x-forwarded-for', 'x-forwarded-host', 'x-forwarded-proto', 'x-real-ip']
const said = new Set<string>()

/** Everybody seems to come from the proxy's own address then, and shares its limits. */
export function noteUntrustedProxy({ headers }: Brought): void {
  if (env().TRUST_PROXY || headers['x-forwarded-for'] === undefined) return
  warnOnce(
    'requests come with X-Forwarded-For but TRUST_PROXY is off: behind a proxy set TRUST_PROXY=1, or limits count everybody as one',
  )
}

/**
 * Whether a write was refused because the proxy hides the site's name: neither Host nor APP_URL is the name in the browser's
 * address bar.
 */
export function noteHiddenHost({ headers }: Brought): boolean {
  if (!headers.origin || !signs.some((sign) => headers[sign] !== undefined)) return false
  if (headers.host === new URL(env().APP_URL).host) return false
  warnOnce(
    'forms are refused: the Host header that arrives is not the public one. Have the proxy pass Host, and set APP_URL to the public address',
    { host: headers.host, origin: headers.origin.slice(0, 200), APP_URL: env().APP_URL },
  )
  return true
}

function warnOnce(message: string, facts: object = {}): void {
  if (said.has(message)) return
  said.add(message)
  log.warn(facts, message)
}
