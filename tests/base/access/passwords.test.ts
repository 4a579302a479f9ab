// SPDX-License-Identifier: AGPL-3.0-or-later
import { expect, it } from 'vitest'
import { hashPassword, passwordMatches } from '#base/access/passwords.server.ts'

it('a password matches its own hash and no other', async () => {
  const kept = await hashPassword('presente-demo')
  expect(await passwordMatches(kept, 'presente-demo')).toBe(true)
  expect(await passwordMatches(kept, 'Presente-demo')).toBe(false)
  expect(await passwordMatches(kept, '')).toBe(false)
})

it('the hash says its parameters and differs each time', async () => {
  const [one, two] = await Promise.all([hashPassword('uguale'), hashPassword('uguale')])
  expect(one).toMatch(/^\$argon2id\$v=19\$m=19456,t=2,p=1\$/)
  expect(one).not.toBe(two)
})

it('the same letters match however the keyboard composes them', async () => {
  const kept = await hashPassword('perch\u00e9')
  expect(await passwordMatches(kept, 'perche\u0301')).toBe(true)
})

it('nobody has the password of an account that does not exist or was never given one', async () => {
  for (const password of ['', 'nobody has this password', 'presente-demo']) {
    expect(await passwordMatches(null, password)).toBe(false)
    expect(await passwordMatches(undefined, password)).toBe(false)
  }
})
