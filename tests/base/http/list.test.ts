// SPDX-License-Identifier: AGPL-3.0-or-later
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { addressOf, listQuery, ownPath, pageSize, pagesOf } from '#base/http/list.ts'

const ask = (search: string) =>
  listQuery(new Request(`http://localhost/manage/iris/people${search}`), ['name', 'email'])

describe('a list', () => {
  it('begins at its first page, by its first order', () => {
    expect(ask('')).toEqual({ page: 1, q: '', sort: 'name', direction: 'asc', limit: pageSize, offset: 0 })
  })

  it('is what its address says', () => {
    expect(ask('?page=3&q=%20rossi%20&sort=email&direction=desc')).toEqual({
      page: 3,
      q: 'rossi',
      sort: 'email',
      direction: 'desc',
      limit: pageSize,
      offset: 2 * pageSize,
    })
  })

  it.each(['0', '-1', '1.5', 'x', '', 'NaN', 'Infinity', '1e9', '99999999999999999999'])(
    'takes page=%s for the first',
    (page) => {
      expect(ask(`?page=${page}`).offset).toBe(0)
    },
  )

  it('never sorts by what it does not offer', () => {
    expect(ask('?sort=password_hash&direction=sideways')).toMatchObject({ sort: 'name', direction: 'asc' })
  })

  it('has a whole page and offset whatever is asked', () => {
    fc.assert(
      fc.property(fc.webQueryParameters(), fc.string(), (query, page) => {
        const { limit, offset, q } = ask(`?${query}&page=${encodeURIComponent(page)}`)
        return limit === pageSize && Number.isSafeInteger(offset) && offset >= 0 && q.length <= 100
      }),
    )
  })

  it('has at least one page', () => {
    expect([0, 1, pageSize, pageSize + 1].map(pagesOf)).toEqual([1, 1, 1, 2])
  })

  it('has the same address for its page and its data', () => {
    expect(addressOf(new Request('http://localhost/manage/iris/people.data?q=a'))).toBe(
      '/manage/iris/people?q=a',
    )
  })
})

describe('a path of this site', () => {
  it.each(['/', '/my', '/manage/iris?page=2', '/events/IRIS-TAV-01'])('%s is', (path) => {
    expect(ownPath(path)).toBe(path)
  })

  it.each([
    '//evil.example',
    '/\\evil.example',
    '\\\\evil.example',
    'https://evil.example',
    'javascript:alert(1)',
    ' javascript:alert(1)',
    'data:text/html,x',
    '/\t/evil.example',
    '/\n/evil.example',
    'evil.example',
    '',
    '///evil.example',
    '/\\/evil.example',
    '/.//evil.example',
    '/..//evil.example',
    '/a/..//evil.example',
    '/%2e//evil.example',
    'http:evil.example',
    undefined,
    null,
    7,
  ])('%j leads home', (path) => {
    expect(ownPath(path)).toBe('/')
  })

  it('whatever comes in, a browser that follows it stays here', () => {
    const strange = fc.string({
      maxLength: 8,
      unit: fc.constantFrom('/', '\\', '.', ':', '@', '\t', '\n', ' ', 'a', '%', '?', '#'),
    })
    fc.assert(
      fc.property(fc.oneof(fc.string(), strange, fc.webUrl()), (path) => {
        return new URL(ownPath(`/${path}`), 'https://presente.example').origin === 'https://presente.example'
      }),
      { numRuns: 2000 },
    )
  })
})
