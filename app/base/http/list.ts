// SPDX-License-Identifier: AGPL-3.0-or-later
// A list is paged, sorted and searched by its address alone: ?page=2&q=rossi&sort=name&direction=desc

export const pageSize = 50

export type ListQuery<Sort extends string> = {
  page: number
  q: string
  sort: Sort
  direction: 'asc' | 'desc'
  /** For `limit` and `offset`. */
  limit: number
  offset: number
}

/** What a list's address asks for; what it gets wrong falls back to the first page and the first sort. */
export function listQuery<Sort extends string>(
  request: Request,
  sorts: readonly [Sort, ...Sort[]],
  direction: 'asc' | 'desc' = 'asc',
): ListQuery<Sort> {
  const params = new URL(request.url).searchParams
  const asked = Number(params.get('page'))
  const page = Number.isSafeInteger(asked) && asked >= 1 && asked <= 100_000 ? asked : 1
  const sort = sorts.find((name) => name === params.get('sort')) ?? sorts[0]
  const given = params.get('direction')
  return {
    page,
    q: (params.get('q') ?? '').slice(0, 100).trim(),
    sort,
    direction: given === 'asc' || given === 'desc' ? given : direction,
    limit: pageSize,
    offset: (page - 1) * pageSize,
  }
}

export function pagesOf(total: number): number {
  return Math.max(1, Math.ceil(total / pageSize))
}

/** The current path and search: what sort links, pager and search form build on. */
export function addressOf(request: Request): string {
  const url = new URL(request.url)
  return url.pathname.replace(/\.data$/, '') + url.search
}

/** `path` if it is a path of this site, of a length that addresses have, else `/`. */
export function ownPath(path: unknown): string {
  if (typeof path !== 'string' || !path.startsWith('/') || path.length > 2000) return '/'
  const base = 'http://own.invalid'
  try {
    const url = new URL(path, base)
    // What is left of "/.//other.example" begins with two slashes: another site's address.
    const own = url.origin === base && !url.pathname.startsWith('//')
    return own ? url.pathname + url.search : '/'
  } catch {
    return '/'
  }
}

/** One page of a list and how many rows the whole has, as the two queries of a paged list give them. */
export async function listPage<Row>(
  rows: Promise<Row[]>,
  count: Promise<{ total: string | number | bigint }>,
) {
  const [page, { total }] = await Promise.all([rows, count])
  return { rows: page, total: Number(total), pages: pagesOf(Number(total)) }
}
