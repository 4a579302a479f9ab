// SPDX-License-Identifier: AGPL-3.0-or-later
import { showHours } from '#base/i18n/format.ts'
import { m } from '#base/i18n/paraglide/messages.js'
import { Stat, StatRow } from '#base/ui/progress.tsx'
import type { Totals } from './totals.ts'

export function TotalsRow({ totals }: { totals: Totals }) {
  return (
    <StatRow>
      <Stat label={m.words_present_people()} value={totals.present} />
      <Stat label={m.attendance_absent()} value={totals.absent} />
      <Stat label={m.words_excused()} value={totals.excused} />
      <Stat label={m.attendance_unmarked()} value={totals.unmarked} />
      <Stat label={m.attendance_credited()} value={showHours(totals.credited_minutes)} />
    </StatRow>
  )
}
