// SPDX-License-Identifier: AGPL-3.0-or-later

import type { Db } from '#db/connect.server.ts'
import { runningEditions } from '#plan/editions/running.server.ts'
import { partnersOf } from '#plan/projects/partners.server.ts'
import { targetsOf } from '#plan/targets/targets.server.ts'

/** What the public reads of a project; null when no project has this address. Names nobody. */
export async function projectPage(db: Db, slug: string) {
  const project = await db.selectFrom('project').selectAll().where('slug', '=', slug).executeTakeFirst()
  if (!project) return null
  const [partners, workPackages, lines, editions] = await Promise.all([
    partnersOf(db, project.id),
    db
      .selectFrom('work_package')
      .select(['id', 'code', 'title'])
      .where('project_id', '=', project.id)
      .orderBy('position')
      .execute(),
    targetsOf(db, project.id),
    runningEditions(db, project.id),
  ])
  const targets = lines.map(({ id, parent_id, position, label_it, label_en, quantity, unit, kind }) => {
    return { id, parent_id, position, label_it, label_en, quantity, unit, kind }
  })
  return { project, partners, workPackages, targets, editions }
}
