// SPDX-License-Identifier: AGPL-3.0-or-later
import { afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { findActor } from '#base/access/actor.server.ts'
import type { Actor } from '#base/access/actor.ts'
import { startLogin } from '#base/access/logins.server.ts'
import { hashPassword } from '#base/access/passwords.server.ts'
import { askedOf, isFresh, prove, refuseUnproved } from '#base/access/proof.server.ts'
import { grantRole, grantsOf, revokeRole } from '#base/access/roles.server.ts'
import { at, minutesAfter, newId, now } from '#base/clock.server.ts'
import { env } from '#base/env.server.ts'
import { setAccountDisabled } from '#plan/accounts/accounts.server.ts'
import { handOverInvitation } from '#plan/accounts/invitations.server.ts'
import { recordMarks } from '#record/attendance/marks.server.ts'
import { closeMeeting } from '#record/register/closing.server.ts'
import { issueDocument } from '#record/register/issued-documents.server.ts'
import { lockClosedMeetings, lockMeeting } from '#record/register/locking.server.ts'
import { changeMeeting } from '#record/schedule/changes.server.ts'
import { correctWalkIn, withdrawWalkIn } from '#record/walk-ins/corrections.server.ts'
import type { NewWalkIn } from '#record/walk-ins/walk-in.ts'
import { addWalkIn } from '#record/walk-ins/walk-ins.server.ts'
import { closedMorning } from '#tests/plan/editions/closed-meeting.ts'
import { describeEngines } from '#tests/support/engines.ts'
import '#tests/support/files.ts'
import { account, grant } from '#tests/support/people.ts'

const password = 'tre parole lunghe'
const refused = { kind: 'invalid', field: 'password' }

describe('a proof of identity', () => {
  it.each([
    [0, true],
    [15, true],
    [15.001, false],
    [24 * 60, false],
  ])('made %s minutes ago is fresh: %s', (minutes, fresh) => {
    const moment = '2026-02-05T10:00:00.000Z'
    expect(isFresh(minutesAfter(moment, -minutes), moment)).toBe(fresh)
  })

  it('never made is not fresh', () => {
    expect(isFresh(null, now())).toBe(false)
  })
})

describeEngines('a proof of identity', (world) => {
  let iris: Awaited<ReturnType<typeof closedMorning>>
  let who: Awaited<ReturnType<typeof iris.anotherEdition>>
  let hash: string
  beforeAll(async () => {
    iris = await closedMorning(world.db)
    who = iris
    hash = await hashPassword(password)
  })
  /** Somebody at a browser in which they signed in so many minutes ago. */
  const atBrowser = async (actor: Actor, minutesAgo = 0): Promise<Actor> => {
    const { db } = world
    await db.updateTable('account').set({ password_hash: hash }).where('id', '=', actor.accountId).execute()
    const signIn = () => startLogin(db, actor.accountId, 'Firefox', null)
    const cookie = await at(minutesAfter(now(), -minutesAgo), signIn)
    const found = await findActor(db, cookie.split(';')[0] ?? null)
    if (!found) throw new Error('not signed in')
    return found
  }
  const events = async (actor: Actor) => {
    const query = world.db.selectFrom('security_event').select('kind').orderBy('id')
    return (await query.where('account_id', '=', actor.accountId).execute()).map(({ kind }) => kind)
  }

  it('comes with signing in, and is good for 15 minutes', async () => {
    const marta = await atBrowser(who.manager)
    expect(askedOf(marta, 'when_old')).toBeNull()
    expect(askedOf(marta, 'always')).toBe('always')
    expect(await prove(world.db, marta, 'when_old', undefined)).toBe(marta)
    const old = await atBrowser(who.manager, 16)
    expect(askedOf(old, 'when_old')).toBe('when_old')
    await expect(prove(world.db, old, 'when_old', undefined)).rejects.toMatchObject(refused)
    await expect(prove(world.db, marta, 'always', undefined)).rejects.toMatchObject(refused)
  })

  it('is not there in a login from before it was kept', async () => {
    const marta = await atBrowser(who.manager)
    await world.db.updateTable('login').set({ proved_at: null }).execute()
    const again = { ...marta, login: { handle: marta.login?.handle ?? '', provedAt: null } }
    await expect(prove(world.db, again, 'when_old', undefined)).rejects.toMatchObject(refused)
  })

  it('is renewed by the password, for this browser only, and noted', async () => {
    const elsewhere = await atBrowser(who.manager, 30)
    const here = await atBrowser(who.manager, 30)
    await expect(prove(world.db, here, 'when_old', 'not this one')).rejects.toMatchObject(refused)
    const proved = await prove(world.db, here, 'when_old', password)
    expect(askedOf(proved, 'when_old')).toBeNull()
    const kept = await world.db.selectFrom('login').select(['id', 'proved_at']).execute()
    const momentOf = (actor: Actor) => kept.find(({ id }) => id === actor.login?.handle)?.proved_at ?? null
    expect(isFresh(momentOf(here), now())).toBe(true)
    expect(isFresh(momentOf(elsewhere), now())).toBe(false)
    expect((await events(here)).slice(-2)).toEqual(['identity_not_proved', 'identity_proved'])
  })

  it('signs in the request that brings it, not in the next', async () => {
    const marta = await prove(world.db, await atBrowser(who.manager), 'always', password)
    expect(() => refuseUnproved(marta, 'always')).not.toThrow()
    const { signs: _signs, ...next } = marta
    expect(() => refuseUnproved(next, 'always')).toThrow()
    expect(() => refuseUnproved(next, 'when_old')).not.toThrow()
  })

  it('is not looked at any more after too many wrong ones', async () => {
    const ugo = await atBrowser(await account(world.db, 'Ugo Mori'), 30)
    for (let tried = 0; tried < 5; tried++) {
      await expect(prove(world.db, ugo, 'when_old', 'wrong')).rejects.toMatchObject(refused)
    }
    await expect(prove(world.db, ugo, 'when_old', password)).rejects.toMatchObject({ kind: 'too_many' })
  })

  it('of a disabled account is none', async () => {
    const { db } = world
    const eva = await atBrowser(await account(db, 'Eva Blu'), 30)
    await db.updateTable('account').set({ disabled_at: now() }).where('id', '=', eva.accountId).execute()
    await expect(prove(db, eva, 'when_old', password)).rejects.toMatchObject(refused)
  })

  it('is asked of a browser, not of the program', async () => {
    expect(await prove(world.db, who.manager, 'always', undefined)).toBe(who.manager)
    expect(() => refuseUnproved(who.manager, 'always')).not.toThrow()
    expect(() => refuseUnproved(null, 'always')).not.toThrow()
  })

  describe('when it is old is wanted by', () => {
    let administrator: Actor
    let other: Actor
    let page: string
    let serial = 0
    beforeAll(async () => {
      const ada = await grant(world.db, await account(world.db, 'Ada Righi'), 'administrator')
      administrator = await grant(world.db, ada, 'manager', { project: iris.project })
    })
    beforeEach(async () => {
      serial += 1
      who = await iris.anotherEdition()
      other = await grant(world.db, await account(world.db, `Olmo Verdi ${serial}`), 'administrator')
      const pages = world.db.selectFrom('register_page').select('id').where('meeting_id', '=', who.first.id)
      page = (await pages.executeTakeFirstOrThrow()).id
    })
    const { SMTP_URL } = env()
    afterEach(() => {
      Object.assign(env(), { SMTP_URL })
    })
    const acts: [string, (actor: Actor) => Promise<unknown>][] = [
      [
        'granting a role',
        (actor) =>
          grantRole(world.db, actor, {
            account_id: other.accountId,
            role: 'manager',
            project_id: who.project.id,
            edition_id: null,
            expires_at: null,
          }),
      ],
      [
        'revoking one',
        async (actor) => {
          const [role] = await grantsOf(world.db, other.accountId)
          await revokeRole(world.db, actor, other.accountId, role?.id ?? '')
        },
      ],
      ['disabling an account', (actor) => setAccountDisabled(world.db, actor, other.accountId, true)],
      [
        'enabling it',
        async (actor) => {
          const accounts = world.db.updateTable('account').where('id', '=', other.accountId)
          await accounts.set({ disabled_at: now() }).execute()
          await setAccountDisabled(world.db, actor, other.accountId, false)
        },
      ],
      [
        'handing an invitation over',
        async (actor) => {
          Object.assign(env(), { SMTP_URL: null })
          await handOverInvitation(world.db, actor, other.accountId)
        },
      ],
      [
        'issuing a document',
        (actor) =>
          issueDocument(world.db, actor, {
            edition_id: who.edition.id,
            kind: 'register',
            bytes: new TextEncoder().encode('%PDF-1.7'),
            page_ids: [page],
          }),
      ],
      ['locking a register', (actor) => lockClosedMeetings(world.db, actor, who.edition.id)],
      ['locking a page', (actor) => lockMeeting(world.db, actor, who.first.id)],
    ]

    it.each(acts)('%s', async (_name, act) => {
      const ledger = async () => (await world.db.selectFrom('ledger').select('seq').execute()).length
      const before = await ledger()
      await expect(act(await atBrowser(administrator, 16))).rejects.toMatchObject(refused)
      expect(await ledger()).toBe(before)
      await act(await atBrowser(administrator, 14))
    })
  })

  describe('in the same request is wanted by', () => {
    let came: NewWalkIn
    beforeEach(async () => {
      who = await iris.anotherEdition()
      came = {
        id: newId(),
        first_name: 'Ida',
        last_name: 'Serra',
        organisation: 'Comune di Terni',
        sector: 'public',
        different: false,
        reason: 'Sul foglio firme',
        intervals: [{ in: who.first.starts_at, out: who.first.ends_at }],
      }
      await addWalkIn(world.db, { ...who.manager, signs: true }, who.first.id, came)
    })
    const acts: [string, (actor: Actor) => Promise<unknown>][] = [
      ['closing a page', (actor) => closeMeeting(world.db, actor, { meeting_id: who.second.id })],
      [
        'a mark on a closed page',
        (actor) =>
          recordMarks(world.db, actor, {
            meeting_id: who.first.id,
            source: 'trainer',
            reason: 'Era a casa',
            nonce: newId(),
            marks: [{ person_id: who.luca.id, status: 'absent', intervals: [], base: null }],
          }),
      ],
      [
        'its topic',
        (actor) =>
          recordMarks(world.db, actor, {
            meeting_id: who.first.id,
            source: 'trainer',
            reason: 'Errore di battitura',
            nonce: newId(),
            topic: 'Il fabbisogno e la gara',
            marks: [],
          }),
      ],
      [
        'its times',
        (actor) =>
          changeMeeting(world.db, actor, {
            ...who.form(who.first),
            ends_at: minutesAfter(who.first.ends_at, 30),
            reason: 'Finito dopo',
          }),
      ],
      [
        'somebody added to it',
        (actor) =>
          addWalkIn(world.db, actor, who.first.id, {
            id: newId(),
            first_name: 'Gino',
            last_name: 'Poli',
            organisation: 'Comune di Terni',
            sector: 'public',
            different: false,
            reason: 'Mancava',
            intervals: [{ in: who.first.starts_at, out: who.first.ends_at }],
          }),
      ],
      [
        'what was written of somebody added',
        (actor) => {
          const which = { walk_in_id: came.id, meeting_id: who.first.id }
          return correctWalkIn(world.db, actor, which, { ...came, in: '', out: '', last_name: 'Serri' })
        },
      ],
      [
        'somebody added by mistake',
        (actor) =>
          withdrawWalkIn(world.db, actor, {
            walk_in_id: came.id,
            meeting_id: who.first.id,
            reason: 'Scritta due volte',
          }),
      ],
    ]

    it.each(acts)('%s', async (_name, act) => {
      const state = async () => [
        await who.versions(who.first),
        await world.db.selectFrom('mark').selectAll().orderBy('id').execute(),
        await world.db.selectFrom('meeting').selectAll().orderBy('id').execute(),
      ]
      const before = await state()
      const marta = await atBrowser(who.manager)
      await expect(act(marta)).rejects.toMatchObject(refused)
      expect(await state()).toEqual(before)
      const signer = await prove(world.db, marta, 'always', password)
      const done = await act(signer).then(
        () => 'done',
        (error) => error.field ?? error.kind,
      )
      expect(done).not.toBe('password')
    })
  })
})
