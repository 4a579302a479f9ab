// SPDX-License-Identifier: AGPL-3.0-or-later
// Case 7 of domain.md 10, and what the hours page says of those who are on the way.
import { describe, expect, it } from 'vitest'
import type { CourseKind } from '#db/schema.ts'
import { hoursOf, shareOf, sumsOf } from '#prove/reports/hours.ts'
import type { MeetingFacts } from '#record/completion/completion.ts'

const kind = 'course' as const
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
    const hours = hoursOf({ kind, rule, meetings: twentyHours(240, 240, 240, 180, 0) }, today)
    expect(hours).toMatchObject({ attendedMinutes: 900, plannedMinutes: 1200, neededMinutes: 900 })
    expect(hours).toMatchObject({ missingMinutes: 0, standing: 'reached', ofPlanned: 7500, behind: false })
  })

  it('case 7: 14 h 59 do not, and nothing remains to make it up', () => {
    const hours = hoursOf({ kind, rule, meetings: twentyHours(240, 240, 240, 179, 0) }, today)
    expect(hours).toMatchObject({ missingMinutes: 1, standing: 'lost', behind: true, ofPlanned: 7491 })
  })

  it('case 7: a cancelled meeting leaves every denominator', () => {
    const meetings = [...twentyHours(240, 240, 240, 180, 0), meeting(240, null, { state: 'cancelled' })]
    expect(hoursOf({ kind, rule, meetings }, today)).toEqual(
      hoursOf({ kind, rule, meetings: meetings.slice(0, 5) }, today),
    )
    const withMark = [...meetings.slice(0, 4), meeting(240, 240, { state: 'cancelled' })]
    expect(hoursOf({ kind, rule, meetings: withMark }, today)).toMatchObject({
      attendedMinutes: 900,
      recordedMinutes: 960,
      plannedMinutes: 960,
      neededMinutes: 720,
    })
  })

  it('case 6: 110 of 150 minutes are 73 % of what is recorded so far and 36 % of what is planned', () => {
    const meetings = [meeting(150, 110), meeting(150, null, { ends_at: ahead, state: 'planned' })]
    expect(hoursOf({ kind, rule, meetings }, today)).toMatchObject({
      attendedMinutes: 110,
      recordedMinutes: 150,
      plannedMinutes: 300,
      ofRecorded: 7333,
      ofPlanned: 3666,
      neededMinutes: 225,
      missingMinutes: 115,
      standing: 'reachable',
      behind: true,
    })
  })

  it('is within reach while the meetings ahead are enough to the minute, and not a minute longer', () => {
    expect(hoursOf({ kind, rule, meetings: twentyHours(240, 180, null, null, 0) }, today)).toMatchObject({
      missingMinutes: 480,
      standing: 'reachable',
    })
    expect(hoursOf({ kind, rule, meetings: twentyHours(240, 179, null, null, 0) }, today)).toMatchObject({
      missingMinutes: 481,
      standing: 'lost',
    })
  })

  it('is not behind when everything so far was attended, or nothing was held', () => {
    expect(hoursOf({ kind, rule, meetings: twentyHours(240, null, null, null, null) }, today).behind).toBe(
      false,
    )
    const nothing = hoursOf({ kind, rule, meetings: twentyHours(null, null) }, today)
    expect(nothing).toMatchObject({
      behind: false,
      ofRecorded: null,
      recordedMinutes: 0,
      standing: 'reachable',
    })
  })

  it('takes a meeting as recorded when it has the mark of the person or was closed, not because it ended', () => {
    const now = { ends_at: ahead }
    const recorded = (one: MeetingFacts) => hoursOf({ kind, rule, meetings: [one] }, today).recordedMinutes
    expect(recorded(meeting(150, null, now))).toBe(0)
    expect(recorded(meeting(150, 60, now))).toBe(150)
    expect(recorded(meeting(150, null, { ...now, state: 'closed' }))).toBe(150)
    expect(recorded(meeting(150, null, { ends_at: today }))).toBe(0)
    expect(recorded(meeting(150, null, { state: 'planned' }))).toBe(0)
  })

  it('has no percent of nothing, and never rounds up to all', () => {
    expect(shareOf(0, 0)).toBeNull()
    expect(shareOf(1199, 1200)).toBe(9991)
    expect(hoursOf({ kind, rule, meetings: [] }, today)).toMatchObject({ ofPlanned: null, ofRecorded: null })
  })

  it('adds people up', () => {
    const anna = hoursOf({ kind, rule, meetings: twentyHours(240, 240, 240, 180, 0) }, today)
    const luca = hoursOf({ kind, rule, meetings: twentyHours(240, 0, 0, null, null) }, today)
    expect(sumsOf([anna, luca])).toEqual({
      people: 2,
      attendedMinutes: 1140,
      missedMinutes: 780,
      toRecordMinutes: 0,
      toComeMinutes: 480,
      recordedMinutes: 1920,
      plannedMinutes: 2400,
      neededMinutes: 1800,
      missingMinutes: 660,
    })
  })
})

describe('point 9: not yet called is not absent', () => {
  const called = (minutes: number | null) => meeting(240, minutes)
  const uncalled = meeting(240, null, { ends_at: past, state: 'open' })
  const coming = meeting(240, null, { ends_at: ahead, state: 'planned' })
  const split = (meetings: MeetingFacts[], of: CourseKind = kind) => {
    const hours = hoursOf({ kind: of, rule, meetings }, today)
    const { attendedMinutes, missedMinutes, toRecordMinutes, toComeMinutes } = hours
    return [attendedMinutes, missedMinutes, toRecordMinutes, toComeMinutes, hours.standing, hours.behind]
  }

  it('a meeting that ended without a roll is still to be recorded: neither attended nor absent, nor behind', () => {
    expect(split([uncalled])).toEqual([0, 0, 240, 0, 'reachable', false])
    expect(split([called(240), uncalled, coming])).toEqual([240, 0, 240, 240, 'reachable', false])
    expect(split([uncalled, uncalled, uncalled])).toEqual([0, 0, 720, 0, 'reachable', false])
  })

  it('a late arrival is absence for what is missing of it, and the four parts make the whole', () => {
    expect(split([called(200), called(0), uncalled, coming])).toEqual([200, 280, 240, 240, 'lost', true])
    const { plannedMinutes } = hoursOf(
      { kind, rule, meetings: [called(200), called(0), uncalled, coming] },
      today,
    )
    expect(plannedMinutes).toBe(200 + 280 + 240 + 240)
  })

  it('only recorded absences put the threshold out of reach: one of four may be missed, two may not', () => {
    expect(split([called(0), uncalled, uncalled, uncalled])[4]).toBe('reachable')
    expect(split([called(0), called(0), uncalled, uncalled])[4]).toBe('lost')
    expect(split([called(0), meeting(240, null, { state: 'closed' }), uncalled, coming])[4]).toBe('lost')
  })

  it('a table asks for no hours, whatever was missed; other kinds do', () => {
    expect(split([called(0), called(0)], 'table')).toEqual([0, 480, 0, 0, 'not_asked', false])
    expect(split([called(120), uncalled], 'table')).toEqual([120, 120, 240, 0, 'not_asked', false])
    for (const of of ['course', 'laboratory', 'workshop', 'event'] as const)
      expect(split([called(0), called(0)], of)[4]).toBe('lost')
    expect(hoursOf({ kind: 'table', rule, meetings: [called(0)] }, today)).toMatchObject({
      neededMinutes: 0,
      missingMinutes: 0,
    })
  })
})
