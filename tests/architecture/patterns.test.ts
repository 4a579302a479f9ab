// SPDX-License-Identifier: AGPL-3.0-or-later
import { describe, expect, it } from 'vitest'
import { patternFaults } from './patterns.ts'
import { file, read } from './source.ts'

describe('patterns are linear', () => {
  it('everywhere', { timeout: 300_000 }, () => {
    expect(patternFaults(read('{app,db}/**/*.{ts,tsx}'))).toEqual([])
  })

  it.each([
    ['/(a+)+$/', 'exponential'],
    ['/^(\\w+\\s?)*$/', 'exponential'],
    ['/(a|aa)+$/', 'exponential'],
    ['/^\\s+|\\s+$/g', '2nd degree'],
    ['/[.\\s]+$/', '2nd degree'],
    ['/[([]([^)\\]]+)[)\\]]/g', '2nd degree'],
    ['/<!--[\\s\\S]*?-->/', '2nd degree'],
    ['/a.*b.*c/', '3rd degree'],
  ])('%s is noticed', { timeout: 60_000 }, (pattern, what) => {
    expect(patternFaults([file('app/a.ts', `text.replace(${pattern}, '')`)])).toEqual([
      expect.stringContaining(what),
    ])
  })

  it.each(['/[^/]+/g', '/^\\+?[\\d ]{5,}$/', '/^([a-z]{1,20})*$/', '/\\s+/g', '/^(?:a|b)+$/'])(
    '%s is let through or proved otherwise',
    { timeout: 60_000 },
    (pattern) => {
      const faults = patternFaults([file('app/a.ts', `text.replace(${pattern}, '')`)])
      expect(faults.length > 0).toBe(pattern === '/^([a-z]{1,20})*$/')
    },
  )

  it('one that is made of a text is noticed', () => {
    expect(patternFaults([file('app/a.ts', 'new RegExp(typed)')])).toHaveLength(1)
    expect(patternFaults([file('app/a.ts', "RegExp('a')")])).toHaveLength(1)
  })
})
