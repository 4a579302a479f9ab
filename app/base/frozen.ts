// SPDX-License-Identifier: AGPL-3.0-or-later
// What is frozen (a page of the register, a quiz and the answers given to it) carries the number of its format. Every format ever
// written stays readable for ever: a format that changes gets the next number, and a reader of its own beside the old ones.
import { z } from 'zod'

/** A reader for each format, by its number. */
export type Formats<Content> = Readonly<Record<number, (json: unknown) => Content>>

const numbered = z.object({ format: z.int().min(1) })

/**
 * Reads what was frozen. What says no number is format 1: so it was written before formats were numbered. Throws when it is of
 * none of the formats, as one that a newer version of the program wrote.
 */
export function readFrozen<Content>(
  text: string,
  formats: Formats<Content>,
): { format: number; content: Content } {
  const json: unknown = JSON.parse(text)
  const { data } = numbered.safeParse(json)
  const format = data?.format ?? 1
  const read = formats[format]
  if (!read) throw new Error(`format ${format} is known to no reader`)
  return { format, content: read(json) }
}
