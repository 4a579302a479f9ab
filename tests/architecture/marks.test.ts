// SPDX-License-Identifier: AGPL-3.0-or-later
import { expect, it } from 'vitest'
import { inForceFaults } from './marks.ts'
import { file, read } from './source.ts'

const faultsOf = (text: string, path = 'app/prove/board/stages.server.ts') =>
  inForceFaults([file(path, text)])

it('which mark is in force is said in one room', () => {
  expect(inForceFaults(read('app/**/*.{ts,tsx}'))).toEqual([])
})

it.each([
  "db.selectFrom('mark').where('superseded_by', 'is', null)",
  "db.selectFrom('mark').where((eb) => eb('mark.superseded_by', 'is', null))",
  "db.selectFrom('mark as other').where('other.superseded_by', 'is', null)",
  "join.on('mark.superseded_by', 'is', null)",
  "join.onRef('mark.superseded_by', '=', 'other.id')",
  'sql`mark.superseded_by is null`',
  'const current = marks.find((mark) => mark.superseded_by === null)',
  'const current = marks.find((mark) => !mark.superseded_by)',
  'if (mark.superseded_by !== null) correct(mark)',
])('notices %s', (text) => {
  expect(faultsOf(text)).toHaveLength(1)
})

it.each([
  "db.selectFrom('mark').select(['mark.id', 'mark.superseded_by']).where(inForce)",
  'const ids = mark.superseded_by === null ? [mark.id] : [mark.id, mark.superseded_by]',
  'const earlier = marks.find((mark) => mark.superseded_by === current.id)',
  "db.insertInto('mark').values({ id, superseded_by: null })",
  "type Fact = Pick<MarkTable, 'superseded_by'>",
])('lets %s be', (text) => {
  expect(faultsOf(text)).toEqual([])
})

it('lets its home be', () => {
  const text = "db.selectFrom('mark').where('superseded_by', 'is', null)"
  expect(faultsOf(text, 'app/record/marks/in-force.ts')).toEqual([])
})
