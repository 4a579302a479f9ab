// SPDX-License-Identifier: AGPL-3.0-or-later
import { redirectWith } from '#base/http/flash.server.ts'
import { m } from '#base/i18n/paraglide/messages.js'
import type { Taken } from '#record/device/kept-form.ts'

/** To the corrections of a meeting, where those just proposed are signed; says so where nothing was to change. */
export function proposalsOf(meeting_id: string, n: number): Taken {
  const text = n > 0 ? m.attendance_proposals_added({ n }) : m.attendance_proposals_added_none()
  return { path: `/meetings/${meeting_id}/proposals`, text, tone: 'info' }
}

/** The same, at once. */
export async function proposedAs(meeting_id: string, n: number): Promise<Response> {
  const { path, text, tone } = proposalsOf(meeting_id, n)
  return await redirectWith(path, text, tone)
}
