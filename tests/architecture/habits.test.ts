// SPDX-License-Identifier: AGPL-3.0-or-later
import { describe, expect, it } from 'vitest'
import * as habits from './habits.ts'
import { file, read } from './source.ts'

const program = read('{app,db}/**/*.{ts,tsx}')
const everything = [...program, ...read('tests/**/*.{ts,tsx}', 'app/**/*.scss', 'public/*.js', '*.config.ts')]

describe('the licence stands first', () => {
  it('in every source file', () => {
    expect(habits.licenceFaults(everything)).toEqual([])
  })

  it('and its absence is noticed', () => {
    expect(
      habits.licenceFaults([file('app/a.ts', '\n// SPDX-License-Identifier: AGPL-3.0-or-later')]),
    ).toHaveLength(1)
  })
})

describe('files are short', () => {
  it('every one', () => {
    expect(habits.sizeFaults(program)).toEqual([])
  })

  it('tests a little less', () => {
    expect(habits.sizeFaults(read('tests/**/*.{ts,tsx}'), 320)).toEqual([])
  })

  it('and most are very short', () => {
    expect(habits.medianLines(program)).toBeLessThanOrEqual(80)
  })

  it('a long one is noticed, a long migration is not', () => {
    const text = 'x\n'.repeat(221)
    expect(habits.sizeFaults([file('app/a.ts', text), file('db/migrations/001_a.ts', text)])).toEqual([
      'app/a.ts has 221 lines, more than 220',
    ])
    expect(habits.sizeFaults([file('app/a.ts', 'x\n'.repeat(220))])).toEqual([])
    expect(
      habits.medianLines([file('a', 'x\n'), file('b', 'x\n'.repeat(9)), file('c', 'x\n'.repeat(99))]),
    ).toBe(9)
  })
})

describe('one reader of the environment', () => {
  it('everywhere', () => {
    expect(habits.environmentFaults(program)).toEqual([])
  })

  it('another is noticed', () => {
    const text = 'const port = process.env.PORT'
    expect(
      habits.environmentFaults([file('app/a.server.ts', text), file('app/base/env.server.ts', text)]),
    ).toHaveLength(1)
  })
})

describe('one clock', () => {
  it('everywhere', () => {
    expect(habits.clockFaults(program)).toEqual([])
  })

  it('another is noticed, the reading of a moment is not', () => {
    expect(habits.clockFaults([file('app/a.ts', 'new Date()\nDate.now()\nperformance.now()')])).toHaveLength(
      3,
    )
    expect(habits.clockFaults([file('app/a.ts', 'new Date(moment)\nDate.parse(moment)')])).toEqual([])
  })
})

describe('no third party', () => {
  it('is reached', () => {
    expect(
      habits.thirdPartyFaults([...program, ...read('app/**/*.scss', 'public/**/*.{js,css,svg}')]),
    ).toEqual([])
  })

  it.each([
    ['app/a.tsx', 'const a = <img src="https://cdn.example/a.png" alt="" />'],
    ['app/a.tsx', 'const a = <link rel="stylesheet" href={"//fonts.example/a.css"} />'],
    ['app/a.tsx', "const a = <form action={'http://other.example'} />"],
    ['app/a.ts', "fetch('https://api.example/')"],
    ['public/a.js', 'navigator.sendBeacon("https://count.example/")'],
    ['app/base/ui/a.scss', '@import url(https://fonts.example/a.css);'],
  ])('%s with %s is noticed', (path, text) => {
    expect(habits.thirdPartyFaults([file(path, text)])).toHaveLength(1)
  })

  it('links for people and own addresses are let be', () => {
    const text =
      'const a = <a href="https://form.agid.gov.it/"><img src="/logo.svg" alt="" /></a>\nfetch("/healthz")'
    expect(habits.thirdPartyFaults([file('app/a.tsx', text)])).toEqual([])
  })
})
