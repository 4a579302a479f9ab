// SPDX-License-Identifier: AGPL-3.0-or-later
import { z } from 'zod'
import { about, calendarDate, line, reference } from '#base/http/fields.ts'
import { m } from '#base/i18n/paraglide/messages.js'
import { organisationTypes } from '#plan/organisations/organisation.ts'

/** The fields by which a form names an employer: one picked from the register, or a new one by name and type. */
export const employerFields = {
  organisation: reference.optional(),
  organisation_name: line(200).optional(),
  organisation_type: z.enum(organisationTypes).optional(),
}

type NamedEmployer = z.output<z.ZodObject<typeof employerFields>>

const named = about('organisation', 'organisation_name', 'organisation_type')

/** A form that names an employer: refuses none, two of them, and a new one without its type, each at its field. */
export function withOneEmployer<Form extends z.ZodType<NamedEmployer>>(form: Form) {
  return form
    .refine((one) => one.organisation || one.organisation_name, {
      path: ['organisation'],
      error: () => m.people_wants_organisation(),
      ...named,
    })
    .refine((one) => !(one.organisation && one.organisation_name), {
      path: ['organisation_name'],
      error: () => m.people_one_organisation(),
      ...named,
    })
    .refine((one) => one.organisation || !one.organisation_name || one.organisation_type, {
      path: ['organisation_type'],
      error: () => m.people_wants_organisation_type(),
      ...named,
    })
}

export const employmentSchema = withOneEmployer(
  z.object({
    intent: z.literal('employment'),
    ...employerFields,
    role: line(100).optional(),
    from: calendarDate,
  }),
)

/**
 * Of somebody's employments, oldest first, the one on a date (YYYY-MM-DD). Whoever has none that day gets the nearest: the
 * first that began later, else the last that ended before, so that somebody entered late still has a sector. One that ends
 * before it begins was corrected and never in force.
 */
export function employmentAmong<Employment extends { started_on: string; ended_on: string | null }>(
  employments: readonly Employment[],
  date: string,
): Employment | null {
  const real = employments.filter(({ started_on, ended_on }) => ended_on === null || ended_on >= started_on)
  const begun = real.filter(({ started_on }) => started_on <= date)
  const current = begun.findLast(({ ended_on }) => ended_on === null || ended_on >= date)
  return current ?? real.find(({ started_on }) => started_on > date) ?? begun.at(-1) ?? null
}
