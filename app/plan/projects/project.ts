// SPDX-License-Identifier: AGPL-3.0-or-later
import { z } from 'zod'
import {
  calendarDate,
  checkbox,
  emailAddress,
  line,
  phoneNumber,
  reference,
  text,
} from '#base/http/fields.ts'
import type { Locale } from '#base/i18n/locale.ts'
import { m } from '#base/i18n/paraglide/messages.js'
import { organisationSchema } from '#plan/organisations/organisation.ts'
import { evidenceRules } from './evidence-rule.ts'

/** The languages in which a project's documents are printed. */
export const documentLanguages = ['it', 'en'] as const satisfies readonly Locale[]

export const reachedStages = ['attended', 'completed'] as const
export const partnerRoles = ['lead', 'partner', 'supporting'] as const
export type PartnerRole = (typeof partnerRoles)[number]

/** The statement of a project whose form leaves it blank; what the programme asks for is typed over it. */
export const defaultFundingStatement = "Progetto cofinanziato dall'Unione europea"

function optional<T>(schema: z.ZodType<T>) {
  return schema.optional().transform((value) => value ?? null)
}

/** The last part of a project's addresses. `new` is the address of the form that adds a project. */
const slug = z
  .string({ error: () => m.projects_slug_invalid() })
  .max(80)
  .pipe(z.string().trim().max(40))
  .pipe(z.string().regex(/^[a-z0-9]+(-[a-z0-9]+)*$/, { error: () => m.projects_slug_invalid() }))
  .refine((value) => value !== 'new', { error: () => m.projects_slug_invalid() })

/** Codice unico di progetto: letter, two digits, letter, eleven digits. */
const cup = z
  .string()
  .max(40)
  .pipe(
    z
      .string()
      .trim()
      .toUpperCase()
      .regex(/^[A-Z]\d{2}[A-Z]\d{11}$/, { error: () => m.projects_cup_invalid() }),
  )

/** A project as typed. Dates that do not agree are accepted, because they are published so; consistency.ts says it. */
export const projectSchema = z.object({
  slug,
  acronym: line(40),
  title: line(300),
  code: optional(line(40)),
  cup: optional(cup),
  fund: line(100),
  fund_period: optional(line(40)),
  specific_objective: optional(line(200)),
  national_objective: optional(line(200)),
  funding_statement: text(1000),
  starts_on: optional(calendarDate),
  ends_on: optional(calendarDate),
  declared_months: optional(z.number().int().min(1).max(240)),
  reached_stage: z.enum(reachedStages),
  evidence_rule: z.enum(evidenceRules),
  language: z.enum(documentLanguages),
  late_after: z.number().int().min(0).max(120),
  close_within: z.number().int().min(1).max(8760),
  aims: text(5000),
  recipients: text(5000),
  contact_email: optional(emailAddress),
  contact_phone: optional(phoneNumber),
})

export type ProjectValues = z.output<typeof projectSchema>

const partnerSchema = z.object({ organisation_id: reference, role: z.enum(partnerRoles) })
export type PartnerValues = z.output<typeof partnerSchema>

const mostPartners = 300
/** Each partner is two fields. */
export const mostPartnerFields = 2 * mostPartners + 20

/** The partners' form: a role for each organisation shown; a blank role leaves it out. */
export const partnersSchema = z.object({
  intent: z.literal('partners'),
  partners: z
    .array(z.object({ organisation_id: reference, role: z.enum(partnerRoles).optional() }))
    .max(mostPartners)
    .default([])
    .transform((rows) =>
      rows.flatMap(({ organisation_id, role }) => (role ? [{ organisation_id, role }] : [])),
    ),
})

/** A body that the register does not have yet, and what it is in the project. */
export const newPartnerSchema = organisationSchema.extend({
  intent: z.literal('new'),
  role: z.enum(partnerRoles),
  /** That the lead, which has this name, is to become something else. */
  lead_sure: checkbox,
})

export function documentLanguageName(language: Locale): string {
  return language === 'it' ? m.projects_language_it() : m.projects_language_en()
}

export function partnerRoleName(role: PartnerRole): string {
  if (role === 'lead') return m.projects_role_lead()
  return role === 'partner' ? m.projects_role_partner() : m.projects_role_supporting()
}

export function reachedStageName(stage: (typeof reachedStages)[number]): string {
  return stage === 'attended' ? m.projects_reached_attended() : m.projects_reached_completed()
}
