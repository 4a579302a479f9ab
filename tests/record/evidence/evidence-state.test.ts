// SPDX-License-Identifier: AGPL-3.0-or-later
import { describe, expect, it } from 'vitest'
import { type EvidenceFacts, evidenceState } from '#record/evidence/evidence.ts'

const moment = '2026-02-06T09:00:00.000Z'
const held: EvidenceFacts = {
  mode: 'in_person',
  state: 'open',
  ends_at: '2026-02-05T12:30:00.000Z',
  kind: 'course',
  rule: 'either',
  sheets: 0,
  reports: 0,
  present: 12,
  by_hand: 12,
}
const traced = { by_hand: 0 }
const of = (more: Partial<EvidenceFacts>) => evidenceState({ ...held, ...more }, moment)

describe('the evidence of a meeting (domain.md 4.1 rule 7, 4.2)', () => {
  it.each(['in_person', 'hybrid'] as const)('%s: the signed sheet, whatever the marks', (mode) => {
    expect(of({ mode })).toEqual({ state: 'missing', why: 'nothing' })
    expect(of({ mode, sheets: 1 })).toEqual({ state: 'complete', why: 'signed_sheet' })
    expect(of({ mode, reports: 1 })).toEqual({ state: 'missing', why: 'nothing' })
  })

  it.each(['in_person', 'hybrid'] as const)(
    '%s: a trace of everybody, where the project takes it',
    (mode) => {
      expect(of({ mode, ...traced })).toEqual({ state: 'complete', why: 'electronic' })
      expect(of({ mode, by_hand: 1 })).toEqual({ state: 'missing', why: 'nothing' })
      expect(of({ mode, ...traced, rule: 'sheet' })).toEqual({ state: 'missing', why: 'no_sheet' })
      expect(of({ mode, ...traced, rule: 'sheet', sheets: 1 }).state).toBe('complete')
    },
  )

  it('a meeting where nobody is marked has no trace', () => {
    expect(of({ present: 0, by_hand: 0 }).state).toBe('missing')
    expect(of({ mode: 'virtual_class', present: 0, by_hand: 0 }).state).toBe('missing')
  })

  it("a virtual class: the platform's report or a trace of everybody, never a sheet", () => {
    const mode = 'virtual_class'
    expect(of({ mode })).toEqual({ state: 'missing', why: 'no_report' })
    expect(of({ mode, sheets: 1 })).toEqual({ state: 'missing', why: 'no_report' })
    expect(of({ mode, reports: 1 })).toEqual({ state: 'complete', why: 'platform_report' })
    expect(of({ mode, ...traced, rule: 'sheet' })).toEqual({ state: 'complete', why: 'electronic' })
  })

  it('webinars, tables and cancelled meetings need none', () => {
    expect(of({ mode: 'webinar' })).toEqual({ state: 'not_needed', why: 'uncertified' })
    expect(of({ kind: 'table' })).toEqual({ state: 'not_needed', why: 'uncertified' })
    expect(of({ state: 'cancelled' })).toEqual({ state: 'not_needed', why: 'cancelled' })
  })

  it('nothing is missing before the end', () => {
    const ends_at = '2026-02-06T09:00:00.001Z'
    expect(of({ ends_at })).toEqual({ state: 'not_yet', why: 'future' })
    expect(of({ ends_at, ...traced })).toEqual({ state: 'not_yet', why: 'future' })
    expect(of({ ends_at, sheets: 1 }).state).toBe('complete')
    expect(of({ ends_at: moment }).state).toBe('missing')
  })
})
