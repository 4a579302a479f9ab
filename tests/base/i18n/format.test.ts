// SPDX-License-Identifier: AGPL-3.0-or-later
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import * as format from '#base/i18n/format.ts'
import { inLocale } from '#base/i18n/locale.server.ts'
import { localeOf } from '#base/i18n/locale.ts'

describe('hours', () => {
  it.each([
    [0, '0:00'],
    [5, '0:05'],
    [60, '1:00'],
    [810, '13:30'],
    [6000, '100:00'],
  ])('%i minutes are %s', (minutes, shown) => {
    expect(format.showHours(minutes)).toBe(shown)
  })

  it('are never lost in showing', () => {
    fc.assert(
      fc.property(fc.nat(100_000), (minutes) => {
        const [h, mm] = format.showHours(minutes).split(':')
        return Number(h) * 60 + Number(mm) === minutes && mm?.length === 2
      }),
    )
  })

  it('have words too', () => {
    expect([0, 45, 60, 810].map(format.showDuration)).toEqual(['0 min', '45 min', '1 h', '13 h 30 min'])
  })
})

describe('percent', () => {
  it('is rounded down: what is not all is never shown as all', () => {
    expect([0, 99, 6300, 9999, 10_000].map(format.showPercent)).toEqual(
      ['0', '0', '63', '99', '100'].map((n) => `${n}\u00a0%`),
    )
  })
})

describe('moments', () => {
  const winter = '2026-02-05T10:00:00.000Z'
  const summer = '2026-08-05T22:30:00.000Z'

  it('are shown in Rome, whatever the machine’s zone', () => {
    expect(format.showMoment(winter)).toBe('05/02/2026, 11:00')
    expect(format.showMoment(summer)).toBe('06/08/2026, 00:30')
    expect(format.showTime(summer)).toBe('00:30')
    expect(format.showMomentDate(summer)).toBe('06/08/2026')
  })

  it('are shown in the language of the request', () => {
    expect(format.showDay(winter)).toBe('giovedì 5 febbraio 2026')
    expect(inLocale('en', () => format.showDay(winter))).toMatch(/^Thursday,? 5 February 2026$/)
    expect(inLocale('en', () => format.showNumber(12_345))).toBe('12,345')
    expect(format.showNumber(12_345)).toBe('12.345')
  })

  it('of a calendar date do not move by a day', () => {
    for (const date of ['2026-01-01', '2026-03-29', '2026-10-25', '2026-12-31']) {
      expect(format.showDate(date)).toBe(date.split('-').reverse().join('/'))
    }
  })
})

describe('the language', () => {
  it.each([
    [undefined, undefined, 'it'],
    [undefined, 'en-US,en;q=0.9', 'en'],
    [undefined, 'fr-FR, en;q=0.8, it;q=0.5', 'en'],
    [undefined, 'de', 'it'],
    ['language=it', 'en', 'it'],
    ['a=1; language=en; b=2', 'it', 'en'],
    ['language=fr', 'en', 'en'],
    ['mylanguage=en', 'it', 'it'],
  ])('of cookie %s and Accept-Language %s is %s', (cookie, accepted, language) => {
    expect(localeOf(cookie, accepted)).toBe(language)
  })
})
