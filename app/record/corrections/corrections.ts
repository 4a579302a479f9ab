// SPDX-License-Identifier: AGPL-3.0-or-later
import { z } from 'zod'
import { proofField } from '#base/access/proof.ts'
import { line, reference } from '#base/http/fields.ts'
import { m } from '#base/i18n/paraglide/messages.js'
import { wantSignature } from '#record/marks/signed-change.ts'

/** Which of the corrections that wait at a closed page are signed, or not accepted, and why. */
export const decideCorrectionsSchema = z
  .object({
    correction: z
      .array(reference.min(1))
      .min(1, { error: () => m.attendance_proposals_choose_one() })
      .max(200)
      .default([]),
    decision: z.enum(['accept', 'dismiss']),
    reason: line(500).optional(),
    ...proofField,
  })
  .superRefine((typed, context) => {
    wantSignature(typed, context)
    if (typed.correction.length > 0) return
    const message = m.attendance_proposals_choose_one()
    context.addIssue({ code: 'custom', path: ['correction'], message, input: '' })
  })
