// SPDX-License-Identifier: AGPL-3.0-or-later
// What target counts rest on, put straight into the tables: marks, participants, completions.
import { newId } from '#base/clock.server.ts'
import type { Db } from '#db/connect.server.ts'
import type { MarkRole, MarkStatus } from '#db/schema.ts'
import { longAgo } from '#tests/support/people.ts'

type MarkDetails = {
  status?: MarkStatus
  role?: MarkRole
  credited_minutes?: number
  superseded_by?: string | null
}

export async function mark(db: Db, at: { id: string }, who: { id: string }, details: MarkDetails = {}) {
  const row = {
    id: newId(),
    meeting_id: at.id,
    person_id: who.id,
    status: 'present' as const,
    intervals: '[]',
    credited_minutes: 150,
    source: 'trainer' as const,
    reason: null,
    recorded_by: null,
    recorded_at: longAgo,
    stated_at: longAgo,
    restated_at: longAgo,
    restated_nonce: newId(),
    nonce: newId(),
    superseded_by: null,
    ...details,
  }
  await db.insertInto('mark').values(row).execute()
  return row
}

type Body = { id: string; type: string; sector: 'public' | 'private' | 'volunteer' }

/** A person counted in a project, frozen with a body on the day of a meeting. */
export async function participant(
  db: Db,
  of: { id: string },
  who: { id: string },
  at: { id: string; starts_at: string },
  body: Body,
) {
  const row = {
    project_id: of.id,
    person_id: who.id,
    first_meeting_id: at.id,
    first_on: at.starts_at.slice(0, 10),
    organisation_id: body.id,
    organisation_type: body.type,
    sector: body.sector,
    gender: 'not_stated' as const,
    age_bracket: 'not_stated' as const,
  }
  await db.insertInto('participant').values(row).execute()
}

export async function completion(db: Db, enrolment: { id: string }, completed_at: string | null) {
  const row = { enrolment_id: enrolment.id, credited_minutes: 150, modules_done: 0, completed_at }
  await db.insertInto('completion').values(row).execute()
}
