// SPDX-License-Identifier: AGPL-3.0-or-later
import { beforeEach, expect, it } from 'vitest'
import { readFile } from '#base/files/store.server.ts'
import { documentsOf, findDocument, issueDocument } from '#record/register/issued-documents.server.ts'
import { registerPages, stateOfRegister } from '#record/register/list.server.ts'
import { openingOf, openRegister } from '#record/register/opening.server.ts'
import '#tests/support/files.ts'
import { describeEnginesAfresh } from '#tests/support/engines.ts'
import { heldMeetings, late, nextDay } from './held-meeting.ts'

describeEnginesAfresh('an issued document', (world) => {
  let who: Awaited<ReturnType<typeof heldMeetings>>
  beforeEach(async () => {
    who = await heldMeetings(world.db)
  })
  const pdf = (text: string) => new TextEncoder().encode(`%PDF-1.7 ${text}`)
  const issue = (text: string, page_ids: string[], kind: 'register' | 'fad_report' = 'register') =>
    issueDocument(world.db, who.manager, { edition_id: who.edition.id, kind, bytes: pdf(text), page_ids })

  it('is kept as a file, numbered by kind, with the pages it used and a ledger row', async () => {
    const today = await who.closed()
    const [page] = await who.pages(today)
    const first = await issue('uno', [page?.id ?? ''])
    expect(first).toMatchObject({ number: 1, isNew: true })
    expect(await issue('due', [page?.id ?? ''])).toMatchObject({ number: 2, isNew: true })
    expect(await issue('uno', [page?.id ?? ''], 'fad_report')).toMatchObject({ number: 1 })
    const found = await findDocument(world.db, who.edition.id, first.id)
    expect(found).toMatchObject({ kind: 'register', number: 1, type: 'application/pdf' })
    expect(new TextDecoder().decode(await readFile(found?.hash ?? ''))).toBe('%PDF-1.7 uno')
    expect((await who.acts(who.edition)).at(-3)).toMatchObject({
      act: 'document_issued',
      actor_name: 'Marta Conti',
      after: { kind: 'register', number: 1, pages: [{ page: today.number, version: 1 }] },
    })
    expect(await findDocument(world.db, who.rosa.id, first.id)).toBeNull()
  })

  it('asked for twice with the same content is one document', async () => {
    const [page] = await who.pages(await who.closed())
    const first = await issue('lo stesso', [page?.id ?? ''])
    expect(await issue('lo stesso', [page?.id ?? ''])).toEqual({ ...first, isNew: false })
  })

  it('is refused without pages, of another edition’s, and of a page corrected meanwhile', async () => {
    await expect(issue('niente', [])).rejects.toMatchObject({ kind: 'invalid' })
    const today = await who.closed()
    const [page] = await who.pages(today)
    const elsewhere = { edition_id: who.rosa.id, kind: 'register' as const, bytes: pdf('altrove') }
    const other = await world.db
      .selectFrom('edition')
      .select('id')
      .where('code', '=', 'IRIS-RA-09')
      .executeTakeFirstOrThrow()
    await expect(
      issueDocument(world.db, who.manager, {
        ...elsewhere,
        edition_id: other.id,
        page_ids: [page?.id ?? ''],
      }),
    ).rejects.toMatchObject({ kind: 'conflict' })
    await who.mark(today, who.anna, late, { on: nextDay, reason: 'Orari del foglio' })
    await expect(issue('vecchio', [page?.id ?? ''])).rejects.toMatchObject({ kind: 'conflict' })
  })

  it('agrees with the pages in force until one of them is corrected', async () => {
    const today = await who.closed()
    const [page] = await who.pages(today)
    const { id } = await issue('prima della correzione', [page?.id ?? ''])
    const flags = async () =>
      (await documentsOf(world.db, who.edition.id)).find((one) => one.id === id)?.superseded
    expect(await flags()).toEqual([])
    await who.mark(today, who.anna, late, { on: nextDay, reason: 'Orari del foglio' })
    expect(await flags()).toEqual([{ meeting_id: today.id, page: today.number, used: 1, current: 2 }])
  })
})

describeEnginesAfresh("an edition's register", (world) => {
  let who: Awaited<ReturnType<typeof heldMeetings>>
  beforeEach(async () => {
    who = await heldMeetings(world.db)
  })

  it('says which of its pages are closed, and which are missing', async () => {
    const [open, closed] = [await who.held(), await who.closed()]
    const cancelled = await who.held()
    await world.db.updateTable('meeting').set({ state: 'cancelled' }).where('id', '=', cancelled.id).execute()
    const state = await stateOfRegister(world.db, who.edition.id)
    expect(state).toMatchObject({ missing: [1, 2, open.number], closed: 1, locked: 0 })
    const list = await registerPages(world.db, who.edition.id, { limit: 2, offset: 2 })
    expect(list.total).toBe(5)
    expect(list.rows).toHaveLength(2)
    const all = await registerPages(world.db, who.edition.id, { limit: 50, offset: 0 })
    expect(all.rows.find((row) => row.id === closed.id)).toMatchObject({ state: 'closed', version: 1 })
    expect(all.rows.find((row) => row.id === open.id)).toMatchObject({ state: 'open', version: null })
  })

  it('has an opening record whose changes stay in the ledger', async () => {
    const edition_id = who.edition.id
    expect(await openingOf(world.db, edition_id)).toBeNull()
    const first = {
      opened_on: '2026-02-01',
      keeper: 'Ufficio formazione',
      stamp_authority: null,
      stamp_number: null,
    }
    await openRegister(world.db, who.manager, { edition_id, ...first })
    await openRegister(world.db, who.manager, { edition_id, ...first })
    const stamped = { ...first, stamp_authority: 'Prefettura di Perugia', stamp_number: '12/2026' }
    await openRegister(world.db, who.manager, { edition_id, ...stamped })
    expect(await openingOf(world.db, edition_id)).toEqual(stamped)
    expect((await who.acts(who.edition)).map(({ act, before, after }) => ({ act, before, after }))).toEqual([
      { act: 'register_opened', before: null, after: first },
      { act: 'register_changed', before: first, after: stamped },
    ])
  })
})
