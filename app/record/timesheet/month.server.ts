// SPDX-License-Identifier: AGPL-3.0-or-later
import { env } from '#base/env.server.ts'
import { localDate } from '#base/i18n/zone.ts'
import type { Db } from '#db/connect.server.ts'
import { readPage } from '#record/register-page/content.ts'
import { boundsOf, hoursOf, type Standing, type TaughtMeeting, togetherOf } from './month.ts'
import { personOverlaps } from './overlaps.server.ts'
import { taughtAt } from './taught.server.ts'

/** Meetings of a month, read so many at a time: a page holds everybody who was there. */
const batch = 20
const mostMeetings = 400

type Asked = { month: string; project: { id: string } | null }

/**
 * A person's hours in a month, of one project or of all: the meetings of which closed pages say that they taught, in order; what
 * each project stands at when the month ends; meetings over whose page is not closed, which do not count yet; and times said of two
 * meetings at once. `moment`: until when a meeting is over.
 */
export async function timesheetOf(db: Db, person_id: string, { month, project }: Asked, moment: string) {
  const bounds = boundsOf(month, env().TZ_DISPLAY)
  const within = { person_id, project_id: project?.id ?? null, ...bounds }
  const [pages, standings, waiting, overlaps] = await Promise.all([
    pagesTaught(db, within),
    standingsOf(db, within),
    notCounted(db, within, moment),
    personOverlaps(db, within),
  ])
  const hours = hoursOf(pages.rows, standings)
  return { month, ...pages, hours, together: togetherOf(hours), waiting, overlaps }
}

type Within = { person_id: string; project_id: string | null; from: string; to: string }

async function pagesTaught(db: Db, within: Within) {
  const rows: TaughtMeeting[] = []
  let created: string | null = null
  for (let offset = 0; offset < mostMeetings; offset += batch) {
    const some = await pagesFrom(db, within, offset)
    for (const { content, closed_at, version, project_id, slug } of some) {
      rows.push(...rowOf(content, within.person_id, { id: project_id, slug }, Number(version)))
      if (created === null || closed_at > created) created = closed_at
    }
    if (some.length < batch) break
  }
  return { rows, created }
}

async function pagesFrom(db: Db, { person_id, project_id, from, to }: Within, offset: number) {
  return await taughtAt(db)
    .innerJoin('project', 'project.id', 'edition.project_id')
    .select(['register_page.content', 'register_page.closed_at', 'register_page.version'])
    .select(['project.id as project_id', 'project.slug'])
    .where('mark.person_id', '=', person_id)
    .$if(project_id !== null, (query) => query.where('edition.project_id', '=', project_id ?? ''))
    .where('meeting.starts_at', '>=', from)
    .where('meeting.starts_at', '<', to)
    .orderBy('meeting.starts_at')
    .orderBy('meeting.id')
    .limit(batch)
    .offset(offset)
    .execute()
}

/** What a page says of somebody who taught; nothing where it does not say that they were there. */
function rowOf(
  column: string,
  person_id: string,
  { id, slug }: { id: string; slug: string },
  version: number,
): TaughtMeeting[] {
  const { project, edition, meeting, teachers } = readPage(column).content
  const own = teachers.find((teacher) => teacher.person_id === person_id)
  if (own?.status !== 'present') return []
  return [
    {
      meeting_id: meeting.id,
      on: localDate(meeting.starts_at, env().TZ_DISPLAY),
      project: { id, slug, acronym: project.acronym },
      edition,
      number: meeting.number,
      title: meeting.title,
      role: own.role,
      intervals: own.intervals,
      minutes: own.credited_minutes,
      topic: meeting.topic,
      version,
    },
  ]
}

async function standingsOf(db: Db, { person_id, project_id, to }: Within): Promise<Standing[]> {
  const [taught, agreed] = await Promise.all([
    taughtAt(db)
      .innerJoin('project', 'project.id', 'edition.project_id')
      .select((eb) => [
        'project.id',
        'project.slug',
        'project.acronym',
        eb.fn.sum('mark.credited_minutes').as('n'),
      ])
      .where('mark.person_id', '=', person_id)
      .$if(project_id !== null, (query) => query.where('edition.project_id', '=', project_id ?? ''))
      .where('meeting.starts_at', '<', to)
      .groupBy(['project.id', 'project.slug', 'project.acronym'])
      .execute(),
    db
      .selectFrom('agreed_hours')
      .innerJoin('project', 'project.id', 'agreed_hours.project_id')
      .select(['project.id', 'project.slug', 'project.acronym', 'agreed_hours.minutes as n'])
      .where('agreed_hours.person_id', '=', person_id)
      .$if(project_id !== null, (query) => query.where('project.id', '=', project_id ?? ''))
      .execute(),
  ])
  const projects = new Map([...taught, ...agreed].map(({ id, slug, acronym }) => [id, { id, slug, acronym }]))
  const minutes = (rows: { id: string; n: string | number | bigint }[], id: string) => {
    const row = rows.find((one) => one.id === id)
    return row ? Number(row.n) : null
  }
  return [...projects.values()].map((project) => ({
    project,
    taught: minutes(taught, project.id) ?? 0,
    agreed: minutes(agreed, project.id),
  }))
}

/** Meetings of the month that the person taught or was to teach, that are over and whose page is not closed. */
async function notCounted(db: Db, { person_id, project_id, from, to }: Within, moment: string) {
  return await db
    .selectFrom('meeting_trainer')
    .innerJoin('meeting', 'meeting.id', 'meeting_trainer.meeting_id')
    .innerJoin('edition', 'edition.id', 'meeting.edition_id')
    .innerJoin('project', 'project.id', 'edition.project_id')
    .select(['meeting.id', 'meeting.number', 'meeting.title', 'meeting.starts_at', 'meeting.ends_at'])
    .select(['edition.code', 'project.acronym'])
    .where('meeting_trainer.person_id', '=', person_id)
    .$if(project_id !== null, (query) => query.where('edition.project_id', '=', project_id ?? ''))
    .where('meeting.starts_at', '>=', from)
    .where('meeting.starts_at', '<', to)
    .where('meeting.ends_at', '<=', moment)
    .where('meeting.state', 'in', ['planned', 'open'])
    .orderBy('meeting.starts_at')
    .orderBy('meeting.id')
    .limit(100)
    .execute()
}

/** The projects where somebody teaches, taught or agreed on hours, by acronym. */
export async function projectsTaught(db: Db, person_id: string) {
  return await db
    .selectFrom('project')
    .selectAll('project')
    .where((eb) =>
      eb.or([
        eb(
          'project.id',
          'in',
          eb
            .selectFrom('meeting_trainer')
            .innerJoin('meeting', 'meeting.id', 'meeting_trainer.meeting_id')
            .innerJoin('edition', 'edition.id', 'meeting.edition_id')
            .select('edition.project_id')
            .where('meeting_trainer.person_id', '=', person_id),
        ),
        eb(
          'project.id',
          'in',
          taughtAt(db).select('edition.project_id').where('mark.person_id', '=', person_id),
        ),
        eb(
          'project.id',
          'in',
          eb.selectFrom('agreed_hours').select('project_id').where('person_id', '=', person_id),
        ),
      ]),
    )
    .orderBy('project.acronym')
    .orderBy('project.id')
    .limit(200)
    .execute()
}
