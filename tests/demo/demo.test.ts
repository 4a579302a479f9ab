// SPDX-License-Identifier: AGPL-3.0-or-later
// The demo, lived through on an empty database, is sound and shows what it is there to show.
import '#tests/support/files.ts'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest'
import { newId } from '#base/clock.server.ts'
import { findFileFault } from '#base/files/verify-files.server.ts'
import { findLedgerFault } from '#base/ledger/ledger.server.ts'
import { connect, type Db } from '#db/connect.server.ts'
import { fillDemo } from '#demo/make-demo.server.ts'
import { findAttendanceFault } from '#record/attendance/verify-attendance.server.ts'
import { findMarkFault } from '#record/attendance/verify-marks.server.ts'
import { recountCompletions } from '#record/completion/completion.server.ts'
import { evidenceOf } from '#record/evidence/facts.server.ts'
import { documentsOf } from '#record/register/issued-documents.server.ts'
import { findRegisterFault } from '#record/register/verify-register.server.ts'

describe('the demo', () => {
  let db: Db
  beforeAll(async () => {
    db = connect(`file:${join(inject('folder'), `${newId()}.db`)}`)
    await fillDemo(db)
  }, 180_000)
  afterAll(() => db.destroy())

  const meetingsOf = (code: string) =>
    db
      .selectFrom('meeting')
      .innerJoin('edition', 'edition.id', 'meeting.edition_id')
      .select(['meeting.id', 'meeting.edition_id', 'meeting.number', 'meeting.state'])
      .where('edition.code', '=', code)
      .orderBy('meeting.number')
      .execute()
  const states = async (code: string) => (await meetingsOf(code)).map((meeting) => meeting.state)

  it('is sound', { timeout: 60_000 }, async () => {
    for (const find of [findLedgerFault, findMarkFault, findAttendanceFault, findRegisterFault]) {
      expect(await find(db)).toBeNull()
    }
    expect(await findFileFault(db)).toBeNull()
    expect(await recountCompletions(db)).toEqual([])
  })

  it('has registers in every state', async () => {
    expect(await states('IRIS-PM-01')).toEqual(Array(5).fill('locked'))
    expect(await states('IRIS-LA-01')).toEqual(['closed', 'closed', 'cancelled'])
    expect(await states('IRIS-PM-02')).toEqual(['closed', 'open', 'planned', 'planned', 'planned'])
    expect(await states('IRIS-RA-01')).toEqual(['planned', 'planned'])
  })

  it('has a locked page corrected afterwards, and flags the document that used its first version', async () => {
    const [first] = await meetingsOf('IRIS-PM-01')
    const [document] = await documentsOf(db, first?.edition_id ?? '')
    expect(document?.superseded).toMatchObject([{ page: 3, used: 1, current: 2 }])
  })

  it('lacks the signed sheet of one page of the locked register', async () => {
    const meetings = await meetingsOf('IRIS-PM-01')
    const evidence = await evidenceOf(
      db,
      meetings.map((meeting) => meeting.id),
    )
    expect(meetings.map((meeting) => evidence.get(meeting.id)?.state)).toEqual([
      'complete',
      'complete',
      'complete',
      'missing',
      'complete',
    ])
  })

  it('leaves something to decide: a doubtful check-in, a walk-in, a name that no list knows', async () => {
    const waiting = await Promise.all([
      db.selectFrom('check_in').select('doubt').where('state', '=', 'waiting').execute(),
      db.selectFrom('walk_in').select('organisation').where('person_id', 'is', null).execute(),
      db.selectFrom('platform_row').select('name').where('state', '=', 'waiting').execute(),
    ])
    expect(waiting).toEqual([
      [{ doubt: 'same_device' }],
      [{ organisation: 'Associazione Voci in Cammino' }],
      [{ name: 'Telefono di casa (Ospite)' }],
    ])
  })
})
