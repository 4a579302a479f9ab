// SPDX-License-Identifier: AGPL-3.0-or-later
import { z } from 'zod'
import { usualGigabytes } from '#base/files/quota.ts'
import { emailAddress, line } from '#base/http/fields.ts'
import { m } from '#base/i18n/paraglide/messages.js'

const webAddress = z
  .string()
  .max(1000)
  .pipe(z.url({ protocol: /^https?$/, error: () => m.admin_web_address_invalid() }))

function wholeNumber(minimum: number, maximum: number) {
  const error = () => m.admin_whole_number_wanted({ minimum, maximum })
  return z.coerce.number({ error }).int({ error }).min(minimum, { error }).max(maximum, { error })
}

/** What the administrator writes once for the installation. */
export const settingsSchema = z.object({
  owner: line(),
  contact_email: emailAddress.optional(),
  /** The declaration made on AgID's form (domain.md 6.1): a link, nothing of it is hosted here. */
  accessibility_url: webAddress.optional(),
  source_url: webAddress.optional(),
  /** For how many days security events are kept. */
  security_event_days: wholeNumber(30, 3650).default(365),
  /** What the files of one project may take. */
  project_gigabytes: wholeNumber(1, 9999).default(usualGigabytes),
  /** Whether the devices of trainers keep the pages of a roll, for rooms without network. */
  pages_on_devices: z.enum(['on', 'off']).default('on'),
})

export type Settings = z.output<typeof settingsSchema>

/** What is written: what is absent goes back to its default. */
export type NewSettings = Pick<Settings, 'owner'> & Partial<Settings>
