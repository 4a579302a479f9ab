// SPDX-License-Identifier: AGPL-3.0-or-later
// Kinds of body and the sector each belongs to (domain.md 9, B1).
import { z } from 'zod'
import { line } from '#base/http/fields.ts'
import { m } from '#base/i18n/paraglide/messages.js'
import type { Sector } from '#db/schema.ts'

export const sectors = ['public', 'private', 'volunteer'] as const satisfies readonly Sector[]

export const organisationTypes = [
  'prefettura',
  'questura',
  'commissione_territoriale',
  'tribunale_minorenni',
  'comune',
  'unione_comuni',
  'regione',
  'usl',
  'ospedale',
  'scuola',
  'ministero',
  'other_public',
  'cooperativa',
  'associazione',
  'fondazione',
  'onlus',
  'sindacato',
  'impresa',
  'other_private',
  'volontariato',
] as const

export type OrganisationType = (typeof organisationTypes)[number]

const privateTypes: readonly OrganisationType[] = [
  'cooperativa',
  'associazione',
  'fondazione',
  'onlus',
  'sindacato',
  'impresa',
  'other_private',
]

/** The sector of a person follows the employer, not the service: a cooperative working for a Comune is private. */
export function sectorOf(type: OrganisationType): Sector {
  if (type === 'volontariato') return 'volunteer'
  return privateTypes.includes(type) ? 'private' : 'public'
}

export function isOrganisationType(type: string): type is OrganisationType {
  return organisationTypes.some((known) => known === type)
}

const names: Record<OrganisationType, () => string> = {
  prefettura: m.people_type_prefettura,
  questura: m.people_type_questura,
  commissione_territoriale: m.people_type_commissione_territoriale,
  tribunale_minorenni: m.people_type_tribunale_minorenni,
  comune: m.people_type_comune,
  unione_comuni: m.people_type_unione_comuni,
  regione: m.people_type_regione,
  usl: m.people_type_usl,
  ospedale: m.people_type_ospedale,
  scuola: m.people_type_scuola,
  ministero: m.people_type_ministero,
  other_public: m.people_type_other_public,
  cooperativa: m.people_type_cooperativa,
  associazione: m.people_type_associazione,
  fondazione: m.people_type_fondazione,
  onlus: m.people_type_onlus,
  sindacato: m.people_type_sindacato,
  impresa: m.people_type_impresa,
  other_private: m.people_type_other_private,
  volontariato: m.people_type_volontariato,
}

/** A type in words; one that is not known any more is shown as it was kept. */
export function organisationTypeName(type: string): string {
  return isOrganisationType(type) ? names[type]() : type
}

export function sectorName(sector: Sector): string {
  switch (sector) {
    case 'public':
      return m.people_sector_public()
    case 'private':
      return m.people_sector_private()
    case 'volunteer':
      return m.people_sector_volunteer()
  }
}

/** The types for a choice, under their sectors. */
export function organisationTypeOptions() {
  return sectors.map((sector) => ({
    group: sectorName(sector),
    options: organisationTypes
      .filter((type) => sectorOf(type) === sector)
      .map((type) => ({ value: type, label: organisationTypeName(type) })),
  }))
}

export const organisationSchema = z.object({
  name: line(200),
  type: z.enum(organisationTypes),
  municipality: line(100).optional(),
  province: z
    .string()
    .max(20)
    .pipe(
      z
        .string()
        .trim()
        .toUpperCase()
        .regex(/^[A-Z]{2}$/, { error: () => m.people_province_two_letters() }),
    )
    .optional(),
})
