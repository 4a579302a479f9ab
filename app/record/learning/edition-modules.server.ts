// SPDX-License-Identifier: AGPL-3.0-or-later
// What an edition teaches online, for those who teach it or look after it: nobody takes part here.

import type { Db } from '#db/connect.server.ts'
import { type PublicQuiz, quizOf, withoutAnswers } from '#plan/courses/quiz.ts'

type Edition = { id: string; course_id: string | null }

export type VersionInUse = { id: string; number: number; language: string; people: number }

/**
 * The versions of its course that an edition runs, the one of most people first: those that its enrolments in force began with
 * or, before anybody is enrolled, the published one. None without a course.
 */
export async function versionsInUse(db: Db, edition: Edition): Promise<VersionInUse[]> {
  const pinned = await db
    .selectFrom('enrolment')
    .innerJoin('course_version', 'course_version.id', 'enrolment.course_version_id')
    .select((eb) => ['course_version.id', 'course_version.number', eb.fn.countAll().as('people')])
    .select('course_version.language')
    .where('enrolment.edition_id', '=', edition.id)
    .where('enrolment.state', '=', 'enrolled')
    .groupBy(['course_version.id', 'course_version.number', 'course_version.language'])
    .orderBy('people', 'desc')
    .orderBy('course_version.number', 'desc')
    .limit(20)
    .execute()
  if (pinned.length > 0) return pinned.map((row) => ({ ...row, people: Number(row.people) }))
  const published = await db
    .selectFrom('course')
    .innerJoin('course_version', 'course_version.id', 'course.version_id')
    .select(['course_version.id', 'course_version.number', 'course_version.language'])
    .where('course.id', '=', edition.course_id ?? '')
    .execute()
  return published.map((row) => ({ ...row, people: 0 }))
}

/** The version that an address asks for by its number, among those in use; the first of them when it asks for none. */
export function versionAsked(versions: readonly VersionInUse[], params: URLSearchParams) {
  const asked = params.get('version')
  if (asked === null) return versions[0] ?? null
  return versions.find(({ number }) => String(number) === asked) ?? null
}

/** The modules of a version, in order. */
export async function modulesOf(db: Db, version_id: string) {
  const rows = await db
    .selectFrom('module')
    .select(['slug', 'title', 'minutes', 'pass_mark'])
    .select((eb) => eb.case().when('quiz', 'is', null).then(0).else(1).end().as('has_quiz'))
    .where('version_id', '=', version_id)
    .orderBy('position')
    .limit(500)
    .execute()
  return rows.map(({ has_quiz, ...row }) => ({ ...row, hasQuiz: Number(has_quiz) === 1 }))
}

/** One module to read, with the questions of its quiz, which do not say the right answers; null when there is none of this name. */
export async function moduleToRead(db: Db, version_id: string, slug: string) {
  const module = await db
    .selectFrom('module')
    .select(['title', 'minutes', 'html', 'quiz', 'pass_mark'])
    .where('version_id', '=', version_id)
    .where('slug', '=', slug)
    .executeTakeFirst()
  if (!module) return null
  const { quiz, ...rest } = module
  const questions: PublicQuiz['questions'] = quiz === null ? [] : withoutAnswers(quizOf(quiz)).questions
  return { ...rest, questions: questions.map((question, at) => ({ ...question, number: at + 1 })) }
}
