// SPDX-License-Identifier: AGPL-3.0-or-later
// Migration 014 on an installation where a role was given several times over.
import { sql } from 'kysely'
import { expect, it } from 'vitest'
import { newId } from '#base/clock.server.ts'
import { isUniqueViolation } from '#db/errors.server.ts'
import { up } from '#db/migrations/014_one_role.ts'
import type { RoleGrantTable } from '#db/schema.ts'
import { describeEngines } from '#tests/support/engines.ts'
import { account } from '#tests/support/people.ts'
import { project } from '#tests/support/training.ts'

describeEngines('one role at a place', (world) => {
  it('leaves of doubles the widest, and lets none be made again', async () => {
    await sql`drop index role_grant_once`.execute(world.db)
    const { accountId: account_id } = await account(world.db, 'Ugo Neri')
    const [iris, rosa] = [await project(world.db, 'iris'), await project(world.db, 'rosa')]
    const add = async (
      role: RoleGrantTable['role']['__select__'],
      project_id: string | null,
      day: string,
      expires: string | null,
      revoked_at: string | null = null,
    ) => {
      const id = newId()
      const expires_at = expires && `2027-${expires}T00:00:00.000Z`
      const granted_at = `2026-${day}T00:00:00.000Z`
      const row = { id, account_id, role, project_id, granted_at, expires_at, revoked_at }
      await world.db.insertInto('role_grant').values(row).execute()
      return id
    }
    const earlier = await add('manager', iris.id, '01-01', '01-01', '2026-01-02T00:00:00.000Z')
    const ending = await add('manager', iris.id, '01-03', '01-01')
    const lasting = await add('manager', iris.id, '01-04', null)
    const twice = await add('manager', iris.id, '01-05', null)
    const elsewhere = await add('manager', rosa.id, '01-06', '01-01')
    const short = await add('auditor', iris.id, '01-07', '01-01')
    const long = await add('auditor', iris.id, '01-08', '02-01')
    const nowhere = await add('administrator', null, '01-09', null)
    const nowhereTwice = await add('administrator', null, '01-10', null)

    await world.db.transaction().execute((db) => up(db as never))

    const rows = await world.db.selectFrom('role_grant').select(['id', 'revoked_at']).execute()
    const ends = new Map(rows.map((row) => [row.id, row.revoked_at]))
    expect(
      rows
        .filter((row) => row.revoked_at === null)
        .map((row) => row.id)
        .sort(),
    ).toEqual([lasting, elsewhere, long, nowhere].sort())
    expect(ends.get(earlier)).toBe('2026-01-02T00:00:00.000Z')
    expect([ends.get(ending), ends.get(twice)]).toEqual(Array(2).fill('2026-01-05T00:00:00.000Z'))
    expect([ends.get(short), ends.get(nowhereTwice)]).toEqual([
      '2026-01-08T00:00:00.000Z',
      '2026-01-10T00:00:00.000Z',
    ])
    await expect(add('administrator', null, '02-01', null)).rejects.toSatisfy(isUniqueViolation)
    await expect(add('manager', iris.id, '02-01', '03-01')).rejects.toSatisfy(isUniqueViolation)
    await add('manager', iris.id, '02-01', null, '2026-02-02T00:00:00.000Z')
  })
})
