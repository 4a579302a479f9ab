// SPDX-License-Identifier: AGPL-3.0-or-later
// One module of the version pinned in a person's enrolment.

import type { Db } from '#db/connect.server.ts'
import { answersOf, gradeQuiz, quizOf } from '#plan/courses/quiz.ts'

type Where = { editionId: string; personId: string; slug: string }

function pinnedModule(db: Db, { editionId, personId, slug }: Where) {
  return db
    .selectFrom('enrolment')
    .innerJoin('course_version', 'course_version.id', 'enrolment.course_version_id')
    .innerJoin('module', 'module.version_id', 'course_version.id')
    .leftJoin('module_progress', (join) =>
      join
        .onRef('module_progress.enrolment_id', '=', 'enrolment.id')
        .onRef('module_progress.module_id', '=', 'module.id'),
    )
    .select(['enrolment.id as enrolment_id', 'course_version.language', 'module_progress.completed_at'])
    .select(['module.id', 'module.version_id', 'module.title', 'module.minutes', 'module.pass_mark'])
    .where('enrolment.edition_id', '=', editionId)
    .where('enrolment.person_id', '=', personId)
    .where('enrolment.state', '=', 'enrolled')
    .where('module.slug', '=', slug)
}

/** A module to read, with the modules around it; null when the pinned version has none of this name. */
export async function findModule(db: Db, where: Where) {
  const module = await pinnedModule(db, where)
    .select(['module.html', 'module.position'])
    .select((eb) => eb.case().when('module.quiz', 'is', null).then(0).else(1).end().as('has_quiz'))
    .executeTakeFirst()
  if (!module) return null
  const all = await db
    .selectFrom('module')
    .select(['slug', 'title'])
    .where('version_id', '=', module.version_id)
    .orderBy('position')
    .execute()
  const at = all.findIndex(({ slug }) => slug === where.slug)
  return {
    enrolmentId: module.enrolment_id,
    id: module.id,
    title: module.title,
    minutes: Number(module.minutes),
    language: module.language,
    html: module.html,
    hasQuiz: Number(module.has_quiz) === 1,
    completedAt: module.completed_at,
    position: at + 1,
    count: all.length,
    previous: all[at - 1] ?? null,
    next: all[at + 1] ?? null,
  }
}

/** A module's quiz, with its answers: for grading, not for a page. Null when the module has none. */
export async function findQuiz(db: Db, where: Where) {
  const module = await pinnedModule(db, where).select('module.quiz').executeTakeFirst()
  if (!module?.quiz) return null
  return {
    enrolmentId: module.enrolment_id,
    moduleId: module.id,
    versionId: module.version_id,
    title: module.title,
    language: module.language,
    passMark: Number(module.pass_mark),
    completedAt: module.completed_at,
    quiz: quizOf(module.quiz),
  }
}

/** The first module of a version that an enrolment has not done yet. */
export async function findNextModule(db: Db, versionId: string, enrolmentId: string) {
  const done = db
    .selectFrom('module_progress')
    .select('module_id')
    .where('enrolment_id', '=', enrolmentId)
    .where('completed_at', 'is not', null)
  const module = await db
    .selectFrom('module')
    .select(['slug', 'title'])
    .where('version_id', '=', versionId)
    .where('id', 'not in', done)
    .orderBy('position')
    .limit(1)
    .executeTakeFirst()
  return module ?? null
}

type Found = NonNullable<Awaited<ReturnType<typeof findQuiz>>>

/** An attempt as it may be shown: what was chosen, whether right, the feedback of what was chosen. */
export async function findAttempt(db: Db, { enrolmentId, moduleId, quiz }: Found, number: number) {
  const attempt = await db
    .selectFrom('quiz_attempt')
    .select(['number', 'answers', 'score', 'passed', 'submitted_at'])
    .where('enrolment_id', '=', enrolmentId)
    .where('module_id', '=', moduleId)
    .where('number', '=', number)
    .executeTakeFirst()
  if (!attempt) return null
  const graded = gradeQuiz(quiz, answersOf(attempt.answers))
  const questions = quiz.questions.map(({ title, text, answers }, index) => {
    const { right = false, chosen = [], feedback = [] } = graded.questions[index] ?? {}
    return { title, text, right, feedback, chosen: chosen.map((choice) => answers[choice]?.text ?? '') }
  })
  return {
    number: Number(attempt.number),
    score: Number(attempt.score),
    passed: Number(attempt.passed) === 1,
    submittedAt: attempt.submitted_at,
    questions,
  }
}
