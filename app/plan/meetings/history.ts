// SPDX-License-Identifier: AGPL-3.0-or-later

/** One time that a meeting was moved, or its cancelling. */
export type PastOfMeeting = {
  kind: 'moved' | 'cancelled'
  at: string
  /** Who did it, as named then. */
  by: string
  reason: string | null
  /** When it was to take place before. */
  from: { starts_at: string; ends_at: string } | null
}
