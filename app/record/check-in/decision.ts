// SPDX-License-Identifier: AGPL-3.0-or-later
import { z } from 'zod'

/** The trainer's word on a check-in that waits, or on all of them. */
export const decisionSchema = z.discriminatedUnion('decision', [
  z.object({ decision: z.enum(['confirm', 'reject']), check_in: z.string().max(40) }),
  z.object({ decision: z.literal('confirm_all') }),
])
