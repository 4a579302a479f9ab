// SPDX-License-Identifier: AGPL-3.0-or-later
// What the export of attendance says of each person at each meeting, read back from both files.
import Papa from 'papaparse'
import readSheet from 'read-excel-file/node'
import { beforeEach, expect, it } from 'vitest'
import { inLocale } from '#base/i18n/locale.server.ts'
import { attendanceCsv, attendanceWorkbook } from '#prove/reports/attendance-file.server.ts'
import type { AttendanceFilter } from '#prove/reports/attendance-filter.ts'
import { attendanceRows, firstAttendanceRows } from '#prove/reports/attendance-rows.server.ts'
import { describeEnginesAfresh } from '#tests/support/engines.ts'
import { iris } from '#tests/support/iris.ts'
import { employment, person } from '#tests/support/people.ts'
import { counting } from '#tests/support/queries.ts'
import { edition, enrolment, meeting } from '#tests/support/training.ts'
import { absent, page, present, teaches } from './presence.ts'

const everything: AttendanceFilter = { edition: null, from: null, to: null, teachers: false }

async function bytesOf(chunks: AsyncIterable<Uint8Array>): Promise<Buffer> {
  return Buffer.concat(await Array.fromAsync(chunks))
}

describeEnginesAfresh('the export of attendance', (world) => {
  let who: Awaited<ReturnType<typeof iris>>
  beforeEach(async () => {
    who = await iris(world.db)
    const { db } = world
    const { anna, luca, carla, meetings, comune, cooperativa } = who
    const [first, second] = meetings
    const account = { recorded_by: who.trainer.accountId }
    await teaches(db, first, carla)
    await teaches(db, second, carla, 'tutor')
    // Anna went out and came back; her first mark was wrong. She has changed employer since.
    const wrong = await absent(db, first, anna)
    await db.updateTable('mark').set({ superseded_by: wrong.id }).where('id', '=', wrong.id).execute()
    await present(
      db,
      first,
      anna,
      [
        ['10:20:15', '11:00'],
        ['11:30', '12:30'],
      ],
      {
        ...account,
        source: 'self',
        reason: 'Era presente',
        recorded_at: '2026-02-05T13:00:30.000Z',
      },
    )
    await db
      .updateTable('employment')
      .set({ ended_on: '2026-02-10' })
      .where('person_id', '=', anna.id)
      .execute()
    await employment(db, anna, cooperativa, '2026-02-11')
    await absent(db, first, luca, { ...account, status: 'excused', note: 'Certificato medico' })
    await present(db, first, carla, undefined, { role: 'trainer' })
    await page(db, first, { superseded_at: '2026-02-06T08:00:00.000Z' })
    await page(db, first, { version: 2, reason: 'Orario', locked_at: '2026-02-07T08:00:00.000Z' })
    await db.updateTable('meeting').set({ state: 'locked' }).where('id', '=', first.id).execute()
    // Gina withdrew after the first meeting; a third one was cancelled after Luca had been marked absent.
    const gina = await person(db, 'Gina Sala', comune)
    const withdrawn = await enrolment(db, who.edition, gina)
    await db.updateTable('enrolment').set({ state: 'withdrawn' }).where('id', '=', withdrawn.id).execute()
    await present(db, first, gina)
    const called = await meeting(db, who.edition, 3, '2026-02-19T10:00Z', '2026-02-19T12:30Z', {
      state: 'cancelled',
    })
    await absent(db, called, luca)
    // Across midnight, in another edition; and a project that is not ours.
    const night = await edition(db, who.project, 'IRIS-NOTTE-01', { venue: null })
    await enrolment(db, night, luca)
    const late = await meeting(db, night, 1, '2026-03-10T22:30Z', '2026-03-11T00:30Z', { mode: 'hybrid' })
    await present(db, late, luca)
    const elsewhere = await edition(db, who.rosa, 'ROSA-PM-01')
    await enrolment(db, elsewhere, await person(db, 'Rita Moro', comune))
    await meeting(db, elsewhere, 1, '2026-02-05T10:00Z', '2026-02-05T12:30Z')
  })

  const csvOf = async (filter = everything) => {
    const { chunks } = attendanceCsv(world.db, who.project, filter)
    const text = (await bytesOf(chunks)).toString('utf8')
    const { data, errors } = Papa.parse<Record<string, string>>(text.slice(1), {
      delimiter: ';',
      header: true,
      skipEmptyLines: true,
    })
    expect(errors).toEqual([])
    return { text, rows: data }
  }
  const said = (rows: Record<string, string>[], ...columns: string[]) =>
    rows.map((row) => columns.map((column) => row[column]))

  it('has one row per person per meeting: marks in force, and whoever is enrolled and not recorded', async () => {
    const { rows } = await csvOf()
    expect(
      said(rows, 'Edizione', 'Incontro n.', 'Cognome', 'Nome', 'Presenza', 'Minuti riconosciuti'),
    ).toEqual([
      ['IRIS-PM-01', '1', 'Bianchi', 'Anna', 'Presenza parziale', '99'],
      ['IRIS-PM-01', '1', 'Sala', 'Gina', 'Presente', '150'],
      ['IRIS-PM-01', '1', 'Verdi', 'Luca', 'Giustificato', '0'],
      ['IRIS-PM-01', '2', 'Bianchi', 'Anna', 'Non rilevata', ''],
      ['IRIS-PM-01', '2', 'Verdi', 'Luca', 'Non rilevata', ''],
      ['IRIS-PM-01', '3', 'Verdi', 'Luca', 'Assente', '0'],
      ['IRIS-NOTTE-01', '1', 'Verdi', 'Luca', 'Presente', '120'],
    ])
  })

  it('has whoever was added at the door and is not matched, marked as such and in no figure', async () => {
    const [first] = who.meetings
    const guest = (id: string, more: object = {}) => ({
      id,
      meeting_id: first.id,
      first_name: 'Gino',
      last_name: 'Paoli',
      name_search: 'paoli gino gino paoli',
      organisation: 'Caritas',
      sector: 'private' as const,
      intervals: '[{"in":"2026-02-05T10:20:00.000Z","out":"2026-02-05T12:30:00.000Z"}]',
      added_by: who.trainer.accountId,
      added_at: '2026-02-05T10:21:00.000Z',
      ...more,
    })
    await world.db.insertInto('walk_in').values(guest('came')).execute()
    await world.db
      .insertInto('walk_in')
      .values(guest('known', { person_id: who.anna.id }))
      .execute()
    await world.db
      .insertInto('walk_in')
      .values(guest('gone', { withdrawn_at: '2026-02-05T10:30:00.000Z', withdrawn_reason: 'Errore' }))
      .execute()
    const { rows } = await csvOf()
    const found = rows.filter((row) => row.Cognome === 'Paoli')
    const columns = ['Incontro n.', 'Ruolo', 'Ente', 'Settore', 'Presenza', 'Prima entrata'] as const
    expect(said(found, ...columns, 'Minuti riconosciuti', 'Registrata da')).toEqual([
      [
        '1',
        'Non in elenco, da riconoscere',
        'Caritas',
        'Privato',
        'Entrata in ritardo',
        '05/02/2026 11:20:00',
        '',
        'Carla Neri',
      ],
    ])
    // Between Bianchi and Sala, as their names go.
    expect(rows.slice(0, 3).map((row) => row.Cognome)).toEqual(['Bianchi', 'Paoli', 'Sala'])
    expect(rows).toHaveLength(8)
    const { chunks } = attendanceWorkbook(world.db, who.project, everything)
    const [sheet] = await readSheet(await bytesOf(chunks))
    expect(sheet?.data.flat()).toContain('Non in elenco, da riconoscere')
  })

  it('says of a mark where, when, with whom, how, by whom and on which page', async () => {
    const { rows } = await csvOf()
    expect(rows[0]).toEqual({
      Progetto: 'IRIS',
      Edizione: 'IRIS-PM-01',
      "Titolo dell'edizione": 'Procurement management',
      'Incontro n.': '1',
      "Titolo dell'incontro": 'Incontro 1',
      "Stato dell'incontro": 'Bloccato',
      Data: '05/02/2026',
      'Inizio previsto': '11:00',
      'Fine prevista': '13:30',
      'Minuti previsti': '150',
      Modalità: 'In presenza',
      Sede: 'Sala Falcone e Borsellino',
      Docenti: 'Neri Carla',
      Tutor: '',
      Cognome: 'Bianchi',
      Nome: 'Anna',
      Ruolo: 'Partecipante',
      Ente: 'Comune di Perugia',
      Settore: 'Pubblico',
      Presenza: 'Presenza parziale',
      'Prima entrata': '05/02/2026 11:20:15',
      'Ultima uscita': '05/02/2026 13:30:00',
      'Tutte le entrate e uscite': '11:20:15-12:00:00, 12:30:00-13:30:00',
      'Minuti riconosciuti': '99',
      Fonte: expect.any(String),
      Nota: '',
      'Motivo della correzione': 'Era presente',
      'Registrata da': 'Carla Neri',
      'Registrata il': '05/02/2026 14:00:30',
      'Versione della pagina': '2',
      'Pagina del registro': 'Bloccata',
    })
    // A week later she works for somebody else; Luca's note; the meeting that passes midnight.
    expect(said(rows, 'Ente', 'Settore', 'Tutor', 'Pagina del registro')[3]).toEqual([
      'Cooperativa Il Ponte',
      'Privato',
      'Neri Carla',
      'Non chiusa',
    ])
    expect(rows[2]?.Nota).toBe('Certificato medico')
    expect(
      said(rows, 'Data', 'Inizio previsto', 'Fine prevista', 'Prima entrata', 'Ultima uscita', 'Sede')[6],
    ).toEqual(['10/03/2026', '23:30', '01:30', '10/03/2026 23:30:00', '11/03/2026 01:30:00', ''])
  })

  it('adds up to what was credited, without what a cancelled meeting would', async () => {
    await world.db
      .updateTable('mark')
      .set({ credited_minutes: 150 })
      .where('status', '=', 'absent')
      .where('meeting_id', 'in', (eb) =>
        eb.selectFrom('meeting').select('id').where('state', '=', 'cancelled'),
      )
      .execute()
    const { rows } = await csvOf()
    const sum = rows.reduce((total, row) => total + Number(row['Minuti riconosciuti']), 0)
    expect(sum).toBe(99 + 150 + 120)
  })

  it('narrows to an edition, to a period by local date, and adds teachers only when asked', async () => {
    const titles = async (filter: Partial<AttendanceFilter>) =>
      (await csvOf({ ...everything, ...filter })).rows.map(
        (row) => `${row.Edizione} ${row['Incontro n.']} ${row.Cognome} ${row.Ruolo}`,
      )
    expect(await titles({ from: '2026-03-10', to: '2026-03-10' })).toEqual([
      'IRIS-NOTTE-01 1 Verdi Partecipante',
    ])
    // 00:30 in Rome of the 11th is the 10th in UTC; the meeting began on the 10th here and there.
    expect(await titles({ from: '2026-03-11' })).toEqual([])
    expect(await titles({ edition: who.edition, from: '2026-02-12', to: '2026-02-12' })).toEqual([
      'IRIS-PM-01 2 Bianchi Partecipante',
      'IRIS-PM-01 2 Verdi Partecipante',
    ])
    expect(await titles({ to: '2026-02-05', teachers: true })).toContain('IRIS-PM-01 1 Neri Docente')
    expect((await csvOf()).text).not.toContain('Moro')
  })

  it('is in the language of whoever asks, up to the last row', async () => {
    const english = await inLocale('en', async () => (await csvOf()).rows)
    expect(said(english, 'Last name', 'Attendance', 'Sector', 'Register page').at(-1)).toEqual([
      'Verdi',
      'Present',
      'Private',
      'Not closed',
    ])
  })

  it('has real dates, times and numbers in the workbook, and the same columns as the CSV', async () => {
    const { chunks, name } = attendanceWorkbook(world.db, who.project, everything)
    const [sheet] = await readSheet(await bytesOf(chunks))
    const [header, first, ...others] = sheet?.data ?? []
    expect(name).toBe('presenze-iris.xlsx')
    expect(sheet?.sheet).toBe('Presenze')
    expect(header).toEqual(Object.keys((await csvOf()).rows[0] ?? {}))
    expect(others).toHaveLength(6)
    const cell = (column: string) => first?.[header?.indexOf(column) ?? -1]
    expect(cell('Data')).toEqual(new Date('2026-02-05T00:00:00Z'))
    expect(cell('Prima entrata')).toEqual(new Date('2026-02-05T11:20:15Z'))
    expect(cell('Minuti riconosciuti')).toBe(99)
    expect(cell('Cognome')).toBe('Bianchi')
    expect(cell('Nota')).toBeNull()
  })

  it('previews as many rows as asked with a fixed number of queries, and says whether there are more', async () => {
    const one = counting(world.db)
    const all = counting(world.db)
    const few = await firstAttendanceRows(
      one.db,
      who.project,
      { ...everything, edition: who.edition, to: '2026-02-05' },
      2,
    )
    expect([few.rows.length, few.more]).toEqual([2, true])
    const many = await firstAttendanceRows(all.db, who.project, everything, 50)
    expect([many.rows.length, many.more]).toEqual([7, false])
    expect(one.count()).toBe(9)
    expect(all.count()).toBe(9)
  })

  it('goes on in another group after a thousand people, without losing or repeating anybody', async () => {
    const crowd = await edition(world.db, who.project, 'IRIS-FOLLA-01')
    const people = Array.from({ length: 400 }, (_, n) => ({
      id: `crowd-${n}`,
      first_name: 'Folla',
      last_name: `Persona ${String(n).padStart(4, '0')}`,
      name_search: `persona ${String(n).padStart(4, '0')} folla`,
      email: null,
      phone: null,
      gender: 'not_stated' as const,
      born_on: null,
      is_staff: 0 as const,
      created_at: '2025-01-01T08:00:00.000Z',
    }))
    await world.db.insertInto('person').values(people).execute()
    for (const one of people) await enrolment(world.db, crowd, one)
    // Four meetings begin at the same moment.
    for (let n = 1; n <= 4; n++) await meeting(world.db, crowd, n, '2026-05-05T10:00Z', '2026-05-05T12:30Z')
    const groups = await Array.fromAsync(
      attendanceRows(world.db, who.project, { ...everything, edition: crowd }),
    )
    const keys = groups.flat().map((row) => `${row.meeting.id} ${row.person_id}`)
    expect(groups.map((group) => group.length)).toEqual([800, 800])
    expect(new Set(keys).size).toBe(1600)
  })
})
