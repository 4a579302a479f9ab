// SPDX-License-Identifier: AGPL-3.0-or-later

import { expect, it } from 'vitest'
import routes from '#app/routes.ts'
import { type Gap, gapAction, gapAddress, gapFilter, gapKinds, gapText } from '#record/evidence/gap.ts'
import { addressesOf } from '#tests/architecture/routes.ts'

const gap: Gap = {
  kind: 'excused',
  meeting_id: 'M',
  state: 'open',
  mode: 'in_person',
  subject_id: 'S',
  name: 'Neri Carla',
  n: 2,
}

it('each gap leads to a page that there is, for whoever manages and for whoever reads', async () => {
  const paths = addressesOf(await routes).map(({ path }) => new RegExp(`^${path.replace(/:\w+/g, '[^/]+')}$`))
  for (const kind of gapKinds) {
    for (const state of ['planned', 'open', 'closed'] as const) {
      for (const mayManage of [true, false]) {
        const address = gapAddress({ ...gap, kind, state }, '/manage/iris', mayManage)
        expect(
          paths.filter((path) => path.test(address)),
          `${kind}: ${address}`,
        ).toHaveLength(1)
        expect(gapAction({ kind, state }, mayManage)).not.toBe('')
      }
    }
  }
})

it('an auditor is never led to where something is changed', () => {
  const addresses = gapKinds.map((kind) => gapAddress({ ...gap, kind }, '/manage/iris', false))
  expect(new Set(addresses)).toEqual(new Set(['/meetings/M', '/meetings/M/evidence', '/meetings/M/people/S']))
})

it('says what is missing, and of how many', () => {
  expect(gapText({ ...gap, kind: 'check_ins', n: 1 })).toBe('1 registrazione in attesa di conferma.')
  expect(gapText({ ...gap, kind: 'platform_rows', name: 'teams.csv' })).toBe(
    '2 righe di teams.csv senza una persona.',
  )
  expect(gapText({ ...gap, kind: 'no_evidence', mode: 'virtual_class' })).toContain(
    'report della piattaforma',
  )
  expect(gapText({ ...gap, kind: 'no_evidence' })).toContain('foglio firme')
})

it('what the address gets wrong filters nothing', () => {
  expect(gapFilter(new URLSearchParams('kind=__proto__&edition='))).toEqual({ kind: null, edition: null })
  expect(gapFilter(new URLSearchParams('kind=excused&edition=IRIS-PM-01'))).toEqual({
    kind: 'excused',
    edition: 'IRIS-PM-01',
  })
})
