// SPDX-License-Identifier: AGPL-3.0-or-later
// Of whom there is better evidence than "everybody": one word about all does not speak of them.
import type { Db } from '#db/connect.server.ts'

/** doubtful: their arrival waits for the trainer's word. unseen: the platform's report of the meeting did not see them. */
export type HeldBack = 'doubtful' | 'unseen'

/** The people of a meeting whom "everybody present" leaves out, and why. Who is marked already is not looked at. */
export async function heldBackAt(
  db: Db,
  meeting: { id: string; edition_id: string },
): Promise<Map<string, HeldBack>> {
  const [waiting, unseen] = await Promise.all([
    db
      .selectFrom('check_in')
      .select('person_id')
      .distinct()
      .where('meeting_id', '=', meeting.id)
      .where('state', '=', 'waiting')
      .execute(),
    db
      .selectFrom('enrolment')
      .select('enrolment.person_id')
      .where('enrolment.edition_id', '=', meeting.edition_id)
      .where('enrolment.state', '=', 'enrolled')
      .where(({ exists, selectFrom }) =>
        exists(
          selectFrom('platform_report')
            .select('platform_report.id')
            .where('platform_report.meeting_id', '=', meeting.id),
        ),
      )
      .where(({ not, exists, selectFrom }) =>
        not(
          exists(
            selectFrom('platform_row')
              .innerJoin('platform_report', 'platform_report.id', 'platform_row.report_id')
              .select('platform_row.id')
              .where('platform_report.meeting_id', '=', meeting.id)
              .where('platform_row.state', '=', 'matched')
              .whereRef('platform_row.person_id', '=', 'enrolment.person_id'),
          ),
        ),
      )
      .execute(),
  ])
  return new Map<string, HeldBack>([
    ...unseen.map(({ person_id }) => [person_id, 'unseen'] as const),
    ...waiting.map(({ person_id }) => [person_id, 'doubtful'] as const),
  ])
}
