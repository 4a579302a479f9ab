// SPDX-License-Identifier: AGPL-3.0-or-later
// An edition's register in the demo: opened before it begins, its pages closed by the trainer at the end of each meeting,
// the signed sheets scanned on the day after, locked by the manager two days after the last.

import { minutesAfter } from '#base/clock.server.ts'
import { env } from '#base/env.server.ts'
import { showMomentDate } from '#base/i18n/format.ts'
import { localDate } from '#base/i18n/zone.ts'
import type { Db } from '#db/connect.server.ts'
import { attachEvidence } from '#record/evidence/evidence.server.ts'
import { closeMeeting } from '#record/register/closing.server.ts'
import { lockClosedMeetings } from '#record/register/locking.server.ts'
import { openRegister } from '#record/register/opening.server.ts'
import type { Cast } from './edition.server.ts'
import type { DemoRegister, Held } from './edition.ts'
import { keepPhoto, keepScan } from './scan.server.ts'
import type { Timeline } from './timeline.server.ts'

const day = 24 * 60

type Kept = DemoRegister & { edition_id: string; held: Held[] }

export function keepRegister(db: Db, timeline: Timeline, cast: Cast, register: Kept): void {
  const { edition_id, held, stamp, closed, withoutSheet, locked } = register
  const { manager, trainer, today } = cast
  const [first] = held
  const opened = minutesAfter(first?.starts_at ?? today, -day)
  const opened_on = localDate(opened, env().TZ_DISPLAY)
  timeline.add(opened, () =>
    openRegister(db, manager, {
      edition_id,
      opened_on,
      keeper: 'Teresa Marini, docente',
      stamp_authority: stamp === null ? null : 'Prefettura di Perugia, Ufficio contratti',
      stamp_number: stamp === null ? null : `${stamp}/${opened_on.slice(0, 4)}`,
    }),
  )
  const pages = held.slice(0, closed)
  for (const meeting of pages) {
    timeline.add(minutesAfter(meeting.ends_at, 10), () =>
      closeMeeting(db, trainer, { meeting_id: meeting.id }),
    )
    if (withoutSheet.includes(meeting.number)) continue
    timeline.add(minutesAfter(meeting.ends_at, day), () => attachSheet(db, cast, meeting))
  }
  const last = pages.at(-1)
  if (locked && last) {
    timeline.add(minutesAfter(last.ends_at, 2 * day), () => lockClosedMeetings(db, manager, edition_id))
  }
}

/** Some are scanned, some are photographed. */
async function attachSheet(db: Db, { manager }: Cast, { id, number, starts_at }: Held): Promise<void> {
  const title = `Foglio firme dell'incontro ${number} del ${showMomentDate(starts_at)}`
  const isPhoto = number % 2 === 0
  const name = `foglio-firme-${number}.${isPhoto ? 'png' : 'pdf'}`
  const file = isPhoto
    ? await keepPhoto(name, 30, number + Number(starts_at.slice(8, 10)))
    : await keepScan(name, [
        title,
        `Incontro ${id}`,
        'Scansione dimostrativa: nessuna firma è di persone reali.',
      ])
  await attachEvidence(db, manager, { meeting_id: id, kind: 'signed_sheet', file, name })
}
