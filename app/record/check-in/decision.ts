// SPDX-License-Identifier: AGPL-3.0-or-later
import { z } from 'zod'

/** The trainer's word on a check-in that waits. */
export const decisionSchema = z.object({
  check_in: z.string().max(40),
  decision: z.enum(['confirm', 'reject']),
})
