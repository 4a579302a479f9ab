// SPDX-License-Identifier: AGPL-3.0-or-later
// How large a request's body may be.

/** The largest form, in bytes. */
export const formLimit = 1_000_000

/** The largest form with a file: one of 20 MB, and the fields around it. */
export const uploadLimit = 21 * 1024 * 1024

/** The addresses of routes.ts whose forms bring a file. */
export const takingFiles = [
  'meetings/:meeting/evidence',
  'meetings/:meeting/import',
  'meetings/:meeting/people/:person',
]

const patterns = takingFiles.map(
  (address) => new RegExp(`^/${address.replace(/:\w+/g, '[^/]+')}(\\.data)?/?$`),
)

/** The largest body that a path takes, in bytes. */
export function bodyLimit(path: string): number {
  return patterns.some((pattern) => pattern.test(path)) ? uploadLimit : formLimit
}
