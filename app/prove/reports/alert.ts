// SPDX-License-Identifier: AGPL-3.0-or-later
// What the office should look at. Nothing here blocks or corrects anything.
import { type ListQuery, pagesOf } from '#base/http/list.ts'
import type { Hours } from './hours.ts'

/** In the order in which they are listed: what cannot be, then what is lost, then what is still to be done. */
export const alertKinds = [
  'two_places',
  'trainer_twice',
  'long_day',
  'lost',
  'behind',
  'overlap_ahead',
  'not_closed',
  'walk_ins',
  'no_trainer',
  'outside',
] as const
export type AlertKind = (typeof alertKinds)[number]

export type AlertPerson = { id: string; name: string }

export type AlertMeeting = {
  id: string
  edition_code: string
  number: number
  title: string
  starts_at: string
  ends_at: string
}

export type Alert =
  | {
      kind: 'two_places' | 'trainer_twice' | 'overlap_ahead'
      person: AlertPerson
      meetings: AlertMeeting[]
      /** The first time they share. */
      from: string
      to: string
    }
  | { kind: 'long_day'; person: AlertPerson; meetings: AlertMeeting[]; on: string; minutes: number }
  | {
      kind: 'lost' | 'behind'
      person: AlertPerson
      edition: { code: string; title: string }
      hours: Hours
    }
  | {
      kind: 'not_closed'
      meetings: [AlertMeeting]
      /** So many enrolled people of whom nobody has said yet whether they were there. */
      unrecorded: number
    }
  | { kind: 'walk_ins'; meetings: [AlertMeeting]; people: number }
  | { kind: 'no_trainer' | 'outside'; meetings: [AlertMeeting] }

export function alertKindAsked(params: URLSearchParams): AlertKind | null {
  return alertKinds.find((kind) => kind === params.get('kind')) ?? null
}

/** A page of the alerts of a kind, or of all kinds, and how many there are of each. */
export function alertsPage(
  alerts: readonly Alert[],
  kind: AlertKind | null,
  { page, limit, offset }: Pick<ListQuery<string>, 'page' | 'limit' | 'offset'>,
) {
  const found = alerts.filter((alert) => kind === null || alert.kind === kind)
  return {
    rows: found.slice(offset, offset + limit),
    total: found.length,
    pages: pagesOf(found.length),
    page,
    kind,
    counts: countsOf(alerts),
    all: alerts.length,
  }
}

/** How many alerts there are of each kind. */
export function countsOf(alerts: readonly Alert[]): Record<AlertKind, number> {
  const counts = Object.fromEntries(alertKinds.map((kind) => [kind, 0])) as Record<AlertKind, number>
  for (const { kind } of alerts) counts[kind] += 1
  return counts
}

/** By kind, then by time (the latest first), then by name. */
export function inOrder(alerts: readonly Alert[]): Alert[] {
  return alerts.toSorted(
    (a, b) =>
      alertKinds.indexOf(a.kind) - alertKinds.indexOf(b.kind) ||
      compared(whenOf(b), whenOf(a)) ||
      compared(nameOf(a), nameOf(b)),
  )
}

function whenOf(alert: Alert): string {
  if ('from' in alert) return alert.from
  if ('on' in alert) return alert.on
  return 'meetings' in alert ? (alert.meetings[0]?.starts_at ?? '') : alert.edition.code
}

function nameOf(alert: Alert): string {
  return 'person' in alert ? `${alert.person.name} ${alert.person.id}` : (alert.meetings[0]?.id ?? '')
}

function compared(a: string, b: string): number {
  return a === b ? 0 : a < b ? -1 : 1
}
