// SPDX-License-Identifier: AGPL-3.0-or-later
// The opening record of an edition's register: who keeps it since when, and who stamped it, where an authority does.
import { z } from 'zod'
import { about, calendarDate, line } from '#base/http/fields.ts'
import { m } from '#base/i18n/paraglide/messages.js'

export const openingSchema = z
  .object({
    opened_on: calendarDate,
    keeper: line(200),
    stamp_authority: line(200).optional(),
    stamp_number: line(100).optional(),
  })
  .refine((record) => record.stamp_authority || !record.stamp_number, {
    path: ['stamp_authority'],
    error: () => m.register_stamp_wants_authority(),
    ...about('stamp_authority', 'stamp_number'),
  })

export type Opening = {
  opened_on: string
  keeper: string
  stamp_authority: string | null
  stamp_number: string | null
}
