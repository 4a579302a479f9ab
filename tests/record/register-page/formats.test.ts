// SPDX-License-Identifier: AGPL-3.0-or-later
// Every format in which a page of the register was ever kept is read for ever, and prints what it printed.
import { createHash } from 'node:crypto'
import { beforeAll, describe, expect, it } from 'vitest'
import { at } from '#base/clock.server.ts'
import { findRegisterFault } from '#record/register/verify-register.server.ts'
import { type PageContent, readPage, writePage } from '#record/register-page/content.ts'
import { addPageVersion, printedPages } from '#record/register-page/pages.server.ts'
import { changeMeeting } from '#record/schedule/changes.server.ts'
import { closedMorning, dayAfter } from '#tests/plan/editions/closed-meeting.ts'
import { describeEngines } from '#tests/support/engines.ts'

const sha256 = (text: string) => createHash('sha256').update(text).digest('hex')

/** A page as kept before formats were numbered, letter for letter, and its hash. */
const format1 =
  '{"edition":{"code":"IRIS-PM-01","title":"Gestire gli appalti"},"meeting":{"breaks":[],"cancelled":false,"ends_at":"2026-02-05T12:30:00.000Z","id":"01a22b39-1856-71db-91b1-03931214da3b","link":null,"mode":"in_person","number":1,"scheduled_minutes":150,"starts_at":"2026-02-05T10:00:00.000Z","title":"Primo incontro","topic":"Il fabbisogno","venue":"Sala Blu"},"people":[{"credited_minutes":150,"cumulative_minutes":150,"enrolled":true,"intervals":[{"in":"2026-02-05T10:00:00.000Z","out":"2026-02-05T12:30:00.000Z"}],"name":"Bianchi Anna","note":null,"organisation":"Comune di Terni","person_id":"01a22b39-14c4-755f-b30b-365114adb8f8","recorded_at":"2026-02-05T12:25:00.000Z","recorded_by":"Carla Neri","sector":"public","source":"trainer","status":"present"}],"project":{"acronym":"I.R.I.S.","code":null,"cup":null,"fund":"FAMI","funding_statement":"Progetto cofinanziato dall\'Unione europea","lead":null,"partners":[],"title":"Invecchiare insieme"},"register":null,"teachers":[],"totals":{"absent":0,"credited_minutes":150,"excused":0,"people":1,"present":1,"scheduled_so_far":150,"unmarked":0},"walk_ins":[]}'

describe('a page of the register', () => {
  it('of format 1, which has no number, is read, and written again as it was', () => {
    const { format, content } = readPage(format1)
    expect(format).toBe(1)
    expect(content.people.map((person) => person.name)).toEqual(['Bianchi Anna'])
    expect(writePage(content, 1)).toBe(format1)
  })

  it('of format 2 says the same, and its number', () => {
    const { content } = readPage(format1)
    const text = writePage(content, 2)
    expect(JSON.parse(text)).toEqual({ format: 2, ...JSON.parse(format1) })
    expect(readPage(text)).toEqual({ format: 2, content })
  })

  it('of format 3 says also what was tolerated of who arrived late; before, nothing was', () => {
    const { content } = readPage(format1)
    expect(content.meeting.late_after).toBe(0)
    const meeting = { ...content.meeting, late_after: 10 }
    const text = writePage({ ...content, meeting })
    const before = JSON.parse(format1) as PageContent
    expect(JSON.parse(text)).toEqual({ format: 3, ...before, meeting: { ...before.meeting, late_after: 10 } })
    expect(readPage(text)).toEqual({ format: 3, content: { ...content, meeting } })
    // What it would have been before is compared without it.
    expect(writePage({ ...content, meeting }, 1)).toBe(format1)
  })

  it.each(['{"format":4}', '{"format":99}'])(
    'of a format that nobody knows (%s) is not guessed at',
    (text) => {
      expect(() => readPage(text)).toThrow('is known to no reader')
    },
  )
})

describeEngines('a page closed before formats were numbered', (world) => {
  let who: Awaited<ReturnType<typeof closedMorning>>
  let content: PageContent
  beforeAll(async () => {
    const { db } = world
    who = await closedMorning(db)
    const [page] = await who.versions(who.first)
    content = readPage(page?.content ?? '').content
    const text = writePage(content, 1)
    content = readPage(text).content
    const row = await db
      .selectFrom('ledger')
      .select(['seq', 'after'])
      .where('act', '=', 'meeting_closed')
      .executeTakeFirstOrThrow()
    // As somebody would who changes rows behind the program's back: its types know these columns as written once.
    const behind = (columns: object) => columns
    const after = JSON.stringify({ ...JSON.parse(row.after ?? ''), hash: sha256(text) })
    await db.updateTable('ledger').set(behind({ after })).where('seq', '=', row.seq).execute()
    await db
      .updateTable('register_page')
      .set(behind({ content: text, hash: sha256(text) }))
      .execute()
  })

  it('is sound, and printed from what it says', async () => {
    expect(await findRegisterFault(world.db)).toBeNull()
    const [printed] = await printedPages(world.db, [who.first])
    expect(printed?.content).toEqual(content)
  })

  it('gets no version from a newer program alone', async () => {
    await at(dayAfter, () =>
      world.db.transaction().execute((db) => addPageVersion(db, who.manager, who.first.id, 'Aggiornamento')),
    )
    expect(await who.versions(who.first)).toHaveLength(1)
  })

  it('gets its next version, in the newest format, from what changed', async () => {
    await at(dayAfter, () =>
      changeMeeting(world.db, who.manager, { ...who.form(who.first), venue: 'Sala B', reason: 'Altra sala' }),
    )
    const kept = await who.versions(who.first)
    expect(kept.map((page) => readPage(page.content).format)).toEqual([1, 3])
    expect(await findRegisterFault(world.db)).toBeNull()
  })
})
