// SPDX-License-Identifier: AGPL-3.0-or-later
import { readFileSync } from 'node:fs'
import { expect, it } from 'vitest'
import { bodyLimit, formLimit, takingFiles, uploadLimit } from '#base/http/body-limit.ts'

it.each([
  '/meetings/0199/evidence',
  '/meetings/0199/evidence/',
  '/meetings/0199/evidence.data',
  '/meetings/0199/import',
  '/meetings/0199/people/0042',
])('%s takes files', (path) => {
  expect(bodyLimit(path)).toBe(uploadLimit)
})

it.each([
  '/',
  '/sign-in',
  '/meetings/0199',
  '/meetings/0199/attendance',
  '/meetings/0199/evidence/0042/withdraw',
  '/manage/iris/evidence',
  '/x/meetings/0199/evidence',
  '/meetings//evidence',
])('%s takes forms only', (path) => {
  expect(bodyLimit(path)).toBe(formLimit)
})

it('names addresses that there are', () => {
  const routes = readFileSync('app/routes.ts', 'utf8')
  for (const address of takingFiles) expect(routes).toContain(`'${address}'`)
})
