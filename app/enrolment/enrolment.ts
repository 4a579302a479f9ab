// SPDX-License-Identifier: AGPL-3.0-or-later
import { z } from 'zod'
import { calendarDate, checkbox, line, text } from '#app/http/fields.ts'
import { m } from '#app/i18n/paraglide/messages.js'
import type { Rule } from '#app/learning/completion.ts'
import { organisationTypes } from '#app/people/organisation.ts'
import { personSchema } from '#app/people/person.ts'

/** Where no course says otherwise: 75 % of the minutes (domain.md 4.3). */
export const usualThreshold = 7500

/** The completion rule that an enrolment keeps (product.md, rule 6); `threshold` in hundredths of a percent. */
export function pinnedRule(threshold: number): string {
  return JSON.stringify({ threshold, modules: 'all' } satisfies Rule)
}

/** Enrolling somebody who is in the register. */
export const enrolSchema = z.object({
  intent: z.literal('enrol'),
  person: z.string().min(1),
  over: checkbox,
})

/** Enrolling somebody who is not, with the employer picked or new. */
export const newcomerSchema = personSchema
  .extend({
    intent: z.literal('add'),
    /** The person's id to be, given by the page: a form sent twice adds one person. */
    id: z.uuid(),
    organisation: z.string().optional(),
    organisation_name: line(200).optional(),
    organisation_type: z.enum(organisationTypes).optional(),
    role: line(100).optional(),
    started_on: calendarDate.optional(),
    invite: checkbox,
    different: checkbox,
    over: checkbox,
  })
  .refine((form) => form.organisation || form.organisation_name, {
    path: ['organisation'],
    error: () => m.people_wants_organisation(),
  })
  .refine((form) => form.organisation || !form.organisation_name || form.organisation_type, {
    path: ['organisation_type'],
    error: () => m.people_wants_organisation_type(),
  })
  .refine((form) => !form.organisation || !form.organisation_name, {
    path: ['organisation_name'],
    error: () => m.people_one_organisation(),
  })
  .refine((form) => !form.invite || form.email, {
    path: ['email'],
    error: () => m.editions_enrol_invitation_wants_email(),
  })

export type Newcomer = z.output<typeof newcomerSchema>

export const withdrawSchema = z.object({ reason: text(500) })
