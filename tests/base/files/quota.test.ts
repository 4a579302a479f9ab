// SPDX-License-Identifier: AGPL-3.0-or-later
import { randomBytes } from 'node:crypto'
import { existsSync } from 'node:fs'
import { beforeAll, beforeEach, expect, it } from 'vitest'
import { changeSettings } from '#admin/change-settings.server.ts'
import { at, minutesAfter, newId } from '#base/clock.server.ts'
import type { KeptFile } from '#base/files/file.ts'
import { keepProjectFile, recordProjectFile, spaceOf } from '#base/files/quota.server.ts'
import { spaceName } from '#base/files/quota.ts'
import { hashOf, pathOf } from '#base/files/store.server.ts'
import type { Db } from '#db/connect.server.ts'
import { recordPersonMark, refusePersonMark } from '#record/attendance/person-mark.server.ts'
import { attachEvidence, refuseEarlySheet } from '#record/evidence/evidence.server.ts'
import { issueDocument } from '#record/register/issued-documents.server.ts'
import { describeEngines } from '#tests/support/engines.ts'
import '#tests/support/files.ts'
import { iris } from '#tests/support/iris.ts'
import { grant } from '#tests/support/people.ts'
import { edition, enrolment, meeting, project } from '#tests/support/training.ts'
import { pdf } from './samples.ts'

const after = '2026-02-06T09:00:00.000Z'
const gigabyte = 1024 ** 3
const megabyte = 1024 ** 2

/** What a transaction is told of a file, whatever lies on the disk. */
const told = (size: number): KeptFile => {
  return { hash: randomBytes(32).toString('hex'), size, type: 'application/pdf' }
}

describeEngines("a project's space for files", (world) => {
  let db: Db
  let who: Awaited<ReturnType<typeof iris>>
  beforeAll(async () => {
    db = world.db
    who = await iris(db)
  })
  /** A project with nothing in it but an edition of two meetings, where Anna is and Carla teaches. */
  let own: Awaited<ReturnType<typeof ownProject>>
  let serial = 0
  const ownProject = async () => {
    serial += 1
    const itself = await project(db, `iris-${serial}`)
    const run = await edition(db, itself, `IRIS-${serial}`)
    await enrolment(db, run, who.anna)
    return {
      project: itself,
      edition: run,
      meetings: [
        await meeting(db, run, 1, '2026-02-05T10:00Z', '2026-02-05T12:30Z'),
        await meeting(db, run, 2, '2026-02-12T10:00Z', '2026-02-12T12:30Z'),
      ] as const,
      trainer: await grant(db, who.trainer, 'trainer', { edition: run }),
      manager: await grant(db, who.manager, 'manager', { project: itself }),
    }
  }
  const allow = (project_gigabytes?: number) =>
    changeSettings(db, null, { owner: 'Comune', project_gigabytes })
  beforeEach(async () => {
    own = await ownProject()
    await allow()
  })
  const attach = (file: KeptFile, on: Db = db) =>
    at(after, () =>
      attachEvidence(on, own.trainer, {
        meeting_id: own.meetings[0].id,
        kind: 'other',
        file,
        name: 'foglio.pdf',
      }),
    )
  /** Anna is excused from the first meeting, with a document of so many bytes. */
  const excuse = (size: number) => {
    const excused = { stated: { status: 'excused' as const, intervals: [], note: 'visita' }, base: null }
    return at(after, () =>
      recordPersonMark(
        db,
        own.trainer,
        { meeting_id: own.meetings[0].id, person_id: who.anna.id },
        { ...excused, source: 'trainer', reason: 'documento arrivato', nonce: newId() } as never,
        told(size),
      ),
    )
  }
  const used = async () => (await spaceOf(db, own.project.id)).used
  const files = async () => (await db.selectFrom('file').select('hash').execute()).length

  it('is ten gigabytes, unless the installation says otherwise', async () => {
    expect(await spaceOf(db, own.project.id)).toEqual({ used: 0, most: 10 * gigabyte })
    await allow(2)
    expect(await spaceOf(db, own.project.id)).toEqual({ used: 0, most: 2 * gigabyte })
    expect(spaceName({ used: 1.5 * gigabyte, most: 2 * gigabyte })).toBe('1,5 GB di 2 GB')
  })

  it('counts evidence and documents of every kind, each file once, and in its own project alone', async () => {
    const scan = told(100)
    await attach(scan)
    await attach(scan)
    await at(after, () =>
      attachEvidence(db, own.trainer, {
        meeting_id: own.meetings[1].id,
        kind: 'other',
        file: scan,
        name: 'di nuovo.pdf',
      }),
    )
    expect(await used()).toBe(100)
    await excuse(1000)
    expect(await used()).toBe(1100)
    await db.transaction().execute((db) => recordProjectFile(db, who.rosa.id, scan))
    expect((await spaceOf(db, who.rosa.id)).used).toBe(100)
    expect(await used()).toBe(1100)
  })

  it('refuses in words what would pass it: before it is kept, and in the transaction, which keeps nothing', async () => {
    await allow(2)
    await attach(told(2 * gigabyte - 900))
    const scan = pdf('Foglio che non ci sta')
    const keeping = keepProjectFile(
      db,
      own.project.id,
      Buffer.concat([scan, Buffer.alloc(2000)]),
      'application/pdf',
    )
    const words = 'Lo spazio per i file di questo progetto, 2 GB, è pieno'
    await expect(keeping).rejects.toMatchObject({ kind: 'conflict', message: expect.stringContaining(words) })
    const hash = await hashOf(Buffer.concat([scan, Buffer.alloc(2000)]))
    expect(existsSync(pathOf(hash))).toBe(false)
    const before = [await files(), await used()]
    await expect(attach(told(1000))).rejects.toMatchObject({ kind: 'conflict' })
    await expect(
      issueDocument(db, own.manager, {
        edition_id: own.edition.id,
        kind: 'register',
        bytes: Buffer.alloc(5000),
        page_ids: [newId()],
      }),
    ).rejects.toMatchObject({ kind: 'conflict', message: expect.stringContaining(words) })
    expect([await files(), await used()]).toEqual(before)
    // To the last byte.
    await attach(told(2 * gigabyte - (before[1] ?? 0)))
    expect(await used()).toBe(2 * gigabyte)
  })

  it('is not asked for by what would be refused: that is known before a file is kept', async () => {
    const before = '2026-02-04T09:00:00.000Z'
    const [meeting] = own.meetings
    await excuse(1000)
    expect(() => refuseEarlySheet('signed_sheet', meeting, before)).toThrow('non è ancora cominciato')
    expect(() => refuseEarlySheet('other', meeting, before)).not.toThrow()
    expect(() => refuseEarlySheet('signed_sheet', meeting, after)).not.toThrow()
    // Later than what completes the word just said.
    const excused = (reason: string | null, person_id = who.anna.id) =>
      at(minutesAfter(after, 20), () =>
        refusePersonMark(
          db,
          own.trainer,
          { meeting_id: meeting.id, person_id },
          {
            stated: { status: 'excused', intervals: [], note: 'visita', base: null },
            source: 'trainer',
            reason,
            nonce: newId(),
          },
          told(1).hash,
        ),
      )
    const rows = async () => (await db.selectFrom('mark').select('id').execute()).length
    const marks = await rows()
    await expect(excused('ok', newId())).rejects.toMatchObject({ kind: 'invalid' })
    await expect(excused(null)).rejects.toMatchObject({ field: 'reason' })
    await excused('documento arrivato')
    expect(await rows()).toBe(marks)
    for (const [state, kind] of [
      ['cancelled', 'conflict'],
      ['locked', 'conflict'],
      ['planned', null],
    ] as const) {
      await db.updateTable('meeting').set({ state }).where('id', '=', meeting.id).execute()
      if (kind) await expect(excused('ok')).rejects.toMatchObject({ kind })
    }
  })

  it('takes again what is there already, however full it is', async () => {
    const scan = pdf('Foglio che si ripete')
    await allow(3)
    for (const size of [gigabyte, gigabyte]) await attach(told(size))
    const file = await keepProjectFile(db, own.project.id, scan, 'application/pdf')
    await attach(file)
    await allow(1)
    expect(await keepProjectFile(db, own.project.id, scan, 'application/pdf')).toEqual(file)
    expect(await attach(file)).toEqual({ isNew: false })
  })

  it('is not passed by twenty at once', async () => {
    await allow(3)
    for (const size of [gigabyte, gigabyte]) await attach(told(size))
    const free = 3 * gigabyte - (await used())
    const size = 60 * megabyte
    // Connections to SQLite in one process wait for each other without letting anybody finish.
    const others = Array.from({ length: 20 }, () => (world.engine === 'sqlite' ? db : world.connectAgain()))
    const done = await Promise.allSettled(others.map((db) => attach(told(size), db)))
    const taken = done.filter((one) => one.status === 'fulfilled').length
    expect(taken).toBe(Math.min(20, Math.floor(free / size)))
    expect(taken).toBeLessThan(20)
    for (const one of done) {
      if (one.status === 'rejected') expect(one.reason).toMatchObject({ kind: 'conflict' })
    }
    expect(await used()).toBeLessThanOrEqual(3 * gigabyte)
  })
})
