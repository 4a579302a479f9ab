// SPDX-License-Identifier: AGPL-3.0-or-later
// People of the demo doing their online modules: most pass at once, some on a second try.

import type { Actor } from '#base/access/actor.ts'
import { minutesAfter, newId } from '#base/clock.server.ts'
import type { Db } from '#db/connect.server.ts'
import { type Quiz, quizOf } from '#plan/courses/quiz.ts'
import { completeModule, submitQuiz } from '#record/learning/learning.server.ts'
import type { Timeline } from './timeline.server.ts'

/** The last `quick` of the enrolments finish every module of their version; the few before them only the first. */
export async function studyModules(
  db: Db,
  timeline: Timeline,
  enrolments: string[],
  { today, quick }: { today: string; quick: number },
) {
  const rows = await db
    .selectFrom('enrolment')
    .innerJoin('person', 'person.id', 'enrolment.person_id')
    .select(['enrolment.id', 'person_id', 'course_version_id', 'enrolled_at', 'first_name', 'last_name'])
    .where('enrolment.id', 'in', enrolments)
    .execute()
  const byId = new Map(rows.map((row) => [row.id, row]))
  const studious = enrolments.slice(-quick - 5).reverse()
  for (const [number, id] of studious.entries()) {
    const enrolment = byId.get(id)
    if (!enrolment) continue
    const modules = await db
      .selectFrom('module')
      .select(['id', 'quiz'])
      .where('version_id', '=', enrolment.course_version_id)
      .orderBy('position')
      .execute()
    const learner = learnerOf(enrolment.person_id, `${enrolment.first_name} ${enrolment.last_name}`)
    for (const [index, module] of modules.slice(0, number < quick ? modules.length : 1).entries()) {
      const day = minutesAfter(enrolment.enrolled_at, (index * 5 + 2) * 24 * 60 + number * 37)
      const given = { enrolment_id: enrolment.id, module_id: module.id }
      const quiz = module.quiz === null ? null : quizOf(module.quiz)
      if (day > today) continue
      timeline.add(day, async () => {
        if (quiz === null) return await completeModule(db, learner, given)
        if (number % 6 === 5)
          await submitQuiz(db, learner, { ...given, nonce: newId(), answers: wrong(quiz) })
        await submitQuiz(db, learner, { ...given, nonce: newId(), answers: right(quiz) })
      })
    }
  }
}

/** The person themselves, without an account to sign in with. */
function learnerOf(personId: string, name: string): Actor {
  return { accountId: personId, personId, name, email: '', language: 'it', grants: [] }
}

function right(quiz: Quiz): number[][] {
  return quiz.questions.map(({ answers }) =>
    answers.flatMap((answer, index) => (answer.right ? [index] : [])),
  )
}

function wrong(quiz: Quiz): number[][] {
  return quiz.questions.map(({ answers }) => [
    Math.max(
      0,
      answers.findIndex((answer) => !answer.right),
    ),
  ])
}
