// SPDX-License-Identifier: AGPL-3.0-or-later
// Accounts, roles, links.

import type { Actor } from '#base/access/actor.ts'
import { hashPassword } from '#base/access/passwords.server.ts'
import { grantRole, revokeRole } from '#base/access/roles.server.ts'
import { checkPassword, signIn } from '#base/access/sign-in.server.ts'
import { makeToken } from '#base/access/tokens.server.ts'
import { minutesAfter, now } from '#base/clock.server.ts'
import type { Db } from '#db/connect.server.ts'
import { addAccount, setAccountDisabled } from '#plan/accounts/accounts.server.ts'
import {
  acceptInvitation,
  changePassword,
  mailInvitation,
  requestPasswordReset,
} from '#plan/accounts/invitations.server.ts'
import { account } from '#tests/support/people.ts'
import { accounts, acts, nth, rule, type Stage } from './rule.ts'

const password = 'tre cavalli al galoppo'

export const accessRules = [
  rule({
    says: 'An e-mail address has one account',
    prepare: async ({ who, word }) => ({ by: who.administrator, email: `${word}@presente.example` }),
    attempt: (db, { by, email }) => addAccount(db, by, { email, name: 'Nora Bassi', language: 'it' }),
    wins: 1,
    stands: async (db, { email }) => ({
      accounts: (await db.selectFrom('account').select('id').where('email', '=', email).execute()).length,
      mails: (await db.selectFrom('outbox').select('id').where('to_address', '=', email).execute()).length,
    }),
    so: { accounts: 1, mails: 1 },
  }),
  rule({
    says: 'A role at a place is held once, given ten times over',
    prepare: async ({ db, who, word }) => ({
      by: who.administrator,
      to: (await account(db, `${word} Prova`)).accountId,
      project_id: who.project.id,
    }),
    attempt: (db, { by, to, project_id }) =>
      db.transaction().execute((db) => grantRole(db, by, manager(to, project_id))),
    stands: async (db, { to }) => ({ held: await heldBy(db, to), acts: await acts(db, 'role_granted', to) }),
    so: { held: 1, acts: 1 },
  }),
  rule({
    says: 'A role given with twenty ends, and taken back meanwhile, is held once at the most',
    prepare: async ({ db, who, word }) => {
      const to = (await account(db, `${word} Prova`)).accountId
      await db.transaction().execute((db) => grantRole(db, null, manager(to, who.project.id)))
      const { id } = await db
        .selectFrom('role_grant')
        .select('id')
        .where('account_id', '=', to)
        .executeTakeFirstOrThrow()
      return { by: who.administrator, to, id, project_id: who.project.id }
    },
    attempt: (db, { by, to, id, project_id }, n) => {
      if (n % 5 === 0) return revokeRole(db, by, to, id)
      const expires_at = minutesAfter(now(), 60 + n)
      return db.transaction().execute((db) => grantRole(db, by, { ...manager(to, project_id), expires_at }))
    },
    stands: async (db, { to }) => (await heldBy(db, to)) <= 1,
    so: true,
  }),
  ...(['revoked', 'disabled', 'given an end', 'revoked, disabled or given an end'] as const).map((how) =>
    rule({
      says: `Somebody stays administrator when twenty are ${how}, each by the next`,
      prepare: (stage) => administrators(stage),
      attempt: async (db, { all }, n) => await endAdministrator(db, nth(all, n), nth(all, n + 1), how, n),
      wins: 19,
      stands: (db) => lasting(db),
      so: 1,
    }),
  ),
  rule({
    says: 'An invitation is accepted once',
    prepare: async ({ db, word }) => {
      const { accountId } = await account(db, `${word} Prova`)
      return {
        accountId,
        token: await db.transaction().execute((db) => makeToken(db, 'invitation', accountId)),
      }
    },
    attempt: (db, { token }) => acceptInvitation(db, token, password),
    wins: 1,
    stands: (db, { accountId }) => acts(db, 'invitation_accepted', accountId),
    so: 1,
  }),
  rule({
    says: 'Of twenty changes of one password one is made',
    prepare: async ({ db, word }) => await withPassword(db, word),
    attempt: (db, who, n) => changePassword(db, who, password, `${password} ${n}`),
    wins: 1,
    stands: (db, { accountId }) => acts(db, 'password_changed', accountId),
    so: 1,
  }),
  rule({
    says: 'Nobody is signed in with a password that was changed meanwhile',
    prepare: async ({ db, word }) => await withPassword(db, word),
    attempt: async (db, who, n) => {
      if (n === 0) return await changePassword(db, who, password, `${password} nuovo`)
      const checked = await checkPassword(db, who.email, password, `192.0.2.${n}`)
      return await signIn(db, checked, new Request('http://localhost/sign-in'))
    },
    stands: async (db, { accountId }) =>
      (await db.selectFrom('login').select('id').where('account_id', '=', accountId).execute()).length,
    so: 0,
  }),
  rule({
    says: 'A fresh reset link ends the earlier ones',
    prepare: async ({ db, word }) => {
      const made = await account(db, `${word} Prova`)
      await db.updateTable('account').set({ password_hash: 'x' }).where('id', '=', made.accountId).execute()
      return made
    },
    attempt: (db, { email }) => requestPasswordReset(db, email),
    stands: (db, { accountId }) => openLinks(db, accountId),
    so: 1,
  }),
  rule({
    says: 'An invitation sent anew while the old one is used leaves one way in',
    prepare: async ({ db, word }) => {
      const { accountId } = await account(db, `${word} Prova`)
      return {
        accountId,
        token: await db.transaction().execute((db) => makeToken(db, 'invitation', accountId)),
      }
    },
    attempt: (db, { accountId, token }, n) =>
      n % 2 === 0
        ? acceptInvitation(db, token, password)
        : db.transaction().execute((db) => mailInvitation(db, null, accountId)),
    stands: async (db, { accountId }) => (await openLinks(db, accountId)) <= 1,
    so: true,
  }),
]

async function withPassword(db: Db, word: string): Promise<Actor> {
  const made = await account(db, `${word} Prova`)
  const password_hash = await hashPassword(password)
  await db.updateTable('account').set({ password_hash }).where('id', '=', made.accountId).execute()
  return made
}

function manager(account_id: string, project_id: string) {
  return { account_id, role: 'manager' as const, project_id, edition_id: null, expires_at: null }
}

async function heldBy(db: Db, account_id: string): Promise<number> {
  const rows = await db
    .selectFrom('role_grant')
    .select('id')
    .where('account_id', '=', account_id)
    .where('revoked_at', 'is', null)
    .execute()
  return rows.length
}

async function openLinks(db: Db, account_id: string): Promise<number> {
  const rows = await db
    .selectFrom('token')
    .select('id')
    .where('account_id', '=', account_id)
    .where('used_at', 'is', null)
    .execute()
  return rows.length
}

/** The installation's only administrators, twenty, each with the grant that makes them so. */
async function administrators({ db, word }: Stage) {
  await db.updateTable('role_grant').set({ revoked_at: now() }).where('role', '=', 'administrator').execute()
  const made = await accounts(db, word, 'administrator')
  const grants = await db
    .selectFrom('role_grant')
    .select(['id', 'account_id'])
    .where('role', '=', 'administrator')
    .where('revoked_at', 'is', null)
    .execute()
  return {
    all: made.map((actor) => ({
      actor,
      grant: grants.find((row) => row.account_id === actor.accountId)?.id ?? '',
    })),
  }
}

type Administrator = { actor: Actor; grant: string }

async function endAdministrator(db: Db, by: Administrator, of: Administrator, how: string, n: number) {
  const ways = how.split(/, | or /)
  const account_id = of.actor.accountId
  switch (nth(ways, n)) {
    case 'revoked':
      return await revokeRole(db, by.actor, account_id, of.grant)
    case 'disabled':
      return await setAccountDisabled(db, by.actor, account_id, true)
    default: {
      const grant = { account_id, role: 'administrator' as const, project_id: null, edition_id: null }
      const expires_at = minutesAfter(now(), 60)
      return await db.transaction().execute((db) => grantRole(db, by.actor, { ...grant, expires_at }))
    }
  }
}

/** How many are enabled, may sign in, and are administrators without end. */
async function lasting(db: Db): Promise<number> {
  const rows = await db
    .selectFrom('role_grant')
    .innerJoin('account', 'account.id', 'role_grant.account_id')
    .select('account.id')
    .where('role_grant.role', '=', 'administrator')
    .where('role_grant.revoked_at', 'is', null)
    .where('role_grant.expires_at', 'is', null)
    .where('account.disabled_at', 'is', null)
    .where('account.password_hash', 'is not', null)
    .execute()
  return rows.length
}
