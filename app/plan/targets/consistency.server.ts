// SPDX-License-Identifier: AGPL-3.0-or-later
import { env } from '#base/env.server.ts'
import { momentOf } from '#base/i18n/zone.ts'
import type { Db } from '#db/connect.server.ts'

/** How many meetings of a project, not cancelled, begin before its first day or after its last. */
export async function meetingsOutside(
  db: Db,
  project: { id: string; starts_on: string | null; ends_on: string | null },
): Promise<number> {
  const zone = env().TZ_DISPLAY
  const { starts_on, ends_on } = project
  if (!starts_on && !ends_on) return 0
  const { n } = await db
    .selectFrom('meeting')
    .innerJoin('edition', 'edition.id', 'meeting.edition_id')
    .where('edition.project_id', '=', project.id)
    .where('meeting.state', '<>', 'cancelled')
    .where((eb) =>
      eb.or([
        ...(starts_on ? [eb('meeting.starts_at', '<', momentOf(starts_on, '00:00', zone))] : []),
        ...(ends_on ? [eb('meeting.starts_at', '>=', momentOf(dayAfter(ends_on), '00:00', zone))] : []),
      ]),
    )
    .select((eb) => eb.fn.countAll().as('n'))
    .executeTakeFirstOrThrow()
  return Number(n)
}

function dayAfter(date: string): string {
  return new Date(Date.parse(`${date}T00:00:00Z`) + 86_400_000).toISOString().slice(0, 10)
}
