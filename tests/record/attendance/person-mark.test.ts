// SPDX-License-Identifier: AGPL-3.0-or-later
// One person's attendance in full: several times of presence, why excused and the document, in which role.
import { mkdtempSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { parseWithZod } from '@conform-to/zod/v4'
import { beforeAll, describe, expect, it } from 'vitest'
import { at, newId } from '#base/clock.server.ts'
import { keepFile } from '#base/files/store.server.ts'
import { momentOf } from '#base/i18n/zone.ts'
import { belongsTo, findDocument, recordPersonMark } from '#record/attendance/person-mark.server.ts'
import { pairsShown, personMarkSchema } from '#record/attendance/person-mark.ts'
import { historyOf } from '#record/attendance/roll.server.ts'
import { teachingRollOf } from '#record/roll-call/teaching-roll.server.ts'
import { during, end, heldMeetings, nextDay, start } from '#tests/record/register/held-meeting.ts'
import { describeEngines } from '#tests/support/engines.ts'

const zone = 'Europe/Rome'
const rome = (time: string) => momentOf('2026-02-05', time, zone)
const meeting = { starts_at: start, ends_at: end }
type Base = Parameters<typeof personMarkSchema>[2]

function typed(fields: Record<string, string>, base: Base = null) {
  const form = new FormData()
  form.set('nonce', newId())
  for (const [name, value] of Object.entries(fields)) form.set(name, value)
  return parseWithZod(form, { schema: personMarkSchema(meeting, zone, base) })
}

function stated(fields: Record<string, string>, base: Base = null) {
  const submission = typed(fields, base)
  return submission.status === 'success' ? submission.value.stated : submission.error
}

describe('the form of one person’s attendance', () => {
  it('takes several arrivals and leavings; the outer ones may be the meeting’s own', () => {
    const pairs = {
      'pairs[0].out': '11:30',
      'pairs[1].in': '11:45',
      'pairs[1].out': '12:15',
      'pairs[3].in': '12:30',
    }
    expect(stated({ status: 'present', ...pairs })).toMatchObject({
      intervals: [
        { in: start, out: rome('11:30') },
        { in: rome('11:45'), out: rome('12:15') },
        { in: rome('12:30'), out: end },
      ],
    })
  })

  it('without times is the whole meeting', () => {
    expect(stated({ status: 'present' })).toMatchObject({ intervals: [{ in: start, out: end }] })
  })

  it.each([
    [{ 'pairs[0].in': '07:00' }, 'pairs[0].in'],
    [{ 'pairs[0].in': '13:30' }, 'pairs[0].in'],
    [{ 'pairs[0].out': '11:00' }, 'pairs[0].out'],
    [{ 'pairs[0].in': '12:00', 'pairs[0].out': '11:30' }, 'pairs[0].out'],
    [{ 'pairs[0].out': '12:00', 'pairs[1].in': '11:30' }, 'pairs[1].in'],
    [{ 'pairs[0].in': '11:10', 'pairs[1].in': '11:30' }, 'pairs[0].out'],
    [{ 'pairs[0].in': 'undici' }, 'pairs[0].in'],
  ])('refuses %o at %s', (pairs, field) => {
    expect(stated({ status: 'present', ...pairs })).toHaveProperty([field])
  })

  it('keeps the seconds of the times that were not touched', () => {
    const base = {
      id: newId(),
      status: 'present' as const,
      intervals: [
        { in: '2026-02-05T09:58:07.000Z', out: '2026-02-05T10:40:31.000Z' },
        { in: '2026-02-05T10:50:12.000Z', out: '2026-02-05T12:30:44.000Z' },
      ],
    }
    const shown = {
      'pairs[0].in': '10:58',
      'pairs[0].out': '11:40',
      'pairs[1].in': '11:50',
      'pairs[1].out': '13:30',
    }
    expect(stated({ status: 'present', ...shown }, base)).toMatchObject({ intervals: base.intervals })
    expect(stated({ status: 'present', ...shown, 'pairs[1].out': '13:00' }, base)).toMatchObject({
      intervals: [base.intervals[0], { in: '2026-02-05T10:50:12.000Z', out: rome('13:00') }],
    })
  })

  it('has room for four, and for one more than there are', () => {
    expect(pairsShown([])).toBe(4)
    expect(pairsShown(Array.from({ length: 7 }, () => ({ in: start, out: end })))).toBe(8)
  })

  it('keeps the document of who stays excused, and drops it for who was there', () => {
    const base = { id: newId(), status: 'excused' as const, intervals: [], note: 'Visita', document: 'a1' }
    expect(stated({ status: 'excused', note: 'Visita medica' }, base)).toMatchObject({
      note: 'Visita medica',
      document: 'a1',
    })
    expect(stated({ status: 'present' }, base)).not.toHaveProperty('document')
  })
})

describeEngines('one person’s attendance', (world) => {
  let who: Awaited<ReturnType<typeof heldMeetings>>
  beforeAll(async () => {
    who = await heldMeetings(world.db)
  })

  async function record(
    to: { id: string },
    somebody: { id: string },
    fields: Record<string, string>,
    file: Kept,
  ) {
    const [last] = (await historyOf(world.db, to.id, somebody.id)).filter((mark) => !mark.superseded_by)
    const submission = typed(fields, last ?? null)
    if (submission.status !== 'success') throw new Error('the form is wrong')
    const where = { meeting_id: to.id, person_id: somebody.id }
    const mark = submission.value
    return await at(during, () => recordPersonMark(world.db, who.trainer, where, mark, file))
  }
  type Kept = Parameters<typeof recordPersonMark>[4]

  it('is excused with the reason and the document, and both stay in the history', async () => {
    const today = await who.held()
    const bytes = new TextEncoder().encode('certificato')
    const file = await keepFile(bytes, 'application/pdf', mkdtempSync(join(tmpdir(), 'presente-file-')))
    await record(today, who.luca, { status: 'excused', note: 'Visita medica' }, file)
    await record(today, who.luca, { status: 'excused', note: 'Visita medica' }, null)
    const history = await historyOf(world.db, today.id, who.luca.id)
    expect(history).toHaveLength(2)
    expect(history.at(-1)).toMatchObject({ status: 'excused', note: 'Visita medica', document: file.hash })
    await record(today, who.luca, { status: 'present' }, null)
    const where = { meeting_id: today.id, person_id: who.luca.id }
    expect(await findDocument(world.db, where, null)).toBeNull()
    expect(await findDocument(world.db, where, history.at(-1)?.id ?? '')).toMatchObject({ hash: file.hash })
    expect(
      await findDocument(world.db, { ...where, person_id: who.anna.id }, history.at(-1)?.id ?? ''),
    ).toBeNull()
  })

  it('of who teaches has the role, its own hours, and makes nobody a participant', async () => {
    const today = await who.held()
    await record(today, who.carla, { status: 'present', 'pairs[0].in': '11:30' }, null)
    expect(await teachingRollOf(world.db, today)).toMatchObject([
      { person_id: who.carla.id, role: 'trainer', mark: { credited_minutes: 120 } },
    ])
    expect((await historyOf(world.db, today.id, who.carla.id)).at(-1)).toMatchObject({ role: 'trainer' })
    const counted = await world.db
      .selectFrom('participant')
      .select('person_id')
      .where('person_id', '=', who.carla.id)
      .execute()
    expect(counted).toEqual([])
  })

  it('of a closed page makes its next version, with the reason', async () => {
    const today = await who.closed()
    const mark = { meeting_id: today.id, person_id: who.luca.id }
    const submission = typed({ status: 'present', reason: 'Firma sul foglio', source: 'paper' })
    if (submission.status !== 'success') throw new Error('the form is wrong')
    await at(nextDay, () => recordPersonMark(world.db, who.trainer, mark, submission.value, null))
    expect(await who.pages(today)).toMatchObject([
      { version: 1, reason: null },
      { version: 2, reason: 'Firma sul foglio' },
    ])
    expect((await historyOf(world.db, today.id, who.luca.id)).at(-1)).toMatchObject({ source: 'paper' })
  })

  it('is recorded of who is enrolled or teaches, and of nobody else', async () => {
    const today = await who.held()
    const belongs = (somebody: { id: string }) => belongsTo(world.db, today, somebody.id)
    expect(await Promise.all([who.anna, who.carla, { id: newId() }].map(belongs))).toEqual([
      true,
      true,
      false,
    ])
  })
})
