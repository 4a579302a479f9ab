// SPDX-License-Identifier: AGPL-3.0-or-later
import { inLocale } from '#base/i18n/locale.server.ts'
import type { Db } from '#db/connect.server.ts'

/** Does a work in the language in which the documents of an edition's project are printed. */
export async function inDocumentLanguage<T>(db: Db, edition_id: string, work: () => Promise<T>): Promise<T> {
  const { language } = await db
    .selectFrom('edition')
    .innerJoin('project', 'project.id', 'edition.project_id')
    .select('project.language')
    .where('edition.id', '=', edition_id)
    .executeTakeFirstOrThrow()
  return await inLocale(language, work)
}
