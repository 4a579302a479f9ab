// SPDX-License-Identifier: AGPL-3.0-or-later
import { z } from 'zod'
import { emailAddress, line, text } from '#app/http/fields.ts'

const webAddress = z
  .string()
  .max(1000)
  .pipe(z.url({ protocol: /^https?$/ }))

/** What the administrator writes once for the installation. */
export const settingsSchema = z.object({
  owner: line(),
  contact_email: emailAddress.optional(),
  /** The declaration made on AgID's form (domain.md 6.1): a link, nothing of it is hosted here. */
  accessibility_url: webAddress.optional(),
  source_url: webAddress.optional(),
})

export type Settings = z.output<typeof settingsSchema>

export const noticeSchema = z.object({ text_it: text(50_000), text_en: text(50_000) })
