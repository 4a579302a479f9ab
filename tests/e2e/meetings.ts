// SPDX-License-Identifier: AGPL-3.0-or-later
// A write that says when it is done, to be sent many times: a meeting added to IRIS-PM-02.
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
