// SPDX-License-Identifier: AGPL-3.0-or-later
// What is wrong with the installation is one line in words; what is a bug is none.
import { lookup } from 'node:dns/promises'
import { sql } from 'kysely'
import { expect, inject, it } from 'vitest'
import { faultLine, listeningFault } from '#base/start-fault.ts'
import { connect } from '#db/connect.server.ts'

const coded = (code: string, message = 'what the library says') => Object.assign(new Error(message), { code })

it.each([
  'SELF_SIGNED_CERT_IN_CHAIN',
  'DEPTH_ZERO_SELF_SIGNED_CERT',
  'UNABLE_TO_VERIFY_LEAF_SIGNATURE',
  'UNABLE_TO_GET_ISSUER_CERT_LOCALLY',
  'CERT_HAS_EXPIRED',
  'ERR_TLS_CERT_ALTNAME_INVALID',
  'EPROTO',
])('%s is of the connection to the database', (code) => {
  expect(faultLine(coded(code))).toBe(
    `Presente cannot start: the connection to the database cannot be made safe: what the library says (${code}).`,
  )
})

it('a database without TLS is named where its address asks for it', async () => {
  const db = connect(`${inject('postgres')}?sslmode=require`, 1)
  const error = await sql`select 1`.execute(db).catch((error) => error)
  await db.destroy()
  expect(faultLine(error)).toBe(
    'Presente cannot start: the database refuses: The server does not support SSL connections.',
  )
})

it('a password that is missing is said to be', () => {
  const message = 'SASL: SCRAM-SERVER-FIRST-MESSAGE: client password must be a string'
  expect(faultLine(new Error(message))).toBe(`Presente cannot start: the database refuses: ${message}.`)
})

it('a HOST that nobody knows is not the database’s', async () => {
  const unknown = await lookup('nohost.invalid').catch((error) => error)
  expect(faultLine(listeningFault(unknown, 'nohost.invalid'))).toMatch(
    /^Presente cannot start: HOST=nohost.invalid is no address of this machine \(\w+\): set another HOST\.$/,
  )
  const taken = coded('EADDRINUSE')
  expect(listeningFault(taken, '127.0.0.1')).toBe(taken)
})

it.each([new Error('a bug'), coded('ERR_ASSERTION'), new TypeError('x is no function')])(
  '%s is a bug',
  (error) => {
    expect(faultLine(error)).toBeNull()
  },
)
