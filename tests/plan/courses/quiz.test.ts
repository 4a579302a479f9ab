// SPDX-License-Identifier: AGPL-3.0-or-later
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import {
  answersColumn,
  answersOf,
  gradeQuiz,
  isAnswered,
  type Quiz,
  quizColumn,
  quizOf,
  withoutAnswers,
} from '#plan/courses/quiz.ts'

const single: Quiz['questions'][number] = {
  type: 'single',
  title: null,
  text: 'Quanto fa due più due?',
  answers: [
    { text: 'Tre', right: false, feedback: 'Troppo poco.' },
    { text: 'Quattro', right: true, feedback: 'Giusto.' },
  ],
  feedback: null,
}
const multiple: Quiz['questions'][number] = {
  type: 'multiple',
  title: 'Pari',
  text: 'Quali sono pari?',
  answers: [
    { text: 'Due', right: true, feedback: null },
    { text: 'Tre', right: false, feedback: 'Tre è dispari.' },
    { text: 'Quattro', right: true, feedback: null },
  ],
  feedback: 'I pari si dividono per due.',
}
const quiz: Quiz = { questions: [single, multiple] }

const anyQuestion = fc
  .record({
    type: fc.constantFrom('single' as const, 'multiple' as const),
    rights: fc.array(fc.boolean(), { minLength: 2, maxLength: 5 }).filter((rights) => rights.includes(true)),
  })
  .map(({ type, rights }) => {
    const first = rights.indexOf(true)
    return {
      type,
      title: null,
      text: 'Domanda',
      answers: rights.map((right, at) => ({
        text: `Risposta ${at}`,
        right: type === 'multiple' ? right : at === first,
        feedback: `Detto ${at}`,
      })),
      feedback: null,
    }
  })
const anyQuiz: fc.Arbitrary<Quiz> = fc.record({
  questions: fc.array(anyQuestion, { minLength: 1, maxLength: 8 }),
})
const anyAnswers = fc.array(fc.array(fc.nat({ max: 5 }), { maxLength: 5 }), { maxLength: 8 })

function rightAnswers(quiz: Quiz): number[][] {
  return quiz.questions.map(({ answers }) => answers.flatMap((answer, at) => (answer.right ? [at] : [])))
}

describe('a score', () => {
  it('is between none and all, and counts questions', () => {
    fc.assert(
      fc.property(anyQuiz, anyAnswers, (quiz, answers) => {
        const { score, questions } = gradeQuiz(quiz, answers)
        expect(score).toBeGreaterThanOrEqual(0)
        expect(score).toBeLessThanOrEqual(10_000)
        expect(questions).toHaveLength(quiz.questions.length)
        const right = questions.filter((question) => question.right).length
        expect(score).toBe(Math.floor((right / questions.length) * 10_000))
      }),
    )
  })

  it('is full for all right answers, in whatever order and however often they are chosen', () => {
    fc.assert(
      fc.property(anyQuiz, (quiz) => {
        const right = rightAnswers(quiz)
        expect(gradeQuiz(quiz, right).score).toBe(10_000)
        expect(
          gradeQuiz(
            quiz,
            right.map((chosen) => [...chosen, ...chosen].reverse()),
          ).score,
        ).toBe(10_000)
      }),
    )
  })

  it('does not depend on the order of the chosen answers', () => {
    fc.assert(
      fc.property(anyQuiz, anyAnswers, (quiz, answers) => {
        const turned = answers.map((chosen) => [...chosen].reverse())
        expect(gradeQuiz(quiz, turned)).toEqual(gradeQuiz(quiz, answers))
      }),
    )
  })

  it('falls when a right question becomes wrong', () => {
    expect(gradeQuiz(quiz, [[1], [0, 2]]).score).toBe(10_000)
    expect(gradeQuiz(quiz, [[0], [0, 2]]).score).toBe(5_000)
    expect(gradeQuiz(quiz, [[1], [0]]).score).toBe(5_000)
    expect(gradeQuiz(quiz, [[1], [0, 1, 2]]).score).toBe(5_000)
    expect(gradeQuiz(quiz, [[], []]).score).toBe(0)
  })
})

describe('what is told', () => {
  it('is the feedback of what was chosen and of the question, not of the rest', () => {
    const { questions } = gradeQuiz(quiz, [[0], [1]])
    expect(questions[0]).toEqual({ right: false, chosen: [0], feedback: ['Troppo poco.'] })
    expect(questions[1]?.feedback).toEqual(['Tre è dispari.', 'I pari si dividono per due.'])
  })

  it('is no answer before submission', () => {
    const page = JSON.stringify(withoutAnswers(quiz))
    expect(page).toContain('Quattro')
    expect(page).not.toContain('right')
    expect(page).not.toContain('Giusto.')
    expect(page).not.toContain('Tre è dispari.')
    expect(page).not.toContain('dividono')
  })
})

describe('answers', () => {
  it('are accepted when every question has one that exists', () => {
    expect(isAnswered(quiz, [[1], [0, 2]])).toBe(true)
    expect(isAnswered(quiz, [[0], [1]])).toBe(true)
  })

  it.each([
    ['a question left out', [[1]]],
    ['a question unanswered', [[1], []]],
    ['two answers where one is asked', [[0, 1], [0]]],
    ['an answer that does not exist', [[2], [0]]],
    ['a negative answer', [[-1], [0]]],
    ['half an answer', [[0.5], [0]]],
    ['one question too many', [[1], [0], [0]]],
  ])('are refused with %s', (_, answers) => {
    expect(isAnswered(quiz, answers)).toBe(false)
  })
})

describe('what is kept of a quiz', () => {
  it('is read in every format it was ever written in', () => {
    expect(quizOf(JSON.stringify(quiz))).toEqual(quiz)
    expect(quizOf(JSON.stringify({ format: 2, ...quiz }))).toEqual(quiz)
    expect(quizOf(quizColumn(quiz))).toEqual(quiz)
    expect(JSON.parse(quizColumn(quiz))).toMatchObject({ format: 2 })
    expect(() => quizOf(JSON.stringify({ format: 3, ...quiz }))).toThrow('is known to no reader')
  })

  it('and so are the answers given to it', () => {
    const answers = [[1], [0, 2]]
    expect(answersOf('[[1],[0,2]]')).toEqual(answers)
    expect(answersOf('{"format":2,"answers":[[1],[0,2]]}')).toEqual(answers)
    expect(answersOf(answersColumn(answers))).toEqual(answers)
    expect(() => answersOf('{"format":3,"answers":[]}')).toThrow('is known to no reader')
  })
})
