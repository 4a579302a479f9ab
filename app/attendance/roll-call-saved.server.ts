// SPDX-License-Identifier: AGPL-3.0-or-later
import { redirectWith } from '#app/http/flash.server.ts'
import { m } from '#app/i18n/paraglide/messages.js'
import type { recordMarks } from './marks.server.ts'

/** Back to the roll call, saying what was saved; conflicts are named there. */
export async function savedAs(
  meeting_id: string,
  { recorded, conflicts }: Awaited<ReturnType<typeof recordMarks>>,
  topicTyped: boolean,
): Promise<Response> {
  const path = `/meetings/${meeting_id}/attendance`
  if (conflicts.length > 0) {
    // An address longer than some proxies take would lose the page; the rest is in each history.
    const named = conflicts.slice(0, 50).map((conflict) => conflict.person_id)
    const text = m.attendance_saved_conflicts({ n: recorded })
    return await redirectWith(`${path}?conflicts=${named.join(',')}`, text, 'warning')
  }
  if (recorded > 0) return await redirectWith(path, m.attendance_saved({ n: recorded }))
  return await redirectWith(path, topicTyped ? m.attendance_saved_topic() : m.attendance_saved_none())
}
