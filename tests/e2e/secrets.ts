// SPDX-License-Identifier: AGPL-3.0-or-later
// What a story typed, was given and followed, and which of it the server wrote into its log.
import type { BrowserContext, Request } from '@playwright/test'
import type { Site } from './server.ts'

const uuid = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/

/** Notes what goes through a browser that no log may hold; the answer says which of it the server's log holds. */
export function watchSecrets(context: BrowserContext, site: Site): () => Promise<string[]> {
  const said = new Set<string>()
  const passwords = new Set<string>(['presente-demo'])
  const parts = new Set<string>()
  context.on('request', (request) => {
    if (!request.url().startsWith(site.url)) return
    const { pathname, searchParams } = new URL(request.url())
    for (const part of pathname.split('/')) {
      // A personal link's token; every other part of an address names a thing.
      if (part.length >= 30 && !uuid.test(part)) said.add(part)
      else parts.add(part)
    }
    for (const value of searchParams.values()) said.add(value)
    for (const [name, value] of typedIn(request)) {
      if (/^(password|current|repeated)$/.test(name)) passwords.add(value)
      else for (const line of value.split(/[\r\n]+/)) said.add(line)
    }
  })
  return async () => {
    for (const { value } of await context.cookies()) said.add(value)
    const log = site.log()
    // Addresses name things, which forms name too: they are searched for tokens and queries alone.
    const withoutPaths = log.replace(/"path":"[^"?]*"/g, '')
    const found = (value: string) => (value.length >= 30 ? log : withoutPaths).includes(value)
    const told = [...said].filter((value) => isTelling(value) && !parts.has(value) && found(value))
    // Of a password no shape is too plain, and no place is right.
    return [...told, ...[...passwords].filter((value) => value.length >= 4 && log.includes(value))]
  }
}

/** Whether a value, found in a log, would tell something: no id, path or word of the program. */
function isTelling(value: string): boolean {
  return value.length >= 8 && !uuid.test(value) && !value.startsWith('/') && !/^[a-z_]+$/.test(value)
}

/** The values of the form that a request carries, files left out. The first visitor's code is said by the log itself. */
function typedIn(request: Request): [string, string][] {
  const body = request.postDataBuffer()?.toString('utf8') ?? ''
  if (body.length > 1_000_000) return []
  const boundary = /boundary=(\S+)/.exec(request.headers()['content-type'] ?? '')?.[1]
  if (!boundary) {
    const isCode = (name: string) => name === 'code' && request.url().endsWith('/setup')
    return [...new URLSearchParams(body)].filter(([name]) => !isCode(name))
  }
  return body
    .split(`--${boundary}`)
    .filter((part) => !part.includes('filename='))
    .map((part) => {
      const [head = '', value = ''] = part.split('\r\n\r\n')
      return [/name="([^"]*)"/.exec(head)?.[1] ?? '', value.trim()]
    })
}
