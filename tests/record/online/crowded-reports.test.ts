// SPDX-License-Identifier: AGPL-3.0-or-later
// Rows of a report that are all one person: as many connections as a mark takes, and no more.
import { beforeAll, beforeEach, expect, it } from 'vitest'
import { newId, at as when } from '#base/clock.server.ts'
import { keepFile } from '#base/files/store.server.ts'
import { recordMarks } from '#record/attendance/marks.server.ts'
import { historyOf } from '#record/attendance/roll.server.ts'
import { readReport } from '#record/online/platform-report.server.ts'
import { rowsOfReport } from '#record/online/report-page.server.ts'
import { importReport, reportsOf } from '#record/online/reports.server.ts'
import { chooseRow } from '#record/online/rows.server.ts'
import { describeEngines } from '#tests/support/engines.ts'
import '#tests/support/files.ts'
import { iris } from '#tests/support/iris.ts'
import { meeting } from '#tests/support/training.ts'
import { encoded, morning, rome } from './reports.ts'

const after = '2026-02-06T09:00:00.000Z'
const header = 'Name (Original Name),User Email,Join Time,Leave Time,Duration (Minutes),Guest'
const refused = {
  kind: 'invalid',
  message: expect.stringContaining('darebbero a Bianchi Anna più di 500 collegamenti'),
}

/** The nth of several times that do not touch. */
function time(n: number) {
  const moment = (second: number) => new Date(Date.parse(morning.starts_at) + second * 1000).toISOString()
  return { in: moment(n * 4), out: moment(n * 4 + 1) }
}

/** A line of a report in which Anna is a guest of another tenant each time. */
function guest(n: number, name = 'Ospite') {
  const clock = (moment: string) => `2026-02-05 ${moment.slice(11, 19).replace(/^10/, '11')}`
  const { in: from, out: to } = time(n)
  return `${name},anna.bianchi_presente.example#EXT#@t${n}.example,${clock(from)},${clock(to)},1,Yes`
}

describeEngines('many rows that are one person', (world) => {
  let who: Awaited<ReturnType<typeof iris>>
  let today: Awaited<ReturnType<typeof meeting>>
  let number = 10
  beforeAll(async () => {
    who = await iris(world.db)
  })
  beforeEach(async () => {
    today = await meeting(world.db, who.edition, number++, morning.starts_at, morning.ends_at)
  })
  async function send(...lines: string[]) {
    const bytes = encoded([header, ...lines].join('\n'))
    const report = readReport(bytes, today, rome)
    const file = await keepFile(bytes, 'text/csv')
    const given = {
      meeting_id: today.id,
      file,
      name: 'zoom.csv',
      platform_version: null,
      report,
      reason: null,
    }
    return await when(after, () => importReport(world.db, who.trainer, given))
  }
  const guests = (from: number, to: number) => Array.from({ length: to - from }, (_, n) => guest(from + n))
  const annas = () => historyOf(world.db, today.id, who.anna.id)

  it('are taken as far as a mark goes', async () => {
    expect(await send(...guests(0, 500))).toMatchObject({ people: 500, waiting: 0, recorded: 1 })
    expect((await annas())[0]?.intervals).toHaveLength(500)
  })

  it('are refused in words beyond it, and nothing of them is kept', async () => {
    await expect(send(...guests(0, 501))).rejects.toMatchObject({ ...refused, field: 'file' })
    expect(await reportsOf(world.db, [today.id])).toEqual([])
    expect(await annas()).toEqual([])
  })

  it('count together in all reports of the meeting, whatever others marked', async () => {
    await send(...guests(0, 300))
    await expect(send(...guests(200, 401))).rejects.toMatchObject(refused)
    expect((await annas())[0]?.intervals).toHaveLength(300)
    const mark = { person_id: who.anna.id, status: 'absent' as const, intervals: [], base: null }
    await when(after, () =>
      recordMarks(world.db, who.trainer, {
        meeting_id: today.id,
        source: 'trainer',
        reason: 'Non era lei',
        nonce: newId(),
        marks: [mark],
      }),
    )
    await expect(send(...guests(300, 501))).rejects.toMatchObject(refused)
  })

  it('are no more when somebody says who a row is', async () => {
    const lines = [...guests(0, 500), 'Ignota,,2026-02-05 12:00:00,2026-02-05 12:10:00,10,Yes']
    const { id } = await send(...lines)
    const { rows } = await rowsOfReport(world.db, id, 'waiting', { q: '', limit: 10, offset: 0 })
    const choice = { meeting_id: today.id, report_id: id, row_id: rows[0]?.id ?? '', person_id: who.anna.id }
    await expect(
      when(after, () => chooseRow(world.db, who.trainer, { ...choice, reason: 'È lei' })),
    ).rejects.toMatchObject(refused)
    const again = await rowsOfReport(world.db, id, 'waiting', { q: '', limit: 10, offset: 0 })
    expect(again.rows).toHaveLength(1)
  })

  it('are no mark, from wherever its times come', async () => {
    const statement = (count: number) =>
      when(after, () =>
        recordMarks(world.db, who.trainer, {
          meeting_id: today.id,
          source: 'trainer',
          reason: 'Ricostruita',
          nonce: newId(),
          marks: [
            {
              person_id: who.luca.id,
              status: 'present',
              intervals: Array.from({ length: count }, (_, n) => time(n)),
              base: null,
            },
          ],
        }),
      )
    await expect(statement(501)).rejects.toMatchObject({
      kind: 'invalid',
      message: 'Una presenza può avere al massimo 500 orari di entrata e di uscita.',
    })
    expect(await statement(500)).toMatchObject({ recorded: 1 })
  })
})
