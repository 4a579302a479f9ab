// SPDX-License-Identifier: AGPL-3.0-or-later

/** The same address with some search parameters changed; null takes one away. Keeps the order of the others. */
export function addressWith(address: string, changes: Record<string, string | null>): string {
  const { path, params } = partsOf(address)
  for (const [name, value] of Object.entries(changes)) {
    if (value === null) params.delete(name)
    else params.set(name, value)
  }
  const search = params.toString()
  return search === '' ? path : `${path}?${search}`
}

/** The path and the search parameters of an address such as `/manage/iris/people?q=rossi`. */
export function partsOf(address: string): { path: string; params: URLSearchParams } {
  const [path = '', search = ''] = (address.split('#')[0] ?? '').split('?')
  return { path, params: new URLSearchParams(search) }
}
