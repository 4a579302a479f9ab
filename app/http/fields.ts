// SPDX-License-Identifier: AGPL-3.0-or-later
// The kinds of value that forms of several domains share.
import { z } from 'zod'

/** A line of text, trimmed, without control characters; `max` characters at most. */
export function line(max = 200) {
  return z
    .string()
    .transform((text) =>
      text
        .normalize('NFC')
        .replace(/[\p{Cc}\p{Cf}\u2028\u2029]+/gu, ' ')
        .replace(/\s+/g, ' ')
        .trim(),
    )
    .pipe(z.string().min(1).max(max))
}

/** Several lines of text. Control characters other than the line break are dropped. */
export function text(max = 5000) {
  return z
    .string()
    .transform((text) =>
      text
        .normalize('NFC')
        .replace(/\r\n?/g, '\n')
        .replace(/[^\P{Cc}\n]/gu, '')
        .trim(),
    )
    .pipe(z.string().min(1).max(max))
}

/** YYYY-MM-DD between 1900 and 2100. */
export const calendarDate = z.iso.date().refine((date) => date >= '1900-01-01' && date <= '2100-12-31')

/** HH:MM. */
export const clockTime = z.string().regex(/^([01]\d|2[0-3]):[0-5]\d$/)

export const emailAddress = z.string().trim().toLowerCase().pipe(z.email().max(254))

/** A checkbox: present or not. */
export const checkbox = z
  .string()
  .optional()
  .transform((value) => value !== undefined)
