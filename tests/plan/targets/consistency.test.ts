// SPDX-License-Identifier: AGPL-3.0-or-later
import { describe, expect, it } from 'vitest'
import { inLocale } from '#base/i18n/locale.server.ts'
import { fundingHandle, fundingOf } from '#plan/projects/funding.ts'
import { projectSchema } from '#plan/projects/project.ts'
import { inconsistenciesOf, monthsBetween } from '#plan/targets/consistency.ts'
import type { TargetLine } from '#plan/targets/target.ts'

const iris = {
  starts_on: '2024-12-02',
  ends_on: '2026-06-02',
  declared_months: 18,
  cup: 'F69I24000600007',
}

function line(id: string, quantity: number | null, parent_id: string | null = null): TargetLine {
  const counts = { unit: 'persons', kind: 'direct', source: 'attendance', audience: 'training' } as const
  const label = { label_it: id, label_en: id }
  return { id, parent_id, position: 1, quantity, ...label, ...counts, sector: null, organisation_types: null }
}

const codes = (...args: Parameters<typeof inconsistenciesOf>) =>
  inconsistenciesOf(...args).map(({ code }) => code)

describe('the dates of a project', () => {
  it('as I.R.I.S. published them are 6 months for 18 declared (domain.md 10, case 21)', () => {
    const published = { ...iris, starts_on: '2025-12-02' }
    const said = (language: 'it' | 'en') =>
      inLocale(language, () => inconsistenciesOf(published, [], 0)[0]?.text)
    expect(said('en')).toBe('6 months between the two dates; 18 declared.')
    expect(said('it')).toBe('Tra le due date passano 6 mesi; ne sono dichiarati 18.')
  })

  it('as the press gave them agree', () => {
    expect(codes(iris, [], 0)).toEqual([])
  })

  it('count whole months, first and last day included', () => {
    expect(monthsBetween('2017-04-01', '2018-09-30')).toBe(18)
    expect(monthsBetween('2024-12-02', '2026-06-02')).toBe(18)
    expect(monthsBetween('2024-12-02', '2026-05-31')).toBe(17)
    expect(monthsBetween('2026-02-01', '2026-02-28')).toBe(1)
  })

  it('may be missing or the wrong way round, and say so', () => {
    expect(codes({ ...iris, starts_on: null, ends_on: null, cup: null }, [], 0)).toEqual([
      'no_start',
      'no_end',
      'no_cup',
    ])
    expect(codes({ ...iris, ends_on: '2024-12-01' }, [], 0)).toEqual(['end_before_start'])
  })

  it('leave no meeting outside', () => {
    expect(codes(iris, [], 2)).toEqual(['meetings_outside'])
  })
})

describe('the sums of a target tree', () => {
  it('agree when the lines below add up', () => {
    expect(
      codes(iris, [line('pubblici', 100), line('uffici', 20, 'pubblici'), line('Comuni', 80, 'pubblici')], 0),
    ).toEqual([])
  })

  it('are said when 140 stand under 100', () => {
    const lines = [
      line('totale', 100),
      line('a', 20, 'totale'),
      line('b', 80, 'totale'),
      line('c', 40, 'totale'),
    ]
    expect(inconsistenciesOf(iris, lines, 0)).toMatchObject([
      { code: 'target_sum', text: '«totale»: le righe sottostanti sommano 140, ne sono dichiarati 100.' },
    ])
  })

  it('may stay below where a line is open, and not exceed', () => {
    expect(
      codes(iris, [line('totale', 100), line('a', 60, 'totale'), line('altri', null, 'totale')], 0),
    ).toEqual([])
    expect(
      codes(iris, [line('totale', 100), line('a', 101, 'totale'), line('altri', null, 'totale')], 0),
    ).toEqual(['target_sum'])
  })
})

describe('what a project form takes', () => {
  const typed = {
    slug: 'iris',
    acronym: 'I.R.I.S.',
    title: 'Informazione per il Rafforzamento e l’Integrazione dei servizi',
    fund: 'FAMI',
    funding_statement: "Progetto cofinanziato dall'Unione europea",
    reached_stage: 'attended',
    evidence_rule: 'either',
    language: 'it',
    late_after: 10,
    close_within: 24,
    aims: 'Rafforzare i servizi.',
    recipients: 'Operatori.',
  }

  it('is a CUP of 15 characters, small letters made capital, or none', () => {
    expect(projectSchema.parse({ ...typed, cup: ' f69i24000600007 ' }).cup).toBe('F69I24000600007')
    expect(projectSchema.parse(typed)).toMatchObject({ cup: null, starts_on: null, declared_months: null })
    for (const cup of ['F69I2400060000', 'F69I240006000077', '669I24000600007', 'F69I2400060000O'])
      expect(projectSchema.safeParse({ ...typed, cup }).success).toBe(false)
  })

  it('is an address of small letters, digits and hyphens that is not the form itself', () => {
    expect(projectSchema.safeParse({ ...typed, slug: 'iris-2' }).success).toBe(true)
    for (const slug of ['IRIS', 'più', '-iris', 'i r', 'new', ''])
      expect(projectSchema.safeParse({ ...typed, slug }).success).toBe(false)
  })

  it('is the published dates, even those that do not agree', () => {
    const dates = { starts_on: '2026-06-02', ends_on: '2025-12-02' }
    expect(projectSchema.safeParse({ ...typed, ...dates }).success).toBe(true)
    expect(projectSchema.safeParse({ ...typed, starts_on: '2026-02-30' }).success).toBe(false)
  })
})

it('the funding block says statement, fund, project and CUP, and pages hand it to the frame', () => {
  const project = { ...iris, acronym: 'I.R.I.S.', title: 'Informazione', code: 'PROG-1081', fund: 'FAMI' }
  const funding = fundingOf({
    ...project,
    fund_period: '2021-2027',
    language: 'it',
    funding_statement: 'Cofinanziato',
  })
  expect(funding).toEqual({
    language: 'it',
    statement: 'Cofinanziato',
    fund: 'FAMI 2021-2027',
    project: 'I.R.I.S. · Informazione (PROG-1081)',
    cup: 'F69I24000600007',
  })
  expect(fundingHandle.funding({ funding, other: 1 })).toEqual(funding)
  expect(fundingHandle.funding(undefined)).toBeNull()
})
