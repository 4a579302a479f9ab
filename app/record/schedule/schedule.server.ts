// SPDX-License-Identifier: AGPL-3.0-or-later

import type { Db } from '#db/connect.server.ts'
import { meetingHistories } from '#plan/meetings/history.server.ts'
import { evidenceOf } from '#record/evidence/facts.server.ts'
import { meetingsOf } from './edition-page.server.ts'

/** An edition's meetings as meetingsOf gives them, each with its past dates and whether its evidence is complete. */
export async function scheduleOf(db: Db, edition_id: string) {
  const schedule = await meetingsOf(db, edition_id)
  const ids = schedule.meetings.map((meeting) => meeting.id)
  const [histories, evidence] = await Promise.all([meetingHistories(db, ids), evidenceOf(db, ids)])
  const meetings = schedule.meetings.map((meeting) => ({
    ...meeting,
    past: histories.get(meeting.id) ?? [],
    evidence: evidence.get(meeting.id)?.state ?? null,
  }))
  return { ...schedule, meetings }
}
