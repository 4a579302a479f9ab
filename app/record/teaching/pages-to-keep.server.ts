// SPDX-License-Identifier: AGPL-3.0-or-later
import type { Db } from '#db/connect.server.ts'
import { rollOf } from '#record/attendance/roll.server.ts'
import { teachingRollOf } from '#record/roll-call/teaching-roll.server.ts'

/** The addresses that a device takes along of a meeting: the roll first, then each person's details. */
export async function pagesOf(
  db: Db,
  meeting: { id: string; edition_id: string; starts_at: string },
): Promise<string[]> {
  const [roll, teaching] = await Promise.all([rollOf(db, meeting), teachingRollOf(db, meeting)])
  const people = new Set(
    [...roll.filter(({ enrolled }) => enrolled), ...teaching].map(({ person_id }) => person_id),
  )
  const here = `/meetings/${meeting.id}`
  return [
    ...[`${here}/attendance`, here, `${here}/walk-ins/new`, `${here}/close`],
    ...[...people].map((id) => `${here}/people/${id}`),
  ]
}
