// SPDX-License-Identifier: AGPL-3.0-or-later
import Papa from 'papaparse'
import { beforeEach, expect, it } from 'vitest'
import { newId, at as when } from '#base/clock.server.ts'
import { pdfOf } from '#base/documents/pdf.server.ts'
import { keepFile } from '#base/files/store.server.ts'
import { csv } from '#base/sheets/csv.server.ts'
import { recordMarks } from '#record/attendance/marks.server.ts'
import { fadDocument } from '#record/online/fad-document.ts'
import { fadReportOf } from '#record/online/fad-report.server.ts'
import { fadColumns, fadRows } from '#record/online/fad-sheet.server.ts'
import { issueFadReport } from '#record/online/issue-fad.server.ts'
import { readReport } from '#record/online/platform-report.server.ts'
import { importReport } from '#record/online/reports.server.ts'
import { closeMeeting } from '#record/register/closing.server.ts'
import { documentsOf } from '#record/register/issued-documents.server.ts'
import { describeEnginesAfresh } from '#tests/support/engines.ts'
import '#tests/support/files.ts'
import { iris } from '#tests/support/iris.ts'
import { infoOf, wordsOf } from '#tests/support/poppler.ts'
import { course, edition, enrolment, meeting } from '#tests/support/training.ts'
import { at, encoded, morning, rome, teamsEnglish } from './reports.ts'

const after = '2026-02-06T09:00:00.000Z'

describeEnginesAfresh('the report of distance learning', (world) => {
  let who: Awaited<ReturnType<typeof iris>>
  let online: Awaited<ReturnType<typeof meeting>>
  beforeEach(async () => {
    who = await iris(world.db)
    const details = { mode: 'virtual_class' as const, topic: 'Criteri di aggiudicazione' }
    online = await meeting(world.db, who.edition, 3, morning.starts_at, morning.ends_at, details)
    await meeting(world.db, who.edition, 4, '2026-03-05T10:00Z', '2026-03-05T12:30Z', { mode: 'hybrid' })
    await world.db
      .insertInto('meeting_trainer')
      .values({ meeting_id: online.id, person_id: who.carla.id, role: 'trainer' })
      .execute()
    await when('2026-02-05T11:00:00.000Z', () =>
      recordMarks(world.db, who.trainer, {
        meeting_id: online.id,
        source: 'trainer',
        reason: null,
        nonce: newId(),
        marks: [
          {
            person_id: who.luca.id,
            status: 'present',
            intervals: [{ in: at('11:00:00'), out: at('13:30:00') }],
            base: null,
          },
        ],
      }),
    )
    const bytes = encoded(teamsEnglish.replaceAll('Elio S. (Guest)', '=1+1 (Guest)'), 'utf-16le')
    const file = await keepFile(bytes, 'text/csv')
    const report = readReport(bytes, online, rome)
    const given = {
      meeting_id: online.id,
      file,
      name: 'report.csv',
      platform_version: '25163',
      report,
      reason: null,
    }
    await when(after, () => importReport(world.db, who.trainer, given))
  })

  async function report() {
    const found = await fadReportOf(world.db, who.edition.id)
    if (!found) throw new Error('no report')
    return found
  }

  it('has every entry and exit of everybody, the trainer and the unknown too, and no meeting in person', async () => {
    const { meetings, totals, open } = await report()
    expect(meetings.map(({ meeting }) => meeting.number)).toEqual([3, 4])
    expect(
      meetings[0]?.entries.map(({ name, role, seconds, credited_minutes, state }) => {
        return [name, role, seconds, credited_minutes, state]
      }),
    ).toEqual([
      ['Neri Carla', 'trainer', 9712, 150, 'matched'],
      ['Bianchi Anna', 'participant', 8427, 138, 'matched'],
      ['Verdi Luca', 'participant', 6595, 150, 'matched'],
      ['=1+1 (Guest)', null, 3600, 0, 'waiting'],
    ])
    expect(meetings[0]?.entries[1]?.connections).toEqual([
      { in: at('10:58:13'), out: at('11:48:20') },
      { in: at('12:00:20'), out: at('13:30:40') },
    ])
    // What the trainer recorded stands beside the platform's.
    expect(meetings[0]?.entries[2]?.recorded).toEqual([{ in: at('11:00:00'), out: at('13:30:00') }])
    expect(meetings[1]?.entries).toEqual([])
    expect(totals.map(({ name, meetings, seconds }) => [name, meetings, seconds])).toEqual([
      ['Neri Carla', 1, 9712],
      ['Bianchi Anna', 1, 8427],
      ['Verdi Luca', 1, 6595],
    ])
    expect(open).toEqual([3])
  })

  it('says who passed which part of the quizzes of their course', async () => {
    const { db } = world
    const studied = await course(db, 'a-distanza', ['01-uno'])
    const quizzes = studied.modules.flatMap((module) =>
      [2, 3].map((position) => ({ ...module, id: newId(), slug: `0${position}`, position, quiz: '[]' })),
    )
    await db.insertInto('module').values(quizzes).execute()
    const virtual = await edition(db, who.project, 'IRIS-RA-07')
    const ids = await Promise.all(
      [who.anna, who.luca].map((someone) => enrolment(db, virtual, someone, studied.version)),
    )
    await meeting(db, virtual, 1, '2026-04-05T10:00Z', '2026-04-05T12:30Z', { mode: 'virtual_class' })
    await db
      .insertInto('quiz_attempt')
      .values(
        [0, 1, 1].map((passed, at) => ({
          ...{
            id: newId(),
            enrolment_id: ids[0]?.id ?? '',
            module_id: quizzes[0]?.id ?? '',
            number: at + 1,
            answers: '{}',
          },
          ...{ score: passed * 10_000, passed: passed === 1 ? (1 as const) : (0 as const) },
          ...{ nonce: newId(), submitted_at: after },
        })),
      )
      .execute()
    const [online] = await db.selectFrom('meeting').selectAll().where('edition_id', '=', virtual.id).execute()
    const marks = [who.anna, who.luca].map(({ id }) => {
      return { person_id: id, status: 'absent' as const, intervals: [], base: null }
    })
    const given = {
      meeting_id: online?.id ?? '',
      source: 'trainer' as const,
      reason: null,
      nonce: newId(),
      marks,
    }
    await when('2026-04-05T11:00:00.000Z', () => recordMarks(db, who.manager, given))
    const found = await fadReportOf(db, virtual.id)
    expect(found?.totals.map(({ name, tests }) => [name, tests])).toEqual([
      ['Bianchi Anna', { passed: 1, of: 2 }],
      ['Verdi Luca', { passed: 0, of: 2 }],
    ])
  })

  it('is none of an edition that meets in person', async () => {
    const room = await edition(world.db, who.project, 'IRIS-PM-09')
    await meeting(world.db, room, 1, '2026-02-05T10:00Z', '2026-02-05T12:30Z')
    expect(await fadReportOf(world.db, room.id)).toBeNull()
    await expect(issueFadReport(world.db, who.manager, room.id)).rejects.toMatchObject({ kind: 'conflict' })
  })

  it('is a spreadsheet with a row for each stay, to the second, and no formula', async () => {
    const chunks: Uint8Array[] = []
    for await (const chunk of csv(fadColumns(), fadRows(await report(), rome), 'INTERROTTO'))
      chunks.push(chunk)
    const text = Buffer.concat(chunks).toString('utf8')
    expect(text.startsWith('\uFEFF')).toBe(true)
    expect(text).toContain('\r\n')
    const rows = Papa.parse<Record<string, string>>(text.slice(1), {
      header: true,
      delimiter: ';',
      skipEmptyLines: true,
    }).data
    expect(rows.map((row) => [row.Persona, row.Entrata, row.Uscita, row.Durata, row.Presenza])).toEqual([
      ['Neri Carla', '05/02/2026 10:52:10', '05/02/2026 13:34:02', '2:41:52', 'Presente'],
      ['Bianchi Anna', '05/02/2026 10:58:13', '05/02/2026 11:48:20', '0:50:07', 'Presente'],
      ['Bianchi Anna', '05/02/2026 12:00:20', '05/02/2026 13:30:40', '1:30:20', 'Presente'],
      ['Verdi Luca', '05/02/2026 11:20:05', '05/02/2026 13:10:00', '1:49:55', 'Presente'],
      ['Verdi Luca', '05/02/2026 11:00:00', '05/02/2026 13:30:00', '2:30:00', 'Presente'],
      ["'=1+1 (Guest)", '05/02/2026 11:05:00', '05/02/2026 12:05:00', '1:00:00', ''],
    ])
    const minutes = rows.map((row) => row['Minuti riconosciuti (una volta per persona e incontro)'] ?? '')
    expect(minutes.filter(Boolean)).toEqual(['150', '138', '150', '0'])
    expect(rows[0]?.Piattaforma).toBe('Microsoft Teams, versione 25163')
    expect(rows[0]?.['Impronta SHA-256']).toMatch(/^[0-9a-f]{64}$/)
  })

  it('is a PDF that says platform, version, file, times, totals, declaration and its own hash; the same data, the same bytes', async () => {
    const data = await report()
    const pdf = await pdfOf('app/record/online/fad-report.typ', fadDocument(data))
    const words = wordsOf(pdf)
    for (const said of [
      'Report della formazione a distanza: IRIS-PM-01',
      'Microsoft Teams, versione 25163',
      'report.csv',
      'Bianchi Anna',
      '10:58:13',
      '13:30:40',
      '2:20:27',
      '2:18',
      'Docente',
      'Criteri di aggiudicazione',
      'non ancora abbinata a una persona',
      'D.P.R. 28 dicembre 2000, n. 445',
      'Non ancora tenuto',
    ]) {
      expect(words).toContain(said)
    }
    // A hash may stand on two lines.
    for (const hash of [data.hash, data.meetings[0]?.files[0]?.file_hash ?? 'no file']) {
      expect(words.replaceAll(' ', '')).toContain(hash)
    }
    expect(infoOf(pdf)).toMatchObject({ Title: 'Report FAD IRIS-PM-01', Tagged: 'yes' })
    const again = await pdfOf('app/record/online/fad-report.typ', fadDocument(await report()))
    expect(Buffer.compare(Buffer.from(pdf), Buffer.from(again))).toBe(0)
  })

  it('is issued once its pages are closed, and says later that one was corrected', async () => {
    await expect(issueFadReport(world.db, who.manager, who.edition.id)).rejects.toMatchObject({
      kind: 'conflict',
      message: expect.stringContaining('3'),
    })
    await when(after, () => closeMeeting(world.db, who.trainer, { meeting_id: online.id }))
    const first = await issueFadReport(world.db, who.manager, who.edition.id)
    expect(first).toMatchObject({ number: 1, isNew: true })
    expect(await issueFadReport(world.db, who.manager, who.edition.id)).toMatchObject({
      number: 1,
      isNew: false,
    })
    const corrected = { person_id: who.anna.id, status: 'absent' as const, intervals: [], base: null }
    await when('2026-02-08T09:00:00.000Z', () =>
      recordMarks(world.db, who.manager, {
        meeting_id: online.id,
        source: 'trainer',
        reason: 'Collegata da un collega',
        nonce: newId(),
        marks: [corrected],
      }),
    )
    const [document] = await documentsOf(world.db, who.edition.id)
    expect(document).toMatchObject({ kind: 'fad_report', superseded: [{ page: 3, used: 1, current: 2 }] })
    const { meetings } = await report()
    expect(meetings[0]?.page?.version).toBe(2)
    expect(meetings[0]?.entries[1]).toMatchObject({ status: 'absent', credited_minutes: 0, seconds: 8427 })
    expect(await issueFadReport(world.db, who.manager, who.edition.id)).toMatchObject({
      number: 2,
      isNew: true,
    })
  })
})
