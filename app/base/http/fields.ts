// SPDX-License-Identifier: AGPL-3.0-or-later
// The kinds of value that forms of several domains share.
import { z } from 'zod'
import { m } from '#base/i18n/paraglide/messages.js'

/**
 * A text of at most `max` characters once `clean` has made it; no more than a multiple is looked at. Spaces, breaks sent as two
 * characters, and letters sent in parts, are some more than what is left of them.
 */
function bounded(max: number, clean: (text: string) => string) {
  return z
    .string()
    .max(4 * max, { error: () => m.ui_field_too_long({ maximum: String(max) }) })
    .transform(clean)
    .pipe(z.string().min(1).max(max))
}

/** A line of text, trimmed, without control characters; `max` characters at most. */
export function line(max = 200) {
  return bounded(max, (text) =>
    text
      .normalize('NFC')
      .replace(/[\p{Cc}\p{Cf}\u2028\u2029]+/gu, ' ')
      .replace(/\s+/g, ' ')
      .trim(),
  )
}

/** Several lines of text. Control characters other than the line break are dropped. */
export function text(max = 5000) {
  return bounded(max, (text) =>
    text
      .normalize('NFC')
      .replace(/\r\n?/g, '\n')
      .replace(/[^\P{Cc}\n]/gu, '')
      .trim(),
  )
}

/** YYYY-MM-DD between 1900 and 2100. */
export const calendarDate = z.iso.date().refine((date) => date >= '1900-01-01' && date <= '2100-12-31')

/** HH:MM. */
export const clockTime = z
  .string()
  .max(10)
  .pipe(z.string().regex(/^([01]\d|2[0-3]):[0-5]\d$/))

export const emailAddress = z.string().max(300).pipe(z.string().trim().toLowerCase()).pipe(z.email().max(254))

/** A telephone number as people write them: digits and what parts them, with a prefix or without. */
export const phoneNumber = line(40).pipe(
  z.string().regex(/^\+?[\d\s()./-]{5,}$/, { error: () => m.people_phone_invalid() }),
)

/** The id of something that a page names: no more is looked for. */
export const reference = z.string().max(64)

/** A checkbox: present or not. */
export const checkbox = z
  .string()
  .max(20)
  .optional()
  .transform((value) => value !== undefined)

type Judged = { value: unknown; issues: readonly { path?: readonly PropertyKey[] | undefined }[] }

/**
 * Of a rule between fields: it is judged also where others are wrong, as long as its own are not, so that all that is wrong is said
 * at once. To spread in the parameters of `refine`.
 */
export function about(...fields: string[]) {
  return {
    when: ({ value, issues }: Judged) =>
      typeof value === 'object' &&
      value !== null &&
      !issues.some(({ path }) => path?.length === 0 || fields.includes(String(path?.[0]))),
  }
}
