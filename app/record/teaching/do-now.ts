// SPDX-License-Identifier: AGPL-3.0-or-later
// What a trainer most likely came for: the meeting of now, else the oldest thing owed.
import { showTime } from '#base/i18n/format.ts'
import { m } from '#base/i18n/paraglide/messages.js'
import { meetingName } from '#plan/meetings/words.ts'
import type { ListedMeeting } from './meeting-card.tsx'
import { owedAddress, owedName } from './owed.ts'
import type { OwedMeeting } from './owed-list.tsx'

type ToDo = { to: string; label: string; when?: string }

/** Null where nothing is to be done: no meeting of today goes on or comes, and nothing is owed. */
export function toDoOf(
  today: readonly ListedMeeting[],
  owed: readonly OwedMeeting[],
  moment: string,
): ToDo | null {
  const next = today.find(
    ({ state, ends_at }) => (state === 'planned' || state === 'open') && ends_at > moment,
  )
  if (next) {
    const meeting = m.teaching_owed_meeting({ code: next.code, meeting: meetingName(next) })
    const words = Number(next.marked) === 0 ? m.teaching_do_roll : m.teaching_do_continue
    const when = m.words_interval({ from: showTime(next.starts_at), to: showTime(next.ends_at) })
    return { to: `/meetings/${next.id}/attendance`, label: words({ meeting }), when }
  }
  const oldest = owed.at(0)
  if (!oldest) return null
  const meeting = m.teaching_owed_meeting({ code: oldest.code, meeting: meetingName(oldest) })
  return {
    to: owedAddress(oldest.step, oldest.id),
    label: m.teaching_do_owed({ step: owedName(oldest.step), meeting }),
  }
}
