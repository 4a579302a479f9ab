// SPDX-License-Identifier: AGPL-3.0-or-later
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { saidAt } from '#record/device/device-clock.ts'

const given = '2026-02-05T20:00:00.000Z'
const arrived = '2026-02-05T21:00:00.000Z'
const plus = (moment: string, milliseconds: number) =>
  new Date(Date.parse(moment) + milliseconds).toISOString()
const minutes = (n: number) => n * 60_000

describe('when something was said on a device', () => {
  it.each([
    ['by a clock that is right', 0],
    ['by one that is an hour fast', minutes(60)],
    ['by one of another century', -minutes(60 * 24 * 36_525)],
  ])('%s', (_what, wrong) => {
    const at = plus('2026-02-05T20:20:00.000Z', wrong)
    expect(saidAt({ at, sent_at: plus(arrived, wrong), given, arrived })).toBe('2026-02-05T20:20:00.000Z')
  })

  it('is never after it arrived, nor before its page was given', () => {
    expect(saidAt({ at: plus(arrived, 5), sent_at: arrived, given, arrived })).toBe(arrived)
    expect(saidAt({ at: plus(given, -5), sent_at: arrived, given, arrived })).toBe(given)
  })

  it('lies between the page and the arrival whatever the clock, and keeps the order of what one device said', () => {
    const any = fc.integer({ min: -minutes(200_000), max: minutes(200_000) })
    fc.assert(
      fc.property(any, any, any, (one, other, sent) => {
        const of = (at: number) => saidAt({ at: plus(given, at), sent_at: plus(given, sent), given, arrived })
        expect(of(one) >= given && of(one) <= arrived).toBe(true)
        expect(Math.sign(one - other) * (Date.parse(of(one)) - Date.parse(of(other)))).toBeGreaterThanOrEqual(
          0,
        )
      }),
      { numRuns: 500 },
    )
  })
})
