// SPDX-License-Identifier: AGPL-3.0-or-later
import { z } from 'zod'
import { emailAddress, line } from '#app/http/fields.ts'

export const trainerSchema = z.object({
  first_name: line(100),
  last_name: line(100),
  email: emailAddress,
})

/** "Anna Maria De Santis", or the two parts where they are known. */
export type TrainerName = string | { first_name: string; last_name: string }

const particles = new Set(
  'd da dal dalla de degli dei del della delle dello di la le li lo van von'.split(' '),
)

/** First and last name of a full name: the last word, with the particles before it, is the last name. */
export function nameParts(name: TrainerName): { first_name: string; last_name: string } {
  if (typeof name !== 'string') return name
  const words = name.trim().split(/\s+/)
  let at = words.length - 1
  while (at > 1 && particles.has((words[at - 1] ?? '').toLowerCase())) at--
  return {
    first_name: words.slice(0, Math.max(at, 1)).join(' '),
    last_name: words.slice(Math.max(at, 1)).join(' ') || words.join(' '),
  }
}
