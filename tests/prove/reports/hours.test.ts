// SPDX-License-Identifier: AGPL-3.0-or-later
// Case 7 of domain.md 10, and what the hours page says of those who are on the way.
import { describe, expect, it } from 'vitest'
import { hoursOf, shareOf, sumsOf } from '#prove/reports/hours.ts'
import type { MeetingFacts } from '#record/completion/completion.ts'

const rule = { threshold: 7500, modules: 'all' as const }
const today = '2026-03-01T08:00:00.000Z'
const past = '2026-02-05T12:30:00.000Z'
const ahead = '2026-03-05T12:30:00.000Z'

function meeting(
  minutes: number,
  creditedMinutes: number | null,
  details: Partial<MeetingFacts> = {},
): MeetingFacts {
  return { minutes, creditedMinutes, ends_at: past, state: 'open', ...details }
}

/** Five meetings of four hours: twenty. */
const twentyHours = (...credited: (number | null)[]) =>
  credited.map((minutes) =>
    meeting(240, minutes, minutes === null ? { ends_at: ahead, state: 'planned' } : {}),
  )

describe('hours of a person', () => {
  it('case 7: 15 h 00 of 20 h reach 75 %', () => {
    const hours = hoursOf({ rule, meetings: twentyHours(240, 240, 240, 180, 0) }, today)
    expect(hours).toMatchObject({ attendedMinutes: 900, plannedMinutes: 1200, neededMinutes: 900 })
    expect(hours).toMatchObject({ missingMinutes: 0, standing: 'reached', ofPlanned: 7500, behind: false })
  })

  it('case 7: 14 h 59 do not, and nothing remains to make it up', () => {
    const hours = hoursOf({ rule, meetings: twentyHours(240, 240, 240, 179, 0) }, today)
    expect(hours).toMatchObject({ missingMinutes: 1, standing: 'lost', behind: true, ofPlanned: 7491 })
  })

  it('case 7: a cancelled meeting leaves every denominator', () => {
    const meetings = [...twentyHours(240, 240, 240, 180, 0), meeting(240, null, { state: 'cancelled' })]
    expect(hoursOf({ rule, meetings }, today)).toEqual(
      hoursOf({ rule, meetings: meetings.slice(0, 5) }, today),
    )
    const withMark = [...meetings.slice(0, 4), meeting(240, 240, { state: 'cancelled' })]
    expect(hoursOf({ rule, meetings: withMark }, today)).toMatchObject({
      attendedMinutes: 900,
      soFarMinutes: 960,
      plannedMinutes: 960,
      neededMinutes: 720,
    })
  })

  it('case 6: 110 of 150 minutes are 73 % of what was held so far and 36 % of what is planned', () => {
    const meetings = [meeting(150, 110), meeting(150, null, { ends_at: ahead, state: 'planned' })]
    expect(hoursOf({ rule, meetings }, today)).toMatchObject({
      attendedMinutes: 110,
      soFarMinutes: 150,
      plannedMinutes: 300,
      ofSoFar: 7333,
      ofPlanned: 3666,
      neededMinutes: 225,
      missingMinutes: 115,
      standing: 'reachable',
      behind: true,
    })
  })

  it('is within reach while the meetings ahead are enough to the minute, and not a minute longer', () => {
    expect(hoursOf({ rule, meetings: twentyHours(240, 180, null, null, 0) }, today)).toMatchObject({
      missingMinutes: 480,
      standing: 'reachable',
    })
    expect(hoursOf({ rule, meetings: twentyHours(240, 179, null, null, 0) }, today)).toMatchObject({
      missingMinutes: 481,
      standing: 'lost',
    })
  })

  it('is not behind when everything so far was attended, or nothing was held', () => {
    expect(hoursOf({ rule, meetings: twentyHours(240, null, null, null, null) }, today).behind).toBe(false)
    const nothing = hoursOf({ rule, meetings: twentyHours(null, null) }, today)
    expect(nothing).toMatchObject({ behind: false, ofSoFar: null, soFarMinutes: 0, standing: 'reachable' })
  })

  it('takes a meeting as held when it ended, was closed, or has the mark of the person', () => {
    const now = { ends_at: ahead }
    expect(hoursOf({ rule, meetings: [meeting(150, null, now)] }, today).soFarMinutes).toBe(0)
    expect(hoursOf({ rule, meetings: [meeting(150, 60, now)] }, today).soFarMinutes).toBe(150)
    expect(
      hoursOf({ rule, meetings: [meeting(150, null, { ...now, state: 'closed' })] }, today).soFarMinutes,
    ).toBe(150)
    expect(hoursOf({ rule, meetings: [meeting(150, null, { ends_at: today })] }, today).soFarMinutes).toBe(
      150,
    )
  })

  it('has no percent of nothing, and never rounds up to all', () => {
    expect(shareOf(0, 0)).toBeNull()
    expect(shareOf(1199, 1200)).toBe(9991)
    expect(hoursOf({ rule, meetings: [] }, today)).toMatchObject({ ofPlanned: null, ofSoFar: null })
  })

  it('adds people up', () => {
    const anna = hoursOf({ rule, meetings: twentyHours(240, 240, 240, 180, 0) }, today)
    const luca = hoursOf({ rule, meetings: twentyHours(240, 0, 0, null, null) }, today)
    expect(sumsOf([anna, luca])).toEqual({
      people: 2,
      attendedMinutes: 1140,
      soFarMinutes: 1920,
      plannedMinutes: 2400,
      neededMinutes: 1800,
      missingMinutes: 660,
    })
  })
})
