// SPDX-License-Identifier: AGPL-3.0-or-later
// Columns that somebody said: kept with the report, and for the next file with the same headings in the same project.
import { beforeEach, describe, expect, it } from 'vitest'
import { at as when } from '#base/clock.server.ts'
import { keepFile } from '#base/files/store.server.ts'
import { findLedgerFault } from '#base/ledger/ledger.server.ts'
import { findDraft, sealDraft } from '#record/online/draft.server.ts'
import { findMapping } from '#record/online/mappings.server.ts'
import { lookAtTable, readMapped } from '#record/online/platform-report.server.ts'
import { readingOf } from '#record/online/reading.ts'
import { versionName } from '#record/online/report.ts'
import { frozenMapping, mappingOf, type ReportMapping } from '#record/online/report-mapping.ts'
import { findReport, rowsOfReport } from '#record/online/report-page.server.ts'
import { importReport } from '#record/online/reports.server.ts'
import { describeEnginesAfresh } from '#tests/support/engines.ts'
import '#tests/support/files.ts'
import { iris } from '#tests/support/iris.ts'
import { meeting, project } from '#tests/support/training.ts'
import { encoded, morning, rome, span } from './reports.ts'

const after = '2026-02-06T09:00:00.000Z'
const table = (name = 'Anna Bianchi') =>
  `Chi,Dentro,Fuori\r\n"${name}","5/2/2026, 10:58:13","5/2/2026, 13:30:40"\r\n`
const mapping: ReportMapping = {
  platform: 'other',
  platform_name: 'BigBlueButton',
  columns: { name: 0, in: 1, out: 2 },
  order: 'auto',
  zone: null,
}

describeEnginesAfresh('columns that somebody said', (world) => {
  let who: Awaited<ReturnType<typeof iris>>
  let today: Awaited<ReturnType<typeof meeting>>
  beforeEach(async () => {
    who = await iris(world.db)
    const mode = { mode: 'virtual_class' as const }
    today = await meeting(world.db, who.edition, 10, morning.starts_at, morning.ends_at, mode)
  })

  async function send(text: string, said: ReportMapping = mapping) {
    const bytes = encoded(text)
    const report = readMapped(bytes, { head: 1, mapping: said }, today, rome)
    const file = await keepFile(bytes, 'text/csv')
    const given = {
      meeting_id: today.id,
      file,
      name: 'bbb.csv',
      platform_version: null,
      report,
      reason: null,
    }
    return await when(after, () => importReport(world.db, who.trainer, given))
  }
  const acts = () =>
    world.db.selectFrom('ledger').select('after').where('act', '=', 'sheet_mapping_saved').execute()
  const fingerprints = lookAtTable(encoded(table())).rows.flatMap(({ fingerprint }) => fingerprint ?? [])

  it('are kept with the report, and its platform by the name that was typed; read again they give the same', async () => {
    const done = await send(table())
    expect(done).toMatchObject({ people: 1, recorded: 1 })
    const report = await findReport(world.db, today.id, done.id)
    if (!report) throw new Error('no report')
    expect(report.platform).toBe('other')
    expect(versionName(report)).toBe('BigBlueButton')
    const said = readingOf(report.reading)?.said
    expect(said).toEqual({ head: 1, mapping })
    const { rows } = await rowsOfReport(world.db, done.id, null, { q: '', limit: 10, offset: 0 })
    const again = readMapped(encoded(table()), said ?? { head: 0, mapping }, today, rome)
    expect(rows.map(({ name, intervals }) => [name, intervals])).toEqual([
      ['Anna Bianchi', [span('10:58:13', '13:30:40')]],
    ])
    expect(again.people.map(({ name, intervals }) => [name, intervals])).toEqual(
      rows.map(({ name, intervals }) => [name, intervals]),
    )
  })

  it('are proposed for the next file with the same headings, and in no other project', async () => {
    expect(await findMapping(world.db, who.project.id, fingerprints)).toBeNull()
    await send(table())
    expect(await findMapping(world.db, who.project.id, fingerprints)).toMatchObject({ mapping })
    const other = await project(world.db, 'altro')
    expect(await findMapping(world.db, other.id, fingerprints)).toBeNull()
    expect(await findMapping(world.db, who.project.id, ['0'.repeat(64)])).toBeNull()
  })

  it('are replaced by what is said later, each time with a row of the ledger; the same again is none', async () => {
    await send(table())
    await send(table('Luca Verdi'))
    expect(await acts()).toHaveLength(1)
    await send(table('Carla Neri'), { ...mapping, platform_name: 'Jitsi' })
    expect(await acts()).toHaveLength(2)
    expect((await findMapping(world.db, who.project.id, fingerprints))?.mapping.platform_name).toBe('Jitsi')
    expect(await world.db.selectFrom('sheet_mapping').selectAll().execute()).toHaveLength(1)
    expect(await findLedgerFault(world.db)).toBeNull()
  })

  it('are not kept when the import is refused', async () => {
    await world.db.updateTable('meeting').set({ state: 'cancelled' }).where('id', '=', today.id).execute()
    await expect(send(table())).rejects.toMatchObject({ kind: 'conflict' })
    expect(await acts()).toEqual([])
  })

  it('wait with a file that only its own meeting opens, for less than an hour, unchanged', async () => {
    const file = await keepFile(encoded(table()), 'text/csv')
    const sealed = await when(after, async () =>
      sealDraft(today.id, { hash: file.hash, type: file.type, name: 'bbb.csv', version: '2.7' }),
    )
    const find = (id: string, text: string, on = after) => when(on, () => findDraft(id, text))
    expect(await find(today.id, sealed)).toMatchObject({ hash: file.hash, name: 'bbb.csv', version: '2.7' })
    expect(await find(who.meetings[0].id, sealed)).toBeNull()
    expect(await find(today.id, sealed, '2026-02-06T09:51:00.000Z')).toBeNull()
    expect(
      await find(
        today.id,
        sealed.replace(/^./, (letter) => (letter === 'e' ? 'f' : 'e')),
      ),
    ).toBeNull()
    for (const text of ['', '.', 'a.b', 'x'.repeat(5000)]) expect(await find(today.id, text)).toBeNull()
    const gone = await when(after, async () =>
      sealDraft(today.id, { hash: 'a'.repeat(64), type: 'text/csv', name: 'bbb.csv', version: null }),
    )
    expect(await find(today.id, gone)).toBeNull()
  })
})

describe('a mapping', () => {
  it('is read in every format it was ever kept in', () => {
    const first =
      '{"columns":{"in":1,"name":0,"out":2},"format":1,"order":"auto","platform":"other","platform_name":"BigBlueButton","zone":null}'
    expect(mappingOf(first)).toEqual(mapping)
    expect(frozenMapping(mapping)).toBe(first)
    expect(() => mappingOf(first.replace('"format":1', '"format":2'))).toThrow('format 2')
  })

  it('frozen within a report’s reading is read with it', () => {
    const first =
      '{"format":1,"others":[{"line":4,"text":"Anonymous"}],"othersInAll":1,"said":{"head":1,"mapping":"{\\"columns\\":{\\"in\\":1,\\"name\\":0,\\"out\\":2},\\"format\\":1,\\"order\\":\\"auto\\",\\"platform\\":\\"other\\",\\"platform_name\\":\\"BigBlueButton\\",\\"zone\\":null}"}}'
    expect(readingOf(first)).toEqual({
      others: [{ line: 4, text: 'Anonymous' }],
      othersInAll: 1,
      said: { head: 1, mapping },
    })
  })
})
