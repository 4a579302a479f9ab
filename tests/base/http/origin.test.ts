// SPDX-License-Identifier: AGPL-3.0-or-later
import { expect, it } from 'vitest'
import { mayWrite } from '#base/http/origin.server.ts'

const hosts = ['presente.example', '127.0.0.1:3000']

it.each([
  [{ origin: 'https://presente.example' }],
  [{ origin: 'http://127.0.0.1:3000' }],
  [{ origin: 'https://presente.example', site: 'same-origin' }],
  [{ site: 'same-origin' }],
  [{ site: 'none' }],
])('%j may write', (headers) => {
  expect(mayWrite('POST', headers, hosts)).toBe(true)
})

it.each([
  [{ origin: 'https://evil.example' }],
  [{ origin: 'https://presente.example.evil.example' }],
  [{ origin: 'https://evil.example/presente.example' }],
  [{ origin: 'http://127.0.0.1:3001' }],
  [{ origin: 'null' }],
  [{ origin: '' }],
  [{ origin: 'https://evil.example', site: 'same-origin' }],
  [{ site: 'same-site' }],
  [{ site: 'cross-site' }],
  [{}],
])('%j may not', (headers) => {
  for (const method of ['POST', 'PUT', 'PATCH', 'DELETE', 'post', 'PROPFIND']) {
    expect(mayWrite(method, headers, hosts), method).toBe(false)
  }
})

it('anybody may read', () => {
  for (const method of ['GET', 'HEAD', 'OPTIONS']) {
    expect(mayWrite(method, { origin: 'https://evil.example', site: 'cross-site' }, hosts)).toBe(true)
  }
})
