// SPDX-License-Identifier: AGPL-3.0-or-later
import { m } from '#app/i18n/paraglide/messages.js'
import { statusName } from './attendance-words.ts'
import { markStatuses } from './mark.ts'

/** What public/roll-call.js says, in the page's language; `#` stands for a number. */
export function rollCallWords(): string {
  return JSON.stringify({
    ...Object.fromEntries(markStatuses.map((status) => [`status_${status}`, statusName(status)])),
    keys: rollCallKeys().map(({ key }) => key),
    times: m.attendance_times().toLowerCase(),
    unsaved: m.attendance_row_unsaved(),
    saving: m.attendance_row_saving(),
    saved: m.attendance_row_saved(),
    saving_all: m.attendance_saving(),
    all_saved: m.attendance_all_saved(),
    to_save: m.attendance_to_save({ n: '#' }),
    to_sign: m.attendance_to_sign({ n: '#' }),
    some_wrong: m.attendance_some_wrong({ n: '#' }),
    reason: m.attendance_wants_reason(),
    offline: m.attendance_offline({ n: '#' }),
    signed_out: m.attendance_signed_out({ n: '#' }),
    sign_in: m.attendance_sign_in_again(),
    refused: m.attendance_save_refused(),
    kept: m.attendance_kept_here({ n: '#' }),
    lost: m.attendance_kept_lost(),
    discard: m.attendance_kept_discard(),
    now_in: m.attendance_now_in(),
    now_out: m.attendance_now_out(),
    not_now: m.attendance_now_outside(),
    all_present: m.attendance_all_present().toLowerCase(),
    undo_first: m.attendance_undo_first(),
  })
}

/** Present, absent, excused, arrives now, leaves now: the letter and what it does. */
export function rollCallKeys(): { key: string; does: string }[] {
  return [
    { key: m.attendance_key_present(), does: m.attendance_status_present() },
    { key: m.attendance_key_absent(), does: m.attendance_status_absent() },
    { key: m.attendance_key_excused(), does: m.attendance_status_excused() },
    { key: m.attendance_key_in(), does: m.attendance_now_in() },
    { key: m.attendance_key_out(), does: m.attendance_now_out() },
  ]
}
