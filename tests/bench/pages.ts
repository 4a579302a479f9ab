// SPDX-License-Identifier: AGPL-3.0-or-later
// The three pages that are measured, in the demo's running edition.
import { now } from '#base/clock.server.ts'
import { env } from '#base/env.server.ts'
import { localDate } from '#base/i18n/zone.ts'
import { connect } from '#db/connect.server.ts'

export type BenchPage = { name: string; path: string; email: string }

const code = 'IRIS-PM-02'

/** The first module as operator, the board as manager, the roll call of today's meeting as trainer. */
export async function pagesOf(databaseUrl: string): Promise<BenchPage[]> {
  const db = connect(databaseUrl)
  try {
    const module = await db
      .selectFrom('module')
      .innerJoin('enrolment', 'enrolment.course_version_id', 'module.version_id')
      .innerJoin('edition', 'edition.id', 'enrolment.edition_id')
      .select('module.slug')
      .where('edition.code', '=', code)
      .orderBy('module.position')
      .executeTakeFirstOrThrow()
    const meeting = await db
      .selectFrom('meeting')
      .innerJoin('edition', 'edition.id', 'meeting.edition_id')
      .select('meeting.id')
      .where('edition.code', '=', code)
      .where('meeting.starts_at', 'like', `${localDate(now(), env().TZ_DISPLAY)}%`)
      .executeTakeFirstOrThrow()
    return [
      { name: 'module page', path: `/learn/${code}/${module.slug}`, email: 'operator@presente.example' },
      { name: 'board', path: '/manage/iris', email: 'manager@presente.example' },
      { name: 'roll call', path: `/meetings/${meeting.id}/attendance`, email: 'trainer@presente.example' },
    ]
  } finally {
    await db.destroy()
  }
}
