// SPDX-License-Identifier: AGPL-3.0-or-later
import { beforeAll, beforeEach, expect, it } from 'vitest'
import type { Actor } from '#base/access/actor.ts'
import { newId, at as when } from '#base/clock.server.ts'
import { keepFile } from '#base/files/store.server.ts'
import { findLedgerFault } from '#base/ledger/ledger.server.ts'
import { reachOf } from '#plan/people/home.server.ts'
import { recordMarks } from '#record/attendance/marks.server.ts'
import { historyOf } from '#record/attendance/roll.server.ts'
import { standing } from '#record/online/platform-marks.server.ts'
import { readReport } from '#record/online/platform-report.server.ts'
import { proposalsFor, rowsOfReport } from '#record/online/report-page.server.ts'
import { importReport, reportsOf } from '#record/online/reports.server.ts'
import { chooseRow, setRowAside, takePlatformTimes } from '#record/online/rows.server.ts'
import { waitingAt } from '#record/proposals/proposed-marks.server.ts'
import { describeEngines } from '#tests/support/engines.ts'
import '#tests/support/files.ts'
import { iris } from '#tests/support/iris.ts'
import { person } from '#tests/support/people.ts'
import { enrolment, home, meeting } from '#tests/support/training.ts'
import { at, encoded, morning, rome, teamsEnglish, teamsItalian, zoomEnglish } from './reports.ts'

const duringIt = '2026-02-05T11:00:00.000Z'
const after = '2026-02-06T09:00:00.000Z'
const everything = { q: '', limit: 5000, offset: 0 }
const span = (from: string, to: string) => ({ in: at(from), out: at(to) })

describeEngines('importing a platform report', (world) => {
  let who: Awaited<ReturnType<typeof iris>>
  let today: Awaited<ReturnType<typeof meeting>>
  let number = 10
  beforeAll(async () => {
    who = await iris(world.db)
  })
  beforeEach(async () => {
    today = await meeting(world.db, who.edition, number++, morning.starts_at, morning.ends_at, {
      mode: 'virtual_class',
    })
    await world.db
      .insertInto('meeting_trainer')
      .values({ meeting_id: today.id, person_id: who.carla.id, role: 'trainer' })
      .execute()
  })

  type More = { by?: Actor; on?: string; name?: string }
  async function send(text: string, { by = who.trainer, on = after, name = 'teams.csv' }: More = {}) {
    const bytes = encoded(text, 'utf-16le')
    const report = readReport(bytes, today, rome)
    const file = await keepFile(bytes, 'text/csv')
    const given = { meeting_id: today.id, file, name, platform_version: null, report }
    return await when(on, () => importReport(world.db, by, given))
  }
  const rows = async (id: string) => (await rowsOfReport(world.db, id, null, everything)).rows
  const current = async (of: { id: string }) =>
    (await historyOf(world.db, today.id, of.id)).find((mark) => mark.superseded_by === null)
  const put = (state: 'closed' | 'locked' | 'cancelled') =>
    world.db.updateTable('meeting').set({ state }).where('id', '=', today.id).execute()
  const kept = () => reportsOf(world.db, [today.id])
  const say = (
    of: { id: string },
    status: 'absent' | 'present',
    intervals: { in: string; out: string }[] = [],
  ) =>
    when(duringIt, () =>
      recordMarks(world.db, who.trainer, {
        meeting_id: today.id,
        source: 'trainer',
        reason: null,
        nonce: newId(),
        marks: [{ person_id: of.id, status, intervals, base: null }],
      }),
    )

  it('keeps everybody of the file and records the presence of those it knows, the trainer too', async () => {
    const done = await send(teamsEnglish)
    expect(done).toMatchObject({ isNew: true, people: 4, waiting: 1, recorded: 3 })
    expect((await rows(done.id)).map((row) => [row.name, row.state, row.matched_by, row.person_id])).toEqual([
      ['Anna Bianchi', 'matched', 'email', who.anna.id],
      ['Luca Verdi', 'matched', 'email', who.luca.id],
      ['Carla Neri', 'matched', 'email', who.carla.id],
      ['Elio S. (Guest)', 'waiting', null, null],
    ])
    expect(await current(who.anna)).toMatchObject({
      status: 'present',
      source: 'platform_log',
      // 48:20 and 1:29:40, floored once.
      credited_minutes: 138,
      intervals: [span('10:58:13', '11:48:20'), span('12:00:20', '13:30:40')],
      recorded_by_name: 'Carla Neri',
    })
    expect(await current(who.carla)).toMatchObject({ credited_minutes: 150 })
    const trainer = await world.db
      .selectFrom('mark')
      .select('role')
      .where('meeting_id', '=', today.id)
      .where('person_id', '=', who.carla.id)
      .executeTakeFirst()
    expect(trainer).toEqual({ role: 'trainer' })
    const entry = await world.db
      .selectFrom('ledger')
      .select('after')
      .where('subject_id', '=', today.id)
      .where('act', '=', 'platform_report_imported')
      .executeTakeFirstOrThrow()
    expect(JSON.parse(entry.after ?? '')).toMatchObject({ platform: 'teams', people: 4, matched: 3 })
    expect(await findLedgerFault(world.db)).toBeNull()
  })

  it('imports the same file once', async () => {
    const first = await send(teamsEnglish)
    const again = await send(teamsEnglish, { on: '2026-02-07T09:00:00.000Z' })
    expect(again).toMatchObject({ id: first.id, isNew: false, people: 4, waiting: 1, recorded: 0 })
    expect(await kept()).toHaveLength(1)
    expect(await historyOf(world.db, today.id, who.anna.id)).toHaveLength(1)
  })

  it('unites a second report of a call that was restarted, whichever comes first', async () => {
    const first = zoomEnglish.replace(/Luca Verdi.*\r\n/g, '').replace('01:30:40 PM', '12:00:00 PM')
    const second = zoomEnglish.replace(
      '10:58:13 AM,02/05/2026 01:30:40 PM',
      '12:10:00 PM,02/05/2026 01:30:40 PM',
    )
    await send(second, { name: 'secondo.csv' })
    expect((await current(who.anna))?.credited_minutes).toBe(80)
    await send(first, { name: 'primo.csv' })
    expect(await current(who.anna)).toMatchObject({
      intervals: [span('10:58:13', '12:00:00'), span('12:10:00', '13:30:40')],
      credited_minutes: 140,
      reason: expect.stringContaining('primo.csv'),
    })
    expect(await current(who.luca)).toMatchObject({ credited_minutes: 109 })
    expect(await kept()).toHaveLength(2)
  })

  it('leaves what the trainer recorded, and says where the platform disagrees', async () => {
    await say(who.anna, 'absent')
    await say(who.luca, 'present', [span('11:20:05', '13:10:00')])
    await send(teamsEnglish)
    expect(await current(who.anna)).toMatchObject({ status: 'absent', source: 'trainer' })
    const found = await standing(world.db, today)
    expect(found.different.map(({ person_id, minutes }) => [person_id, minutes])).toEqual([
      [who.anna.id, 138],
    ])
    const take = (reason: string | null) =>
      when(after, () =>
        takePlatformTimes(world.db, who.trainer, { meeting_id: today.id, reason, instead: [who.anna.id] }),
      )
    await expect(take(null)).rejects.toMatchObject({ kind: 'invalid', field: 'reason' })
    expect(await take('Era collegata con la telecamera spenta')).toEqual({ recorded: 1, proposed: 0 })
    expect(await current(who.anna)).toMatchObject({ status: 'present', source: 'platform_log' })
    expect(await historyOf(world.db, today.id, who.anna.id)).toHaveLength(2)
    expect((await standing(world.db, today)).different).toEqual([])
  })

  it('matches by name only when there is no doubt', async () => {
    const header = 'Name (Original Name),User Email,Join Time,Leave Time,Duration (Minutes),Guest\r\n'
    const line = (name: string, email = '') =>
      `"${name}",${email},02/05/2026 11:00:00 AM,02/05/2026 01:30:00 PM,150,Yes\r\n`
    const mario = await person(world.db, 'Mario Rossi', who.comune, { email: 'rossi@comune.example' })
    const one = await person(world.db, 'Paola Gatti', who.comune, { email: null })
    const other = await person(world.db, 'Paola Gatti', who.cooperativa, { email: null })
    for (const someone of [mario, one, other]) await enrolment(world.db, who.edition, someone)
    const done = await send(
      header +
        line('VERDI Luca') +
        line('Aula 2 (Bianchi Ànna)') +
        line('Paola Gatti') +
        line('Mario Rossi', 'mario@casa.example') +
        line('Mario Rossi', 'mario.altro@casa.example'),
    )
    expect((await rows(done.id)).map((row) => [row.name, row.matched_by, row.person_id])).toEqual([
      ['VERDI Luca', 'name', who.luca.id],
      ['Aula 2 (Bianchi Ànna)', 'name', who.anna.id],
      ['Paola Gatti', null, null],
      ['Mario Rossi', null, null],
      ['Mario Rossi', null, null],
    ])
    const proposals = await proposalsFor(world.db, reachOf(who.manager), today, [
      { name: 'Paola Gatti', email: null },
    ])
    expect(proposals[0]?.map(({ person_id }) => person_id).sort()).toEqual([one.id, other.id].sort())
  })

  it('waits for somebody, who says who it is; who said so is kept', async () => {
    const elio = await person(world.db, 'Elio Sarti', who.comune)
    await enrolment(world.db, who.edition, elio)
    const done = await send(teamsEnglish)
    const row = (await rows(done.id)).find((row) => row.state === 'waiting')
    const place = { meeting_id: today.id, report_id: done.id, row_id: row?.id ?? '', reason: null }
    const chosen = await when(after, () => chooseRow(world.db, who.manager, { ...place, person_id: elio.id }))
    expect(chosen).toEqual({ recorded: 1, proposed: 0, name: 'Elio Sarti' })
    expect(await current(elio)).toMatchObject({ credited_minutes: 60, source: 'platform_log' })
    expect((await rows(done.id)).find(({ id }) => id === row?.id)).toMatchObject({
      state: 'matched',
      matched_by: 'hand',
      resolved_by_name: 'Marta Conti',
      resolved_at: after,
    })
    const entry = await world.db
      .selectFrom('ledger')
      .select(['actor_name', 'after'])
      .where('subject_id', '=', today.id)
      .where('act', '=', 'platform_row_resolved')
      .executeTakeFirstOrThrow()
    expect(entry.actor_name).toBe('Marta Conti')
    expect(JSON.parse(entry.after ?? '')).toMatchObject({ name: 'Elio S. (Guest)', person_id: elio.id })
    // The same choice again is that choice.
    await when(after, () => chooseRow(world.db, who.trainer, { ...place, person_id: elio.id }))
    expect(await historyOf(world.db, today.id, elio.id)).toHaveLength(1)
  })

  it('keeps a row that is somebody else after all: who it was is to be recorded, not absent', async () => {
    const gino = await person(world.db, 'Gino Alunni', who.comune)
    await enrolment(world.db, who.edition, gino)
    const done = await send(teamsEnglish)
    const row = (await rows(done.id)).find(({ person_id }) => person_id === who.luca.id)
    const place = {
      meeting_id: today.id,
      report_id: done.id,
      row_id: row?.id ?? '',
      reason: 'Accesso di un collega',
    }
    await when(after, () => chooseRow(world.db, who.manager, { ...place, person_id: gino.id }))
    expect(await current(gino)).toMatchObject({ status: 'present', credited_minutes: 109 })
    expect(await current(who.luca)).toMatchObject({ status: 'withdrawn' })
    expect(await historyOf(world.db, today.id, who.luca.id)).toMatchObject([
      { status: 'present' },
      { status: 'withdrawn', reason: 'Accesso di un collega' },
    ])
  })

  it('puts a row aside with a reason, and drops nothing', async () => {
    const done = await send(teamsEnglish)
    const row = (await rows(done.id)).find((row) => row.state === 'waiting')
    const place = { meeting_id: today.id, report_id: done.id, row_id: row?.id ?? '' }
    await when(after, () => setRowAside(world.db, who.trainer, { ...place, reason: 'Tecnico della sala' }))
    expect(await rows(done.id)).toHaveLength(4)
    expect((await rows(done.id)).at(3)).toMatchObject({
      state: 'set_aside',
      reason: 'Tecnico della sala',
      resolved_by_name: 'Carla Neri',
      intervals: [span('11:05:00', '12:05:00')],
    })
  })

  it('keeps who somebody is before the enrolment, and records the presence after it', async () => {
    const nora = await person(world.db, 'Nora Salvi', who.comune)
    await home(world.db, who.project, nora)
    const done = await send(teamsEnglish)
    const row = (await rows(done.id)).find((row) => row.state === 'waiting')
    const place = { meeting_id: today.id, report_id: done.id, row_id: row?.id ?? '', reason: null }
    const chosen = await when(after, () => chooseRow(world.db, who.manager, { ...place, person_id: nora.id }))
    expect(chosen.recorded).toBe(0)
    expect((await standing(world.db, today)).outside.map(({ person_id }) => person_id)).toEqual([nora.id])
    await enrolment(world.db, who.edition, nora)
    expect((await standing(world.db, today)).unmarked).toHaveLength(1)
    const taken = await when(after, () =>
      takePlatformTimes(world.db, who.manager, { meeting_id: today.id, reason: null, instead: [] }),
    )
    expect(taken).toEqual({ recorded: 1, proposed: 0 })
    expect(await current(nora)).toMatchObject({ credited_minutes: 60 })
  })

  it('at a closed meeting proposes what it says, for the manager at a locked one; what is refused leaves nothing', async () => {
    await put('closed')
    expect(await send(teamsEnglish)).toMatchObject({ recorded: 0, proposed: 3 })
    expect(await current(who.anna)).toBeUndefined()
    expect((await waitingAt(world.db, today.id)).get(who.anna.id)).toMatchObject({
      status: 'present',
      source: 'platform_log',
    })
    // The same again waits once.
    const again = { meeting_id: today.id, reason: null, instead: [] }
    expect(await when(after, () => takePlatformTimes(world.db, who.trainer, again))).toEqual({
      recorded: 0,
      proposed: 0,
    })
    await put('locked')
    await expect(send(zoomEnglish)).rejects.toMatchObject({ kind: 'conflict' })
    expect(await kept()).toHaveLength(1)
    expect(await send(teamsItalian, { by: who.manager })).toMatchObject({ recorded: 0 })
  })

  it('refuses a cancelled meeting', async () => {
    await put('cancelled')
    await expect(send(teamsItalian)).rejects.toMatchObject({ kind: 'conflict' })
    expect(await kept()).toEqual([])
  })

  it('refuses a row of another meeting', async () => {
    const done = await send(teamsEnglish)
    const [row] = await rows(done.id)
    const elsewhere = {
      meeting_id: who.meetings[0].id,
      report_id: done.id,
      row_id: row?.id ?? '',
      reason: 'No',
    }
    await expect(setRowAside(world.db, who.trainer, elsewhere)).rejects.toMatchObject({ kind: 'not_found' })
  })

  it('keeps three thousand names', async () => {
    const header = 'Name (Original Name),User Email,Join Time,Leave Time,Duration (Minutes),Guest'
    const lines = Array.from(
      { length: 3000 },
      (_, n) => `Persona ${n},p${n}@presente.example,02/05/2026 11:00:00 AM,02/05/2026 01:30:00 PM,150,No`,
    )
    const done = await send([header, ...lines].join('\r\n'))
    expect(done).toMatchObject({ people: 3000, waiting: 3000, recorded: 0 })
    expect(await rows(done.id)).toHaveLength(3000)
  })
})
