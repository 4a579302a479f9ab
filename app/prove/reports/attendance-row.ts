// SPDX-License-Identifier: AGPL-3.0-or-later
// One person at one meeting, as the export of attendance says it (domain.md 4.1, peers.md 2.1: what others leave out).

import type { MarkRole, MarkSource, MarkStatus, MeetingTable, Sector } from '#db/schema.ts'
import type { Interval } from '#record/marks/minutes.ts'

export type ExportedMeeting = {
  id: string
  project: string
  edition_code: string
  edition_title: string
  number: number
  title: string
  state: MeetingTable['state']
  starts_at: string
  ends_at: string
  /** Net of breaks. */
  scheduled_minutes: number
  /** Who arrived up to so many minutes after the beginning is not called late. */
  late_after: number
  mode: MeetingTable['mode']
  place: string | null
  trainers: string[]
  tutors: string[]
  /** The page in force of the register; null while the meeting was never closed. */
  page: { version: number; locked: boolean } | null
}

export type ExportedMark = {
  role: MarkRole
  status: MarkStatus
  intervals: Interval[]
  credited_minutes: number
  source: MarkSource
  note: string | null
  /** Why it corrected an earlier one. */
  reason: string | null
  recorded_by: string | null
  recorded_at: string
}

/** Somebody added at the door whom nobody has recognised yet: there, and in no figure. */
export type ExportedWalkIn = {
  id: string
  intervals: Interval[]
  recorded_by: string | null
  recorded_at: string
}

export type AttendanceRow = {
  meeting: ExportedMeeting
  /** Null of a walk-in. */
  person_id: string | null
  last_name: string
  first_name: string
  /** On the day of the meeting; as said at the door of a walk-in. */
  organisation: string | null
  sector: Sector | null
  /** Null: enrolled, and nothing recorded yet; or a walk-in. */
  mark: ExportedMark | null
  walk_in: ExportedWalkIn | null
}
