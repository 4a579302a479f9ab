// SPDX-License-Identifier: AGPL-3.0-or-later
import { expect, it } from 'vitest'
import { alertWords } from '#prove/reports/alert-words.ts'
import { alertsOf } from '#prove/reports/alerts.server.ts'
import { countWaiting } from '#record/walk-ins/list.server.ts'
import { describeEnginesAfresh } from '#tests/support/engines.ts'
import { iris } from '#tests/support/iris.ts'

describeEnginesAfresh('alerts of those added at the door', (world) => {
  it('say how many of a meeting nobody has recognised, and of no other project', async () => {
    const who = await iris(world.db)
    const [first] = who.meetings
    const period = { starts_on: null, ends_on: null }
    const found = async (project: { id: string }) => {
      const alerts = await alertsOf(world.db, { ...project, ...period }, '2026-02-06T09:00:00.000Z')
      return alerts.filter(({ kind }) => kind === 'walk_ins')
    }
    expect(await found(who.project)).toEqual([])
    const guest = (id: string, more: object = {}) => ({
      id,
      meeting_id: first.id,
      ...{ first_name: 'Gino', last_name: id, name_search: id, organisation: 'Caritas' },
      sector: 'private' as const,
      intervals: '[{"in":"2026-02-05T10:00:00.000Z","out":"2026-02-05T12:30:00.000Z"}]',
      added_at: '2026-02-05T10:01:00.000Z',
      ...more,
    })
    for (const row of [
      guest('one'),
      guest('two'),
      guest('known', { person_id: who.luca.id }),
      guest('gone', { withdrawn_at: '2026-02-05T10:30:00.000Z' }),
    ]) {
      await world.db.insertInto('walk_in').values(row).execute()
    }
    const [alert, ...others] = await found(who.project)
    expect(alert).toMatchObject({ people: 2, meetings: [{ id: first.id }] })
    expect(alert && alertWords(alert, period)).toContain('2 persone fuori elenco')
    expect(others).toEqual([])
    expect(await countWaiting(world.db, who.project.id)).toBe(2)
    expect(await found(who.rosa)).toEqual([])
  })
})
