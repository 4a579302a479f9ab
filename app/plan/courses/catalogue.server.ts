// SPDX-License-Identifier: AGPL-3.0-or-later
import { type ListQuery, listPage } from '#base/http/list.ts'
import type { Locale } from '#base/i18n/locale.ts'
import type { Db } from '#db/connect.server.ts'

/** One page of the published courses, in the catalogue's order, worded in a language. */
export async function catalogueOf(
  db: Db,
  language: Locale,
  { limit, offset }: { limit: number; offset: number },
) {
  const published = db
    .selectFrom('course')
    .innerJoin('course_version', 'course_version.id', 'course.version_id')
  return await listPage(
    published
      .select(['course.slug', 'course.kind', 'course_version.minutes'])
      .select([`course.title_${language} as title`, `course.summary_${language} as summary`])
      .select((eb) =>
        eb
          .selectFrom('module')
          .select((eb) => eb.fn.countAll().as('n'))
          .whereRef('module.version_id', '=', 'course.version_id')
          .as('modules'),
      )
      .orderBy('course.position')
      .orderBy('course.slug')
      .limit(limit)
      .offset(offset)
      .execute(),
    published.select((eb) => eb.fn.countAll().as('total')).executeTakeFirstOrThrow(),
  )
}

/** A published course in its current version, worded in a language; null when there is none of this name. */
export async function findCourse(db: Db, slug: string, language: Locale) {
  const course = await db
    .selectFrom('course')
    .innerJoin('course_version', 'course_version.id', 'course.version_id')
    .select(['course_version.id as version_id', 'course_version.number', 'course_version.published_at'])
    .select(['course.kind', 'course_version.language', 'course_version.minutes', 'course_version.threshold'])
    .select([`course.title_${language} as title`, `course.summary_${language} as summary`])
    .select([`course_version.level_${language} as level`, `course_version.audience_${language} as audience`])
    .select('course_version.description_html')
    .where('course.slug', '=', slug)
    .executeTakeFirst()
  if (!course) return null
  const modules = await db
    .selectFrom('module')
    .select(['slug', 'title', 'minutes'])
    .select((eb) => eb.case().when('quiz', 'is', null).then(0).else(1).end().as('has_quiz'))
    .where('version_id', '=', course.version_id)
    .orderBy('position')
    .execute()
  return {
    ...course,
    modules: modules.map(({ has_quiz, ...module }) => ({ ...module, hasQuiz: Number(has_quiz) === 1 })),
  }
}

/** A course's slug and its title in a language; null for no course, as an edition may have. */
export async function findCourseTitle(db: Db, id: string | null, language: Locale) {
  const course = await db
    .selectFrom('course')
    .select(['slug', `title_${language} as title`])
    .where('id', '=', id ?? '')
    .executeTakeFirst()
  return course ?? null
}

/** The versions of all courses by the moment they were published, a page of them. */
export async function courseVersions(
  db: Db,
  { direction, limit, offset }: Pick<ListQuery<string>, 'direction' | 'limit' | 'offset'>,
) {
  const versions = db
    .selectFrom('course_version')
    .innerJoin('course', 'course.id', 'course_version.course_id')
  return await listPage(
    versions
      .select(['course_version.id', 'number', 'content_hash', 'published_at', 'slug', 'title_it'])
      .select((eb) => eb('course.version_id', '=', eb.ref('course_version.id')).as('is_current'))
      .orderBy('published_at', direction)
      .orderBy('course_version.id')
      .limit(limit)
      .offset(offset)
      .execute(),
    versions.select((eb) => eb.fn.countAll().as('total')).executeTakeFirstOrThrow(),
  )
}

/** Whether a course of this name was published. */
export async function isPublished(db: Db, slug: string): Promise<boolean> {
  const found = await db
    .selectFrom('course')
    .select('id')
    .where('slug', '=', slug)
    .where('version_id', 'is not', null)
    .executeTakeFirst()
  return Boolean(found)
}
