// SPDX-License-Identifier: AGPL-3.0-or-later
// One word about everybody does not speak of whom better evidence speaks.
import { beforeAll, beforeEach, expect, it } from 'vitest'
import { at, newId } from '#base/clock.server.ts'
import { confirmCheckIns } from '#record/check-in/decide.server.ts'
import { heldBackAt } from '#record/roll-call/held-back.server.ts'
import { everybody, savedRollSchema } from '#record/roll-call/roll-call.ts'
import { rollSince, saveRoll } from '#record/roll-call/save-rows.server.ts'
import { absent, present } from '#tests/record/attendance/morning.ts'
import { room, when } from '#tests/record/check-in/room.ts'
import { describeEngines } from '#tests/support/engines.ts'

describeEngines('a word about everybody', (world) => {
  let who: Awaited<ReturnType<typeof room>>
  let today: Awaited<ReturnType<typeof who.anotherRoom>>
  beforeAll(async () => {
    who = await room(world.db)
  })
  beforeEach(async () => {
    today = await who.anotherRoom()
  })

  async function all(status: 'present' | 'absent') {
    const row = { status, first: '1' }
    const form = savedRollSchema.parse({
      nonce: newId(),
      account: who.trainer.accountId,
      since: when.start,
      marks: { [who.anna.id]: row, [who.luca.id]: row },
    })
    const meeting = { ...(await today.kept()), project_id: who.project.id }
    return await at(when.middle, () => saveRoll(world.db, who.trainer, meeting, form))
  }
  /** A report of the platform that saw only some. */
  async function reported(...seen: { id: string }[]) {
    const report_id = newId()
    const hash = report_id.replace(/-/g, '').padEnd(64, '0')
    await world.db
      .insertInto('file')
      .values({ hash, size: 3, type: 'text/csv', stored_at: when.after })
      .execute()
    await world.db
      .insertInto('platform_report')
      .values({
        id: report_id,
        meeting_id: today.id,
        file_hash: hash,
        name: 'report.csv',
        platform: 'zoom',
        platform_version: null,
        imported_by: who.trainer.accountId,
        imported_at: when.after,
      })
      .execute()
    for (const [index, { id }] of seen.entries()) {
      await world.db
        .insertInto('platform_row')
        .values({
          id: newId(),
          report_id,
          position: index + 1,
          name: 'Qualcuno',
          name_search: 'qualcuno',
          email: null,
          platform_role: null,
          intervals: '[]',
          state: 'matched',
          matched_by: 'hand',
          person_id: id,
        })
        .execute()
    }
  }
  const history = async (person: { id: string }) => (await today.marks(person)).map(({ status }) => status)

  it('of presence leaves out whose arrival waits, and says so on their row', async () => {
    await today.scan(who.operator, when.late)
    const answer = await all('present')
    expect(answer.wrong[who.anna.id]?.message).toContain('attende la conferma')
    expect(await history(who.anna)).toEqual([])
    expect(await history(who.luca)).toEqual(['present'])
  })

  it('and whom the imported report did not see, who are absent by the same word about absence', async () => {
    await reported(who.luca)
    const answer = await all('present')
    expect(answer.wrong[who.anna.id]?.message).toContain('report della piattaforma')
    expect(await history(who.anna)).toEqual([])
    expect(await history(who.luca)).toEqual(['present'])
    await all('absent')
    expect(await history(who.anna)).toEqual(['absent'])
    expect(await history(who.luca)).toEqual(['present'])
  })

  it('of absence leaves out whose arrival waits', async () => {
    await today.scan(who.operator, when.late)
    await all('absent')
    expect(await history(who.anna)).toEqual([])
    expect(await history(who.luca)).toEqual(['absent'])
  })

  it('without script says the same', async () => {
    await today.scan(who.operator, when.late)
    const held = await heldBackAt(world.db, { id: today.id, edition_id: who.edition.id })
    const sent = new FormData()
    for (const { id } of [who.anna, who.luca]) sent.append(`marks.${id}.base`, '')
    const filled = everybody(sent, 'present', held)
    expect(filled.get(`marks.${who.anna.id}.status`)).toBeNull()
    expect(filled.get(`marks.${who.luca.id}.status`)).toBe('present')
  })

  it('does not hold up what is decided later: confirmed, who was said absent is there', async () => {
    await today.scan(who.operator, when.late)
    await today.record([[who.anna, absent()]], { on: when.late })
    expect(await today.decide(who.anna, 'confirm')).toEqual({ stays: null })
    expect((await today.marks(who.anna)).find((mark) => mark.superseded_by === null)).toMatchObject({
      status: 'present',
      source: 'self',
      credited_minutes: 119,
    })
  })

  it.each(['confirm', 'reject'] as const)(
    'and %s says whose presence stays, where it does',
    async (decision) => {
      await today.scan(who.operator, when.late)
      await today.record([[who.anna, present()]], { on: when.late })
      expect(await today.decide(who.anna, decision)).toEqual({ stays: 'Carla Neri' })
      expect(await history(who.anna)).toEqual(['present'])
    },
  )

  it('of who checked in says that, and not that they recorded themselves', async () => {
    await today.scan(who.operator, when.late)
    await today.decide(who.anna, 'confirm')
    const meeting = { ...(await today.kept()), late_after: 0 }
    const told = await at(when.after, () => rollSince(world.db, who.trainer, meeting, when.start))
    expect(told.rows[who.anna.id]?.credited).toContain('Presenza registrata con il codice.')
  })

  it('all the arrivals that wait are confirmed at once, by who may', async () => {
    await today.scan(who.operator, when.late)
    await today.scan(who.private, when.late)
    const confirm = (by: typeof who.trainer) => at(when.middle, () => confirmCheckIns(world.db, by, today.id))
    await expect(confirm(who.auditor)).rejects.toMatchObject({ kind: 'forbidden' })
    expect(await confirm(who.trainer)).toBe(2)
    expect(await confirm(who.trainer)).toBe(0)
    expect([await history(who.anna), await history(who.luca)]).toEqual([['present'], ['present']])
  })
})
