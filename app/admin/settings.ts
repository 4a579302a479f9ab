// SPDX-License-Identifier: AGPL-3.0-or-later
import { z } from 'zod'
import { usualGigabytes } from '#app/files/quota.ts'
import { emailAddress, line, text } from '#app/http/fields.ts'

/** What the administrator writes once for the installation. */
export const settingsSchema = z.object({
  owner: line(),
  contact_email: emailAddress.optional(),
  /** The declaration made on AgID's form (domain.md 6.1): a link, nothing of it is hosted here. */
  accessibility_url: z.url({ protocol: /^https?$/ }).optional(),
  source_url: z.url({ protocol: /^https?$/ }).optional(),
  /** For how many days security events are kept. */
  security_event_days: z.coerce.number().int().min(30).max(3650).default(365),
  /** What the files of one project may take. */
  project_gigabytes: z.coerce.number().int().min(1).max(9999).default(usualGigabytes),
})

export type Settings = z.output<typeof settingsSchema>

/** What is written: what is absent goes back to its default. */
export type NewSettings = Pick<Settings, 'owner'> & Partial<Settings>

export const noticeSchema = z.object({ text_it: text(50_000), text_en: text(50_000) })
