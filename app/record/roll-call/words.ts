// SPDX-License-Identifier: AGPL-3.0-or-later
import { m } from '#base/i18n/paraglide/messages.js'
import { markStatuses } from '#record/marks/mark.ts'
import { statusName } from '#record/marks/words.ts'
import type { HeldBack } from './held-back.server.ts'

/** What public/roll-call.js says, in the page's language. */
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
    to_save: counted(m.attendance_to_save),
    to_sign: counted(m.attendance_to_sign),
    some_wrong: counted(m.attendance_some_wrong),
    reason: m.attendance_wants_reason(),
    offline: counted(m.attendance_offline),
    busy: counted(m.attendance_server_busy),
    signed_out: counted(m.attendance_signed_out),
    sign_in: m.attendance_sign_in_again(),
    refused: m.attendance_save_refused(),
    kept: counted(m.attendance_kept_here),
    lost: m.attendance_kept_lost(),
    discard: m.attendance_kept_discard(),
    now_in: m.attendance_now_in(),
    now_out: m.attendance_now_out(),
    not_now: m.attendance_now_outside(),
    all_present: m.attendance_all_present().toLowerCase(),
    all_absent: m.attendance_all_absent().toLowerCase(),
    prepared: m.attendance_row_prepared(),
    to_begin: counted(m.attendance_to_begin),
  })
}

type SaidStatus = (typeof markStatuses)[number]

const letters: Record<SaidStatus, () => string> = {
  present: m.attendance_key_present,
  absent: m.attendance_key_absent,
  excused: m.attendance_key_excused,
}

/** The letter of a state, on its button and on the keyboard. */
export function statusLetter(status: SaidStatus): string {
  return letters[status]().toUpperCase()
}

const heldBack: Record<HeldBack, () => string> = {
  doubtful: m.attendance_held_doubtful,
  unseen: m.attendance_held_unseen,
}

/** Why "everybody present" leaves somebody out. */
export function heldBackName(why: HeldBack): string {
  return heldBack[why]()
}

/** What is said of one change, and of several: `#` stands for their number. */
function counted(message: (inputs: { n: number | string }) => string): [string, string] {
  return [message({ n: 1 }), message({ n: '#' })]
}

/** Present, absent, excused, arrives now, leaves now: the letter and what it does. */
export function rollCallKeys(): { key: string; does: string }[] {
  return [
    { key: m.attendance_key_present(), does: m.words_present() },
    { key: m.attendance_key_absent(), does: m.words_absent() },
    { key: m.attendance_key_excused(), does: m.attendance_status_excused() },
    { key: m.attendance_key_in(), does: m.attendance_now_in() },
    { key: m.attendance_key_out(), does: m.attendance_now_out() },
  ]
}
