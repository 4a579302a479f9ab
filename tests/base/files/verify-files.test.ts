// SPDX-License-Identifier: AGPL-3.0-or-later
import { randomBytes } from 'node:crypto'
import { appendFileSync, rmSync, writeFileSync } from 'node:fs'
import { beforeEach, expect, it } from 'vitest'
import { newId } from '#base/clock.server.ts'
import { keepFile, pathOf, readFile, recordFile } from '#base/files/store.server.ts'
import { attachEvidence } from '#record/evidence/evidence.server.ts'
import '#tests/support/files.ts'
import { findFileFault } from '#base/files/verify-files.server.ts'
import type { Db } from '#db/connect.server.ts'
import { describeEnginesAfresh } from '#tests/support/engines.ts'
import { iris } from '#tests/support/iris.ts'
import { longAgo } from '#tests/support/people.ts'
import { pdf } from './samples.ts'

describeEnginesAfresh('verifying kept files', (world) => {
  let db: Db
  let who: Awaited<ReturnType<typeof iris>>
  beforeEach(async () => {
    db = world.db
    who = await iris(db)
  })

  const kept = (text: string) =>
    keepFile(Buffer.concat([pdf(text), randomBytes(200_000), pdf()]), 'application/pdf')

  it('finds all sound, then names the scan that was changed, cut, or taken away', async () => {
    const file = await kept('foglio')
    const given = {
      meeting_id: who.meetings[0].id,
      kind: 'signed_sheet' as const,
      file,
      name: 'foglio firme.pdf',
    }
    await attachEvidence(db, who.trainer, given)
    expect(await findFileFault(db)).toBe(null)
    const scan = 'the evidence "foglio firme.pdf" of meeting 1 of IRIS-PM-01'
    const path = pathOf(file.hash)

    const forged = Buffer.alloc(file.size, 'x')
    writeFileSync(path, forged)
    expect(await findFileFault(db)).toBe(`${scan} was changed after it was stored: ${path}`)
    appendFileSync(path, 'more')
    expect(await findFileFault(db)).toBe(
      `${scan} has ${file.size + 4} bytes instead of ${file.size}: ${path}`,
    )
    rmSync(path)
    expect(await findFileFault(db)).toBe(`${scan} is missing from the disk: ${path}`)
    await db.updateTable('evidence').set({ withdrawn_at: longAgo, withdrawn_reason: 'prova' }).execute()
    expect(await findFileFault(db)).toContain(scan)
    await db.deleteFrom('evidence').execute()
    expect(await findFileFault(db)).toContain('a file that nothing names is missing')
    await db.deleteFrom('project_file').execute()
    await db.deleteFrom('file').execute()
  })

  it('names reports, documents of the excused and issued documents too', async () => {
    const meeting_id = who.meetings[1].id
    const [report, excuse, issued] = [await kept('a'), await kept('b'), await kept('c')]
    for (const file of [report, excuse, issued]) await db.transaction().execute((db) => recordFile(db, file))
    const said = { meeting_id, platform: 'teams' as const, file_hash: report.hash, name: 'teams.csv' }
    await db
      .insertInto('platform_report')
      .values({ id: newId(), ...said, imported_at: longAgo })
      .execute()
    const mark = {
      id: newId(),
      meeting_id,
      person_id: who.anna.id,
      status: 'excused' as const,
      document: excuse.hash,
    }
    const rest = {
      intervals: '[]',
      credited_minutes: 0,
      source: 'trainer' as const,
      recorded_at: longAgo,
      stated_at: longAgo,
      restated_at: longAgo,
      restated_nonce: newId(),
      nonce: 'x',
    }
    await db
      .insertInto('mark')
      .values({ ...mark, ...rest })
      .execute()
    const document = { id: newId(), edition_id: who.edition.id, kind: 'register' as const, number: 1 }
    await db
      .insertInto('issued_document')
      .values({ ...document, file_hash: issued.hash, issued_at: longAgo })
      .execute()
    const names = [
      [report, 'the platform\'s report "teams.csv" of meeting 2 of IRIS-PM-01'],
      [excuse, 'the document that excuses Anna Bianchi from meeting 2 of IRIS-PM-01'],
      [issued, 'the issued register number 1 of IRIS-PM-01'],
    ] as const
    expect(await findFileFault(db)).toBe(null)
    for (const [file, name] of names) {
      const bytes = await readFile(file.hash)
      rmSync(pathOf(file.hash))
      expect(await findFileFault(db)).toContain(`${name} is missing`)
      await keepFile(bytes, file.type)
    }
    expect(await findFileFault(db)).toBe(null)
  })
})
