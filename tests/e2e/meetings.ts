// SPDX-License-Identifier: AGPL-3.0-or-later
// Meetings of the demo: brought to where a story needs them, and a write that says when it is done, to be sent many times: a
// meeting added to IRIS-PM-02.
import { databaseOf } from './everyone.ts'
import type { Site } from './server.ts'

export const newMeeting = '/manage/iris/editions/IRIS-PM-02/meetings/new'

export function meetingForm(id: string): string {
  const form = { id, date: '2099-03-02', start: '09:00', end: '11:00', mode: 'in_person' }
  return new URLSearchParams(form).toString()
}

/** What the server answered to the form of a new meeting; status 0 when it did not within so many milliseconds. */
export async function sendMeeting(
  site: Site,
  cookie: string,
  id: string,
  patience: number,
): Promise<{ status: number; text: string }> {
  const headers = { Cookie: cookie, Origin: site.url, 'Content-Type': 'application/x-www-form-urlencoded' }
  const signal = AbortSignal.timeout(patience)
  const request = { method: 'POST', redirect: 'manual', headers, body: meetingForm(id), signal } as const
  try {
    const answer = await fetch(site.url + newMeeting, request)
    return { status: answer.status, text: await answer.text() }
  } catch {
    return { status: 0, text: '' }
  }
}

export async function meetingsAmong(site: Site, ids: string[]): Promise<number> {
  const db = databaseOf(site)
  const rows = await db.selectFrom('meeting').select('id').where('id', 'in', ids).execute()
  await db.destroy()
  return rows.length
}

/** Brings a meeting of the demo to another time, with its breaks; `to` says when it begins, given when it did. */
async function bring(site: Site, id: string, to: (starts_at: string) => number): Promise<void> {
  const db = databaseOf(site)
  const { starts_at, ends_at, breaks } = await db
    .selectFrom('meeting')
    .select(['starts_at', 'ends_at', 'breaks'])
    .where('id', '=', id)
    .executeTakeFirstOrThrow()
  const by = to(starts_at) - Date.parse(starts_at)
  const moved = (moment: string) => new Date(Date.parse(moment) + by).toISOString()
  const pauses = (JSON.parse(breaks) as { from: string; to: string }[]).map(({ from, to }) => {
    return { from: moved(from), to: moved(to) }
  })
  await db
    .updateTable('meeting')
    .set({ starts_at: moved(starts_at), ends_at: moved(ends_at), breaks: JSON.stringify(pauses) })
    .where('id', '=', id)
    .execute()
  await db.destroy()
}

/** A meeting of today or later was yesterday, at the same time. */
export async function wasYesterday(site: Site, id: string): Promise<void> {
  const day = 86_400_000
  await bring(site, id, (starts_at) => {
    const days = Math.floor((Date.parse(starts_at) - Date.now()) / day) + 2
    return Date.parse(starts_at) - days * day
  })
}

/** A meeting began so many minutes before this one; returns the present minute. */
export async function began(site: Site, id: string, minutesAgo: number): Promise<Date> {
  const minute = Math.floor(Date.now() / 60_000) * 60_000
  await bring(site, id, () => minute - minutesAgo * 60_000)
  return new Date(minute)
}

/** What a clock on the wall shows at a moment where the demo is. */
export function clockAt(moment: Date): string {
  return new Intl.DateTimeFormat('en-GB', {
    timeZone: 'Europe/Rome',
    hour: '2-digit',
    minute: '2-digit',
    hourCycle: 'h23',
  }).format(moment)
}
