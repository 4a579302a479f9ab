// SPDX-License-Identifier: AGPL-3.0-or-later
import { z } from 'zod'
import { proofField } from '#base/access/proof.ts'
import { emailAddress, line, reference, text } from '#base/http/fields.ts'

export const teachingRoles = ['trainer', 'tutor'] as const
export type TeachingRole = (typeof teachingRoles)[number]

const role = z.enum(teachingRoles)
/** Asked for when the register of the meeting is closed. */
const reason = text(500).optional()

export const trainerSchema = z.object({
  first_name: line(100),
  last_name: line(100),
  email: emailAddress,
  role: role.default('trainer'),
  ...proofField,
})

/** Somebody who teaches in the edition already, at one more meeting. */
export const knownTeacherSchema = z.object({
  intent: z.literal('known'),
  person: reference.min(1),
  role,
  reason,
  ...proofField,
})

/** Somebody new to the edition, at one meeting. */
export const newTeacherSchema = z.object({ ...trainerSchema.shape, intent: z.literal('new'), role, reason })

/** In which role somebody teaches at a meeting, or that they do not. */
export const teachingSchema = z.discriminatedUnion('intent', [
  z.object({ intent: z.literal('role'), role, reason, ...proofField }),
  z.object({ intent: z.literal('remove'), reason, ...proofField }),
])

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
