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

export type AttendanceRow = {
  meeting: ExportedMeeting
  person_id: string
  last_name: string
  first_name: string
  /** On the day of the meeting. */
  organisation: string | null
  sector: Sector | null
  /** Null: enrolled, and nothing recorded yet. */
  mark: ExportedMark | null
}
