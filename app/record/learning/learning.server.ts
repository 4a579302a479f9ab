// SPDX-License-Identifier: AGPL-3.0-or-later
// What a person does in an online course: modules done and quizzes submitted.

import type { Transaction } from 'kysely'
import type { Actor, Oneself } from '#base/access/actor.ts'
import { newId, now } from '#base/clock.server.ts'
import { AppError } from '#base/error.ts'
import { m } from '#base/i18n/paraglide/messages.js'
import { record } from '#base/ledger/ledger.server.ts'
import type { Db } from '#db/connect.server.ts'
import type { Database } from '#db/schema.ts'
import { type Answers, answersColumn, gradeQuiz, isAnswered, quizOf } from '#plan/courses/quiz.ts'
import { refreshCompletions } from '#record/completion/completion.server.ts'

type OwnModule = { enrolment_id: string; module_id: string }

/**
 * The person enrolled says that a module is done. A second time changes nothing; a module with a quiz is refused, since
 * passing it is what completes it; somebody else's enrolment is not found.
 */
export async function completeModule(db: Db, self: Oneself, given: OwnModule): Promise<void> {
  await db.transaction().execute(async (db) => {
    const module = await ownModule(db, self, given)
    if (module.quiz !== null) throw new AppError('conflict', m.learning_error_quiz_first())
    const moment = now()
    if (await holdProgress(db, given, moment)) return
    await markDone(db, self, module, given, moment)
    await refreshCompletions(db, self, [given.enrolment_id])
  })
}

type Submission = OwnModule & {
  /** The same for a submission that comes twice. */
  nonce: string
  answers: Answers
}

/**
 * The person enrolled submits a quiz. Every attempt is kept and numbered; the same nonce is the same attempt. Reaching
 * the pass mark completes the module. Unanswered questions and answers that do not exist are refused.
 */
export async function submitQuiz(
  db: Db,
  self: Oneself,
  { nonce, answers, ...given }: Submission,
): Promise<{ number: number; score: number; passed: boolean }> {
  return await db.transaction().execute(async (db) => {
    const module = await ownModule(db, self, given)
    if (module.quiz === null) throw new AppError('not_found', m.access_not_found())
    const quiz = quizOf(module.quiz)
    if (!isAnswered(quiz, answers)) throw new AppError('invalid', m.learning_quiz_unanswered())
    const moment = now()
    const completedAt = await holdProgress(db, given, moment)
    const earlier = await db
      .selectFrom('quiz_attempt')
      .select(['number', 'score', 'passed', 'nonce'])
      .where('enrolment_id', '=', given.enrolment_id)
      .where('module_id', '=', given.module_id)
      .execute()
    const same = earlier.find((attempt) => attempt.nonce === nonce)
    if (same)
      return { number: Number(same.number), score: Number(same.score), passed: Number(same.passed) === 1 }

    const number = Math.max(0, ...earlier.map((attempt) => Number(attempt.number))) + 1
    const { score } = gradeQuiz(quiz, answers)
    const passed = score >= Number(module.pass_mark)
    await db
      .insertInto('quiz_attempt')
      .values({
        id: newId(),
        ...given,
        number,
        answers: answersColumn(answers),
        score,
        passed: passed ? 1 : 0,
        nonce,
        submitted_at: moment,
      })
      .execute()
    await record(db, self, {
      act: 'quiz_submitted',
      subject: ['enrolment', given.enrolment_id],
      projectId: module.project_id,
      after: { module: module.slug, module_id: given.module_id, number, score, passed },
    })
    if (passed && !completedAt) {
      await markDone(db, self, module, given, moment)
      await refreshCompletions(db, self, [given.enrolment_id])
    }
    return { number, score, passed }
  })
}

/** A module of the version pinned in an enrolment of one's own that is in force. */
async function ownModule(db: Db, self: Oneself, { enrolment_id, module_id }: OwnModule) {
  const module = await db
    .selectFrom('enrolment')
    .innerJoin('module', 'module.version_id', 'enrolment.course_version_id')
    .innerJoin('edition', 'edition.id', 'enrolment.edition_id')
    .select(['module.slug', 'module.quiz', 'module.pass_mark', 'edition.project_id'])
    .where('enrolment.id', '=', enrolment_id)
    .where('enrolment.person_id', '=', self.personId)
    .where('enrolment.state', '=', 'enrolled')
    .where('module.id', '=', module_id)
    .executeTakeFirst()
  if (!module) throw new AppError('not_found', m.access_not_found())
  return module
}

/**
 * When the module was completed, or null. Begins its progress if need be, and holds the row until the transaction ends,
 * so that two submissions at once are numbered one after the other.
 */
async function holdProgress(
  db: Transaction<Database>,
  given: OwnModule,
  moment: string,
): Promise<string | null> {
  const { completed_at } = await db
    .insertInto('module_progress')
    .values({ ...given, started_at: moment, completed_at: null })
    .onConflict((conflict) =>
      conflict
        .columns(['enrolment_id', 'module_id'])
        .doUpdateSet((eb) => ({ completed_at: eb.ref('module_progress.completed_at') })),
    )
    .returning('completed_at')
    .executeTakeFirstOrThrow()
  return completed_at
}

async function markDone(
  db: Transaction<Database>,
  actor: Actor,
  module: { slug: string; project_id: string },
  given: OwnModule,
  moment: string,
): Promise<void> {
  await db
    .updateTable('module_progress')
    .set({ completed_at: moment })
    .where('enrolment_id', '=', given.enrolment_id)
    .where('module_id', '=', given.module_id)
    .execute()
  await record(db, actor, {
    act: 'module_completed',
    subject: ['enrolment', given.enrolment_id],
    projectId: module.project_id,
    after: { module: module.slug, module_id: given.module_id },
  })
}
