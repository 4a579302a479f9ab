// SPDX-License-Identifier: AGPL-3.0-or-later
import { z } from 'zod'
import { about, checkbox, emailAddress, line, phoneNumber } from '#base/http/fields.ts'
import { m } from '#base/i18n/paraglide/messages.js'
import { wantedProofField } from './proof.ts'

/** Length is what makes a password good; the upper bound keeps hashing cheap. */
export const newPassword = z.string().min(10).max(200)

export const signInSchema = z.object({
  email: emailAddress,
  password: z.string().min(1).max(200),
  to: z.string().max(2000).optional(),
})

export const forgotSchema = z.object({ email: emailAddress })

const twice = { password: newPassword, repeated: z.string().max(200) }

const same = (values: { password: string; repeated: string }) => values.password === values.repeated
const differ = {
  path: ['repeated'],
  error: () => m.access_passwords_differ(),
  ...about('password', 'repeated'),
}

export const resetSchema = z.object(twice).refine(same, differ)

export const changePasswordSchema = z
  .object({ current: z.string().min(1).max(200), ...twice })
  .refine(same, differ)

export const changeEmailSchema = z.object({ email: emailAddress, ...wantedProofField })

export const invitationSchema = z
  .object({ ...twice, read: checkbox })
  .refine(same, differ)
  .refine((values) => values.read, {
    path: ['read'],
    error: () => m.access_notice_wanted(),
    ...about('read'),
  })

export const setupSchema = z
  .object({ code: line(40), name: line(), email: emailAddress, ...twice })
  .refine(same, differ)

/** What people change of themselves. */
export const detailsSchema = z.object({ name: line(), phone: phoneNumber.optional() })

export const accountSchema = z.object({ name: line(), email: emailAddress, language: z.enum(['it', 'en']) })
