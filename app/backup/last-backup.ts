// SPDX-License-Identifier: AGPL-3.0-or-later
// What is remembered of backups: the last good one, and the last that failed.
import { z } from 'zod'

export const goodSchema = z.object({
  at: z.string(),
  name: z.string(),
  size: z.number(),
  /** Kept files that were missing or damaged, and are not in it. */
  lost: z.number(),
})

export const failedSchema = z.object({
  at: z.string(),
  why: z.enum(['disk_full', 'no_folder', 'other']),
  /** The program's own words, for whoever knows them. */
  detail: z.string(),
  /** The archive that was made all the same, without the files that were lost. */
  name: z.string().optional(),
})

export type BackupFacts = {
  good: z.output<typeof goodSchema> | null
  /** Only when it came after the last good one. */
  failed: z.output<typeof failedSchema> | null
  /** Whether one is made each night. */
  nightly: boolean
  /** The last good one is of the day before yesterday, or there is none. */
  late: boolean
}
