// SPDX-License-Identifier: AGPL-3.0-or-later
import { describe, expect, it } from 'vitest'
import { read, refusal, zoomEnglish } from './reports.ts'

describe('the day of a report', () => {
  it('is decided by a day that can be no month', () => {
    const meeting = { starts_at: '2026-02-15T10:00:00.000Z', ends_at: '2026-02-15T12:30:00.000Z' }
    const zoom = zoomEnglish.replaceAll('02/05/2026', '02/15/2026')
    expect(read(zoom, meeting).people[0]?.intervals[0]?.in).toBe('2026-02-15T09:58:13.000Z')
    expect(read(zoom.replaceAll('02/15/2026', '15/02/2026'), meeting).people[0]?.intervals[0]?.in).toBe(
      '2026-02-15T09:58:13.000Z',
    )
  })

  it('is decided by the meeting where the file leaves it open', () => {
    const inMay = { starts_at: '2026-05-02T09:00:00.000Z', ends_at: '2026-05-02T11:30:00.000Z' }
    expect(read(zoomEnglish, inMay).people[0]?.intervals[0]?.in).toBe('2026-05-02T08:58:13.000Z')
  })

  it('is never guessed: neither reading is the meeting’s day', () => {
    const text = refusal(zoomEnglish, {
      starts_at: '2026-03-05T10:00:00.000Z',
      ends_at: '2026-03-05T12:30:00.000Z',
    })
    expect(text).toContain('02/05/2026')
    expect(text).toContain('05/02/2026')
    expect(text).toContain('05/03/2026')
  })

  it('refuses a file of another day, and one of another hour of the day', () => {
    const other = { starts_at: '2026-02-20T10:00:00.000Z', ends_at: '2026-02-20T12:30:00.000Z' }
    expect(refusal(zoomEnglish.replaceAll('02/05/2026', '02/19/2026'), other)).toContain('19/02/2026')
    const evening = { starts_at: '2026-02-05T17:00:00.000Z', ends_at: '2026-02-05T19:00:00.000Z' }
    expect(refusal(zoomEnglish, evening)).toContain('18:00')
  })

  it('is right on the night the clocks go back, by the duration the platform counted', () => {
    // 25 October 2026: from 03:00 back to 02:00.
    const night = { starts_at: '2026-10-24T23:00:00.000Z', ends_at: '2026-10-25T02:00:00.000Z' }
    const line = (times: string, minutes: number) =>
      `Name (Original Name),User Email,Join Time,Leave Time,Duration (Minutes),Guest\r\nAnna Bianchi,,${times},${minutes},No\r\n`
    const intervals = (text: string) => read(text, night).people[0]?.intervals
    expect(intervals(line('10/25/2026 02:50:00 AM,10/25/2026 02:10:00 AM', 20))).toEqual([
      { in: '2026-10-25T00:50:00.000Z', out: '2026-10-25T01:10:00.000Z' },
    ])
    expect(intervals(line('10/25/2026 02:30:00 AM,10/25/2026 02:45:00 AM', 15))).toEqual([
      { in: '2026-10-25T00:30:00.000Z', out: '2026-10-25T00:45:00.000Z' },
    ])
    expect(intervals(line('10/25/2026 02:10:00 AM,10/25/2026 02:40:00 AM', 90))).toEqual([
      { in: '2026-10-25T00:10:00.000Z', out: '2026-10-25T01:40:00.000Z' },
    ])
    expect(intervals(line('10/25/2026 02:50:00 AM,10/25/2026 03:10:00 AM', 20))).toEqual([
      { in: '2026-10-25T01:50:00.000Z', out: '2026-10-25T02:10:00.000Z' },
    ])
  })
})
