// SPDX-License-Identifier: AGPL-3.0-or-later
import { expect, it } from 'vitest'
import { type Named, only } from '#base/ledger/facts.ts'

it('only some values are kept of a row', () => {
  const row = { id: 'e1', title: 'Gare', venue: null, capacity: 20 }
  expect(only(row, ['venue', 'title'])).toEqual({ venue: null, title: 'Gare' })
  expect(only(row, [])).toEqual({})
})

it('what nobody can name does not compile, at any depth', () => {
  const named = <Values>(values: Named<Values>) => values
  const interval = { in: '2026-02-05T10:00:00.000Z', out: '2026-02-05T12:30:00.000Z' }
  named({ title: 'Gare', capacity: null })
  named({ intervals: [interval], partners: [{ organisation_id: 'o1', role: 'lead' }] })
  // @ts-expect-error
  named({ title: 'Gare', colour: 'blu' })
  // @ts-expect-error
  named({ pages: [{ page: 1, colour: 'blu' }] })
  const row = { title: 'Gare', colour: 'blu' }
  // @ts-expect-error
  named(row)
  named(only(row, ['title']))
  // @ts-expect-error
  named(only(row, ['title', 'colour']))
  // @ts-expect-error
  named(Object.fromEntries([['title', 'Gare']]))
})
