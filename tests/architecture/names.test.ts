// SPDX-License-Identifier: AGPL-3.0-or-later
import { expect, it } from 'vitest'
import { nameFaults } from './names.ts'
import { file, read } from './source.ts'

it('every file has a name of its kind', () => {
  expect(nameFaults(read('{app,db,tests}/**/*.{ts,tsx}'))).toEqual([])
})

it.each([
  'app/plan/people/utils.ts',
  'app/plan/people/person-helpers.ts',
  'app/common/text.ts',
  'db/lib/connect.server.ts',
  'app/misc.ts',
  'app/plan/persons/person.ts',
  'app/plan/people/Person.tsx',
  'app/plan/people/table.tsx',
  'app/plan/people/people.server.tsx',
  'app/plan/people/list/people.server.ts',
])('notices %s', (path) => {
  expect(nameFaults([file(path, '')])).toHaveLength(1)
})

it.each([
  'app/plan/people/person.ts',
  'app/base/ui/table.tsx',
  'app/plan/people/person-table.tsx',
  'app/library.ts',
])('lets %s be', (path) => {
  expect(nameFaults([file(path, '')])).toEqual([])
})
