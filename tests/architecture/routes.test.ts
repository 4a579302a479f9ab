// SPDX-License-Identifier: AGPL-3.0-or-later
import { index, layout, prefix, route } from '@remix-run/route-config'
import { expect, it } from 'vitest'
import routes from '#app/routes.ts'
import { addressesOf, addressFaults, filesOf, routeFaults } from './routes.ts'
import { read } from './source.ts'

it('every route file is in routes.ts exactly once, and every entry exists', async () => {
  const existing = read('app/**/*.route.{ts,tsx}').map(({ path }) => path)
  expect(routeFaults(filesOf(await routes), existing)).toEqual([])
})

it('no address hides another', async () => {
  expect(addressFaults(addressesOf(await routes))).toEqual([])
})

it('notices a file named twice, one left out and one that does not exist', () => {
  const named = ['app/a.route.tsx', 'app/a.route.tsx', 'app/gone.route.tsx']
  expect(routeFaults(named, ['app/a.route.tsx', 'app/forgotten.route.tsx'])).toEqual([
    'app/a.route.tsx is in app/routes.ts twice',
    'app/forgotten.route.tsx is not in app/routes.ts',
    'app/routes.ts names app/gone.route.tsx: no such route',
  ])
})

it('notices an address that is never reached', () => {
  const entries = [route('events/:edition', 'a.route.tsx'), route('events/:event', 'b.route.tsx')]
  expect(addressFaults(addressesOf(entries))).toEqual([
    '/events/:event is never reached: /events/:edition comes first',
  ])
})

it('knows addresses inside layouts and prefixes', () => {
  const entries = [
    index('home.route.tsx'),
    layout('frame.route.tsx', [
      ...prefix('manage', [index('m.route.tsx'), route(':project', 'p.route.tsx')]),
    ]),
  ]
  expect(addressesOf(entries)).toEqual([
    { path: '/', file: 'app/home.route.tsx' },
    { path: '/manage', file: 'app/m.route.tsx' },
    { path: '/manage/:project', file: 'app/p.route.tsx' },
  ])
})
