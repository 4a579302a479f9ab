// SPDX-License-Identifier: AGPL-3.0-or-later
import { redirectWith } from '#base/http/flash.server.ts'
import { m } from '#base/i18n/paraglide/messages.js'

/** To the corrections of a meeting, where those just proposed are signed; says so where nothing was to change. */
export async function proposedAs(meeting_id: string, n: number): Promise<Response> {
  const path = `/meetings/${meeting_id}/proposals`
  if (n > 0) return await redirectWith(path, m.attendance_proposals_added({ n }), 'info')
  return await redirectWith(path, m.attendance_proposals_added_none(), 'info')
}
