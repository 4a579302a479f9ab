// SPDX-License-Identifier: AGPL-3.0-or-later
import { describe, expect, it } from 'vitest'
import { kindOf, ownFields } from '#record/device/kept-form.ts'
import { isNear, keptUntil } from '#record/device/kept-page.ts'

const zone = 'Europe/Rome'
const moment = '2026-03-10T12:00:00.000Z'
const between = (starts_at: string, ends_at: string) => ({ starts_at, ends_at })

describe('which meetings a device keeps', () => {
  it('those of today and tomorrow, by the clock of the place', () => {
    expect(isNear(between('2026-03-10T06:00:00.000Z', '2026-03-10T08:00:00.000Z'), moment, zone)).toBe(true)
    expect(isNear(between('2026-03-11T22:30:00.000Z', '2026-03-11T23:30:00.000Z'), moment, zone)).toBe(true)
    expect(isNear(between('2026-03-11T23:30:00.000Z', '2026-03-12T01:00:00.000Z'), moment, zone)).toBe(false)
    expect(isNear(between('2026-03-09T08:00:00.000Z', '2026-03-09T10:00:00.000Z'), moment, zone)).toBe(false)
  })

  it('one that passed midnight is still of today, and kept until a day after its end', () => {
    const meeting = between('2026-03-09T21:00:00.000Z', '2026-03-09T23:30:00.000Z')
    expect(isNear(meeting, moment, zone)).toBe(true)
    expect(keptUntil(meeting)).toBe('2026-03-10T23:30:00.000Z')
  })
})

describe('which forms a device keeps', () => {
  it('those of the roll, a person, somebody at the door and the end, of the same meeting', () => {
    expect(kindOf('/meetings/m/attendance', 'm')).toEqual({ kind: 'roll', person: '' })
    expect(kindOf('/meetings/m/people/p-1', 'm')).toEqual({ kind: 'person', person: 'p-1' })
    expect(kindOf('/meetings/m/walk-ins/new', 'm')?.kind).toBe('walk_in')
    expect(kindOf('/meetings/m/close', 'm')?.kind).toBe('end')
    expect(kindOf('/meetings/other/attendance', 'm')).toBeNull()
    expect(kindOf('/meetings/m/lock', 'm')).toBeNull()
  })

  it('as their page sent them', () => {
    const sent = new FormData()
    sent.append('kept_path', '/meetings/m/close')
    sent.append('intent', 'end_now')
    expect([...ownFields(sent)]).toEqual([['intent', 'end_now']])
  })
})
