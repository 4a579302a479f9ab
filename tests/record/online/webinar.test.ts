// SPDX-License-Identifier: AGPL-3.0-or-later
// A webinar's report in the database: who came, who registered and did not, and what the file has beside them.
import { beforeEach, expect, it } from 'vitest'
import { newId, at as when } from '#base/clock.server.ts'
import { keepFile } from '#base/files/store.server.ts'
import { recordMarks } from '#record/attendance/marks.server.ts'
import { historyOf } from '#record/attendance/roll.server.ts'
import { fadReportOf } from '#record/online/fad-report.server.ts'
import { platformsName } from '#record/online/fad-words.ts'
import { standing } from '#record/online/platform-marks.server.ts'
import { readReport } from '#record/online/platform-report.server.ts'
import { readingOf } from '#record/online/reading.ts'
import { findReport, rowsOfReport } from '#record/online/report-page.server.ts'
import { importReport } from '#record/online/reports.server.ts'
import { describeEnginesAfresh } from '#tests/support/engines.ts'
import '#tests/support/files.ts'
import { iris } from '#tests/support/iris.ts'
import { meeting } from '#tests/support/training.ts'
import { encoded, morning, rome, span, zoomEnglish, zoomWebinar } from './reports.ts'

const after = '2026-02-06T09:00:00.000Z'

describeEnginesAfresh('the report of a webinar', (world) => {
  let who: Awaited<ReturnType<typeof iris>>
  let today: Awaited<ReturnType<typeof meeting>>
  beforeEach(async () => {
    who = await iris(world.db)
    const mode = { mode: 'virtual_class' as const }
    today = await meeting(world.db, who.edition, 10, morning.starts_at, morning.ends_at, mode)
    await world.db
      .insertInto('meeting_trainer')
      .values({ meeting_id: today.id, person_id: who.carla.id, role: 'trainer' })
      .execute()
  })

  async function send(text: string) {
    const bytes = encoded(text)
    const report = readReport(bytes, today, rome)
    const file = await keepFile(bytes, 'text/csv')
    const given = {
      meeting_id: today.id,
      file,
      name: 'webinar.csv',
      platform_version: null,
      report,
      reason: null,
    }
    return await when(after, () => importReport(world.db, who.trainer, given))
  }
  const rows = async (id: string) =>
    (await rowsOfReport(world.db, id, null, { q: '', limit: 100, offset: 0 })).rows

  it('keeps who registered and did not come, without a presence, and waits for none of them', async () => {
    const done = await send(zoomWebinar)
    expect(done).toMatchObject({ people: 4, waiting: 0, recorded: 2 })
    expect((await rows(done.id)).map((row) => [row.name, row.platform_role, row.state, row.no_show])).toEqual(
      [
        ['Carla Neri', 'Host', 'matched', 0],
        ['Anna Bianchi', 'Attendee', 'matched', 0],
        ['Luca Verdi', 'Attendee', 'matched', 1],
        ['Rita Sala', 'Attendee', 'set_aside', 1],
      ],
    )
    expect(await historyOf(world.db, today.id, who.luca.id)).toEqual([])
    expect((await standing(world.db, today)).different).toEqual([])
    const fad = await fadReportOf(world.db, who.edition.id)
    expect(platformsName(fad?.meetings ?? [])).toBe('Zoom (webinar)')
    const entry = await world.db
      .selectFrom('ledger')
      .select('after')
      .where('act', '=', 'platform_report_imported')
      .executeTakeFirstOrThrow()
    expect(JSON.parse(entry.after ?? '')).toMatchObject({ platform: 'zoom_webinar', people: 4, matched: 3 })
  })

  it('says where the trainer saw somebody whom the webinar did not', async () => {
    const mark = {
      person_id: who.luca.id,
      status: 'present' as const,
      intervals: [span('11:00:00', '13:00:00')],
      base: null,
    }
    const given = { source: 'trainer' as const, reason: null, nonce: newId(), marks: [mark] }
    await when(after, () => recordMarks(world.db, who.trainer, { meeting_id: today.id, ...given }))
    await send(zoomWebinar)
    const { different } = await standing(world.db, today)
    expect(different.map(({ person_id }) => person_id)).toEqual([who.luca.id])
  })

  it('keeps the rows that are about nobody, to be shown', async () => {
    const done = await send(`Esportato dall’ufficio\r\nAnno,2026\r\n${zoomEnglish}`)
    const report = await findReport(world.db, today.id, done.id)
    expect(readingOf(report?.reading ?? null)).toEqual({
      others: [
        { line: 1, text: 'Esportato dall’ufficio' },
        { line: 2, text: 'Anno · 2026' },
      ],
      othersInAll: 2,
      said: null,
    })
    expect(readingOf(null)).toBeNull()
    expect(() => readingOf('{"format":9}')).toThrow('format 9')
  })
})
