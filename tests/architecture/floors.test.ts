// SPDX-License-Identifier: AGPL-3.0-or-later
import { existsSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { arrows, districts, floorFaults, roomOf } from './floors.ts'
import { file, read } from './source.ts'

const source = read('{app,db}/**/*.{ts,tsx}')

describe('imports go down', () => {
  it('everywhere', () => {
    expect(source.filter(({ path }) => roomOf(path) === null)).toEqual([])
    expect(floorFaults(source)).toEqual([])
  })

  it('with no circle of rooms', () => {
    const pairs = arrows(source)
    expect(pairs.length).toBeGreaterThan(100)
    const standing = new Set(pairs.flat())
    for (;;) {
      const free = [...standing].filter(
        (room) => !pairs.some(([from, to]) => from === room && standing.has(to)),
      )
      if (free.length === 0) break
      for (const room of free) standing.delete(room)
    }
    expect([...standing]).toEqual([])
  })

  it.each([
    ['app/plan/people/persons.server.ts', "import { recordMarks } from '#record/attendance/marks.server.ts'"],
    ['app/record/marks/mark.ts', "import { completionOf } from '#record/completion/completion.ts'"],
    ['app/base/clock.server.ts', "import { request } from './http/request.server.ts'"],
    ['app/base/i18n/format.ts', "import type { Actor } from '../access/actor.ts'"],
    ['app/base/files/content.server.ts', "const { m } = await import('#record/online/matching.ts')"],
    ['app/base/ledger/ledger.ts', "export * from '#prove/ledger/words.ts'"],
    ['app/site/navigation.ts', "import { main } from '#app/serve.ts'"],
    ['db/connect.server.ts', "import { env } from '#base/env.server.ts'"],
  ])('a file put into the house as %s is refused with %s', (path, text) => {
    expect(floorFaults([...source.filter((one) => one.path !== path), file(path, text)])).toHaveLength(1)
  })

  it.each([
    ['app/record/completion/completion.ts', "import { timesOf } from '#record/marks/mark.ts'"],
    ['app/record/marks/mark.ts', "import { net } from './minutes.ts'"],
    ['app/plan/people/person.ts', "import { m } from '#base/i18n/paraglide/messages.js'"],
    ['app/server.ts', "import { serve } from './serve.ts'"],
  ])('%s may have %s', (path, text) => {
    expect(floorFaults([file(path, text)])).toEqual([])
  })
})

it('every district of app/ says what is in it, in ten lines', () => {
  for (const [district] of districts.filter(([name]) => name !== 'db' && name !== 'doors')) {
    const [readme] = read(`app/${district}/README.md`)
    expect(readme, district).toBeDefined()
    expect(readme?.text.trimEnd().split('\n').length).toBeLessThanOrEqual(10)
  }
})

it('tests stand where what they try stands', () => {
  const rooms = read('tests/{base,plan,record,prove}/*/*.ts').map(({ path }) =>
    path.split('/').slice(1, 3).join('/'),
  )
  expect([...new Set(rooms)].filter((room) => !existsSync(`app/${room}`))).toEqual([])
})
