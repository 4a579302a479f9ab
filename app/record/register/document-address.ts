// SPDX-License-Identifier: AGPL-3.0-or-later
import { z } from 'zod'
import { AppError } from '#base/error.ts'
import { m } from '#base/i18n/paraglide/messages.js'

const address = z.object({
  form: z.enum(['blank', 'final']).default('final'),
  version: z.coerce.number().int().min(1).max(10_000).optional(),
})

/**
 * What the address of a printed register asks for: `form` to sign or (usually) as recorded, a `version` of the page. What it
 * cannot mean is not found: no other version stands in for the one asked.
 */
export function documentAddress(query: URLSearchParams): z.output<typeof address> {
  const asked = address.safeParse(Object.fromEntries(query))
  if (!asked.success) throw new AppError('not_found', m.access_not_found())
  return asked.data
}
