// SPDX-License-Identifier: AGPL-3.0-or-later
// A quiz as a form: one field per question, q1, q2…, whose values are the indexes of answers.
import { z } from 'zod'
import { m } from '#base/i18n/paraglide/messages.js'
import type { Answers, PublicQuiz } from '#plan/courses/quiz.ts'

export function fieldOf(index: number): string {
  return `q${index + 1}`
}

/** The form of a quiz. Every question wants an answer; its values come out as `{ nonce, answers }`. */
export function quizForm(quiz: PublicQuiz) {
  const error = () => m.learning_quiz_unanswered()
  const questions = quiz.questions.map(({ type, answers }, index) => {
    const choice = z.enum(Object.keys(answers), { error })
    return [
      fieldOf(index),
      type === 'multiple' ? z.array(choice, { error }).min(1, { error }) : choice,
    ] as const
  })
  return z
    .object({ nonce: z.uuid(), ...Object.fromEntries(questions) })
    .transform(({ nonce, ...chosen }: { nonce: string; [question: string]: string | string[] }) => {
      const answers: Answers = quiz.questions.map((_, index) =>
        [chosen[fieldOf(index)] ?? []].flat().map(Number),
      )
      return { nonce, answers }
    })
}
