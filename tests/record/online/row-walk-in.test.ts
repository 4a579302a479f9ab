// SPDX-License-Identifier: AGPL-3.0-or-later
// A guest of a report whom nobody knows becomes a walk-in with the report's times, once; recognised later, the row is theirs.
import { beforeEach, expect, it } from 'vitest'
import type { Actor } from '#base/access/actor.ts'
import { newId, at as when } from '#base/clock.server.ts'
import { keepFile } from '#base/files/store.server.ts'
import { findLedgerFault } from '#base/ledger/ledger.server.ts'
import { historyOf } from '#record/attendance/roll.server.ts'
import { fadReportOf } from '#record/online/fad-report.server.ts'
import { evidenceName } from '#record/online/fad-words.ts'
import { partedName } from '#record/online/matching.ts'
import { standing } from '#record/online/platform-marks.server.ts'
import { readReport } from '#record/online/platform-report.server.ts'
import type { RowWalkIn } from '#record/online/report.ts'
import { findRow } from '#record/online/report-page.server.ts'
import { importReport } from '#record/online/reports.server.ts'
import { addRowAsWalkIn } from '#record/online/row-walk-in.server.ts'
import { chooseRow, setRowAside } from '#record/online/rows.server.ts'
import { withdrawWalkIn } from '#record/walk-ins/corrections.server.ts'
import { findWalkIn } from '#record/walk-ins/list.server.ts'
import { matchWalkIn } from '#record/walk-ins/matching.server.ts'
import { addWalkIn, changeWalkIns, walkInsOf } from '#record/walk-ins/walk-ins.server.ts'
import { describeEnginesAfresh } from '#tests/support/engines.ts'
import '#tests/support/files.ts'
import { iris } from '#tests/support/iris.ts'
import { person } from '#tests/support/people.ts'
import { home, meeting } from '#tests/support/training.ts'
import { encoded, morning, rome, span, teamsEnglish } from './reports.ts'

const after = '2026-02-06T09:00:00.000Z'
const stay = span('11:05:00', '12:05:00')

describeEnginesAfresh('a guest of a report', (world) => {
  let who: Awaited<ReturnType<typeof iris>>
  let today: Awaited<ReturnType<typeof meeting>>
  let report_id: string
  let row_id: string
  beforeEach(async () => {
    who = await iris(world.db)
    const mode = { mode: 'virtual_class' as const }
    today = await meeting(world.db, who.edition, 10, morning.starts_at, morning.ends_at, mode)
    const sent = await send(teamsEnglish, 'teams.csv')
    report_id = sent.id
    row_id = await rowOf(sent.id, 'Elio S. (Guest)')
  })

  async function send(text: string, name: string) {
    const bytes = encoded(text)
    const report = readReport(bytes, today, rome)
    const file = await keepFile(bytes, 'text/csv')
    const given = { meeting_id: today.id, file, name, platform_version: null, report, reason: null }
    return await when(after, () => importReport(world.db, who.trainer, given))
  }
  async function rowOf(report: string, name: string): Promise<string> {
    const rows = world.db.selectFrom('platform_row').select('id').where('report_id', '=', report)
    return (await rows.where('name', '=', name).executeTakeFirstOrThrow()).id
  }
  const elio = (more: Partial<RowWalkIn> = {}): RowWalkIn => ({
    id: newId(),
    first_name: 'Elio',
    last_name: 'Sarti',
    organisation: 'Caritas',
    sector: 'private',
    email: 'elio@presente.example',
    different: false,
    ...more,
  })
  const add = (walkIn: RowWalkIn, row = row_id, by: Actor = who.trainer, report = report_id) =>
    when(after, () =>
      addRowAsWalkIn(world.db, by, {
        ...{ meeting_id: today.id, report_id: report, row_id: row },
        ...{ walkIn, reason: null },
      }),
    )
  const row = (id = row_id, report = report_id) => findRow(world.db, report, id)
  async function recognised(walk_in_id: string) {
    const somebody = await person(world.db, 'Elio Sarti', who.comune)
    await home(world.db, who.project, somebody)
    const match = { walk_in_id, meeting_id: today.id, person_id: somebody.id }
    await when(after, () => matchWalkIn(world.db, who.manager, match))
    return somebody
  }

  it('is added at the meeting with the times of the report, which is the evidence', async () => {
    const walkIn = elio()
    expect(await add(walkIn)).toEqual({ name: 'Elio Sarti', isNew: true })
    expect(await walkInsOf(world.db, today.id)).toMatchObject([{ id: walkIn.id, intervals: [stay] }])
    expect(await row()).toMatchObject({ state: 'walk_in', walk_in_id: walkIn.id, person_id: null })
    expect(await findWalkIn(world.db, who.project.id, walkIn.id)).toMatchObject({
      report_id,
      report_name: 'teams.csv',
      email: 'elio@presente.example',
    })
    const acts = await world.db
      .selectFrom('ledger')
      .select(['act', 'after'])
      .where('act', 'in', ['walk_in_added', 'platform_row_added'])
      .orderBy('act')
      .execute()
    expect(acts.map(({ act }) => act)).toEqual(['platform_row_added', 'walk_in_added'])
    expect(JSON.parse(acts[0]?.after ?? '')).toMatchObject({ walk_in: walkIn.id, name: 'Elio S. (Guest)' })
    expect(await findLedgerFault(world.db)).toBeNull()
    const fad = await fadReportOf(world.db, who.edition.id)
    const entry = fad?.meetings.flatMap(({ entries }) => entries).find(({ state }) => state === 'walk_in')
    expect(entry && evidenceName(entry)).toContain("aggiunta all'incontro")
    expect(entry).toMatchObject({
      name: 'Sarti Elio',
      organisation: 'Caritas',
      known_as: ['Elio S. (Guest)'],
    })
    expect(entry).toMatchObject({ connections: [stay], recorded: [], credited_minutes: 0 })
  })

  it('stands in the report of distance learning with the times they were given, as does who is in no report', async () => {
    const walkIn = elio()
    await add(walkIn)
    const [short] = [{ in: stay.in, out: morning.ends_at }]
    const given = [{ id: walkIn.id, typed: { in: '', out: '' }, intervals: [short] }]
    await when(after, () => changeWalkIns(world.db, who.trainer, today.id, given, null))
    const other = { id: newId(), first_name: 'Ada', last_name: 'Rossi', organisation: 'Comune di Terni' }
    const times = { in: '', out: '', intervals: [short], notice_shown: true, different: false }
    const door = { ...other, ...times, sector: 'public' as const }
    await when(after, () => addWalkIn(world.db, who.trainer, today.id, door))
    const fad = await fadReportOf(world.db, who.edition.id)
    const entries = fad?.meetings.flatMap(({ entries }) => entries) ?? []
    const guests = entries.filter(({ state }) => state === 'walk_in')
    expect(guests).toMatchObject([
      { name: 'Sarti Elio', connections: [stay], recorded: [short] },
      { name: 'Rossi Ada', connections: [], recorded: [short], known_as: [], sector: 'public' },
    ])
    expect(fad?.totals.map(({ name }) => name)).not.toContain('Rossi Ada')
    await when(after, () =>
      withdrawWalkIn(world.db, who.trainer, {
        walk_in_id: other.id,
        meeting_id: today.id,
        reason: 'Errore',
      }),
    )
    const later = await fadReportOf(world.db, who.edition.id)
    expect(later?.meetings.flatMap(({ entries }) => entries)).toHaveLength(entries.length - 1)
  })

  it('is added once: the same form again, another of the same row, one under the name of somebody added before', async () => {
    const walkIn = elio()
    await add(walkIn)
    expect(await add(walkIn)).toEqual({ name: 'Elio Sarti', isNew: false })
    await expect(add(elio())).rejects.toMatchObject({ kind: 'conflict' })
    const again = await send(teamsEnglish.replace('IRIS-PM-01', 'IRIS-PM-01 bis'), 'bis.csv')
    const second = await rowOf(again.id, 'Elio S. (Guest)')
    await expect(add(elio(), second, who.trainer, again.id)).rejects.toMatchObject({ field: 'different' })
    expect(await walkInsOf(world.db, today.id)).toHaveLength(1)
    await add(elio({ different: true }), second, who.trainer, again.id)
    expect(await walkInsOf(world.db, today.id)).toHaveLength(2)
  })

  it('withdrawn, leaves the row to be decided again', async () => {
    const walkIn = elio()
    await add(walkIn)
    const which = { walk_in_id: walkIn.id, meeting_id: today.id, reason: 'Era un relatore' }
    await when(after, () => withdrawWalkIn(world.db, who.trainer, which))
    expect(await row()).toMatchObject({ state: 'waiting', walk_in_id: null })
    const again = elio()
    expect(await add(again)).toMatchObject({ isNew: true })
    expect(await row()).toMatchObject({ state: 'walk_in', walk_in_id: again.id })
    expect(await walkInsOf(world.db, today.id)).toMatchObject([{ id: again.id }])
  })

  it('recognised in the register of persons, has the presence of the platform, and the row is theirs', async () => {
    const walkIn = elio()
    await add(walkIn)
    const somebody = await recognised(walkIn.id)
    expect(await row()).toMatchObject({ state: 'matched', matched_by: 'hand', person_id: somebody.id })
    const [mark, ...others] = await historyOf(world.db, today.id, somebody.id)
    expect(mark).toMatchObject({ status: 'present', source: 'platform_log', intervals: [stay] })
    expect(others).toEqual([])
    const { unmarked, changed, different, outside } = await standing(world.db, today)
    for (const list of [unmarked, changed, different, outside]) {
      expect(list.filter(({ person_id }) => person_id === somebody.id)).toEqual([])
    }
    const again = await send(teamsEnglish.replace('IRIS-PM-01', 'IRIS-PM-01 bis'), 'bis.csv')
    const second = await rowOf(again.id, 'Elio S. (Guest)')
    const place = { meeting_id: today.id, report_id: again.id, row_id: second, reason: null }
    await when(after, () => chooseRow(world.db, who.manager, { ...place, person_id: somebody.id }))
    expect(await historyOf(world.db, today.id, somebody.id)).toHaveLength(1)
  })

  it('has the trainer’s times where the trainer changed them, and the difference is seen', async () => {
    const walkIn = elio()
    await add(walkIn)
    const intervals = [span('11:05:00', '12:30:00')]
    const typed = { in: '11:05', out: '12:30' }
    await when(after, () =>
      changeWalkIns(world.db, who.trainer, today.id, [{ id: walkIn.id, typed, intervals }], null),
    )
    const somebody = await recognised(walkIn.id)
    const [mark] = await historyOf(world.db, today.id, somebody.id)
    expect(mark).toMatchObject({ source: 'trainer', intervals })
    const { different } = await standing(world.db, today)
    expect(different.map(({ person_id }) => person_id)).toContain(somebody.id)
  })

  it('is said to be nobody else while it is a walk-in', async () => {
    await add(elio())
    const place = { meeting_id: today.id, report_id, row_id }
    const choice = { ...place, person_id: who.anna.id, reason: null }
    await expect(chooseRow(world.db, who.trainer, choice)).rejects.toMatchObject({ kind: 'conflict' })
    const aside = { ...place, reason: 'La sala' }
    await expect(setRowAside(world.db, who.trainer, aside)).rejects.toMatchObject({ kind: 'conflict' })
  })

  it('is added by nobody who may not record, from no row that is somebody’s, and never to a cancelled meeting', async () => {
    await expect(add(elio(), row_id, who.auditor)).rejects.toMatchObject({ kind: 'forbidden' })
    const anna = await rowOf(report_id, 'Anna Bianchi')
    await expect(add(elio(), anna)).rejects.toMatchObject({ kind: 'conflict' })
    await expect(add(elio(), 'nowhere')).rejects.toMatchObject({ kind: 'not_found' })
    const anywhere = { first_name: 'Anna', last_name: 'Bianchi' }
    await expect(add(elio(anywhere))).rejects.toMatchObject({ kind: 'conflict', field: 'different' })
    await world.db.updateTable('meeting').set({ state: 'cancelled' }).where('id', '=', today.id).execute()
    await expect(add(elio())).rejects.toMatchObject({ kind: 'conflict' })
    expect(await walkInsOf(world.db, today.id)).toEqual([])
    expect(await row()).toMatchObject({ state: 'waiting' })
  })

  it.each([
    ['Elio Sarti (Ospite)', 'Elio', 'Sarti'],
    ['PC 3 [Rita De Luca]', 'PC', '3'],
    ['(Rita Sala)', 'Rita', 'Sala'],
    ['Elio', 'Elio', ''],
    ['', '', ''],
  ])('begins with the name the platform knew: %s', (name, first_name, last_name) => {
    expect(partedName(name)).toEqual({ first_name, last_name })
  })
})
