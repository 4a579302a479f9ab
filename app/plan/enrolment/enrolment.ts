// SPDX-License-Identifier: AGPL-3.0-or-later
import { z } from 'zod'
import { about, calendarDate, checkbox, emailAddress, line, reference, text } from '#base/http/fields.ts'
import { m } from '#base/i18n/paraglide/messages.js'
import { employerFields, withOneEmployer } from '#plan/people/employment.ts'
import { personSchema } from '#plan/people/person.ts'

/** Enrolling somebody who is in the register. */
export const enrolSchema = z.object({
  intent: z.literal('enrol'),
  person: reference.min(1),
  over: checkbox,
})

/** Enrolling somebody of another project, whose address one knows. */
export const addressSchema = z.object({
  intent: z.literal('address'),
  email: emailAddress,
  over: checkbox,
})

/** Enrolling somebody who is not, with the employer picked or new. */
export const newcomerSchema = withOneEmployer(
  personSchema.extend({
    intent: z.literal('add'),
    /** The person's id to be, given by the page: a form sent twice adds one person. */
    id: z.uuid(),
    ...employerFields,
    role: line(100).optional(),
    started_on: calendarDate.optional(),
    invite: checkbox,
    different: checkbox,
    over: checkbox,
  }),
).refine((form) => !form.invite || form.email, {
  path: ['email'],
  error: () => m.editions_enrol_invitation_wants_email(),
  ...about('invite', 'email'),
})

export type Newcomer = z.output<typeof newcomerSchema>

export const withdrawSchema = z.object({ reason: text(500) })
