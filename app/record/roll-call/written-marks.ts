// SPDX-License-Identifier: AGPL-3.0-or-later
import type { Actor } from '#base/access/actor.ts'
import type { WrittenMark } from '#record/attendance/writing.server.ts'
import type { KeptMark } from '#record/marks/rows.server.ts'

/** The marks of a meeting with those that were just written. */
export function withWritten(
  before: ReadonlyMap<string, KeptMark[]>,
  written: readonly WrittenMark[],
  meeting_id: string,
  { accountId: recorded_by, name: recorded_by_name }: Actor,
  recorded_at: string,
): Map<string, KeptMark[]> {
  const after = new Map(before)
  for (const { current, overtaken, by: _by, stated_at = recorded_at, ...mark } of written) {
    const earlier = after.get(mark.person_id) ?? []
    const superseded = earlier.map((one) =>
      one.id === current?.id && !overtaken ? { ...one, superseded_by: mark.id } : one,
    )
    const { note = null, document = null, based_on = null } = mark
    const moments = { recorded_at, stated_at, restated_at: stated_at, restated_nonce: mark.nonce }
    const author = { meeting_id, recorded_by, recorded_by_name }
    const superseded_by = overtaken && current ? current.id : null
    const kept = { ...mark, note, document, based_on, ...moments, ...author, superseded_by }
    after.set(mark.person_id, [...superseded, kept])
  }
  return after
}
