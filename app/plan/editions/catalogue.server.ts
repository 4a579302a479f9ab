// SPDX-License-Identifier: AGPL-3.0-or-later
import { AppError } from '#base/error.ts'
import type { Locale } from '#base/i18n/locale.ts'
import { m } from '#base/i18n/paraglide/messages.js'
import type { Db } from '#db/connect.server.ts'

/** The published courses that an edition may be of, in the catalogue's order. */
export async function catalogueFor(db: Db, language: Locale) {
  return await db
    .selectFrom('course')
    .select(['slug', `title_${language} as title`])
    .where('version_id', 'is not', null)
    .orderBy('position')
    .orderBy('slug')
    .limit(500)
    .execute()
}

/** The course of a slug that was chosen; refuses one that is not in the catalogue. */
export async function courseOf(db: Db, slug: string, language: Locale) {
  const course = await db
    .selectFrom('course')
    .select(['id', 'kind', `title_${language} as title`])
    .where('slug', '=', slug)
    .where('version_id', 'is not', null)
    .executeTakeFirst()
  if (!course) throw new AppError('invalid', m.ui_field_invalid(), 'course')
  return course
}
