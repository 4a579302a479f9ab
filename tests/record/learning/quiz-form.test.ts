// SPDX-License-Identifier: AGPL-3.0-or-later
import { parseWithZod } from '@conform-to/zod/v4'
import { expect, it } from 'vitest'
import type { PublicQuiz } from '#plan/courses/quiz.ts'
import { quizForm } from '#record/learning/quiz-form.ts'

const quiz: PublicQuiz = {
  questions: [
    { type: 'single', title: null, text: 'Uno?', answers: ['a', 'b'] },
    { type: 'multiple', title: null, text: 'Due?', answers: ['a', 'b', 'c'] },
  ],
}
const nonce = '0190b0d0-0000-7000-8000-000000000001'

function submit(...fields: [string, string][]) {
  const form = new FormData()
  for (const [name, value] of fields) form.append(name, value)
  return parseWithZod(form, { schema: quizForm(quiz) })
}

it('reads radio buttons and checkboxes as indexes of answers', () => {
  const submission = submit(['nonce', nonce], ['q1', '1'], ['q2', '2'], ['q2', '0'])
  expect(submission.status === 'success' && submission.value).toEqual({ nonce, answers: [[1], [2, 0]] })
})

it('reads one checked box as one answer', () => {
  const submission = submit(['nonce', nonce], ['q1', '0'], ['q2', '1'])
  expect(submission.status === 'success' && submission.value.answers).toEqual([[0], [1]])
})

it('wants an answer to each question, and keeps the others', () => {
  const { error, initialValue } = submit(['nonce', nonce], ['q2', '2']).reply()
  expect(Object.keys(error ?? {})).toEqual(['q1'])
  expect(error?.q1).toEqual(['Rispondere a questa domanda.'])
  expect(initialValue).toMatchObject({ q2: '2' })
})

it('refuses answers that do not exist', () => {
  expect(submit(['nonce', nonce], ['q1', '7'], ['q2', '0']).status).toBe('error')
  expect(submit(['nonce', nonce], ['q1', '0'], ['q2', 'constructor']).status).toBe('error')
  expect(submit(['nonce', 'x'], ['q1', '0'], ['q2', '0']).status).toBe('error')
})
