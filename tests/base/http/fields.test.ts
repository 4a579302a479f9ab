// SPDX-License-Identifier: AGPL-3.0-or-later
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { calendarDate, checkbox, clockTime, emailAddress, line, text } from '#base/http/fields.ts'

const naughty = [
  "Robert'); drop table person;--",
  '<script>alert(1)</script>',
  '{{7*7}} #{7*7} %s %n',
  '../../etc/passwd',
  'È già più là: perché?',
  '北京 👩‍👩‍👧 Ω',
  '=cmd|calc!A1',
  'null',
  '-1e309',
]

describe('a line', () => {
  it('is trimmed to one line with single spaces', () => {
    expect(line().parse('  Anna \t Maria\r\nBianchi  ')).toBe('Anna Maria Bianchi')
  })

  it('has no control, direction or zero-width characters', () => {
    expect(line().parse('Ann\u0000a \u202eihcnaiB\u200b!\u2028x')).toBe(
      'Ann a ihcnaiB !x'.replace('!x', '! x'),
    )
  })

  it.each(['', '   ', '\u0000', '\u200b\u202e', '\n\t'])('is not %j', (empty) => {
    expect(line().safeParse(empty).success).toBe(false)
  })

  it('has at most its length, counted after trimming', () => {
    expect(line(3).safeParse(' abc ').success).toBe(true)
    expect(line(3).safeParse('abcd').success).toBe(false)
  })

  it('has one form for letters that are composed in two ways', () => {
    expect(line().parse('perche\u0301')).toBe('perch\u00e9')
  })

  it.each(naughty.filter((value) => !value.includes('\u200d')))('keeps %j as it is', (value) => {
    expect(line().parse(value)).toBe(value)
  })

  it('is the same when read again, and never holds a control character', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 50 }), (value) => {
        const once = line().safeParse(value)
        if (!once.success) return
        expect(once.data).not.toMatch(/[\p{Cc}\u2028\u2029]/u)
        expect(line().parse(once.data)).toBe(once.data)
      }),
    )
  })
})

describe('a text', () => {
  it('keeps its lines, however they end', () => {
    expect(text().parse(' uno\r\ndue\rtre\n\nquattro ')).toBe('uno\ndue\ntre\n\nquattro')
  })

  it('drops control characters but the line break', () => {
    expect(text().parse('a\u0000b\u0007\tc\u001b[0m')).toBe('abc[0m')
  })

  it.each(naughty)('keeps %j as it is', (value) => {
    expect(text().parse(value)).toBe(value)
  })

  it('is neither empty nor too long', () => {
    expect(text().safeParse('\n \n').success).toBe(false)
    expect(text(5).safeParse('seicar').success).toBe(false)
  })
})

describe('a date, a time, an address, a box', () => {
  it.each(['2026-02-28', '2024-02-29', '1900-01-01', '2100-12-31'])('%s is a date', (date) => {
    expect(calendarDate.parse(date)).toBe(date)
  })

  it.each([
    '2026-02-29',
    '2026-13-01',
    '1899-12-31',
    '2101-01-01',
    '26-01-01',
    '2026-1-1',
    '',
    '2026-01-01T00:00Z',
  ])('%j is none', (date) => {
    expect(calendarDate.safeParse(date).success).toBe(false)
  })

  it.each(['00:00', '09:05', '23:59'])('%s is a time', (time) => {
    expect(clockTime.parse(time)).toBe(time)
  })

  it.each(['24:00', '9:05', '12:60', '12.30', '12:30:00', '12:30\n', ''])('%j is none', (time) => {
    expect(clockTime.safeParse(time).success).toBe(false)
  })

  it('an e-mail address is kept in small letters', () => {
    expect(emailAddress.parse(' Anna.Bianchi@Comune.Perugia.IT ')).toBe('anna.bianchi@comune.perugia.it')
    for (const no of ['anna', 'anna@', '@comune.it', 'a b@comune.it', 'anna@comune.it, luca@coop.it', '']) {
      expect(emailAddress.safeParse(no).success, no).toBe(false)
    }
  })

  it('a box is ticked when it is sent', () => {
    expect([checkbox.parse('on'), checkbox.parse(''), checkbox.parse(undefined)]).toEqual([true, true, false])
  })
})
