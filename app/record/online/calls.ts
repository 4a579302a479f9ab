// SPDX-License-Identifier: AGPL-3.0-or-later
// One file of several calls: which of them are the meeting's.
import { cutText } from '#base/i18n/cut-text.ts'
import { m } from '#base/i18n/paraglide/messages.js'
import type { OtherRow, ReportLine } from './report-line.ts'
import type { Connection } from './segments.ts'

type Timed = { line: ReportLine; connection: Connection }

/**
 * The lines of the calls that fall, at least in part, within a meeting, where the file says which call each line is of; the other
 * calls are named, with how many lines they have. A file of one call is that call whenever it was.
 */
export function leaveOtherCalls(
  timed: readonly Timed[],
  meeting: { starts_at: string; ends_at: string },
): { timed: Timed[]; others: OtherRow[] } {
  const calls = Map.groupBy(timed, ({ line }) => line.call)
  const isOwn = ({ connection }: Timed) => {
    const [from, to] = [connection.in ?? connection.out, connection.out ?? connection.in]
    return from !== null && to !== null && to > meeting.starts_at && from < meeting.ends_at
  }
  const own = new Set(
    [...calls].filter(([call, lines]) => call === null || lines.some(isOwn)).map(([call]) => call),
  )
  if (own.size === 0) return { timed: [...timed], others: [] }
  const others = [...calls].flatMap(([call, lines]) =>
    own.has(call)
      ? []
      : [
          {
            line: lines[0]?.line.number ?? 0,
            text: m.online_other_call({ call: cutText(call ?? '', 80), n: lines.length }),
          },
        ],
  )
  return { timed: timed.filter(({ line }) => own.has(line.call)), others }
}
