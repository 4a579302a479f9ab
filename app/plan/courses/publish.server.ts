// SPDX-License-Identifier: AGPL-3.0-or-later

import type { Transaction } from 'kysely'
import { newId, now } from '#base/clock.server.ts'
import { record } from '#base/ledger/ledger.server.ts'
import type { Db } from '#db/connect.server.ts'
import { isUniqueViolation } from '#db/errors.server.ts'
import type { Database } from '#db/schema.ts'
import type { Course } from './course.ts'
import { quizColumn } from './quiz.ts'
import { readCourses } from './read-course.server.ts'

/**
 * Publishes every course of `folder` whose content is new, as one more immutable version that new enrolments begin
 * with. A course with faults keeps its last good version; all faults are returned, as "file:line: what is wrong".
 * Several processes may start with the same courses at once: each version is published once.
 */
export async function publishCourses(db: Db, folder: string): Promise<string[]> {
  const read = readCourses(folder)
  for (const [position, { course }] of read.entries()) {
    if (course) await publishCourse(db, course, position + 1)
  }
  return read.flatMap(({ faults }) => faults)
}

async function publishCourse(db: Db, course: Course, position: number): Promise<void> {
  try {
    await db.transaction().execute(async (db) => {
      const id = await keepCourse(db, course, position)
      const published = await db
        .selectFrom('course_version')
        .select(['id', 'number', 'content_hash'])
        .where('course_id', '=', id)
        .execute()
      const same = published.find((version) => version.content_hash === course.contentHash)
      const number = same?.number ?? Math.max(0, ...published.map((version) => Number(version.number))) + 1
      const versionId = same?.id ?? (await addVersion(db, id, number, course))
      const { numUpdatedRows } = await db
        .updateTable('course')
        .set({ version_id: versionId })
        .where('id', '=', id)
        .where((eb) => eb.or([eb('version_id', 'is', null), eb('version_id', '!=', versionId)]))
        .executeTakeFirst()
      // Also when an earlier content comes back: enrolments begin with another version from now on.
      if (numUpdatedRows === 0n) return
      const after = { slug: course.slug, number, content_hash: course.contentHash }
      await record(db, null, { act: 'course_published', subject: ['course', id], after })
    })
  } catch (error) {
    // Another process has just published the same.
    if (!isUniqueViolation(error)) throw error
  }
}

/** The course's row, brought up to date; its lock makes another process that publishes it wait. */
async function keepCourse(db: Transaction<Database>, course: Course, position: number): Promise<string> {
  const row = {
    kind: course.kind,
    title_it: course.title.it,
    title_en: course.title.en,
    summary_it: course.summary.it,
    summary_en: course.summary.en,
    position,
  }
  const { id } = await db
    .insertInto('course')
    .values({ id: newId(), slug: course.slug, ...row, version_id: null })
    .onConflict((conflict) => conflict.column('slug').doUpdateSet(row))
    .returning('id')
    .executeTakeFirstOrThrow()
  return id
}

async function addVersion(
  db: Transaction<Database>,
  courseId: string,
  number: number,
  course: Course,
): Promise<string> {
  const id = newId()
  await db
    .insertInto('course_version')
    .values({
      id,
      course_id: courseId,
      number,
      content_hash: course.contentHash,
      published_at: now(),
      language: course.language,
      level_it: course.level.it,
      level_en: course.level.en,
      audience_it: course.audience.it,
      audience_en: course.audience.en,
      description_html: course.descriptionHtml,
      minutes: course.minutes,
      threshold: course.threshold,
    })
    .execute()
  const modules = course.modules.map((module, index) => ({
    id: newId(),
    version_id: id,
    slug: module.slug,
    position: index + 1,
    title: module.title,
    minutes: module.minutes,
    html: module.html,
    quiz: module.quiz && quizColumn(module.quiz),
    pass_mark: module.passMark,
  }))
  if (modules.length > 0) await db.insertInto('module').values(modules).execute()
  return id
}
