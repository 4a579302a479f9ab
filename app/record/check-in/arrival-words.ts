// SPDX-License-Identifier: AGPL-3.0-or-later
import { m } from '#base/i18n/paraglide/messages.js'
import type { Doubt, Refusal } from './arrival.ts'

const refusals: Record<Refusal, () => string> = {
  cancelled: m.checkin_refused_cancelled,
  closed: m.checkin_refused_closed,
  webinar: m.checkin_refused_webinar,
  another_day: m.checkin_refused_another_day,
  over: m.checkin_refused_over,
  teaches: m.checkin_refused_teaches,
}

/** Why a meeting takes no check-in, and what to do instead. */
export function refusalWords(why: Refusal): string {
  return refusals[why]()
}

const doubts: Record<Doubt, () => string> = {
  not_enrolled: m.words_not_enrolled,
  outside_window: m.checkin_doubt_outside_window,
  same_device: m.checkin_doubt_same_device,
}

/** Why a check-in waits, in a few words. */
export function doubtWords(doubt: Doubt): string {
  return doubts[doubt]()
}
