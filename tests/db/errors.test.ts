// SPDX-License-Identifier: AGPL-3.0-or-later
import { beforeAll, expect, it } from 'vitest'
import { isUniqueViolation } from '#db/errors.server.ts'
import { describeEngines } from '#tests/support/engines.ts'
import { employment, organisation, person } from '#tests/support/people.ts'
import { edition, meeting, project } from '#tests/support/training.ts'

describeEngines('a refused write', (world) => {
  const refused = (write: Promise<unknown>) => write.then(() => 'accepted', isUniqueViolation)
  let anna: Awaited<ReturnType<typeof person>>
  let comune: Awaited<ReturnType<typeof organisation>>

  beforeAll(async () => {
    comune = await organisation(world.db, 'Comune di Perugia')
    anna = await person(world.db, 'Anna Bianchi', comune)
  })

  it('is a unique violation for a name that exists', async () => {
    expect(await refused(organisation(world.db, 'comune di PERUGIA'))).toBe(true)
  })

  it('is one for a primary key that exists', async () => {
    expect(await refused(world.db.insertInto('person').values(anna).execute())).toBe(true)
  })

  it('is one for a second current employment, and none for a former one', async () => {
    expect(await refused(employment(world.db, anna, comune, '2021-01-01'))).toBe(true)
    expect(await refused(employment(world.db, anna, comune, '2018-01-01', '2019-12-31'))).toBe('accepted')
  })

  it('is not one for a body that does not exist', async () => {
    expect(await refused(employment(world.db, anna, { id: 'nobody' }, '2018-01-01', '2019-01-01'))).toBe(
      false,
    )
  })

  it('is not one for a value out of its list', async () => {
    const sector = 'both' as 'public'
    expect(await refused(organisation(world.db, 'Altro', 'comune', sector))).toBe(false)
  })

  it('is not one for a meeting that ends before it starts', async () => {
    const run = await edition(world.db, await project(world.db, 'iris'), 'IRIS-PM-01')
    expect(await refused(meeting(world.db, run, 1, '2026-02-05T12:00Z', '2026-02-05T10:00Z'))).toBe(false)
    expect(await refused(meeting(world.db, run, 1, '2026-02-05T10:00Z', '2026-02-05T12:00Z'))).toBe(
      'accepted',
    )
    expect(await refused(meeting(world.db, run, 1, '2026-02-06T10:00Z', '2026-02-06T12:00Z'))).toBe(true)
  })

  it('is no unique violation when it is no database error at all', () => {
    expect(isUniqueViolation(new Error('23505'))).toBe(false)
    expect(isUniqueViolation('23505')).toBe(false)
    expect(isUniqueViolation(undefined)).toBe(false)
  })
})
