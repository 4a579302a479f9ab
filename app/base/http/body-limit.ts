// SPDX-License-Identifier: AGPL-3.0-or-later
// How large a request's body may be, and how many fields a form has.

/** The largest form, in bytes. */
export const formLimit = 1_000_000

/** How many fields a form has at most, unless it says otherwise. */
export const usualFields = 200

/**
 * The fields of a roll call of a thousand people, with what a page with script adds. No form says more
 * (tests/architecture/forms.test.ts), so an outage gives every form back.
 */
export const mostRollFields = 6000

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
