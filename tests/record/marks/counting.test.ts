// SPDX-License-Identifier: AGPL-3.0-or-later
import { beforeAll, expect, it } from 'vitest'
import { counts, presentParticipant } from '#record/marks/counting.server.ts'
import { inForce } from '#record/marks/in-force.ts'
import { mark } from '#tests/prove/board/attending.ts'
import { describeEngines } from '#tests/support/engines.ts'
import { iris } from '#tests/support/iris.ts'
import { person } from '#tests/support/people.ts'
import { meeting } from '#tests/support/training.ts'

describeEngines('which marks count', (world) => {
  let named: Map<string, string>
  beforeAll(async () => {
    const { db } = world
    const who = await iris(db)
    const [held] = who.meetings
    const cancelled = await meeting(db, who.edition, 3, '2026-02-19T10:00Z', '2026-02-19T12:30Z')
    await db.updateTable('meeting').set({ state: 'cancelled' }).where('id', '=', cancelled.id).execute()
    const of = async (name: string, at: { id: string } = held, details: Parameters<typeof mark>[3] = {}) => {
      const { id } = await mark(db, at, await person(db, `${name} Rossi`), details)
      return [id, name] as const
    }
    const trainer = await of('Trainer', held, { role: 'trainer' })
    const corrected = await of('Corrected')
    await db.updateTable('mark').set({ superseded_by: trainer[0] }).where('id', '=', corrected[0]).execute()
    named = new Map([
      trainer,
      corrected,
      await of('Present'),
      await of('Absent', held, { status: 'absent', credited_minutes: 0 }),
      await of('Minuteless', held, { credited_minutes: 0 }),
      await of('Cancelled', cancelled),
    ])
  })

  const marks = () =>
    world.db.selectFrom('mark').innerJoin('meeting', 'meeting.id', 'mark.meeting_id').select('mark.id')
  const names = (rows: { id: string }[]) => rows.map(({ id }) => named.get(id)).sort()

  it('are in force, of a participant present with minutes, at a meeting not cancelled', async () => {
    expect(names(await marks().where(counts).execute())).toEqual(['Present'])
  })

  it('are among those of present participants, and these among those in force', async () => {
    const present = ['Cancelled', 'Minuteless', 'Present']
    expect(names(await marks().where(presentParticipant).execute())).toEqual(present)
    expect(names(await marks().where(inForce).execute())).toEqual(['Absent', ...present, 'Trainer'])
  })

  it('are told in a join and in a column too', async () => {
    const rows = await world.db
      .selectFrom('meeting')
      .leftJoin('mark', (join) => join.onRef('mark.meeting_id', '=', 'meeting.id').on(presentParticipant))
      .select((eb) => ['meeting.number', eb.fn.count('mark.id').as('present')])
      .groupBy('meeting.number')
      .orderBy('meeting.number')
      .execute()
    expect(rows.map((row) => Number(row.present))).toEqual([2, 0, 1])
    const told = await marks()
      .select((eb) => eb.case().when(counts(eb)).then(1).else(0).end().as('counts'))
      .execute()
    expect(names(told.filter((row) => Number(row.counts) === 1))).toEqual(['Present'])
  })
})
