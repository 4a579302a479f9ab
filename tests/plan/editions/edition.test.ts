// SPDX-License-Identifier: AGPL-3.0-or-later
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import {
  codePrefix,
  editionCode,
  editionState,
  proposedCode,
  stateOfEdition,
} from '#plan/editions/edition.ts'
import { typedMeeting, typedMeetings } from '#plan/meetings/meeting.ts'
import { meetingTimes, typedFrom } from '#plan/meetings/times.ts'
import { nameParts } from '#plan/meetings/trainer.ts'

const rome = 'Europe/Rome'

describe('the code of an edition', () => {
  it.each([
    ['iris', 'procurement-management', 'IRIS-PM'],
    ['iris', 'law-in-action', 'IRIS-LA'],
    ['iris', 'relationships-in-action', 'IRIS-RA'],
    ['piu', 'guida-presente', 'PIU-GP'],
    ['rosa', 'mediazione', 'ROSA-MED'],
    ['iris', null, 'IRIS-TAV'],
    ['x', 'il', 'XX-IL'],
  ])('of %s and %s begins with %s', (project, course, prefix) => {
    expect(codePrefix(project, course, 'table')).toBe(prefix)
  })

  it('takes the number after the highest', () => {
    expect(proposedCode('IRIS-PM', [])).toBe('IRIS-PM-01')
    expect(proposedCode('IRIS-PM', ['IRIS-PM-02', 'IRIS-PM-01', 'IRIS-PMX-09', 'IRIS-PM-X'])).toBe(
      'IRIS-PM-03',
    )
    expect(proposedCode('IRIS-PM', ['IRIS-PM-99'])).toBe('IRIS-PM-100')
  })

  it('that is proposed is always one that may be typed', () => {
    const slug = fc.stringMatching(/^[a-z0-9]+(-[a-z0-9]+){0,6}$/)
    fc.assert(
      fc.property(slug, fc.option(slug), (project, course) => {
        const code = proposedCode(codePrefix(project, course, 'event'), [])
        expect(editionCode.safeParse(code).data).toBe(code)
      }),
    )
  })

  it('may be typed in small letters, but not without parts or with other signs', () => {
    expect(editionCode.safeParse(' iris-pm-01 ').data).toBe('IRIS-PM-01')
    for (const wrong of ['IRIS', 'IRIS-', 'IRIS/PM', 'I-PM', 'IRIS-PM-01-A-B', 'IRIS PM']) {
      expect(editionCode.safeParse(wrong).success, wrong).toBe(false)
    }
  })
})

describe('the state of an edition', () => {
  it('follows from its first start and last end', () => {
    const [from, to] = ['2026-02-05T10:00:00.000Z', '2026-02-12T12:30:00.000Z']
    expect(editionState(null, null, from)).toBe('unplanned')
    expect(editionState(from, to, '2026-02-05T09:59:59.999Z')).toBe('planned')
    expect(editionState(from, to, from)).toBe('running')
    expect(editionState(from, to, to)).toBe('running')
    expect(editionState(from, to, '2026-02-12T12:30:00.001Z')).toBe('finished')
  })
})

describe('an edition has ended when its meetings were held', () => {
  const day = (on: string, state = 'open') => ({
    state,
    starts_at: `${on}T10:00:00.000Z`,
    ends_at: `${on}T12:30:00.000Z`,
  })
  const later = '2026-03-01T08:00:00.000Z'

  it('all of them, in whatever order they were added', () => {
    expect(stateOfEdition([day('2026-02-12'), day('2026-02-05')], later)).toBe('finished')
    expect(stateOfEdition([day('2026-03-12'), day('2026-02-05')], later)).toBe('running')
  })

  it('those called off apart: one still to come that was cancelled holds nothing up', () => {
    expect(stateOfEdition([day('2026-02-05'), day('2026-03-12', 'cancelled')], later)).toBe('finished')
    expect(stateOfEdition([day('2026-02-05', 'cancelled'), day('2026-03-12')], later)).toBe('planned')
  })

  it('and not when there is none, or none was held', () => {
    expect(stateOfEdition([], later)).toBe('unplanned')
    expect(stateOfEdition([day('2026-02-05', 'cancelled')], later)).toBe('unplanned')
  })
})

describe('a meeting as typed', () => {
  const day = { date: '2026-02-05', start: '09:00', end: '13:00' }

  it('is in the zone of the installation, with its break', () => {
    const typed = typedMeeting.parse({ ...day, break_from: '11:00', break_to: '11:15' })
    expect(meetingTimes(typed, rome)).toEqual({
      starts_at: '2026-02-05T08:00:00.000Z',
      ends_at: '2026-02-05T12:00:00.000Z',
      breaks: [{ from: '2026-02-05T10:00:00.000Z', to: '2026-02-05T10:15:00.000Z' }],
    })
  })

  it('may go past midnight, for an hour and not for a day', () => {
    const night = typedMeeting.parse({ date: '2026-02-05', start: '23:30', end: '00:30' })
    expect(meetingTimes(night, rome)).toMatchObject({
      starts_at: '2026-02-05T22:30:00.000Z',
      ends_at: '2026-02-05T23:30:00.000Z',
    })
    expect(typedMeeting.safeParse({ date: '2026-02-05', start: '14:00', end: '13:00' }).success).toBe(false)
  })

  it('lasts five hours of the night when the clock goes back', () => {
    const night = typedMeeting.parse({ date: '2026-10-24', start: '23:00', end: '03:00' })
    const { starts_at, ends_at } = meetingTimes(night, rome)
    expect(Date.parse(ends_at) - Date.parse(starts_at)).toBe(5 * 3_600_000)
  })

  it.each([
    [{ ...day, end: undefined }, 'end'],
    [{ ...day, date: undefined }, 'date'],
    [{ ...day, end: '09:00' }, 'end'],
    [{ ...day, break_from: '11:00' }, 'break_to'],
    [{ ...day, break_from: '12:30', break_to: '13:15' }, 'break_to'],
    [{ ...day, break_from: '11:15', break_to: '11:00' }, 'break_to'],
    [{ ...day, break_from: '08:00', break_to: '08:30' }, 'break_to'],
    [{ ...day, link: 'javascript:alert(1)' }, 'link'],
  ])('%o is refused at %s', (typed, field) => {
    const { error } = typedMeeting.safeParse(typed)
    expect(error?.issues.map((issue) => issue.path[0])).toEqual([field])
  })

  it('is left out of several when nothing of it is filled in', () => {
    expect(typedMeetings.parse([{ mode: 'hybrid' }, day, {}])).toHaveLength(1)
    const { error } = typedMeetings.safeParse([{}, { title: 'Primo' }])
    expect(error?.issues.map((issue) => issue.path)).toEqual([
      [1, 'date'],
      [1, 'start'],
      [1, 'end'],
    ])
  })

  it('comes back to its form as it was typed', () => {
    const typed = typedMeeting.parse({ ...day, break_from: '11:00', break_to: '11:15', title: 'Primo' })
    const window = { check_in_before: 15, check_in_after: 0 }
    const place = { mode: typed.mode, venue: null, link: null }
    const kept = { ...meetingTimes(typed, rome), title: 'Primo', ...place, ...window }
    const { check_in_before, check_in_after, ...shown } = typedFrom(kept, rome)
    expect(shown).toEqual({ ...typed, venue: undefined, link: undefined })
    expect([check_in_before, check_in_after]).toEqual(['15', '0'])
  })
})

describe('a full name', () => {
  it.each([
    ['Carla Neri', 'Carla', 'Neri'],
    ['Anna Maria De Santis', 'Anna Maria', 'De Santis'],
    ['Luca della Valle', 'Luca', 'della Valle'],
    ['De Santis', 'De', 'Santis'],
    ['Pelé', 'Pelé', 'Pelé'],
  ])('%s is %s and %s', (name, first_name, last_name) => {
    expect(nameParts(name)).toEqual({ first_name, last_name })
  })
})
