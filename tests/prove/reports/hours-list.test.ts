// SPDX-License-Identifier: AGPL-3.0-or-later
// The hours page of an edition: who, in which order, how many where, and the sums.
import { beforeEach, expect, it } from 'vitest'
import type { ListQuery } from '#base/http/list.ts'
import { type HoursSort, hoursIn } from '#prove/reports/hours.server.ts'
import type { Standing } from '#prove/reports/hours.ts'
import { thresholdAlerts } from '#prove/reports/threshold-alerts.server.ts'
import { describeEnginesAfresh } from '#tests/support/engines.ts'
import { iris } from '#tests/support/iris.ts'
import { person } from '#tests/support/people.ts'
import { counting } from '#tests/support/queries.ts'
import { edition, enrolment, meeting } from '#tests/support/training.ts'
import { absent, present } from './presence.ts'

/** After the second of three meetings of 150 minutes. */
const today = '2026-02-15T08:00:00.000Z'

type Asked = Partial<ListQuery<HoursSort>> & { standing?: Standing | null }

describeEnginesAfresh('hours in an edition', (world) => {
  let who: Awaited<ReturnType<typeof iris>>
  beforeEach(async () => {
    who = await iris(world.db)
    const { db } = world
    const [first, second] = who.meetings
    await meeting(db, who.edition, 3, '2026-02-19T10:00Z', '2026-02-19T12:30Z')
    // Anna was at both, Luca at neither; Bruno left early once; Zoe withdrew; the fourth meeting is cancelled.
    const bruno = await person(db, 'Bruno Rossi', who.comune)
    const zoe = await person(db, 'Zoe Ferri', who.comune)
    await enrolment(db, who.edition, bruno)
    const gone = await enrolment(db, who.edition, zoe)
    await db.updateTable('enrolment').set({ state: 'withdrawn' }).where('id', '=', gone.id).execute()
    for (const held of [first, second]) {
      await present(db, held, who.anna)
      await absent(db, held, who.luca)
      await present(db, held, zoe)
    }
    await present(db, first, bruno, [['10:20', '12:10']])
    await absent(db, second, bruno, { status: 'excused' })
    const cancelled = await meeting(db, who.edition, 4, '2026-02-26T10:00Z', '2026-02-26T12:30Z', {
      state: 'cancelled',
    })
    await absent(db, cancelled, who.luca)
  })

  const ask = async (asked: Asked = {}, at = today) => {
    const query = {
      page: 1,
      q: '',
      sort: 'name' as HoursSort,
      direction: 'asc' as const,
      limit: 50,
      offset: 0,
    }
    return await hoursIn(world.db, who.edition.id, { ...query, standing: null, ...asked }, at)
  }
  const names = async (asked: Asked) => (await ask(asked)).rows.map(({ name }) => name)

  it('says of each what was attended, recorded so far, planned, needed and is missing, cancelled meetings apart', async () => {
    const { rows } = await ask()
    const figures = rows.map((row) => [
      row.name,
      row.attendedMinutes,
      row.recordedMinutes,
      row.plannedMinutes,
      row.neededMinutes,
      row.missingMinutes,
      row.standing,
      row.ofRecorded,
      row.ofPlanned,
    ])
    expect(figures).toEqual([
      // 338 of 450 minutes: 337.5, never rounded down.
      ['Bianchi Anna', 300, 300, 450, 338, 38, 'reachable', 10_000, 6666],
      ['Rossi Bruno', 110, 300, 450, 338, 228, 'lost', 3666, 2444],
      ['Verdi Luca', 0, 300, 450, 338, 338, 'lost', 0, 0],
    ])
  })

  it('adds up all that were found and counts who stands where', async () => {
    const { sums, counts, total } = await ask()
    expect(sums).toEqual({
      people: 3,
      attendedMinutes: 410,
      missedMinutes: 490,
      toRecordMinutes: 0,
      toComeMinutes: 450,
      recordedMinutes: 900,
      plannedMinutes: 1350,
      neededMinutes: 1014,
      missingMinutes: 604,
    })
    expect(counts).toEqual({ all: 3, reached: 0, reachable: 1, lost: 2, not_asked: 0 })
    expect(total).toBe(3)
  })

  it('searches, narrows to a standing and keeps the counts of the search', async () => {
    expect(await names({ q: 'rossì' })).toEqual(['Rossi Bruno'])
    expect(await names({ standing: 'lost' })).toEqual(['Rossi Bruno', 'Verdi Luca'])
    const lost = await ask({ standing: 'lost', q: 'luca' })
    expect([lost.counts.all, lost.total, lost.sums.people]).toEqual([1, 1, 1])
    expect(await names({ q: 'ferri' })).toEqual([])
    expect(await names({ standing: 'reached' })).toEqual([])
  })

  it('sorts by name and by figures in both directions, and pages', async () => {
    expect(await names({ direction: 'desc' })).toEqual(['Verdi Luca', 'Rossi Bruno', 'Bianchi Anna'])
    expect(await names({ sort: 'attended' })).toEqual(['Verdi Luca', 'Rossi Bruno', 'Bianchi Anna'])
    expect(await names({ sort: 'missing', direction: 'desc' })).toEqual([
      'Verdi Luca',
      'Rossi Bruno',
      'Bianchi Anna',
    ])
    const second = await ask({ limit: 2, offset: 2 })
    expect(second.rows.map(({ name }) => name)).toEqual(['Verdi Luca'])
    expect(second.sums.people).toBe(3)
    expect(await names({ limit: 2, offset: 100 })).toEqual([])
  })

  it('does not take who has no mark at a meeting that ended for absent, until the page is closed', async () => {
    const gino = await person(world.db, 'Gino Appena', who.comune)
    await enrolment(world.db, who.edition, gino)
    const found = async () => (await ask({ q: 'gino' })).rows[0]
    expect(await found()).toMatchObject({
      missedMinutes: 0,
      toRecordMinutes: 300,
      toComeMinutes: 150,
      standing: 'reachable',
      behind: false,
    })
    const [first] = who.meetings
    await world.db.updateTable('meeting').set({ state: 'closed' }).where('id', '=', first.id).execute()
    expect(await found()).toMatchObject({ missedMinutes: 150, toRecordMinutes: 150, standing: 'lost' })
  })

  it('asks for no hours at a table, and needs no alert for it', async () => {
    await world.db.updateTable('edition').set({ kind: 'table' }).where('id', '=', who.edition.id).execute()
    const { counts, sums } = await ask()
    expect(counts).toEqual({ all: 3, reached: 0, reachable: 0, lost: 0, not_asked: 3 })
    expect(sums).toMatchObject({ neededMinutes: 0, missingMinutes: 0, attendedMinutes: 410 })
    expect(await thresholdAlerts(world.db, { project_id: who.project.id, edition_id: null }, today)).toEqual(
      [],
    )
  })

  it('reaches the threshold on the third meeting, exactly with the minutes that were missing', async () => {
    const [third] = await world.db
      .selectFrom('meeting')
      .selectAll()
      .where('number', '=', 3)
      .where('edition_id', '=', who.edition.id)
      .execute()
    if (!third) throw new Error('the third meeting')
    const mark = await present(world.db, third, who.anna, [['10:00', '10:37:59']])
    const standing = async () => (await ask({ q: 'anna' }, '2026-02-19T12:30:00.000Z')).rows[0]?.standing
    expect(await standing()).toBe('lost')
    await world.db.updateTable('mark').set({ credited_minutes: 38 }).where('id', '=', mark.id).execute()
    expect(await standing()).toBe('reached')
  })

  it('counts of a meeting under way what has passed of it, and the rest as still to come', async () => {
    const third = await world.db
      .selectFrom('meeting')
      .selectAll()
      .where('number', '=', 3)
      .where('edition_id', '=', who.edition.id)
      .executeTakeFirstOrThrow()
    await present(world.db, third, who.anna)
    const of = async (at: string) => (await ask({ q: 'anna' }, at)).rows[0]
    expect(await of('2026-02-19T10:00:00.000Z')).toMatchObject({ attendedMinutes: 300, toComeMinutes: 150 })
    const during = await of('2026-02-19T11:10:59.000Z')
    expect(during).toMatchObject({
      attendedMinutes: 370,
      missedMinutes: 0,
      toComeMinutes: 80,
      standing: 'reached',
    })
    expect(await of(third.ends_at)).toMatchObject({
      attendedMinutes: 450,
      missedMinutes: 0,
      toComeMinutes: 0,
    })
    // What is missed of it shows at once: who came late, not who is still there.
    const bruno = async (at: string) => (await ask({ q: 'bruno' }, at)).rows[0]
    const before = (await bruno('2026-02-19T10:00:00.000Z'))?.missedMinutes ?? 0
    const { id } = await world.db
      .selectFrom('person')
      .select('id')
      .where('first_name', '=', 'Bruno')
      .executeTakeFirstOrThrow()
    await present(world.db, third, { id }, [['10:20', '12:30']])
    expect((await bruno('2026-02-19T11:00:00.000Z'))?.missedMinutes).toBe(before + 20)
  })

  it('asks as much of the database for fifty as for three, and nothing is wrong with an empty edition', async () => {
    const empty = await edition(world.db, who.project, 'IRIS-VUOTA-01')
    const query = {
      page: 1,
      q: '',
      sort: 'name' as const,
      direction: 'asc' as const,
      limit: 50,
      offset: 0,
      standing: null,
    }
    const few = counting(world.db)
    await hoursIn(few.db, who.edition.id, query, today)
    for (let n = 0; n < 47; n++)
      await enrolment(world.db, who.edition, await person(world.db, `Tanti Persona${n}`))
    const many = counting(world.db)
    expect((await hoursIn(many.db, who.edition.id, query, today)).rows).toHaveLength(50)
    expect(many.count()).toBe(few.count())
    expect(await hoursIn(world.db, empty.id, query, today)).toMatchObject({
      rows: [],
      total: 0,
      pages: 1,
      sums: { people: 0 },
    })
  })
})
