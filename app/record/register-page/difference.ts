// SPDX-License-Identifier: AGPL-3.0-or-later
// What changed from one version of a page to the next: who, from what, to what.
import type { PageContent } from './content.ts'

type Person = PageContent['people'][number]
type Teacher = PageContent['teachers'][number]
export type Presence = Pick<Person, 'status' | 'intervals' | 'credited_minutes' | 'source' | 'note'>
type Meeting = PageContent['meeting']
type WalkIn = PageContent['walk_ins'][number]

export const meetingFields = [
  'title',
  'starts_at',
  'ends_at',
  'breaks',
  'mode',
  'venue',
  'link',
  'topic',
  'cancelled',
] as const
export type MeetingField = (typeof meetingFields)[number]

export type Difference =
  | { what: 'meeting'; field: MeetingField; from: Meeting; to: Meeting }
  | {
      what: 'presence'
      role: 'participant' | 'trainer' | 'tutor'
      name: string
      from: Presence | null
      to: Presence | null
    }
  /** Somebody else, or somewhere else, by now: a name or an employer that was put right since. */
  | { what: 'words'; name: string; from: string; to: string }
  | { what: 'walk_in'; name: string; from: boolean; to: boolean }
  /** What was said at the door, put right. */
  | { what: 'walk_in_said'; name: string; from: WalkIn; to: WalkIn }
  /** Of so many people the minutes at earlier meetings of the edition changed. */
  | { what: 'cumulative'; people: number }

/** The differences between two contents of a meeting's page, in the order of the page; none: they say the same. */
export function differencesBetween(from: PageContent, to: PageContent): Difference[] {
  const meeting = meetingFields.flatMap((field): Difference[] =>
    same(from.meeting[field], to.meeting[field])
      ? []
      : [{ what: 'meeting', field, from: from.meeting, to: to.meeting }],
  )
  const teachers = presences<Teacher>(from.teachers, to.teachers, (teacher) => teacher.role)
  const people = presences<Person>(from.people, to.people, () => 'participant')
  const words = paired(from.people, to.people, personOf).flatMap(([one, other]): Difference[] => {
    if (!one || !other || nameOf(one) === nameOf(other)) return []
    return [{ what: 'words', name: other.name, from: nameOf(one), to: nameOf(other) }]
  })
  const walkIns = paired(from.walk_ins, to.walk_ins, (one) => one.id).flatMap(
    ([one, other]): Difference[] => {
      if (!one || !other) {
        const name = one?.name ?? other?.name ?? ''
        return [{ what: 'walk_in', name, from: Boolean(one), to: Boolean(other) }]
      }
      return same(saidOf(one), saidOf(other))
        ? []
        : [{ what: 'walk_in_said', name: other.name, from: one, to: other }]
    },
  )
  const later = paired(from.people, to.people, personOf).filter(([one, other]) => {
    if (!one || !other) return false
    return one.cumulative_minutes - one.credited_minutes !== other.cumulative_minutes - other.credited_minutes
  })
  const cumulative: Difference[] = later.length > 0 ? [{ what: 'cumulative', people: later.length }] : []
  return [...meeting, ...teachers, ...people, ...words, ...walkIns, ...cumulative]
}

function presences<One extends Presence & { person_id: string; name: string }>(
  from: readonly One[],
  to: readonly One[],
  roleOf: (one: One) => 'participant' | 'trainer' | 'tutor',
): Difference[] {
  return paired(from, to, personOf).flatMap(([one, other]): Difference[] => {
    const known = other ?? one
    if (!known || same(one && presenceOf(one), other && presenceOf(other))) return []
    const role = roleOf(known)
    return [
      {
        what: 'presence',
        role,
        name: known.name,
        from: one ? presenceOf(one) : null,
        to: other ? presenceOf(other) : null,
      },
    ]
  })
}

function presenceOf({ status, intervals, credited_minutes, source, note }: Presence): Presence {
  return { status, intervals, credited_minutes, source, note }
}

function saidOf({ name, organisation, sector, intervals }: WalkIn) {
  return { name, organisation, sector, intervals }
}

/** Rows about the same person in both, in the order of the second; those of only one are alone. */
function paired<One>(
  from: readonly One[],
  to: readonly One[],
  keyOf: (one: One) => string,
): [One | null, One | null][] {
  const before = new Map(from.map((one) => [keyOf(one), one]))
  const after = new Set(to.map(keyOf))
  return [
    ...to.map((one): [One | null, One | null] => [before.get(keyOf(one)) ?? null, one]),
    ...from.filter((one) => !after.has(keyOf(one))).map((one): [One | null, One | null] => [one, null]),
  ]
}

function personOf({ person_id }: { person_id: string }): string {
  return person_id
}

function nameOf({ name, organisation }: Person): string {
  return organisation ? `${name}, ${organisation}` : name
}

// Both come from the same schema, so equal values have equal text.
function same(one: unknown, other: unknown): boolean {
  return JSON.stringify(one) === JSON.stringify(other)
}
