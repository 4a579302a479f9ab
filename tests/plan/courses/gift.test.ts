// SPDX-License-Identifier: AGPL-3.0-or-later
import { describe, expect, it } from 'vitest'
import { readGift } from '#plan/courses/gift.server.ts'

describe('GIFT', () => {
  it('reads one right answer, several, and true or false', () => {
    const { quiz, faults } = readGift(
      `// Quiz

::Uno::Domanda?{
=Giusta#Bene.
~Sbagliata#Male.
####In ogni caso.
}

Quali?{
~%50%A
~%50%B
~%-100%C
}

Vero?{T#Era vero.#Proprio.}
`,
      'it',
    )
    expect(faults).toEqual([])
    expect(quiz?.questions.map((question) => question.type)).toEqual(['single', 'multiple', 'true_false'])
    expect(quiz?.questions[0]).toMatchObject({ title: 'Uno', text: 'Domanda?', feedback: 'In ogni caso.' })
    expect(quiz?.questions[0]?.answers[0]).toEqual({ text: 'Giusta', right: true, feedback: 'Bene.' })
    expect(quiz?.questions[1]?.answers.map((answer) => answer.right)).toEqual([true, true, false])
  })

  it('gives the first feedback of true or false to who is wrong, the second to who is right', () => {
    const answers = (source: string) => readGift(source, 'it').quiz?.questions[0]?.answers
    expect(answers('Vero?{T#wrong#right}')).toEqual([
      { text: 'Vero', right: true, feedback: 'right' },
      { text: 'Falso', right: false, feedback: 'wrong' },
    ])
    expect(answers('Vero?{F#wrong#right}')).toEqual([
      { text: 'Vero', right: false, feedback: 'wrong' },
      { text: 'Falso', right: true, feedback: 'right' },
    ])
  })

  it.each([
    ['Bene?{=a ~b}\n\n\nDomanda?{\n=a\n~b', 6],
    ['Bene?{=a ~b}\n\nCapitale?{=Roma}', 3],
    ['Numero?{#4}', 1],
    ['Descrivi.{}', 1],
    ['Solo testo.', 1],
    ['Quale?{~a ~b}', 1],
    ['Quale?{=a =b ~c}', 1],
    ['Quale?{=a ~a}', 1],
    ['Quale?{~%50%a ~%25%b ~c}', 1],
    ['Quale?{~%50%a =b ~c}', 1],
    ['[html]Quale?{=a ~b}', 1],
    ['Il cielo è {=blu ~rosso} di giorno.', 1],
    ['// nothing\n', 1],
  ])('refuses %j and says line %i', (source, line) => {
    const { quiz, faults } = readGift(source, 'it')
    expect(quiz).toBeNull()
    expect(faults.map((fault) => fault.line)).toEqual([line])
  })
})
