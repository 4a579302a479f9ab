// SPDX-License-Identifier: AGPL-3.0-or-later
// The short code that changes: which moments share one, and what people type.
import { z } from 'zod'

/** Each code is shown for so long, and taken for as long again. */
export const stepSeconds = 20

/** No vowels, so that no word comes out, and none of two signs that look alike (0 O, 1 I L, 5 S, 2 Z, 8 B, U V). */
export const codeAlphabet = '234679CDFGHJKMNPQRTVWXY'
export const codeLength = 6

/** The time step that a moment falls in. */
export function stepOf(moment: string): number {
  return Math.floor(Date.parse(moment) / (stepSeconds * 1000))
}

/** When a step's code is replaced on the screen. */
export function endOfStep(step: number): string {
  return new Date((step + 1) * stepSeconds * 1000).toISOString()
}

/** A code as typed or scanned: capitals or not, with or without the space in the middle. */
export function plainCode(typed: string): string {
  return typed
    .slice(0, 40)
    .toUpperCase()
    .replace(/[^A-Z0-9]/g, '')
}

/** A code as it is read aloud, in two groups of three. */
export function spacedCode(code: string): string {
  return `${code.slice(0, 3)} ${code.slice(3)}`
}

/** What somebody who is asked says, or does without being asked: they leave, they are back, or nothing changes. */
export const checkInAnswers = ['leave', 'return', 'stay'] as const

/** A scan sends nothing, since its ticket is in a cookie; whoever cannot scan types the code; whoever is asked answers. */
export const checkInSchema = z.object({
  code: z.string().max(40).optional(),
  answer: z.enum(checkInAnswers).optional(),
})
