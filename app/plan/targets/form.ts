// SPDX-License-Identifier: AGPL-3.0-or-later
import { z } from 'zod'
import { about, calendarDate, line, reference } from '#base/http/fields.ts'
import { m } from '#base/i18n/paraglide/messages.js'
import { organisationTypes, sectors } from '#plan/organisations/organisation.ts'
import { audiences, kinds, sources, units } from './target.ts'

const fields = z.object({
  parent_id: reference.optional(),
  position: z.number().int().min(1).max(1000).optional(),
  label_it: line(200),
  label_en: line(200),
  quantity: z.number().int().min(1).max(1_000_000).optional(),
  unit: z.enum(units),
  kind: z.enum(kinds),
  source: z.enum(sources),
  audience: z.enum(audiences),
  sector: z.enum(sectors).optional(),
  organisation_types: z.array(z.enum(organisationTypes)).default([]),
})

/** Households have no attendance: somebody writes down how many. */
function countable(values: { unit: string; source: string }) {
  return values.unit !== 'households' || values.source === 'tally'
}

const uncountable = {
  path: ['source'],
  error: () => m.targets_households_by_hand(),
  ...about('unit', 'source'),
}

/** `id` is made with the form, so that the same form sent twice adds one line. */
export const newTargetSchema = fields
  .extend({ intent: z.literal('add'), id: z.uuid() })
  .refine(countable, uncountable)

export const changeTargetSchema = fields
  .extend({ intent: z.literal('change') })
  .refine(countable, uncountable)

export type TargetValues = z.output<typeof fields>

/** A number recorded by hand; negative to correct an earlier one, always with a note. */
export const tallySchema = z.object({
  intent: z.literal('tally'),
  id: z.uuid(),
  on_date: calendarDate,
  quantity: z
    .number()
    .int()
    .min(-1_000_000)
    .max(1_000_000)
    .refine((quantity) => quantity !== 0, { error: () => m.targets_tally_not_zero() }),
  note: line(500),
})

export const removeTargetSchema = z.object({ intent: z.literal('remove') })
