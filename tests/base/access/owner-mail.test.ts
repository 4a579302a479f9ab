// SPDX-License-Identifier: AGPL-3.0-or-later
import { expect, it } from 'vitest'
import { actorOfAccount } from '#base/access/actor.server.ts'
import type { Actor } from '#base/access/actor.ts'
import { mailOwner } from '#base/access/owner-mail.server.ts'
import { hashPassword } from '#base/access/passwords.server.ts'
import { grantRole, grantsOf, type NewGrant, revokeRole } from '#base/access/roles.server.ts'
import { at } from '#base/clock.server.ts'
import { changePassword } from '#plan/accounts/invitations.server.ts'
import { describeEngines } from '#tests/support/engines.ts'
import { account, grant } from '#tests/support/people.ts'
import { project } from '#tests/support/training.ts'

const password = 'tre parole lunghe'

describeEngines('the owner of an account hears by mail', (world) => {
  const someone = async (name: string, language: 'it' | 'en' = 'it'): Promise<Actor> => {
    const actor = await account(world.db, name)
    const password_hash = await hashPassword(password)
    await world.db
      .updateTable('account')
      .set({ password_hash, language })
      .where('id', '=', actor.accountId)
      .execute()
    return actor
  }
  const mailTo = async ({ email }: Actor) =>
    await world.db
      .selectFrom('outbox')
      .select(['subject', 'body'])
      .where('to_address', '=', email)
      .orderBy('id')
      .execute()

  it('of a changed password: what, when, and what to do', async () => {
    const anna = await someone('Anna Bianchi')
    await at('2026-02-05T10:00:00.000Z', () => changePassword(world.db, anna, password, 'sei parole nuove'))
    const [mail, ...more] = await mailTo(anna)
    expect(more).toEqual([])
    expect(mail?.subject).toBe('Presente: la password della sua utenza è stata cambiata')
    expect(mail?.body).toContain('il 05/02/2026, 11:00')
    expect(mail?.body).toContain('«Password dimenticata?»')
    expect(mail?.body).not.toMatch(/\/(invitations|password\/reset)\//)
  })

  it('of nothing that was refused', async () => {
    const luca = await someone('Luca Verdi')
    await expect(changePassword(world.db, luca, 'wrong', 'sei parole nuove')).rejects.toThrow()
    await expect(changePassword(world.db, luca, password, 'luca.verdi.80')).rejects.toThrow(/indovina/)
    expect(await mailTo(luca)).toEqual([])
  })

  const given = (actor: Actor | null, role: NewGrant) => grantRole(world.db, actor, role)

  it('of a role given and taken, in their language, with its place', async () => {
    const admin = await grant(world.db, await someone('Ada Righi'), 'administrator')
    const mary = await someone('Mary Poole', 'en')
    const iris = await project(world.db, 'iris')
    const role = {
      account_id: mary.accountId,
      role: 'auditor',
      project_id: iris.id,
      edition_id: null,
    } as const
    await given(admin, { ...role, expires_at: null })
    // Given once more, nothing changes.
    await given(admin, { ...role, expires_at: null })
    const [held] = await grantsOf(world.db, mary.accountId)
    await revokeRole(world.db, admin, mary.accountId, held?.id ?? '')
    expect((await mailTo(mary)).map(({ subject }) => subject)).toEqual([
      'Presente: your account was given the role: Auditor (read only) (IRIS)',
      'Presente: your account lost the role: Auditor (read only) (IRIS)',
    ])
  })

  it('of a record that their account was linked to, with whom to write to', async () => {
    const rita = await someone('Rita Neri')
    await world.db
      .insertInto('setting')
      .values({ key: 'contact_email', value: 'ufficio@presente.example' })
      .execute()
    await world.db
      .transaction()
      .execute((db) => mailOwner(db, rita.accountId, { kind: 'person_linked', person: 'Rita Neri' }))
    const [mail] = await mailTo(rita)
    expect(mail?.subject).toContain('Rita Neri')
    expect(mail?.body).toContain('avvisi subito l')
    expect(mail?.body).toContain('ufficio@presente.example')
  })

  it('not of what the program does, nor before they have a password', async () => {
    const [ugo, invited] = [await someone('Ugo Mori'), await account(world.db, 'Nora Sala')]
    const admin = { role: 'administrator', project_id: null, edition_id: null, expires_at: null } as const
    await given(null, { ...admin, account_id: ugo.accountId })
    await given(await actorOfAccount(world.db, ugo.accountId), { ...admin, account_id: invited.accountId })
    expect([...(await mailTo(ugo)), ...(await mailTo(invited))]).toEqual([])
  })
})
