// SPDX-License-Identifier: AGPL-3.0-or-later
// When a page of the register may be closed (domain.md 4.1, rule 5).
import { z } from 'zod'
import { proofField } from '#base/access/proof.ts'
import { line } from '#base/http/fields.ts'
import { showTime } from '#base/i18n/format.ts'
import { m } from '#base/i18n/paraglide/messages.js'
import type { PageContent } from './content.ts'

/** `seen` is the hash of what the page said when it was shown: one signs what one has read. */
export const closingSchema = z.object({
  intent: z.literal('close'),
  ...proofField,
  seen: z.string().max(64),
  /** Why it is closed only now, where that is later than the project asks. */
  reason: line(500).optional(),
})

/** What the page of closing sends: the signature, or that a meeting under way has ended. */
export const closingForms = z.discriminatedUnion('intent', [
  closingSchema,
  z.object({ intent: z.literal('end_now') }),
])

export type Obstacle = 'cancelled' | 'not_begun' | 'not_ended' | 'unmarked' | 'no_topic' | 'no_trainer'

/** Everything that still stands in the way of closing a page, at a moment. */
export function obstaclesTo(content: PageContent, moment: string): Obstacle[] {
  const { meeting, teachers, totals } = content
  const taught = teachers.some(({ role, credited_minutes }) => role === 'trainer' && credited_minutes > 0)
  const found: [Obstacle, boolean][] = [
    ['cancelled', meeting.cancelled],
    ['not_begun', moment < meeting.starts_at],
    // Presences that run to the end say so from now on: the page cannot be signed before it.
    ['not_ended', moment >= meeting.starts_at && moment < meeting.ends_at],
    ['unmarked', totals.unmarked > 0],
    ['no_topic', !meeting.topic?.trim()],
    ['no_trainer', !taught],
  ]
  return found.flatMap(([obstacle, stands]) => (stands ? [obstacle] : []))
}

const most = 5

/** An obstacle in words; those not marked are named, five of them. */
export function obstacleName(obstacle: Obstacle, content: PageContent): string {
  switch (obstacle) {
    case 'cancelled':
      return m.register_obstacle_cancelled()
    case 'not_begun':
      return m.register_obstacle_not_begun()
    case 'not_ended':
      return m.register_obstacle_not_ended({ time: showTime(content.meeting.ends_at) })
    case 'no_topic':
      return m.register_obstacle_no_topic()
    case 'no_trainer':
      return m.register_obstacle_no_trainer()
    case 'unmarked': {
      const names = content.people.filter((person) => person.status === null).map((person) => person.name)
      const shown = names.slice(0, most).join(', ')
      return m.register_obstacle_unmarked({
        n: names.length,
        names: names.length > most ? `${shown}, …` : shown,
      })
    }
  }
}

/** Whether a page is closed later than a project asks: so many hours after the meeting. */
export function isLate(ends_at: string, close_within: number, moment: string): boolean {
  return Date.parse(moment) > Date.parse(ends_at) + close_within * 3_600_000
}
