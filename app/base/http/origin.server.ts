// SPDX-License-Identifier: AGPL-3.0-or-later

const reading = new Set(['GET', 'HEAD', 'OPTIONS'])

/**
 * Whether a request may write: it comes from a page of this site. Browsers send `Origin` with every POST, and
 * `Sec-Fetch-Site`; a request with neither is refused. `hosts`: the names this site is reached by (Host, APP_URL).
 */
export function mayWrite(
  method: string,
  headers: { origin?: string; site?: string },
  hosts: string[],
): boolean {
  if (reading.has(method)) return true
  if (headers.origin !== undefined) {
    if (!URL.canParse(headers.origin)) return false
    return hosts.includes(new URL(headers.origin).host)
  }
  return headers.site === 'same-origin' || headers.site === 'none'
}
