// SPDX-License-Identifier: AGPL-3.0-or-later
// A target line in words.

import { showNumber } from '#base/i18n/format.ts'
import { m } from '#base/i18n/paraglide/messages.js'
import { organisationTypeName, sectorName } from '#plan/organisations/organisation.ts'
import { audienceName, type TargetLine } from './target.ts'

/** "100 persone", or "il maggior numero possibile di persone" where the line is open. */
export function quantityWords({ quantity, unit }: Pick<TargetLine, 'quantity' | 'unit'>): string {
  const n = quantity ?? 0
  const number = showNumber(n)
  if (unit === 'persons')
    return quantity === null ? m.targets_open_persons() : m.targets_n_persons({ n, number })
  if (unit === 'organisations')
    return quantity === null ? m.targets_open_organisations() : m.targets_n_organisations({ n, number })
  return quantity === null ? m.targets_open_households() : m.targets_n_households({ n, number })
}

/** What a line counts: "presenze a corsi e laboratori · Pubblico · Comune, Azienda USL". */
export function criteriaWords(
  line: Pick<TargetLine, 'source' | 'audience' | 'sector' | 'organisation_types'>,
): string {
  if (line.source === 'tally') return m.targets_by_hand()
  const types = line.organisation_types?.map(organisationTypeName).join(', ')
  const sector = line.sector && sectorName(line.sector)
  return [audienceName(line.audience), sector, types].filter(Boolean).join(' · ')
}

export function lineKindName(kind: TargetLine['kind']): string {
  return kind === 'direct' ? m.targets_kind_direct() : m.targets_kind_indirect()
}

export function lineSourceName(source: TargetLine['source']): string {
  return source === 'attendance' ? m.targets_source_attendance() : m.targets_source_tally()
}
