// SPDX-License-Identifier: AGPL-3.0-or-later
import type { ServerBuild } from '@remix-run/node'
import { expect, it } from 'vitest'
import { sectionsOf, segmentOf } from '#base/http/sections.server.ts'

function buildOf(paths: Record<string, string | undefined>): ServerBuild {
  const routes = Object.fromEntries(
    Object.entries(paths).map(([id, path]) => {
      const index = id === 'home' || undefined
      return [id, { id, path, index, parentId: id === 'root' ? undefined : 'root' }]
    }),
  )
  return { routes, assets: { routes } } as unknown as ServerBuild
}

const paths = {
  root: '',
  frame: undefined,
  home: undefined,
  my: 'my',
  board: 'manage/:project',
  people: 'manage/:project/people',
  rest: '*',
}
const idsOf = (build: ServerBuild | undefined) => Object.keys(build?.routes ?? {})

it('keeps in each section the root, the layouts, its own routes and the one for unknown addresses', () => {
  const sections = sectionsOf(buildOf(paths))
  expect(idsOf(sections.get('manage'))).toEqual(['root', 'frame', 'board', 'people', 'rest'])
  expect(idsOf(sections.get('my'))).toEqual(['root', 'frame', 'my', 'rest'])
  expect(idsOf(sections.get(''))).toEqual(['root', 'frame', 'home', 'rest'])
})

it('finds the section of a page and of its data request', () => {
  expect(['/', '/my', '/my.data', '/manage/iris/people'].map(segmentOf)).toEqual(['', 'my', 'my', 'manage'])
})
