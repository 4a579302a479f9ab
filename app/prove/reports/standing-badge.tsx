// SPDX-License-Identifier: AGPL-3.0-or-later
import { m } from '#base/i18n/paraglide/messages.js'
import { Badge, type Tone } from '#base/ui/notice.tsx'
import type { Standing } from './hours.ts'

const tones: Record<Standing, Tone> = {
  reached: 'success',
  reachable: 'info',
  lost: 'danger',
  not_asked: 'info',
}

const names: Record<Standing, () => string> = {
  reached: m.reports_standing_reached,
  reachable: m.reports_standing_reachable,
  lost: m.reports_out_of_reach,
  not_asked: m.reports_standing_not_asked,
}

export function standingName(standing: Standing): string {
  return names[standing]()
}

/** Where a person stands towards the hours asked for, in words. */
export function StandingBadge({ standing }: { standing: Standing }) {
  return <Badge tone={tones[standing]}>{standingName(standing)}</Badge>
}
