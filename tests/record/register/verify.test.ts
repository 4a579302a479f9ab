// SPDX-License-Identifier: AGPL-3.0-or-later
// What was done to the data behind the program's back is found, and named.
import { execFile } from 'node:child_process'
import { createHash } from 'node:crypto'
import { writeFile } from 'node:fs/promises'
import { promisify } from 'node:util'
import { afterEach, beforeAll, beforeEach, expect, it } from 'vitest'
import { at } from '#base/clock.server.ts'
import { env } from '#base/env.server.ts'
import { keepFile, pathOf } from '#base/files/store.server.ts'
import { findLedgerFault } from '#base/ledger/ledger.server.ts'
import { findMarkFault } from '#record/attendance/verify-marks.server.ts'
import { attachEvidence } from '#record/evidence/evidence.server.ts'
import { findRegisterFault } from '#record/register/verify-register.server.ts'
import '#tests/support/files.ts'
import type { Db } from '#db/connect.server.ts'
import { describeEngines } from '#tests/support/engines.ts'
import { absent, heldMeetings, late, nextDay } from './held-meeting.ts'

const run = promisify(execFile)

describeEngines('data changed by hand', (world) => {
  let db: Db
  let who: Awaited<ReturnType<typeof heldMeetings>>
  let today: { id: string; number: number }
  const undo: (() => Promise<unknown>)[] = []
  beforeAll(async () => {
    db = world.db
    who = await heldMeetings(db)
    today = await who.closed()
    await who.mark(today, who.anna, late, { on: nextDay, reason: 'Orari del foglio firmato' })
  })
  afterEach(async () => {
    for (const back of undo.splice(0)) await back()
  })
  beforeEach(async () => {
    expect([await findMarkFault(db), await findRegisterFault(db), await findLedgerFault(db)]).toEqual([
      null,
      null,
      null,
    ])
  })

  const marksOf = (somebody: { id: string }) =>
    db
      .selectFrom('mark')
      .selectAll()
      .where('meeting_id', '=', today.id)
      .where('person_id', '=', somebody.id)
      .orderBy('recorded_at')
      .execute()

  it('is found in a mark, with whose it is and what was changed', async () => {
    const [mark] = await marksOf(who.luca)
    const id = mark?.id ?? ''
    const change = (status: 'present' | 'absent', intervals: string, credited_minutes: number) =>
      // The columns are fixed for the program: by hand they are not.
      db
        .updateTable('mark')
        .set({ credited_minutes, ...({ status, intervals } as object) })
        .where('id', '=', id)
        .execute()
    undo.push(() => change('absent', '[]', 0))
    await change('present', JSON.stringify(late.intervals), 110)
    expect(await findMarkFault(db)).toMatch(
      /^the mark of Luca Verdi at meeting 10 of IRIS-PM-01 was changed by hand: its status is not/,
    )
    expect(await findRegisterFault(db)).toMatch(
      /^page 10 of IRIS-PM-01, version 2, says otherwise than what is recorded of Verdi Luca$/,
    )
  })

  it('is found when a superseded mark is put back in force', async () => {
    const [first, second] = await marksOf(who.anna)
    const supersede = (id: string | undefined, by: string | null) =>
      db
        .updateTable('mark')
        .set({ superseded_by: by })
        .where('id', '=', id ?? '')
        .execute()
    undo.push(async () => {
      await supersede(first?.id, second?.id ?? null)
      await supersede(second?.id, null)
    })
    await supersede(second?.id, first?.id ?? null)
    await supersede(first?.id, null)
    expect(await findMarkFault(db)).toMatch(/Anna Bianchi at meeting 10 .* superseded by one that the ledger/)
  })

  it('is found in a page, with or without its hash made anew', async () => {
    const [, page] = await who.pages(today)
    const change = (columns: object) =>
      db
        .updateTable('register_page')
        .set(columns)
        .where('id', '=', page?.id ?? '')
        .execute()
    undo.push(() => change({ content: page?.content, hash: page?.hash }))
    await change({ content: page?.content.replace('Bianchi Anna', 'Bianchi Ada') })
    expect(await findRegisterFault(db)).toMatch(
      /^page 10 of IRIS-PM-01, version 2, was changed after it was signed: its content/,
    )
    const content = page?.content.replace('Bianchi Anna', 'Bianchi Ada') ?? ''
    await change({ content, hash: createHash('sha256').update(content).digest('hex') })
    expect(await findRegisterFault(db)).toMatch(/version 2, was changed .*: the ledger has another hash$/)
  })

  it('is found when a version of a page, or the page of a closed meeting, is gone', async () => {
    const [first] = await who.pages(today)
    if (!first) throw new Error('no page')
    await db.deleteFrom('register_page').where('id', '=', first.id).execute()
    undo.push(() => db.insertInto('register_page').values(first).execute())
    expect(await findRegisterFault(db)).toMatch(/^the page of row \d+ of the ledger is missing$/)
    const other = await who.held()
    await db.updateTable('meeting').set({ state: 'closed' }).where('id', '=', other.id).execute()
    undo.push(() => db.updateTable('meeting').set({ state: 'open' }).where('id', '=', other.id).execute())
    expect(await findRegisterFault(db)).toBe(
      `meeting ${other.number} of IRIS-PM-01 is closed, but has no page in force`,
    )
  })

  it('is found when a mark is gone, or a row of the ledger', async () => {
    const other = await who.planned()
    await who.mark(other, who.luca, absent)
    const mark = await db
      .selectFrom('mark')
      .selectAll()
      .where('meeting_id', '=', other.id)
      .executeTakeFirstOrThrow()
    await db.deleteFrom('mark').where('id', '=', mark.id).execute()
    expect(await findMarkFault(db)).toMatch(/^the mark of row \d+ of the ledger is missing$/)
    await db.insertInto('mark').values(mark).execute()
    const row = await db
      .selectFrom('ledger')
      .selectAll()
      .where('subject_id', '=', mark.id)
      .executeTakeFirstOrThrow()
    await db.deleteFrom('ledger').where('seq', '=', row.seq).execute()
    undo.push(() => db.insertInto('ledger').values(row).execute())
    expect(await findLedgerFault(db)).toBe(`ledger row ${row.seq} is missing`)
    expect(await findMarkFault(db)).toMatch(
      new RegExp(`^the mark of Luca Verdi at meeting ${other.number} .* is in no row of the ledger$`),
    )
  })

  it('of every kind is named in one run of the command', async () => {
    const bytes = new TextEncoder().encode('%PDF-1.7\nfoglio firmato\n%%EOF\n')
    const file = await keepFile(bytes, 'application/pdf')
    await at(nextDay, () =>
      attachEvidence(db, who.manager, {
        meeting_id: today.id,
        kind: 'signed_sheet',
        file,
        name: 'foglio.pdf',
      }),
    )
    const verify = async () => {
      const settings = { ...process.env, DATABASE_URL: world.url, DATA_DIR: env().DATA_DIR }
      const done = await run(process.execPath, ['app/verify.ts'], { env: settings }).catch((error) => error)
      return { code: done.code ?? 0, lines: String(done.stdout).split('\n') }
    }
    expect(await verify()).toMatchObject({ code: 0 })

    const [mark] = await marksOf(who.carla)
    const credit = (credited_minutes: number) =>
      db
        .updateTable('mark')
        .set({ credited_minutes })
        .where('id', '=', mark?.id ?? '')
        .execute()
    undo.push(() => credit(150))
    await credit(149)
    undo.push(() => writeFile(pathOf(file.hash), bytes))
    await writeFile(pathOf(file.hash), 'altro')
    const [page] = await who.pages(today)
    const say = (content: string | undefined) =>
      db
        .updateTable('register_page')
        .set({ content } as object)
        .where('id', '=', page?.id ?? '')
        .execute()
    undo.push(() => say(page?.content))
    await say(page?.content.replace('IRIS', 'ROSA'))
    const attached = db.selectFrom('ledger').selectAll().where('act', '=', 'evidence_attached')
    const row = await attached.executeTakeFirstOrThrow()
    undo.push(() => db.insertInto('ledger').values(row).execute())
    await db.deleteFrom('ledger').where('seq', '=', row.seq).execute()
    const { code, lines } = await verify()
    expect(code).toBe(1)
    const found = (name: string) => lines.find((line) => line.startsWith(`${name}: `))
    expect(found('ledger')).toMatch(/ledger row \d+ is missing/)
    expect(found('marks')).toContain('the mark of Carla Neri at meeting 10 of IRIS-PM-01 was changed by hand')
    expect(found('register')).toContain('page 10 of IRIS-PM-01, version 1, was changed after it was signed')
    expect(found('files')).toContain(pathOf(file.hash))
    expect(found('completion')).toBe('completion: sound')
  }, 60_000)
})
