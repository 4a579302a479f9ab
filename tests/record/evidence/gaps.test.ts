// SPDX-License-Identifier: AGPL-3.0-or-later
import { randomInt } from 'node:crypto'
import { beforeAll, expect, it } from 'vitest'
import { newId } from '#base/clock.server.ts'
import type { Db } from '#db/connect.server.ts'
import type { CheckInTable, MarkRole, MarkSource, MarkStatus } from '#db/schema.ts'
import { evidenceOf } from '#record/evidence/facts.server.ts'
import type { GapFilter } from '#record/evidence/gap.ts'
import { listGaps } from '#record/evidence/gaps.server.ts'
import { describeEngines } from '#tests/support/engines.ts'
import { iris } from '#tests/support/iris.ts'
import { longAgo, person } from '#tests/support/people.ts'
import { edition, meeting, project } from '#tests/support/training.ts'

const moment = '2026-03-01T09:00:00.000Z'
const everything: GapFilter = { kind: null, edition: null }
const first = { limit: 50, offset: 0 }

type Of = { id: string }

describeEngines('what is missing in a project', (world) => {
  let db: Db
  let who: Awaited<ReturnType<typeof iris>>
  beforeAll(async () => {
    db = world.db
    who = await iris(db)
  })

  const held = (of: Of, number: number, more: Parameters<typeof meeting>[5] = {}) =>
    meeting(db, of, number, `2026-02-${String(number).padStart(2, '0')}T10:00Z`, '2026-02-28T12:30Z', more)

  async function mark(
    at: Of,
    of: Of,
    status: MarkStatus,
    source: MarkSource = 'trainer',
    more: { superseded_by?: string; role?: MarkRole; document?: string } = {},
  ) {
    const row = { id: newId(), meeting_id: at.id, person_id: of.id, status, source, nonce: newId(), ...more }
    const rest = {
      intervals: '[]',
      credited_minutes: 0,
      recorded_by: null,
      recorded_at: longAgo,
      stated_at: longAgo,
      restated_at: longAgo,
      restated_nonce: newId(),
      reason: null,
    }
    await db
      .insertInto('mark')
      .values({ ...row, ...rest })
      .execute()
    return row
  }

  async function file() {
    const hash = newId()
    await db
      .insertInto('file')
      .values({ hash, type: 'application/pdf', size: 1, stored_at: longAgo })
      .execute()
    return hash
  }

  async function sheet(at: Of, withdrawn = false, kind: 'signed_sheet' | 'other' = 'signed_sheet') {
    const row = {
      id: newId(),
      meeting_id: at.id,
      kind,
      file_hash: await file(),
      name: 'foglio.pdf',
      attached_at: longAgo,
    }
    await db
      .insertInto('evidence')
      .values({ ...row, withdrawn_at: withdrawn ? longAgo : null })
      .execute()
  }

  async function report(at: Of, waiting: number) {
    const id = newId()
    const said = { meeting_id: at.id, platform: 'teams' as const, file_hash: await file(), name: 'teams.csv' }
    await db
      .insertInto('platform_report')
      .values({ id, ...said, imported_at: longAgo })
      .execute()
    for (let position = 1; position <= waiting + 1; position++) {
      const row = {
        id: newId(),
        report_id: id,
        position,
        name: 'Mario',
        name_search: 'mario',
        intervals: '[]',
      }
      await db
        .insertInto('platform_row')
        .values({ ...row, state: position > waiting ? 'matched' : 'waiting' })
        .execute()
    }
    return id
  }

  async function walkIn(at: Of, matched: Of | null = null) {
    const id = newId()
    const said = {
      first_name: 'Sara',
      last_name: 'Blu',
      name_search: 'blu sara',
      organisation: 'ASL',
      sector: 'public' as const,
    }
    const rest = { intervals: '[]', added_at: longAgo, person_id: matched?.id ?? null }
    await db
      .insertInto('walk_in')
      .values({ id, meeting_id: at.id, ...said, ...rest })
      .execute()
    return id
  }

  async function checkIn(at: Of, state: CheckInTable['state']) {
    const row = {
      id: newId(),
      meeting_id: at.id,
      person_id: who.anna.id,
      account_id: who.operator.accountId,
      kind: 'entry' as const,
    }
    const rest = { step: randomInt(1e9), at: longAgo, device: 'x', doubt: null, state }
    await db
      .insertInto('check_in')
      .values({ ...row, ...rest })
      .execute()
  }

  it('names every kind, each at its meeting, and nothing of what is whole', async () => {
    const itself = await project(db, 'passi')
    const one = await edition(db, itself, 'PASSI-01')
    const open = await held(one, 1, { state: 'open' })
    await sheet(open)
    await checkIn(open, 'waiting')
    await checkIn(open, 'waiting')
    await checkIn(open, 'confirmed')
    const blu = await walkIn(open)
    await walkIn(open, who.luca)
    const closed = await held(one, 2, { state: 'closed', mode: 'virtual_class' })
    const teams = await report(closed, 3)
    await mark(closed, who.anna, 'excused')
    const old = await mark(closed, who.luca, 'excused', 'trainer', { document: await file() })
    await mark(closed, who.carla, 'excused', 'trainer', { superseded_by: old.id })
    const bare = await held(one, 3, { state: 'locked' })
    await sheet(bare, true)
    await sheet(bare, false, 'other')
    const whole = await held(one, 4, { state: 'locked' })
    await mark(whole, who.anna, 'present', 'self')
    await mark(whole, who.carla, 'present', 'trainer', { role: 'trainer' })
    await report(await held(one, 5, { state: 'cancelled' }), 2)
    await held(one, 6, { ends_at: '2026-03-01T09:00:00.001Z' })
    await held(one, 7, { state: 'locked', mode: 'webinar' })
    await held(await edition(db, itself, 'PASSI-TAV-01', { kind: 'table' }), 8, { state: 'locked' })

    const { rows, total, totals, editions } = await listGaps(db, itself.id, everything, first, moment)
    expect(
      rows.map(({ kind, meeting_id, subject_id, name, n }) => [kind, meeting_id, subject_id, name, n]),
    ).toEqual([
      ['not_closed', open.id, null, null, 1],
      ['check_ins', open.id, null, null, 2],
      ['walk_in', open.id, blu, 'Blu Sara', 1],
      ['platform_rows', closed.id, teams, 'teams.csv', 3],
      ['excused', closed.id, who.anna.id, 'Bianchi Anna', 1],
      ['not_locked', closed.id, null, null, 1],
      ['no_evidence', bare.id, null, null, 1],
    ])
    expect(total).toBe(7)
    expect([...totals.values()]).toEqual([1, 1, 1, 1, 1, 1, 1])
    expect(editions.map(({ code }) => code)).toEqual(['PASSI-01', 'PASSI-TAV-01'])
  })

  it('is filtered by kind and edition, and paged', async () => {
    const itself = await project(db, 'piu')
    const one = await edition(db, itself, 'PIU-01')
    const two = await edition(db, itself, 'PIU-02')
    for (let number = 1; number <= 9; number++) await held(one, number, { state: 'open' })
    await held(two, 10, { state: 'open' })
    const count = async (filter: Partial<GapFilter>) =>
      (await listGaps(db, itself.id, { ...everything, ...filter }, first, moment)).total
    expect(await count({})).toBe(20)
    expect(await count({ kind: 'no_evidence' })).toBe(10)
    expect(await count({ edition: 'PIU-02' })).toBe(2)
    expect(await count({ edition: 'PIU-02', kind: 'not_locked' })).toBe(0)
    expect(await count({ edition: "x' or 1=1" })).toBe(0)
    const page = await listGaps(
      db,
      itself.id,
      { kind: 'no_evidence', edition: null },
      { limit: 4, offset: 8 },
      moment,
    )
    expect(page.rows.map(({ number }) => number)).toEqual([9, 10])
    expect(page.totals.get('not_closed')).toBe(10)
    expect((await listGaps(db, who.rosa.id, everything, first, moment)).total).toBe(0)
  })

  it('says of evidence what the rule says of each meeting, whatever the meetings are', async () => {
    // Always the same meetings: a test that asks for enough of them must not depend on luck.
    let drawn = 20261123
    const pick = <T>(...of: T[]): T => {
      drawn = (drawn * 48271) % 2147483647
      return of[drawn % of.length] as T
    }
    const people = [who.anna, who.luca, await person(db, 'Bruna Gialli')]
    const seed = await mark(who.meetings[0], who.carla, 'absent')
    const missing: string[] = []
    const ids: string[] = []
    for (const rule of ['either', 'sheet'] as const) {
      const itself = await project(db, `prova-${rule}`, { evidence_rule: rule })
      const editions = [
        await edition(db, itself, `X-${rule}-1`),
        await edition(db, itself, `X-${rule}-2`, { kind: pick('table', 'laboratory') }),
      ]
      for (let number = 1; number <= 60; number++) {
        const at = await meeting(
          db,
          pick(...editions),
          number,
          '2026-02-01T10:00Z',
          pick('2026-02-01T12:00Z', '2026-02-01T12:00Z', '2026-04-01T12:00Z'),
          {
            mode: pick('in_person', 'in_person', 'hybrid', 'virtual_class', 'virtual_class', 'webinar'),
            state: pick('open', 'closed', 'locked', 'planned', 'cancelled'),
          },
        )
        ids.push(at.id)
        for (const of of people) {
          if (pick(true, false)) continue
          const source = pick<MarkSource>('self', 'self', 'platform_log', 'platform_log', 'trainer', 'import')
          const earlier = await mark(at, of, pick('present', 'present', 'absent'), source)
          if (pick(true, false)) continue
          await db.updateTable('mark').set({ superseded_by: seed.id }).where('id', '=', earlier.id).execute()
          await mark(at, of, pick('present', 'absent', 'excused'), pick('self', 'trainer'))
        }
        if (pick(true, false, false)) await mark(at, who.carla, 'present', 'trainer', { role: 'trainer' })
        if (pick(true, false, false))
          await sheet(at, pick(true, false), pick('signed_sheet', 'signed_sheet', 'other'))
        if (pick(true, false, false)) await report(at, 0)
        if (pick(true, false, false, false)) await walkIn(at, pick(null, who.luca))
      }
      const found = await listGaps(
        db,
        itself.id,
        { kind: 'no_evidence', edition: null },
        { limit: 500, offset: 0 },
        moment,
      )
      missing.push(...found.rows.map(({ meeting_id }) => meeting_id))
    }
    const states = await evidenceOf(db, ids, moment)
    expect(states.size).toBe(ids.length)
    const expected = ids.filter((id) => states.get(id)?.state === 'missing')
    expect(missing.toSorted()).toEqual(expected.toSorted())
    expect(expected.length).toBeGreaterThan(10)
    expect(new Set([...states.values()].map(({ why }) => why)).size).toBeGreaterThan(6)
  })
})
