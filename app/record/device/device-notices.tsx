// SPDX-License-Identifier: AGPL-3.0-or-later
import { m } from '#base/i18n/paraglide/messages.js'
import { markStatuses } from '#record/marks/mark.ts'
import { statusName } from '#record/marks/words.ts'
import type { OnDevice } from './kept-page.ts'

/**
 * On every page of a trainer: the worker that keeps pages is begun (public/device.js), and what it has to say appears here. Without
 * script it stays empty.
 */
export function DeviceNotices({ device }: { device: OnDevice }) {
  const { keeping, build, zone, from, to } = device
  return (
    <>
      <div
        data-device={keeping}
        data-build={build}
        data-zone={zone}
        data-from={from}
        data-to={to}
        data-words={wordsOf()}
      />
      <script type="module" src={`/scripts/${build}/device.js`} />
    </>
  )
}

/** What public/device.js and public/device-list.js say; '#' is where they put a time or a number. */
function wordsOf(): string {
  const several = (one: string, many: string) => [one, many]
  return JSON.stringify({
    offline: m.device_offline({ time: '#' }),
    waiting: several(m.device_waiting_one(), m.device_waiting_many({ n: '#' })),
    refused: several(m.device_refused_one(), m.device_refused_many({ n: '#' })),
    sent: several(m.device_sent_one(), m.device_sent_many({ n: '#' })),
    see: m.device_see(),
    taking: m.device_taking({ n: '#' }),
    taken: m.device_taken({ n: '#' }),
    taking_failed: m.device_taking_failed(),
    kept_now: m.device_kept_now(),
    missing: m.device_missing(),
    closing: m.device_closing(),
    leaving: several(m.device_leaving_one(), m.device_leaving_many({ n: '#' })),
    leave: m.device_leave(),
    none_kept: m.device_none_kept(),
    none_waiting: m.device_none_waiting(),
    pages: several(m.device_pages_one(), m.device_pages_many({ n: '#' })),
    at: m.device_typed_at({ time: '#' }),
    file_lost: m.device_file_lost({ name: '#' }),
    open: m.device_open(),
    remove: m.device_remove(),
    remove_all: m.device_remove_all(),
    not_here: m.device_not_here(),
    roll: m.attendance_roll_call(),
    statuses: Object.fromEntries(markStatuses.map((status) => [status, statusName(status)])),
  })
}
