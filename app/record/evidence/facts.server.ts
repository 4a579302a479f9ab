// SPDX-License-Identifier: AGPL-3.0-or-later
import { now } from '#base/clock.server.ts'
import type { Db } from '#db/connect.server.ts'
import type { MarkSource } from '#db/schema.ts'
import { presentParticipant } from '#record/marks/counting.server.ts'
import { unmatched } from '#record/marks/unmatched.ts'
import { type EvidenceFacts, type EvidenceReason, type EvidenceState, evidenceState } from './evidence.ts'

/** Sources that no hand wrote. */
export const electronic = ['self', 'platform_log'] as const satisfies readonly MarkSource[]

export type MeetingEvidence = { state: EvidenceState; why: EvidenceReason; facts: EvidenceFacts }

/** The state of some meetings' evidence by meeting's id, in one query for any number of them; a meeting that is not has none. */
export async function evidenceOf(
  db: Db,
  meetingIds: readonly string[],
  moment = now(),
): Promise<Map<string, MeetingEvidence>> {
  if (meetingIds.length === 0) return new Map()
  const rows = await evidenceFacts(db).where('meeting.id', 'in', meetingIds).execute()
  return new Map(
    rows.map(({ id, sheets, reports, present, by_hand, walk_ins, ...meeting }) => {
      const facts = {
        ...meeting,
        sheets: Number(sheets),
        reports: Number(reports),
        present: Number(present) + Number(walk_ins),
        by_hand: Number(by_hand) + Number(walk_ins),
      }
      return [id, { ...evidenceState(facts, moment), facts }]
    }),
  )
}

function evidenceFacts(db: Db) {
  return db
    .selectFrom('meeting')
    .innerJoin('edition', 'edition.id', 'meeting.edition_id')
    .innerJoin('project', 'project.id', 'edition.project_id')
    .select(['meeting.id', 'meeting.mode', 'meeting.state', 'meeting.ends_at', 'edition.kind'])
    .select('project.evidence_rule as rule')
    .select((eb) => {
      const present = eb
        .selectFrom('mark')
        .whereRef('mark.meeting_id', '=', 'meeting.id')
        .where(presentParticipant)
        .select((eb) => eb.fn.countAll().as('n'))
      return [
        eb
          .selectFrom('evidence')
          .whereRef('evidence.meeting_id', '=', 'meeting.id')
          .where('evidence.withdrawn_at', 'is', null)
          .where('evidence.kind', '=', 'signed_sheet')
          .select((eb) => eb.fn.countAll().as('n'))
          .as('sheets'),
        eb
          .selectFrom('platform_report')
          .whereRef('platform_report.meeting_id', '=', 'meeting.id')
          .select((eb) => eb.fn.countAll().as('n'))
          .as('reports'),
        present.as('present'),
        present.where('mark.source', 'not in', electronic).as('by_hand'),
        eb
          .selectFrom('walk_in')
          .whereRef('walk_in.meeting_id', '=', 'meeting.id')
          .where(unmatched)
          .select((eb) => eb.fn.countAll().as('n'))
          .as('walk_ins'),
      ]
    })
}
