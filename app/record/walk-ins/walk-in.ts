// SPDX-License-Identifier: AGPL-3.0-or-later
// Who was at a meeting without being on the list (domain.md 4.1, rule 8).
import { z } from 'zod'
import { about, checkbox, emailAddress, line, phoneNumber, reference, text } from '#base/http/fields.ts'
import { m } from '#base/i18n/paraglide/messages.js'
import { searchable } from '#base/search.ts'
import type { Sector } from '#db/schema.ts'
import { sectors } from '#plan/organisations/organisation.ts'
import { arrivalsAt, leavingsAt, timeOutside, type Window, type Wrong } from '#record/attendance/row-typed.ts'
import type { Interval } from '#record/marks/minutes.ts'

/** A walk-in's row in the roll call. */
export const typedTimes = z.object({
  there: z.string().max(20).optional(),
  in: z.string().max(20).default(''),
  out: z.string().max(20).default(''),
})

type Typed = { in: string; out: string }

/** Adding somebody at the door; in presence nobody needs an e-mail address (domain.md 10, case 15). */
export function walkInSchema(meeting: Window, zone: string) {
  const wrongAt = (field: 'in' | 'out', typed: Typed): string | null => {
    const times = walkInIntervals(typed, meeting, zone)
    return 'wrong' in times && times.wrong.field === field ? times.wrong.message : null
  }
  return z
    .object({
      /** The row's id to be, given by the page: a form sent twice adds one person. */
      id: z.uuid(),
      first_name: line(100),
      last_name: line(100),
      organisation: line(200),
      sector: z.enum(sectors, { error: () => m.attendance_walk_in_sector_missing() }),
      email: emailAddress.optional(),
      phone: phoneNumber.optional(),
      in: z.string().max(20).default(''),
      out: z.string().max(20).default(''),
      notice: reference.optional(),
      notice_shown: checkbox,
      different: checkbox,
      sector_sure: checkbox,
      /** Why what was written is put right. */
      reason: line(500).optional(),
    })
    .refine((typed) => !typed.notice || typed.notice_shown, {
      path: ['notice_shown'],
      error: () => m.attendance_walk_in_notice_missing(),
      ...about('notice', 'notice_shown'),
    })
    .refine((typed) => wrongAt('in', typed) === null, {
      path: ['in'],
      error: ({ input }) => wrongAt('in', input as Typed) ?? '',
      ...about('in', 'out'),
    })
    .refine((typed) => wrongAt('out', typed) === null, {
      path: ['out'],
      error: ({ input }) => wrongAt('out', input as Typed) ?? '',
      ...about('in', 'out'),
    })
    .transform((typed, context) => {
      const times = walkInIntervals(typed, meeting, zone)
      if ('intervals' in times) return { ...typed, intervals: times.intervals }
      const { field, message } = times.wrong
      context.addIssue({ code: 'custom', path: [field], message, input: typed[field] })
      return z.NEVER
    })
}

type WholeForm = z.output<ReturnType<typeof walkInSchema>>

/** `reason`: why a closed page changes. */
export type NewWalkIn = Omit<WholeForm, 'in' | 'out' | 'notice_shown' | 'sector_sure'> & {
  /** Said after the warning that the register of organisations has another sector. */
  sector_sure?: boolean | undefined
}

/** What may be put right of a walk-in. */
export type CorrectedWalkIn = Omit<NewWalkIn, 'id' | 'notice'> & { in: string; out: string }

/** Taking a walk-in back, and all the presences of a meeting. */
export const withdrawSchema = z.object({ reason: text(500) })

/** The time of presence that an arrival and a leaving make; empty is the meeting's own time. */
export function walkInIntervals(
  typed: Typed,
  meeting: Window,
  zone: string,
): { intervals: Interval[] } | { wrong: Wrong & { field: 'in' | 'out' } } {
  const message = timeOutside(meeting, zone)
  const [arrived] = typed.in === '' ? [meeting.starts_at] : arrivalsAt(meeting, typed.in, zone)
  if (arrived === undefined) return { wrong: { field: 'in', message } }
  const leavings = typed.out === '' ? [meeting.ends_at] : leavingsAt(meeting, typed.out, zone)
  if (leavings.length === 0) return { wrong: { field: 'out', message } }
  const left = leavings.find((moment) => moment > arrived)
  if (left === undefined)
    return { wrong: { field: 'out', message: m.attendance_error_left_before_arriving() } }
  return { intervals: [{ in: arrived, out: left }] }
}

/** Saying which person of the register a walk-in is. */
export const chooseSchema = z.object({
  intent: z.literal('choose'),
  person: reference.min(1),
  /** On which of the page's lists. */
  list: z.string().max(20).optional(),
})

type Said = {
  first_name: string
  last_name: string
  email: string | null
  phone: string | null
  organisation: string
  sector: Sector
}

const usualTypes = { public: 'other_public', private: 'other_private', volunteer: 'volontariato' } as const

/**
 * What the form of a newcomer begins with for a walk-in: the organisation, if one of those near the project has that name,
 * else as a new one whose type is to be looked at.
 */
export function newcomerFrom(
  { first_name, last_name, email, phone, organisation, sector }: Said,
  organisations: readonly { id: string; name: string }[],
  started_on: string,
) {
  const known = organisations.find(({ name }) => searchable(name) === searchable(organisation))
  return {
    first_name,
    last_name,
    ...(email && { email }),
    ...(phone && { phone }),
    started_on,
    ...(known
      ? { organisation: known.id }
      : { organisation_name: organisation, organisation_type: usualTypes[sector] }),
  }
}
