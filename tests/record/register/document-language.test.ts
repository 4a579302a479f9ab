// SPDX-License-Identifier: AGPL-3.0-or-later
// Documents are in the language of their project, not of their reader; it stays what it was once a page is closed.
import { beforeEach, expect, it } from 'vitest'
import { readFile } from '#base/files/store.server.ts'
import { inLocale } from '#base/i18n/locale.server.ts'
import { projectSchema } from '#plan/projects/project.ts'
import { changeProject } from '#plan/projects/projects.server.ts'
import { issueRegister } from '#record/register/issue-register.server.ts'
import { findDocument } from '#record/register/issued-documents.server.ts'
import '#tests/support/files.ts'
import { describeEnginesAfresh } from '#tests/support/engines.ts'
import { account, grant } from '#tests/support/people.ts'
import { infoOf, textOf } from '#tests/support/poppler.ts'
import { heldMeetings } from './held-meeting.ts'

describeEnginesAfresh('a document', (world) => {
  let who: Awaited<ReturnType<typeof heldMeetings>>
  beforeEach(async () => {
    who = await heldMeetings(world.db)
  })

  const speaks = async (language: 'it' | 'en') =>
    await world.db.updateTable('project').set({ language }).where('id', '=', who.project.id).execute()

  /** All meetings of the edition but one are called off, so that its register can be issued. */
  async function issued(reader: 'it' | 'en') {
    const today = await who.closed()
    await world.db
      .updateTable('meeting')
      .set({ state: 'cancelled' })
      .where('edition_id', '=', who.edition.id)
      .where('id', '!=', today.id)
      .execute()
    const { number } = await inLocale(reader, () => issueRegister(world.db, who.manager, who.edition.id))
    const { id } = await world.db
      .selectFrom('issued_document')
      .select('id')
      .where('edition_id', '=', who.edition.id)
      .where('number', '=', number)
      .executeTakeFirstOrThrow()
    const found = await findDocument(world.db, who.edition.id, id)
    return await readFile(found?.hash ?? '')
  }

  it.each(['it', 'en'] as const)('of an Italian project is in Italian for who reads %s', async (reader) => {
    const pdf = await issued(reader)
    expect(infoOf(pdf).Title).toContain('Registro delle presenze')
    expect(textOf(pdf).join()).toContain('Verbale di apertura')
  })

  it.each(['it', 'en'] as const)('of an English project is in English for who reads %s', async (reader) => {
    await speaks('en')
    const pdf = await issued(reader)
    expect(infoOf(pdf).Title).toContain('Attendance register')
    expect(textOf(pdf).join()).not.toContain('Verbale di apertura')
  })

  it('is the same in bytes for every reader', async () => {
    const first = await issued('it')
    const again = await inLocale('en', () => issueRegister(world.db, who.manager, who.edition.id))
    expect(again.isNew).toBe(false)
    expect(first.length).toBeGreaterThan(1000)
  })

  it('may change its language until a page is closed, which the ledger says', async () => {
    const admin = await grant(world.db, await account(world.db, 'Ada Admin'), 'administrator')
    const change = async (language: 'it' | 'en') => {
      const row = await world.db
        .selectFrom('project')
        .selectAll()
        .where('id', '=', who.project.id)
        .executeTakeFirstOrThrow()
      const values = projectSchema.parse({
        ...Object.fromEntries(Object.entries(row).filter(([, value]) => value !== null)),
        language,
      })
      await changeProject(world.db, admin, who.project.id, values)
    }
    await change('en')
    const [last] = await world.db
      .selectFrom('ledger')
      .select(['act', 'before', 'after'])
      .where('project_id', '=', who.project.id)
      .orderBy('seq', 'desc')
      .limit(1)
      .execute()
    expect([last?.act, last?.before, last?.after]).toEqual([
      'project_changed',
      '{"language":"it"}',
      '{"language":"en"}',
    ])
    await who.closed()
    await expect(change('it')).rejects.toMatchObject({ kind: 'conflict', field: 'language' })
    await change('en')
  })
})
