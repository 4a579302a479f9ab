// SPDX-License-Identifier: AGPL-3.0-or-later
// What the front matter of course files may say. A key that is not here is a fault.
import { z } from 'zod'
import type { Quiz } from './quiz.ts'

const courseKinds = ['course', 'laboratory', 'workshop', 'table', 'event'] as const

const words = z.string().trim().min(1).max(500)
const bothLanguages = z.strictObject({ it: words, en: words })
const minutes = z.int().min(1).max(60_000)
/** Written as a percent (75, 66.67), kept in hundredths of a percent. */
const percent = z
  .number()
  .min(0)
  .max(100)
  .transform((value) => Math.round(value * 100))

/** What is wrong in a file, for its author. */
export type LineFault = { line: number; text: string }

/** The front matter of course.md. */
export const courseFrontMatter = z.strictObject({
  title: bothLanguages,
  summary: bothLanguages,
  kind: z.enum(courseKinds),
  language: z.enum(['it', 'en']),
  level: bothLanguages,
  audience: bothLanguages,
  minutes,
  threshold: percent,
})

/** The front matter of a module's file. `pass` is only for a module with a quiz. */
export const moduleFrontMatter = z.strictObject({ title: words, minutes, pass: percent.optional() })

/** Of a quiz, where its module does not say (domain.md 4.2). */
export const usualPassMark = 7500

export type CourseModule = {
  slug: string
  title: string
  minutes: number
  html: string
  words: number
  quiz: Quiz | null
  passMark: number
}

/** A course folder without faults, rendered. */
export type Course = z.output<typeof courseFrontMatter> & {
  slug: string
  descriptionHtml: string
  modules: CourseModule[]
  contentHash: string
}
