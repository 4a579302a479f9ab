// SPDX-License-Identifier: AGPL-3.0-or-later
import fc from 'fast-check'
import { expect, it } from 'vitest'
import { initialValueOf } from '#base/http/given-back.ts'

const plain = (value: unknown) => JSON.parse(JSON.stringify(value))

it('puts each field in its place, a name sent twice in a list', () => {
  const given = initialValueOf([
    ['name', 'Anna'],
    ['answers', '1'],
    ['answers', '3'],
    ['marks.one.status', 'present'],
    ['meetings[0].date', '2030-05-06'],
    ['meetings[1].date', '2030-05-07'],
    ['__intent__', '{"type":"insert"}'],
  ])
  expect(plain(given)).toEqual({
    name: 'Anna',
    answers: ['1', '3'],
    marks: { one: { status: 'present' } },
    meetings: [{ date: '2030-05-06' }, { date: '2030-05-07' }],
  })
})

it('takes names that no form has without harm', () => {
  const given = initialValueOf([
    ['__proto__.polluted', 'x'],
    ['a.__proto__.polluted', 'x'],
    ['constructor.prototype.polluted', 'x'],
    ['a[99999999].b', 'x'],
    ['a.b.c.d.e.f', 'x'],
    ['', 'x'],
    ['name', 'Anna'],
    ['name.first', 'x'],
  ])
  expect(({} as { polluted?: string }).polluted).toBeUndefined()
  expect(given.name).toBe('Anna')
})

it('never throws, whatever the names', () => {
  const name = fc.string({ unit: fc.constantFrom('a', 'b', '.', '[', ']', '0', '9', '_'), maxLength: 20 })
  fc.assert(
    fc.property(fc.array(fc.tuple(name, fc.string()), { maxLength: 30 }), (fields) => {
      expect(() => JSON.stringify(initialValueOf(fields))).not.toThrow()
    }),
  )
})
