// SPDX-License-Identifier: AGPL-3.0-or-later
import { z } from 'zod'
import { calendarDate, line } from '#app/http/fields.ts'
import { m } from '#app/i18n/paraglide/messages.js'
import { organisationTypes } from './organisation.ts'

/** An employer picked from the register, or a new one by name and type. */
export const employmentSchema = z
  .object({
    intent: z.literal('employment'),
    organisation: z.string().optional(),
    organisation_name: line(200).optional(),
    organisation_type: z.enum(organisationTypes).optional(),
    role: line(100).optional(),
    from: calendarDate,
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
