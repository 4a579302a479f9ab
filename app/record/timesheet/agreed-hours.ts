// SPDX-License-Identifier: AGPL-3.0-or-later
// Hours of teaching that a project and a person agreed on, as they are typed.
import { z } from 'zod'
import { m } from '#base/i18n/paraglide/messages.js'

export const mostAgreedHours = 5000

const typed = /^(\d{1,4})(?::([0-5]\d)|[.,](\d{1,2}))?$/

/** The minutes of "40", "40:30", "40,5" or "40.50"; null for anything else, and for what is no whole number of minutes. */
export function minutesTyped(text: string): number | null {
  const [, hours = '', minutes, fraction] = typed.exec(text) ?? []
  if (hours === '') return null
  const hundredths = Number((fraction ?? '').padEnd(2, '0'))
  const rest = fraction === undefined ? Number(minutes ?? 0) : (hundredths * 60) / 100
  return Number.isInteger(rest) ? Number(hours) * 60 + rest : null
}

/** The form: left empty, no hours are agreed. */
export const agreedHoursSchema = z.object({
  hours: z
    .string()
    .max(20)
    .optional()
    .transform((text, context) => {
      if (text === undefined || text.trim() === '') return null
      const minutes = minutesTyped(text.trim())
      if (minutes !== null && minutes > 0 && minutes <= mostAgreedHours * 60) return minutes
      context.addIssue({ code: 'custom', message: m.teaching_agreed_error({ most: mostAgreedHours }) })
      return z.NEVER
    }),
})
