// SPDX-License-Identifier: AGPL-3.0-or-later
// What a demo project tells: the facts it published, inconsistencies included. The consistency checks must find them.
import type { BodyKey } from './organisations.ts'

export type DemoTarget = {
  label_it: string
  label_en: string
  quantity: number | null
  unit?: 'persons' | 'organisations' | 'households'
  kind?: 'direct' | 'indirect'
  source?: 'attendance' | 'tally'
  audience?: 'training' | 'table'
  sector?: 'public' | 'private' | 'volunteer'
  organisation_types?: string[]
  children?: DemoTarget[]
}

export type DemoProject = {
  slug: string
  acronym: string
  title: string
  code: string | null
  cup: string | null
  fund: string
  fund_period: string | null
  specific_objective: string | null
  national_objective: string | null
  funding_statement: string
  starts_on: string | null
  ends_on: string | null
  declared_months: number | null
  aims: string
  recipients: string
  contact_email: string | null
  contact_phone: string | null
  lead: BodyKey
  partners: BodyKey[]
  supporting: BodyKey[]
  work_packages: [code: string, title: string][]
  targets: DemoTarget[]
}

export const fami = 'Fondo Asilo, Migrazione e Integrazione (FAMI)'
