// SPDX-License-Identifier: AGPL-3.0-or-later
// What a trainer still has to do, oldest first.
import fc from 'fast-check'
import { beforeAll, describe, expect, it } from 'vitest'
import routes from '#app/routes.ts'
import type { Actor } from '#base/access/actor.ts'
import { newId } from '#base/clock.server.ts'
import { owedAddress, owedKinds, owedName, owedStep } from '#record/teaching/owed.ts'
import { owedBy } from '#record/teaching/teaching.server.ts'
import { addressesOf } from '#tests/architecture/routes.ts'
import { absent, present, teaches } from '#tests/prove/reports/presence.ts'
import { describeEngines } from '#tests/support/engines.ts'
import { iris } from '#tests/support/iris.ts'
import { account, grant, longAgo, person } from '#tests/support/people.ts'
import { edition, meeting } from '#tests/support/training.ts'

const evening = '2026-02-20T18:00:00.000Z'
const firstPage = { limit: 50, offset: 0 }

describe('the next step of a meeting that is over', () => {
  it('is the roll while somebody is to be recorded, then closing, then what proves it', () => {
    const owing = { mode: 'in_person' as const, state: 'open' as const, enrolled: 2, marked: 1 }
    expect(owedStep({ ...owing, state: 'planned', marked: 0 })).toBe('roll_call')
    expect(owedStep(owing)).toBe('roll_call')
    expect(owedStep({ ...owing, marked: 2 })).toBe('closing')
    expect(owedStep({ ...owing, state: 'closed', marked: 2 })).toBe('sheet')
    expect(owedStep({ ...owing, state: 'closed', mode: 'virtual_class' })).toBe('report')
    expect(owedStep({ ...owing, state: 'closed', mode: 'hybrid' })).toBe('sheet')
  })

  it('is closing only when nobody is to be recorded, whatever the numbers', () => {
    fc.assert(
      fc.property(fc.nat(300), fc.nat(300), (enrolled, marked) => {
        const step = owedStep({ mode: 'in_person', state: 'open', enrolled, marked })
        expect(step === 'closing').toBe(marked >= enrolled && marked > 0)
      }),
    )
  })

  it('leads to a page that there is, and has words', async () => {
    const paths = addressesOf(await routes).map(
      ({ path }) => new RegExp(`^${path.replace(/:\w+/g, '[^/]+')}$`),
    )
    for (const kind of owedKinds) {
      expect(paths.filter((path) => path.test(owedAddress(kind, 'M')))).toHaveLength(1)
      expect(owedName(kind)).not.toBe('')
    }
  })
})

describeEngines('what a trainer owes', (world) => {
  let who: Awaited<ReturnType<typeof iris>>
  let made: Record<'colleague' | 'rosa', { id: string }>
  let colleague: Actor
  beforeAll(async () => {
    const { db } = world
    who = await iris(db)
    const [first] = who.meetings
    await teaches(db, first, who.carla)
    // The second is of nobody in particular: whoever has the role sees to it.
    const add = async (number: number, day: string, details = {}) =>
      await meeting(db, who.edition, number, `2026-02-${day}T10:00Z`, `2026-02-${day}T12:00Z`, details)
    const called = await add(3, '13', { state: 'open' })
    const proved = await add(4, '14', { state: 'closed' })
    const bare = await add(5, '15', { state: 'closed' })
    const online = await add(6, '16', { state: 'closed', mode: 'virtual_class' })
    const webinar = await add(7, '17', { state: 'closed', mode: 'webinar' })
    const locked = await add(8, '18', { state: 'locked' })
    const cancelled = await add(9, '18', { state: 'cancelled' })
    const ahead = await add(10, '21')
    const colleagues = await add(11, '19')
    for (const at of [called, proved, bare, online, webinar, locked, cancelled, ahead]) {
      await teaches(db, at, who.carla)
      await present(db, at, who.anna)
      await absent(db, at, who.luca)
    }
    const dina = await person(db, 'Dina Moro', undefined, { is_staff: 1 })
    await teaches(db, colleagues, dina)
    colleague = await grant(db, await account(db, 'Dina Moro', dina), 'trainer', { edition: who.edition })
    // Carla is named in an edition where she has no role: it is not hers to close.
    const other = await edition(db, who.rosa, 'ROSA-PM-01')
    const rosa = await meeting(db, other, 1, '2026-02-10T08:00Z', '2026-02-10T09:00Z')
    await teaches(db, rosa, who.carla)
    const hash = newId()
    await db
      .insertInto('file')
      .values({ hash, type: 'application/pdf', size: 10, stored_at: longAgo })
      .execute()
    const sheet = { id: newId(), meeting_id: proved.id, kind: 'signed_sheet' as const, file_hash: hash }
    await db
      .insertInto('evidence')
      .values({ ...sheet, name: 'foglio.pdf', attached_at: longAgo })
      .execute()
    made = { colleague: colleagues, rosa }
  })

  const owed = async (actor: Actor, moment = evening, page = firstPage) => {
    const { rows, total } = await owedBy(world.db, actor, moment, page)
    return { total, rows: rows.map(({ number, step }) => [number, step]) }
  }

  it('is what is not closed, then not proved, oldest first, with the next step', async () => {
    expect(await owed(who.trainer)).toEqual({
      total: 5,
      rows: [
        [1, 'roll_call'],
        [2, 'roll_call'],
        [3, 'closing'],
        [5, 'sheet'],
        [6, 'report'],
      ],
    })
  })

  it('is nothing before the end of a meeting', async () => {
    expect(await owed(who.trainer, '2026-02-05T12:29:59.999Z')).toEqual({ total: 0, rows: [] })
    expect((await owed(who.trainer, '2026-02-05T12:30:00.000Z')).rows).toEqual([[1, 'roll_call']])
  })

  it('is paged, with how many there are in all', async () => {
    expect(await owed(who.trainer, evening, { limit: 2, offset: 2 })).toEqual({
      total: 5,
      rows: [
        [3, 'closing'],
        [5, 'sheet'],
      ],
    })
  })

  it('is for a colleague what is theirs or of nobody, and nothing for who does not teach', async () => {
    expect((await owed(colleague)).rows).toEqual([
      [2, 'roll_call'],
      [11, 'roll_call'],
    ])
    for (const actor of [who.operator, who.manager, who.administrator, who.auditor]) {
      expect(await owed(actor)).toEqual({ total: 0, rows: [] })
    }
    const ids = (await owedBy(world.db, who.trainer, evening, firstPage)).rows.map(({ id }) => id)
    expect(ids).not.toContain(made.rosa.id)
    expect(ids).not.toContain(made.colleague.id)
  })

  it('is no longer a sheet where the project takes an electronic trace of everybody for proof', async () => {
    const { db } = world
    const nora = await person(db, 'Nora Sé', who.comune)
    const traced = await meeting(db, who.edition, 12, '2026-02-19T14:00Z', '2026-02-19T15:00Z', {
      state: 'closed',
    })
    await teaches(db, traced, who.carla)
    await present(db, traced, nora, undefined, { source: 'self' })
    const numbers = async () => (await owed(who.trainer)).rows.map(([number]) => number)
    expect(await numbers()).not.toContain(12)
    await db.updateTable('project').set({ evidence_rule: 'sheet' }).where('id', '=', who.project.id).execute()
    expect(await numbers()).toContain(12)
  })
})
