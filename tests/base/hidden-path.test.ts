// SPDX-License-Identifier: AGPL-3.0-or-later
import { randomBytes } from 'node:crypto'
import fc from 'fast-check'
import { expect, it } from 'vitest'
import { hiddenPath, hiddenValues } from '#base/hidden-path.ts'
import { loggedError } from '#base/logged-error.ts'

const token = randomBytes(32).toString('base64url')

it.each([
  [`/invitations/${token}`, '/invitations/…'],
  [`/invitations/${token}.data?x=1`, '/invitations/…'],
  ['/s/short', '/s/…'],
  [`/password/reset/${token}`, '/password/reset/…'],
  [`/no/such/place/${token}/page`, '/no/such/place/…/page'],
  ['/sign-in?to=/my', '/sign-in'],
  [
    '/meetings/0192f1c4-8f00-7000-8000-0123456789ab/attendance',
    '/meetings/0192f1c4-8f00-7000-8000-0123456789ab/attendance',
  ],
])('says of %s only %s', (address, shown) => {
  expect(hiddenPath(address)).toBe(shown)
})

it('shows no token, wherever it stands in an address', () => {
  const address = fc.array(fc.constantFrom('', 'invitations', 'manage', 'iris', token, 's', '.data', '?'), {
    maxLength: 8,
  })
  fc.assert(fc.property(address, (parts) => !hiddenPath(`/${parts.join('/')}`).includes(token)))
})

it('leaves out of an error what it quotes', () => {
  const said = [
    'duplicate key value violates unique constraint "account_email_key"',
    'Key (email)=(laura@example.org) already exists.',
    `Unexpected token 'p', "parola-segreta" is not valid JSON`,
    `invalid input for laura@example.org and ${token}`,
  ]
  for (const text of said) {
    const shown = hiddenValues(text)
    for (const secret of ['laura', 'parola-segreta', token]) expect(shown).not.toContain(secret)
  }
  expect(hiddenValues(said[0] ?? '')).toContain('duplicate key value violates unique constraint')
})

it('logs of an error its kind and place, and nothing that hangs on it', () => {
  const error = Object.assign(new Error(`no such link: '${token}'`), {
    code: '23505',
    detail: 'Key (email)=(laura@example.org) already exists.',
    parameters: [token],
    cause: new TypeError(`"${token}" is no date`),
  })
  const shown = JSON.stringify(loggedError(error))
  expect(shown).toContain('23505')
  expect(shown).toContain('hidden-path.test.ts')
  expect(shown).toContain('TypeError')
  expect(shown).not.toContain(token)
  expect(shown).not.toContain('laura')
  expect(JSON.stringify(loggedError(`thrown: ${token}`))).not.toContain(token)
})
