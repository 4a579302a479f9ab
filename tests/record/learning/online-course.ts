// SPDX-License-Identifier: AGPL-3.0-or-later

import { newId } from '#base/clock.server.ts'
import type { Db } from '#db/connect.server.ts'
import type { Quiz } from '#plan/courses/quiz.ts'
import { iris } from '#tests/support/iris.ts'
import { course, edition, enrolment } from '#tests/support/training.ts'

const quiz: Quiz = {
  questions: [
    {
      type: 'single',
      title: null,
      text: 'Quanto fa due più due?',
      answers: [
        { text: 'Tre', right: false, feedback: 'Troppo poco.' },
        { text: 'Quattro', right: true, feedback: 'Giusto.' },
      ],
      feedback: null,
    },
    {
      type: 'multiple',
      title: null,
      text: 'Quali sono pari?',
      answers: [
        { text: 'Due', right: true, feedback: null },
        { text: 'Tre', right: false, feedback: null },
        { text: 'Quattro', right: true, feedback: null },
      ],
      feedback: null,
    },
  ],
}
export const right = [[1], [2, 0]]
export const wrong = [[0], [0]]

/** A course of two modules, the second with a quiz (60 % to pass). */
export async function withQuiz(db: Db, slug: string) {
  const made = await course(db, slug, ['primo'])
  const [reading] = made.modules
  if (!reading) throw new Error('the course has a module')
  const tested = { ...reading, id: newId(), slug: 'secondo', position: 2, title: 'Modulo 2' }
  await db
    .insertInto('module')
    .values({ ...tested, quiz: JSON.stringify(quiz) })
    .execute()
  return { ...made, reading, tested }
}

/** An online edition of that course; Anna and Luca are in it. */
export async function online(db: Db) {
  const known = await iris(db)
  const { reading, tested, ...made } = await withQuiz(db, 'online')
  const run = await edition(db, known.project, 'IRIS-ON-01', { course_id: made.id })
  const anna = await enrolment(db, run, known.anna, made.version)
  const luca = await enrolment(db, run, known.luca, made.version)
  return {
    ...known,
    course: made,
    reading,
    tested,
    run,
    anna,
    luca,
    annaPerson: known.anna,
    lucaPerson: known.luca,
  }
}
