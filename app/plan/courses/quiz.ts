// SPDX-License-Identifier: AGPL-3.0-or-later
// A quiz as it is kept: with its answers, so it never leaves the server whole.
import { z } from 'zod'
import { type Formats, readFrozen } from '#base/frozen.ts'

const quizSchema = z.object({
  questions: z
    .array(
      z.object({
        /** `multiple`: any number of answers may be chosen; of the others exactly one. */
        type: z.enum(['single', 'multiple', 'true_false']),
        title: z.string().nullable(),
        text: z.string(),
        answers: z
          .array(z.object({ text: z.string(), right: z.boolean(), feedback: z.string().nullable() }))
          .min(2),
        /** Said after submission whatever was chosen. */
        feedback: z.string().nullable(),
      }),
    )
    .min(1),
})

export type Quiz = z.output<typeof quizSchema>
type QuestionType = Quiz['questions'][number]['type']

/** For each question, the indexes of the chosen answers. */
export type Answers = readonly (readonly number[])[]

const answersSchema = z.array(z.array(z.int()))

/** 1: what was published before formats were numbered, 2: the same, with its number. */
const quizFormats: Formats<Quiz> = { 1: quizSchema.parse, 2: quizSchema.parse }

/** 1: the bare list, 2: with its number. */
const answersFormats: Formats<Answers> = {
  1: answersSchema.parse,
  2: (json) => z.object({ answers: answersSchema }).parse(json).answers,
}

/** Reads the column `module.quiz`. */
export function quizOf(column: string): Quiz {
  return readFrozen(column, quizFormats).content
}

/** Writes the column `module.quiz`. */
export function quizColumn(quiz: Quiz): string {
  return JSON.stringify({ format: 2, ...quiz })
}

/** Reads the column `quiz_attempt.answers`. */
export function answersOf(column: string): Answers {
  return readFrozen(column, answersFormats).content
}

/** Writes the column `quiz_attempt.answers`. */
export function answersColumn(answers: Answers): string {
  return JSON.stringify({ format: 2, answers })
}

export type PublicQuiz = {
  questions: { type: QuestionType; title: string | null; text: string; answers: string[] }[]
}

/** What a page may be given of a quiz before it is submitted. */
export function withoutAnswers(quiz: Quiz): PublicQuiz {
  return {
    questions: quiz.questions.map(({ type, title, text, answers }) => ({
      type,
      title,
      text,
      answers: answers.map((answer) => answer.text),
    })),
  }
}

/** Whether every question has an answer that exists, and only one where only one may be chosen. */
export function isAnswered(quiz: Quiz, answers: Answers): boolean {
  if (answers.length !== quiz.questions.length) return false
  return quiz.questions.every(({ type, answers: offered }, index) => {
    const chosen = new Set(answers[index])
    if (chosen.size === 0 || (type !== 'multiple' && chosen.size > 1)) return false
    return [...chosen].every((choice) => Number.isInteger(choice) && choice >= 0 && choice < offered.length)
  })
}

type QuizResult = {
  /** Hundredths of percent, rounded down. */
  score: number
  questions: { right: boolean; chosen: number[]; feedback: string[] }[]
}

/**
 * A question is right when exactly its right answers are chosen, in any order; the score is the share of right
 * questions. `feedback` is that of the chosen answers, then the question's own. The right answers are not in the result.
 */
export function gradeQuiz(quiz: Quiz, answers: Answers): QuizResult {
  const questions = quiz.questions.map((question, index) => {
    const chosen = [...new Set(answers[index])].sort((a, b) => a - b)
    const right = question.answers.every((answer, at) => answer.right === chosen.includes(at))
    const said = chosen.map((choice) => question.answers[choice]?.feedback)
    const feedback = [...said, question.feedback].filter((text) => typeof text === 'string')
    return { right, chosen, feedback }
  })
  const right = questions.filter((question) => question.right).length
  return { score: Math.floor((right * 10_000) / questions.length), questions }
}
