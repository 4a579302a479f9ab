// SPDX-License-Identifier: AGPL-3.0-or-later
import fc from 'fast-check'
import { beforeAll, describe, expect, it } from 'vitest'
import { at, minutesAfter } from '#base/clock.server.ts'
import { AppError } from '#base/error.ts'
import { codeAt, scanGiven, scanOf, scanTyped } from '#record/check-in/code.server.ts'
import { codeAlphabet, endOfStep, plainCode, spacedCode, stepOf } from '#record/check-in/code.ts'
import { describeEngines } from '#tests/support/engines.ts'
import { account } from '#tests/support/people.ts'

const moment = '2026-02-05T10:00:00.000Z'
const secondsLater = (seconds: number) => new Date(Date.parse(moment) + seconds * 1000).toISOString()

describe('the code of a meeting', () => {
  const code = codeAt('one', stepOf(moment))

  it('is six signs that nobody confuses', () => {
    fc.assert(
      fc.property(fc.string(), fc.nat(), (meeting, step) => {
        const signs = [...codeAt(meeting, step)]
        expect(signs).toHaveLength(6)
        expect(signs.every((sign) => codeAlphabet.includes(sign))).toBe(true)
      }),
    )
    expect(codeAlphabet).not.toMatch(/[AEIOULSZB0158]/)
  })

  it('changes every twenty seconds, and is another at each meeting', () => {
    expect(stepOf(secondsLater(19.999))).toBe(stepOf(moment))
    expect(stepOf(secondsLater(20))).toBe(stepOf(moment) + 1)
    expect(endOfStep(stepOf(moment))).toBe(secondsLater(20))
    const codes = Array.from({ length: 2000 }, (_, step) => codeAt('one', step))
    expect(new Set(codes).size).toBeGreaterThan(1995)
    expect(codeAt('two', stepOf(moment))).not.toBe(code)
  })

  it('is taken in its own step and in the next, and then it is late', () => {
    const scan = (seconds: number) => scanOf('one', code, secondsLater(seconds))
    expect(scan(0)).toEqual({ step: stepOf(moment), at: moment })
    expect(scan(39.999)).toEqual({ step: stepOf(moment), at: secondsLater(39.999) })
    expect(scan(40)).toBe('late')
    expect(scan(600)).toBe('late')
    expect(scan(3600)).toBe('wrong')
    expect(scan(-0.001)).toBe('wrong')
  })

  it('is of no other meeting', () => {
    expect(scanOf('two', code, moment)).toBe('wrong')
  })

  it('may be typed with small letters and spaces, but not wrong', () => {
    expect(scanOf('one', ` ${spacedCode(code).toLowerCase()} `, moment)).toMatchObject({ at: moment })
    expect(plainCode('k7m-4px')).toBe('K7M4PX')
    for (const typed of [
      '',
      'AAAAAA',
      code.slice(1),
      `${code}2`,
      'è'.repeat(6),
      '\u0000',
      'x'.repeat(10_000),
    ]) {
      expect(scanOf('one', typed, moment)).toBe('wrong')
    }
  })
})

describeEngines('giving the code', (world) => {
  const ids = new Map<string, string>()
  beforeAll(async () => {
    for (const name of ['Anna', 'Luca', 'Sara', 'Marta', 'Vera', 'Elio']) {
      ids.set(name.toLowerCase(), (await account(world.db, `${name} Bianchi`)).accountId)
    }
  })
  const type = (who: string, code: string, on = moment) =>
    at(on, () => scanTyped(world.db, ids.get(who) ?? '', { meeting_id: 'one', code, moment: on }))
  const scan = (address: string, code: string) =>
    at(moment, () => scanGiven(world.db, { address }, { meeting_id: 'one', code, moment }))
  const right = codeAt('one', stepOf(moment))
  const late = codeAt('one', stepOf(moment) - 2)

  it('says what is wrong and what to do', async () => {
    await expect(type('anna', 'AAAAAA')).rejects.toMatchObject({ kind: 'invalid', field: 'code' })
    await expect(type('anna', late)).rejects.toThrow(/scaduto/)
  })

  it('refuses an account after ten wrong codes, right ones too, and nobody else', async () => {
    for (let wrong = 0; wrong < 10; wrong++) {
      await expect(type('luca', `AAAA${wrong}`)).rejects.toMatchObject({ kind: 'invalid' })
    }
    await expect(type('luca', 'AAAAAA')).rejects.toMatchObject({ kind: 'too_many' })
    await expect(type('luca', right)).rejects.toBeInstanceOf(AppError)
    expect(await type('sara', right)).toEqual({ step: stepOf(moment), at: moment })
  })

  it('takes the account again a minute later', async () => {
    const later = minutesAfter(moment, 1)
    expect(await type('luca', codeAt('one', stepOf(later)), later)).toMatchObject({ at: later })
  })

  it('does not count the right ones, nor those that were on the screen a while ago', async () => {
    for (let time = 0; time < 15; time++) await type('marta', right)
    for (let time = 0; time < 15; time++) await expect(type('vera', late)).rejects.toThrow(/scaduto/)
    expect(await type('vera', right)).toMatchObject({ at: moment })
    expect(await world.db.selectFrom('rate_limit').select('key').where('points', '>', 10).execute()).toEqual(
      [],
    )
  })

  it('takes none of fifty sent at once after the tenth wrong one, were it the right one', async () => {
    const codes = [...Array.from({ length: 50 }, (_, nth) => `AAAA${nth}`), right]
    const answers = await Promise.allSettled(codes.map((code) => type('elio', code)))
    const kinds = answers.map((answer) => (answer.status === 'rejected' ? answer.reason.kind : 'taken'))
    expect(kinds.filter((kind) => kind === 'invalid')).toHaveLength(10)
    expect(kinds.at(-1)).toBe('too_many')
  })

  it('takes two hundred wrong ones of an address where nobody is signed in, and leaves who is signed in alone', async () => {
    for (let wrong = 0; wrong < 200; wrong++) expect(await scan('192.0.2.1', `AAA${wrong}`)).toBe('wrong')
    await expect(scan('192.0.2.1', 'AAAAAA')).rejects.toMatchObject({ kind: 'too_many' })
    await expect(scan('192.0.2.1', right)).rejects.toMatchObject({ kind: 'too_many' })
    expect(await scan('192.0.2.2', right)).toMatchObject({ at: moment })
    expect(await type('sara', right)).toMatchObject({ at: moment })
  })
})
