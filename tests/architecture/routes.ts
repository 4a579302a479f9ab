// SPDX-License-Identifier: AGPL-3.0-or-later
// app/routes.ts as a list of addresses, and whether it names every route file once.
import type { RouteConfigEntry } from '@remix-run/route-config'

/** An address of the program: its path as in routes.ts (`/manage/:project`) and the file that answers. */
export type Address = { path: string; file: string }

/** Every address, layouts left out, in the order of routes.ts. Paths of files are from the repository's root. */
export function addressesOf(entries: readonly RouteConfigEntry[], parent = ''): Address[] {
  return entries.flatMap((entry) => {
    const path = entry.path ? `${parent}/${entry.path}` : parent
    const children = addressesOf(entry.children ?? [], path)
    const isLayout = entry.children !== undefined && !entry.index
    return isLayout ? children : [{ path: path || '/', file: `app/${entry.file}` }, ...children]
  })
}

export function filesOf(entries: readonly RouteConfigEntry[]): string[] {
  return entries.flatMap((entry) => [`app/${entry.file}`, ...filesOf(entry.children ?? [])])
}

/** `named`: the files of routes.ts; `existing`: the route files on disk. */
export function routeFaults(named: string[], existing: string[]): string[] {
  const twice = named.filter((path, index) => named.indexOf(path) !== index)
  return [
    ...twice.map((path) => `${path} is in app/routes.ts twice`),
    ...existing.filter((path) => !named.includes(path)).map((path) => `${path} is not in app/routes.ts`),
    ...named
      .filter((path) => !existing.includes(path))
      .map((path) => `app/routes.ts names ${path}: no such route`),
  ]
}

/** Two addresses that differ only in the name of a parameter: one of them is never reached. */
export function addressFaults(addresses: Address[]): string[] {
  const seen = new Map<string, string>()
  return addresses.flatMap(({ path }) => {
    const shape = path.replace(/:\w+/g, ':')
    const other = seen.get(shape)
    seen.set(shape, path)
    return other === undefined ? [] : [`${path} is never reached: ${other} comes first`]
  })
}
