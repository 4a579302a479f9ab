// SPDX-License-Identifier: AGPL-3.0-or-later
import { beforeAll, beforeEach, expect, it } from 'vitest'
import { at, newId } from '#base/clock.server.ts'
import { findLedgerFault } from '#base/ledger/ledger.server.ts'
import type { Db } from '#db/connect.server.ts'
import { recountCompletions, refreshCompletions } from '#record/completion/completion.server.ts'
import { describeEngines } from '#tests/support/engines.ts'
import { iris } from '#tests/support/iris.ts'
import { longAgo, person } from '#tests/support/people.ts'
import { counting } from '#tests/support/queries.ts'
import { course, edition, enrolment, meeting } from '#tests/support/training.ts'

async function mark(db: Db, meeting_id: string, person_id: string, credited_minutes: number) {
  const id = newId()
  await db
    .insertInto('mark')
    .values({
      id,
      meeting_id,
      person_id,
      status: credited_minutes > 0 ? 'present' : 'absent',
      intervals: '[]',
      credited_minutes,
      source: 'trainer',
      reason: null,
      recorded_by: null,
      recorded_at: longAgo,
      stated_at: longAgo,
      restated_at: longAgo,
      restated_nonce: newId(),
      nonce: newId(),
      superseded_by: null,
    })
    .execute()
  return id
}

describeEngines('completions', (world) => {
  let known: Awaited<ReturnType<typeof iris>>
  beforeAll(async () => {
    known = await iris(world.db)
  })
  /** Two meetings of 150 minutes, with Anna and Luca, nobody marked. */
  let first: Awaited<ReturnType<typeof meeting>>
  let second: Awaited<ReturnType<typeof meeting>>
  let anna: Awaited<ReturnType<typeof enrolment>>
  let luca: Awaited<ReturnType<typeof enrolment>>
  let ids: string[]
  let serial = 0
  beforeEach(async () => {
    serial += 1
    const run = await edition(world.db, known.project, `IRIS-PM-1${serial}`)
    first = await meeting(world.db, run, 1, '2026-02-05T10:00Z', '2026-02-05T12:30Z')
    second = await meeting(world.db, run, 2, '2026-02-12T10:00Z', '2026-02-12T12:30Z')
    anna = await enrolment(world.db, run, known.anna)
    luca = await enrolment(world.db, run, known.luca)
    ids = [anna.id, luca.id]
  })

  const refresh = async (moment: string, enrolments = ids) =>
    await at(moment, () =>
      world.db.transaction().execute((db) => refreshCompletions(db, known.trainer, enrolments)),
    )
  const kept = async (enrolmentId = anna.id) => {
    const row = await world.db
      .selectFrom('completion')
      .selectAll()
      .where('enrolment_id', '=', enrolmentId)
      .executeTakeFirst()
    return row && [Number(row.credited_minutes), Number(row.modules_done), row.completed_at]
  }
  const acts = async () =>
    await world.db
      .selectFrom('ledger')
      .select(['act', 'subject_id', 'actor_id', 'project_id'])
      .where('subject_id', 'in', ids)
      .orderBy('seq')
      .execute()

  it('begin at nothing', async () => {
    await refresh('2026-02-01T10:00:00.000Z')
    expect(await kept()).toEqual([0, 0, null])
    expect(await acts()).toEqual([])
  })

  it('add up current marks, and hold from the moment the rule is met', async () => {
    await refresh('2026-02-01T10:00:00.000Z')
    await mark(world.db, first.id, known.anna.id, 150)
    await refresh('2026-02-05T13:00:00.000Z')
    expect(await kept()).toEqual([150, 0, null])
    await mark(world.db, second.id, known.anna.id, 75)
    await refresh('2026-02-12T13:00:00.000Z')
    await refresh('2026-02-13T13:00:00.000Z')
    expect(await kept()).toEqual([225, 0, '2026-02-12T13:00:00.000Z'])
    expect(await kept(luca.id)).toEqual([0, 0, null])
    expect(await acts()).toEqual([
      {
        act: 'completed',
        subject_id: anna.id,
        actor_id: known.trainer.accountId,
        project_id: known.project.id,
      },
    ])
  })

  it('are undone by a correction, and come back with another', async () => {
    await mark(world.db, first.id, known.anna.id, 150)
    const current = await mark(world.db, second.id, known.anna.id, 75)
    await refresh('2026-02-12T13:00:00.000Z')
    await world.db.transaction().execute(async (db) => {
      const absent = newId()
      await db.updateTable('mark').set({ superseded_by: absent }).where('id', '=', current).execute()
      const id = await mark(db, second.id, known.anna.id, 0)
      await db.updateTable('mark').set({ superseded_by: id }).where('id', '=', current).execute()
    })
    await refresh('2026-02-14T10:00:00.000Z')
    expect(await kept()).toEqual([150, 0, null])
    await world.db.updateTable('meeting').set({ state: 'cancelled' }).where('id', '=', second.id).execute()
    await refresh('2026-02-15T10:00:00.000Z')
    expect(await kept()).toEqual([150, 0, '2026-02-15T10:00:00.000Z'])
    expect((await acts()).map((row) => row.act)).toEqual(['completed', 'completion_undone', 'completed'])
  })

  it('count only modules of the pinned version', async () => {
    const pinned = await course(world.db, 'pinned', ['primo', 'secondo'])
    const other = await course(world.db, 'other', ['primo', 'secondo'])
    const online = await edition(world.db, known.project, 'IRIS-ON-01', { course_id: pinned.id })
    const mine = await enrolment(world.db, online, known.anna, pinned.version)
    const done = async (module?: { id: string }) =>
      await world.db
        .insertInto('module_progress')
        .values({
          enrolment_id: mine.id,
          module_id: module?.id ?? '',
          started_at: longAgo,
          completed_at: longAgo,
        })
        .execute()
    await done(pinned.modules[0])
    await done(other.modules[1])
    await refresh('2026-02-16T10:00:00.000Z', [mine.id])
    expect(await kept(mine.id)).toEqual([0, 1, null])
    await done(pinned.modules[1])
    await refresh('2026-02-17T10:00:00.000Z', [mine.id])
    expect(await kept(mine.id)).toEqual([0, 2, '2026-02-17T10:00:00.000Z'])
  })

  it('are refreshed for many enrolments with the same few queries', async () => {
    const many = await edition(world.db, known.project, 'IRIS-PM-09')
    const enrolled: string[] = []
    for (let index = 0; index < 40; index++) {
      enrolled.push((await enrolment(world.db, many, await person(world.db, `Persona ${index}`))).id)
    }
    const queriesFor = async (ids: string[]) => {
      const counted = counting(world.db)
      await counted.db.transaction().execute((db) => refreshCompletions(db, null, ids))
      return counted.count()
    }
    const one = await queriesFor(enrolled.slice(0, 1))
    expect(await queriesFor(enrolled.slice(1))).toBe(one)
  })

  it('agree with a recount, which finds what was changed behind their back', async () => {
    await mark(world.db, first.id, known.anna.id, 150)
    await world.db.updateTable('meeting').set({ state: 'cancelled' }).where('id', '=', second.id).execute()
    await refresh('2026-02-15T10:00:00.000Z')
    expect(await recountCompletions(world.db)).toEqual([])
    await world.db
      .updateTable('completion')
      .set({ credited_minutes: 151 })
      .where('enrolment_id', '=', anna.id)
      .execute()
    expect(await recountCompletions(world.db)).toEqual([
      {
        enrolmentId: anna.id,
        kept: { credited_minutes: 151, modules_done: 0, complete: true },
        recounted: { credited_minutes: 150, modules_done: 0, complete: true },
      },
    ])
    await refresh('2026-02-18T10:00:00.000Z')
    expect(await recountCompletions(world.db)).toEqual([])
    expect(await findLedgerFault(world.db)).toBeNull()
  })
})
