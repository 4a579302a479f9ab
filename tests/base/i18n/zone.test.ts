// SPDX-License-Identifier: AGPL-3.0-or-later
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { localDate, localTime, momentOf } from '#base/i18n/zone.ts'

const zone = 'Europe/Rome'

describe('a typed date and time', () => {
  it.each([
    ['2026-02-05', '11:00', '2026-02-05T10:00:00.000Z'],
    ['2026-04-23', '11:00', '2026-04-23T09:00:00.000Z'],
    ['2026-01-01', '00:00', '2025-12-31T23:00:00.000Z'],
    ['2026-03-29', '01:59', '2026-03-29T00:59:00.000Z'],
    ['2026-03-29', '03:00', '2026-03-29T01:00:00.000Z'],
    ['2026-10-25', '03:00', '2026-10-25T02:00:00.000Z'],
  ])('%s %s in Rome is %s', (date, time, moment) => {
    expect(momentOf(date, time, zone)).toBe(moment)
  })

  it('is the first of two, on the night that has it twice', () => {
    expect(momentOf('2026-10-25', '02:30', zone)).toBe('2026-10-25T00:30:00.000Z')
  })

  it('is an hour later by the clock, on the night that lacks it', () => {
    expect(momentOf('2026-03-29', '02:30', zone)).toBe('2026-03-29T01:30:00.000Z')
    expect(localTime(momentOf('2026-03-29', '02:30', zone), zone)).toBe('03:30')
  })

  it.each(['Europe/Rome', 'UTC', 'America/New_York', 'Asia/Kolkata', 'Pacific/Auckland'])(
    'comes back as it was typed, in %s',
    (zone) => {
      const days = fc.date({ min: new Date('2000-01-01'), max: new Date('2060-12-31'), noInvalidDate: true })
      fc.assert(
        fc.property(days, fc.integer({ min: 0, max: 1439 }), (day, minute) => {
          const date = day.toISOString().slice(0, 10)
          const time = new Date(minute * 60_000).toISOString().slice(11, 16)
          const moment = momentOf(date, time, zone)
          const [backDate, backTime] = [localDate(moment, zone), localTime(moment, zone)]
          // Only an hour that a spring night lacks comes back as the next.
          if (backTime === time && backDate === date) return true
          return momentOf(backDate, backTime, zone) === moment && isGap(date, time, zone)
        }),
        { numRuns: 400 },
      )
    },
  )

  it('comes back through every clock change of Rome', () => {
    for (let year = 2000; year <= 2050; year++) {
      for (const month of [3, 10]) {
        const last = new Date(Date.UTC(year, month, 0))
        last.setUTCDate(last.getUTCDate() - last.getUTCDay())
        const date = last.toISOString().slice(0, 10)
        for (const time of ['00:30', '01:30', '03:30', '04:30']) {
          const moment = momentOf(date, time, zone)
          expect([localDate(moment, zone), localTime(moment, zone)]).toEqual([date, time])
        }
        const doubtful = localTime(momentOf(date, '02:30', zone), zone)
        expect(doubtful, date).toBe(month === 3 ? '03:30' : '02:30')
      }
    }
  })
})

/** Whether no moment has this local time: neither of the two offsets around it gives it back. */
function isGap(date: string, time: string, zone: string): boolean {
  const wall = Date.parse(`${date}T${time}:00Z`)
  return Array.from({ length: 27 * 4 }, (_, n) => wall + (n - 56) * 15 * 60_000).every((epoch) => {
    const moment = new Date(epoch).toISOString()
    return localDate(moment, zone) !== date || localTime(moment, zone) !== time
  })
}
