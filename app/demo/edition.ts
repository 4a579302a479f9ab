// SPDX-License-Identifier: AGPL-3.0-or-later
// What the demo says of an edition and its meetings, before it is lived.
import type { CourseKind, MeetingTable } from '#db/schema.ts'

export type DemoMeeting = {
  title: string
  topic: string
  /** Days from today, or a published date. */
  on: number | string
  /** On which day it was to be before it was moved, so many days from today too, and why it was. */
  moved?: { from: number; reason: string }
  /** Why it did not take place. */
  cancelled?: string
  from: string
  to: string
  break?: [from: string, to: string]
  mode?: MeetingTable['mode']
  link?: string
  /**
   * How its people were recorded. The trainer calls the roll, unless some check themselves in before, or a platform tells
   * who was connected.
   */
  roll?: 'called' | 'self' | 'platform'
  /** Whoever is excused brings a document. */
  withDocument?: true
}

/** The register of an edition, as far as it went. */
export type DemoRegister = {
  /** The number under which the authority stamped it, if it did. */
  stamp: number | null
  /** So many of the meetings held have a closed page. */
  closed: number
  /** Numbers of the closed pages whose signed sheet nobody has scanned. */
  withoutSheet: number[]
  locked: boolean
}

export type DemoEdition = {
  project_id: string
  course: string | null
  code: string
  title: string
  kind: CourseKind
  venue: string | null
  meetings: DemoMeeting[]
  people: string[]
  /** Null: nobody has opened it yet. */
  register: DemoRegister | null
  /** Who teaches it; the first trainer unless it says so. */
  taughtBy?: 'online'
  /** How many of the last enrolled finish the online modules. */
  study: number
}

/** A meeting that took place. */
export type Held = DemoMeeting & {
  id: string
  number: number
  starts_at: string
  ends_at: string
  breaks: { from: string; to: string }[]
}
