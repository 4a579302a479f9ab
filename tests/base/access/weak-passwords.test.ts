// SPDX-License-Identifier: AGPL-3.0-or-later
import fc from 'fast-check'
import { beforeAll, expect, it } from 'vitest'
import { makeToken } from '#base/access/tokens.server.ts'
import { weaknessOf, wordsOf } from '#base/access/weak-password.ts'
import { refuseWeakPassword } from '#base/access/weak-passwords.server.ts'
import { inviteAccount } from '#plan/accounts/accounts.server.ts'
import { acceptInvitation, resetPassword } from '#plan/accounts/invitations.server.ts'
import { describeEngines } from '#tests/support/engines.ts'
import { project } from '#tests/support/training.ts'

const anna = { name: 'Anna Bianchi', email: 'a.bianchi@comune.perugia.example' }

describeEngines('a password that somebody chooses', (world) => {
  beforeAll(async () => {
    await project(world.db, 'intarsi')
  })
  const choose = (password: string, who = anna) =>
    refuseWeakPassword(world.db, password, who).then(
      () => 'taken',
      ({ field, message }) => `${field}: ${message}`,
    )

  it.each([
    'password123',
    'Password2026!',
    'P@ssw0rd!!2026',
    'drowssap2026',
    'passwordpassword',
    'qwertyuiop',
    'poiuytrewq',
    '1234567890',
    '0987654321',
    '1q2w3e4r5t6y',
    'aaaaaaaaaaaa',
    '!!!!!!!!!!!!',
    'ciao ciao ciao',
    'CiaoCiao2026',
    'abcdefghij',
    'Juventus1897!',
    'juventusjuventus',
    'forzanapoli3',
    'Prefettura2026',
    'settembre2026',
    'iloveyou!!!!',
    'presente-demo',
  ])('is not %s, which anybody would try', async (password) => {
    expect(await choose(password)).toMatch(/^password: Questa password è fra le prime/)
  })

  it.each([
    'annabianchi',
    'Bianchi.Anna.1980',
    'ihcnaib1980!!',
    'a.bianchi2026',
    'perugia2026!',
    'comuneperugia',
    'presente2026!',
    'pr3s3nt3-2026',
    'ETNESERP1234',
    'intarsi.2026',
    'anna-password',
    'bianchi@comune.perugia.example',
  ])('is not %s, which whoever knows Anna Bianchi would try', async (password) => {
    expect(await choose(password)).toMatch(
      /^password: (La password è composta quasi soltanto|Questa password è fra le prime)/,
    )
  })

  it.each([
    'tre parole lunghe',
    'il gatto di Bianchi dorme',
    'correct horse battery staple',
    'k8#Vq2!zLm9&',
    '7291 6640 1835 55',
    'perché no, domani',
    'ho visto anna al mercato',
    'さくらさくら今年の花',
    '!£%&/()=?^*',
  ])('may be %s', async (password) => {
    expect(await choose(password)).toBe('taken')
  })

  it('is refused where it is chosen, with the link good for another one', async () => {
    const { account_id } = await world.db
      .transaction()
      .execute((db) => inviteAccount(db, null, { ...anna, person_id: null }))
    const token = await world.db.transaction().execute((db) => makeToken(db, 'invitation', account_id))
    await expect(acceptInvitation(world.db, token, 'bianchi1980')).rejects.toMatchObject({
      field: 'password',
    })
    await acceptInvitation(world.db, token, 'tre parole lunghe')
    const reset = await world.db.transaction().execute((db) => makeToken(db, 'password_reset', account_id))
    await expect(resetPassword(world.db, reset, 'password123')).rejects.toMatchObject({ field: 'password' })
    await resetPassword(world.db, reset, 'quattro parole nuove')
  })
})

it('any text of any length is answered, and what is random is taken', () => {
  const known = new Set(['password'])
  const own = [...wordsOf('Anna Bianchi'), ...wordsOf('comune.perugia.example', 4)]
  fc.assert(
    fc.property(fc.string({ unit: 'grapheme', maxLength: 200 }), (password) => {
      expect(['common', 'personal', null]).toContain(weaknessOf(password, (word) => known.has(word), own))
    }),
  )
  // Without the bias by which fast-check prefers small values: of all zeros a password is no random one.
  const signs = fc.constantFrom(...'abcdefghijklmnopqrstuvwxyz0123456789')
  const random = fc.noBias(fc.array(signs, { minLength: 16, maxLength: 16 }))
  fc.assert(
    fc.property(random, (password) => {
      expect(weaknessOf(password.join(''), (word) => known.has(word), own)).toBeNull()
    }),
  )
})
