// SPDX-License-Identifier: AGPL-3.0-or-later
// Who can be trained: the least data that a register and the indicators need (domain.md 5.2).
import { z } from 'zod'
import { calendarDate, checkbox, emailAddress, line, phoneNumber } from '#base/http/fields.ts'
import { m } from '#base/i18n/paraglide/messages.js'

export const genders = ['F', 'M', 'X', 'not_stated'] as const
export type Gender = (typeof genders)[number]

export const ageBrackets = ['under_18', 'from_18_to_60', 'over_60', 'not_stated'] as const
export type AgeBracket = (typeof ageBrackets)[number]

export const personSchema = z.object({
  first_name: line(100),
  last_name: line(100),
  email: emailAddress.optional(),
  phone: phoneNumber.optional(),
  gender: z.enum(genders).default('not_stated'),
  born_on: calendarDate.optional(),
})

export const personChangeSchema = personSchema.extend({ intent: z.literal('person'), is_staff: checkbox })

/** A person as lists and registers write it: last name first. */
export function personName(first_name: string, last_name: string): string {
  return `${last_name} ${first_name}`
}

/**
 * The age bracket on a date: 18 and 60 are in the middle one, "over 60" begins on the 61st birthday (domain.md 3.3).
 * Whoever was born on 29 February has the birthday on 1 March in other years.
 */
export function ageBracket(born_on: string | null, on: string): AgeBracket {
  if (born_on === null) return 'not_stated'
  const hadBirthday = on.slice(5) >= born_on.slice(5)
  const age = Number(on.slice(0, 4)) - Number(born_on.slice(0, 4)) - (hadBirthday ? 0 : 1)
  if (age < 18) return 'under_18'
  return age <= 60 ? 'from_18_to_60' : 'over_60'
}

export function genderName(gender: Gender): string {
  switch (gender) {
    case 'F':
      return m.people_gender_f()
    case 'M':
      return m.people_gender_m()
    case 'X':
      return m.people_gender_x()
    case 'not_stated':
      return m.words_not_stated()
  }
}

export function ageBracketName(bracket: AgeBracket): string {
  switch (bracket) {
    case 'under_18':
      return m.people_age_under_18()
    case 'from_18_to_60':
      return m.people_age_from_18_to_60()
    case 'over_60':
      return m.people_age_over_60()
    case 'not_stated':
      return m.words_not_stated()
  }
}

export function genderOptions() {
  return genders.map((gender) => ({ value: gender, label: genderName(gender) }))
}
