// SPDX-License-Identifier: AGPL-3.0-or-later
// The timesheet as it leaves the program: on paper to be signed, and as rows.
import { beforeEach, expect, it } from 'vitest'
import { pdfOf } from '#base/documents/pdf.server.ts'
import { inLocale } from '#base/i18n/locale.server.ts'
import { csv } from '#base/sheets/csv.server.ts'
import { agreeHours } from '#record/timesheet/agreed-hours.server.ts'
import { projectsTaught, timesheetOf } from '#record/timesheet/month.server.ts'
import { fundedTogether, nameOf } from '#record/timesheet/printed.server.ts'
import { timesheetDocument, timesheetName } from '#record/timesheet/timesheet-document.ts'
import { timesheetColumns, timesheetRows } from '#record/timesheet/timesheet-sheet.ts'
import { heldMeetings, nextDay } from '#tests/record/register/held-meeting.ts'
import { describeEnginesAfresh } from '#tests/support/engines.ts'
import { infoOf, wordsOf } from '#tests/support/poppler.ts'

describeEnginesAfresh('the files of a timesheet', (world) => {
  let who: Awaited<ReturnType<typeof heldMeetings>>
  beforeEach(async () => {
    who = await heldMeetings(world.db)
    await world.db
      .insertInto('project_partner')
      .values({
        project_id: who.project.id,
        organisation_id: who.comune.id,
        role: 'lead',
        position: 1,
      })
      .execute()
  })

  const printed = async (together: boolean, month = '2026-02') => {
    const { db } = world
    const project = together ? null : who.project
    const sheet = await timesheetOf(db, who.carla.id, { month, project }, nextDay)
    const projects = await projectsTaught(db, who.carla.id)
    const named = together ? [...projects, await rosaRow()] : projects
    const funded = await fundedTogether(db, named)
    const name = await nameOf(db, who.carla.id)
    return timesheetDocument({ sheet, name, project: funded, together })
  }
  const rosaRow = () =>
    world.db.selectFrom('project').selectAll().where('slug', '=', 'rosa').executeTakeFirstOrThrow()

  it('say on paper whose hours, of which month and project, and where to sign', async () => {
    await who.closed()
    await who.held()
    await agreeHours(world.db, who.manager, {
      project_id: who.project.id,
      person_id: who.carla.id,
      minutes: 2400,
    })
    const pdf = await pdfOf('app/record/online/fad-report.typ', await printed(false))
    const words = wordsOf(pdf)
    for (const said of [
      'Foglio ore di febbraio 2026',
      'Carla Neri',
      'IRIS-PM-01',
      '05/02/2026',
      '11:00–13:30',
      '2:30',
      'Il ciclo del contratto',
      '40:00',
      '37:30',
      'Firma di Carla Neri',
      'Firma del responsabile di progetto',
      'Comune di Perugia',
      'F69I24000600007',
      "Progetto cofinanziato dall'Unione europea",
      'Un incontro già tenuto non è compreso',
    ]) {
      expect(words).toContain(said)
    }
    expect(infoOf(pdf).Title).toBe('Foglio ore di Carla Neri, febbraio 2026')
    const again = await pdfOf('app/record/online/fad-report.typ', await printed(false))
    expect(Buffer.compare(Buffer.from(pdf), Buffer.from(again))).toBe(0)
  })

  it('are of all projects together with each fund and statement once, in the language asked for', async () => {
    await who.closed()
    const pdf = await inLocale('en', async () =>
      pdfOf('app/record/online/fad-report.typ', await printed(true)),
    )
    const words = wordsOf(pdf)
    expect(words).toContain('Timesheet of February 2026')
    expect(words).toContain('Projects · IRIS · ROSA')
    expect(words).toContain('Signatures of the project managers')
    expect(words.split('FAMI 2021-2027').length).toBe(2)
  })

  it('say of a month without hours that there are none', async () => {
    await who.closed()
    const pdf = await pdfOf('app/record/online/fad-report.typ', await printed(false, '2026-01'))
    expect(wordsOf(pdf)).toContain('Nessun incontro con la pagina chiusa in questo mese.')
  })

  it('are rows of the clock on the wall, for a spreadsheet', async () => {
    await who.closed()
    const { rows } = await timesheetOf(world.db, who.carla.id, { month: '2026-02', project: null }, nextDay)
    const columns = timesheetColumns('Europe/Rome')
    const chunks = await Array.fromAsync(csv(columns, timesheetRows(columns, rows), 'rotto'))
    const [head = '', row = '', ...more] = Buffer.concat(chunks).toString('utf8').trim().split('\r\n')
    expect(head.replace('\ufeff', '').split(';').slice(0, 3)).toEqual(['Data', 'Progetto', 'Edizione'])
    expect(row.split(';')).toEqual([
      '05/02/2026',
      'IRIS',
      'IRIS-PM-01',
      String(rows[0]?.number),
      rows[0]?.title,
      'Docente',
      '05/02/2026 11:00:00',
      '05/02/2026 13:30:00',
      '11:00–13:30',
      '150',
      '2:30',
      'Il ciclo del contratto',
      '1',
    ])
    expect(more).toEqual([])
  })

  it('have names that say whose project and which month', () => {
    expect(timesheetName({ slug: 'iris' }, '2026-02', ['1a2b3c4d'], 'pdf')).toBe(
      'IRIS-foglio-ore-2026-02-1a2b3c4d.pdf',
    )
    expect(timesheetName(null, '2026-02', [], 'csv')).toBe('foglio-ore-2026-02.csv')
  })
})
