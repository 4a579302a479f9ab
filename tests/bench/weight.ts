// SPDX-License-Identifier: AGPL-3.0-or-later
// What a browser downloads for a page: the page, then what it and its style sheets name.
import { gunzipSync } from 'node:zlib'
import { type Answer, fetchRaw } from './server.ts'

export type Weight = { name: string; bytes: number; kept: boolean }

/** The page and every file it loads, with heads; `kept` ones are not asked for again on the next page. */
export async function weigh(page: string, headers: Record<string, string>): Promise<Weight[]> {
  const weights: Weight[] = []
  const seen = new Set<string>()
  const visit = async (address: string) => {
    if (seen.has(address)) return
    seen.add(address)
    const answer = await fetchRaw(address, headers)
    const { pathname } = new URL(address)
    const maxAge = Number(/max-age=(\d+)/.exec(answer.headers['cache-control'] ?? '')?.[1] ?? 0)
    weights.push({ name: pathname, bytes: answer.wireBytes, kept: maxAge > 0 })
    for (const named of filesNamedIn(answer)) await visit(new URL(named, address).href)
  }
  await visit(page)
  return weights
}

/** The files a page or a style sheet makes a browser load. Every font counts, also one that no text there uses. */
function filesNamedIn({ headers, body }: Answer): string[] {
  const text = (headers['content-encoding'] === 'gzip' ? gunzipSync(body) : body).toString()
  const type = headers['content-type'] ?? ''
  if (type.startsWith('text/html')) {
    const linked = [...text.matchAll(/<link\b[^>]*>/g)]
      .map(([tag]) => tag)
      .filter((tag) => /\brel="[^"]*(stylesheet|icon|preload)[^"]*"/.test(tag))
      .map((tag) => /\bhref="([^"]+)"/.exec(tag)?.[1])
    const sources = [...text.matchAll(/<(?:img|script)\b[^>]*\bsrc="([^"]+)"/g)].map((found) => found[1])
    return [...linked, ...sources].filter((name) => name !== undefined)
  }
  if (!type.startsWith('text/css')) return []
  return [...text.matchAll(/url\(["']?([^"')]+)["']?\)/g)]
    .map((found) => found[1] ?? '')
    .filter((name) => !name.startsWith('data:'))
}
