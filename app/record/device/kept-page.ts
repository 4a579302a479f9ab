// SPDX-License-Identifier: AGPL-3.0-or-later
// Which pages a trainer's device may keep for a room without network, and what its worker is told (public/worker.js).
import type { HeadersFunction } from '@remix-run/node'
import { localDate } from '#base/i18n/zone.ts'

/** kept: this page may be kept. off: the installation keeps nothing on devices, and what was is removed. none: not this page. */
export type Keeping = 'kept' | 'off' | 'none'

/** What a page says to the scripts of the device. */
export type OnDevice = { keeping: Keeping; build: string; zone: string; from: string; to: string }

const day = 86_400_000

/** The meetings of today and tomorrow: one that passes midnight is still today's. */
export function isNear(meeting: { starts_at: string; ends_at: string }, moment: string, zone: string) {
  const today = localDate(moment, zone)
  const tomorrow = new Date(Date.parse(`${today}T00:00:00Z`) + day).toISOString().slice(0, 10)
  return localDate(meeting.starts_at, zone) <= tomorrow && localDate(meeting.ends_at, zone) >= today
}

/** Until when a page of a meeting is kept: a day after its end, for who closes the roll the morning after. */
export function keptUntil(meeting: { ends_at: string }): string {
  return new Date(Date.parse(meeting.ends_at) + day).toISOString()
}

const header = 'Presente-Keep'

/** Beside a loader's data; see keepHeaders. */
export function keepWith(value: string | null): { headers: Record<string, string> } {
  return { headers: value === null ? {} : { [header]: value } }
}

/** `headers` of a page that a device may keep: what its loader said of it. A page of an error is never kept. */
export const keepHeaders: HeadersFunction = ({ loaderHeaders, errorHeaders }) => {
  const value = errorHeaders ? null : loaderHeaders.get(header)
  return new Headers(value === null ? [] : [[header, value]])
}
