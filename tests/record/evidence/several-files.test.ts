// SPDX-License-Identifier: AGPL-3.0-or-later
// Scans sent together: each is judged by itself, the sound ones are kept, sent twice they are there once.
import { beforeAll, expect, it } from 'vitest'
import { at } from '#base/clock.server.ts'
import { readFile } from '#base/files/store.server.ts'
import { attachFiles, type SentFile } from '#record/evidence/evidence.server.ts'
import { evidenceOf } from '#record/evidence/facts.server.ts'
import { listEvidence } from '#record/evidence/list.server.ts'
import '#tests/support/files.ts'
import { asBase64, detached, signed, signedInPieces } from '#tests/base/files/envelopes.ts'
import { encryptedPdf } from '#tests/base/files/locked-pdfs.ts'
import { excel, jpeg, pdf, png } from '#tests/base/files/samples.ts'
import { describeEngines } from '#tests/support/engines.ts'
import { iris } from '#tests/support/iris.ts'
import { meeting } from '#tests/support/training.ts'

const after = '2026-02-06T09:00:00.000Z'

describeEngines('scans sent together', (world) => {
  let who: Awaited<ReturnType<typeof iris>>
  let number = 40
  beforeAll(async () => {
    who = await iris(world.db)
  })

  async function another(more: Parameters<typeof meeting>[5] = {}) {
    const held = await meeting(
      world.db,
      who.edition,
      number++,
      '2026-02-05T10:00Z',
      '2026-02-05T12:30Z',
      more,
    )
    return { ...held, project_id: who.project.id }
  }

  const sent = (files: Record<string, Uint8Array>): SentFile[] =>
    Object.entries(files).map(([name, bytes]) => ({ name, bytes: new Uint8Array(bytes) }))
  const attach = (
    to: Awaited<ReturnType<typeof another>>,
    files: Record<string, Uint8Array>,
    by = who.trainer,
  ) => at(after, () => attachFiles(world.db, by, { meeting: to, kind: 'signed_sheet', files: sent(files) }))
  const names = async (of: { id: string }) =>
    (await listEvidence(world.db, of.id, { limit: 50, offset: 0 })).rows.map(({ name }) => name).sort()
  const acts = async (of: { id: string }) =>
    (await world.db.selectFrom('ledger').select('act').where('subject_id', '=', of.id).execute()).length

  it('are all attached, each with its row in the ledger', async () => {
    const held = await another()
    const done = await attach(held, { 'uno.pdf': pdf('uno'), 'due.png': png(), 'tre.jpg': jpeg() })
    expect(done).toEqual({ attached: ['uno.pdf', 'due.png', 'tre.jpg'], already: [], refused: [] })
    expect(await names(held)).toEqual(['due.png', 'tre.jpg', 'uno.pdf'])
    expect(await acts(held)).toBe(3)
  })

  it('are kept where they are sound, and the others named with why', async () => {
    const held = await another()
    const done = await attach(held, {
      'foglio.pdf': pdf('buono'),
      'protetto.pdf': encryptedPdf('r6_password'),
      'tagliato.pdf': pdf().subarray(0, 300),
      'rotto.pdf': Buffer.from('%PDF-1.4\n%%EOF\n'),
      'elenco.pdf': excel(),
      'firma.p7m': detached(),
      'firmato.pdf.p7m': signed(pdf('firmato')),
      'vuoto.pdf': new Uint8Array(),
    })
    expect(done.attached).toEqual(['foglio.pdf', 'firmato.pdf.p7m'])
    expect(done.refused.map(({ name, error }) => [name, error.kind])).toEqual(
      ['protetto.pdf', 'tagliato.pdf', 'rotto.pdf', 'elenco.pdf', 'firma.p7m', 'vuoto.pdf'].map((name) => [
        name,
        'invalid',
      ]),
    )
    const why = done.refused.map(({ error }) => error.message)
    for (const [at, word] of [
      'password',
      'incompleto',
      'danneggiato',
      'Excel',
      'solo la firma',
      'vuoto',
    ].entries())
      expect(why[at]).toContain(word)
    expect(await names(held)).toEqual(['firmato.pdf.p7m', 'foglio.pdf'])
  })

  it('sent a second time, or twice in one go, are there once', async () => {
    const held = await another()
    const files = { 'uno.pdf': pdf('uno'), 'copia.pdf': pdf('uno'), 'due.pdf': pdf('due') }
    expect(await attach(held, files)).toMatchObject({
      attached: ['uno.pdf', 'due.pdf'],
      already: ['copia.pdf'],
    })
    expect(await attach(held, files)).toMatchObject({
      attached: [],
      already: ['uno.pdf', 'copia.pdf', 'due.pdf'],
      refused: [],
    })
    const both = await Promise.all([
      attach(held, { 'tre.pdf': pdf('tre') }),
      attach(held, { 'tre.pdf': pdf('tre') }),
    ])
    expect(both.flatMap(({ attached }) => attached)).toEqual(['tre.pdf'])
    expect(await names(held)).toEqual(['due.pdf', 'tre.pdf', 'uno.pdf'])
    expect(await acts(held)).toBe(3)
  })

  it.each([
    ['DER', () => signed(pdf('in DER'))],
    ['base64', () => asBase64(signed(pdf('in base64')))],
    ['pieces', () => signedInPieces(pdf('a pezzi'))],
  ])('a sheet signed digitally (%s) proves the meeting, and stays byte for byte', async (_, make) => {
    const held = await another()
    expect((await evidenceOf(world.db, [held.id], after)).get(held.id)?.state).toBe('missing')
    await attach(held, { 'foglio.pdf.p7m': make() })
    expect((await evidenceOf(world.db, [held.id], after)).get(held.id)).toMatchObject({
      state: 'complete',
      why: 'signed_sheet',
    })
    const [row] = (await listEvidence(world.db, held.id, { limit: 50, offset: 0 })).rows
    expect(row).toMatchObject({ name: 'foglio.pdf.p7m', type: 'application/pkcs7-mime' })
    expect(Buffer.from(await readFile(row?.hash ?? '')).equals(make())).toBe(true)
  })

  it('prove nothing where nobody can open them', async () => {
    const held = await another()
    const done = await attach(held, {
      'protetto.pdf': encryptedPdf('r4_password'),
      'busta.p7m': signed(encryptedPdf('r3_password')),
    })
    expect(done.attached).toEqual([])
    expect((await evidenceOf(world.db, [held.id], after)).get(held.id)?.state).toBe('missing')
  })

  it('pass the space of the project no more than one does', async () => {
    const held = await another()
    const { used } = await world.db
      .selectFrom('project_file')
      .innerJoin('file', 'file.hash', 'project_file.file_hash')
      .select((eb) => eb.fn.sum('file.size').as('used'))
      .where('project_file.project_id', '=', who.project.id)
      .executeTakeFirstOrThrow()
    const room = pdf('ci sta')
    const gigabytes = String((Number(used) + room.length + 100) / 1024 ** 3)
    await world.db.insertInto('setting').values({ key: 'project_gigabytes', value: gigabytes }).execute()
    const done = await attach(held, {
      'ci sta.pdf': room,
      'non ci sta.pdf': pdf('non ci sta'),
      'nemmeno.png': png(300),
    })
    await world.db.deleteFrom('setting').where('key', '=', 'project_gigabytes').execute()
    expect(done.attached).toEqual(['ci sta.pdf'])
    expect(done.refused.map(({ name, error }) => [name, error.kind])).toEqual([
      ['non ci sta.pdf', 'conflict'],
      ['nemmeno.png', 'conflict'],
    ])
  })

  it('are refused whole from whoever may not, and before the meeting begins', async () => {
    const [held, locked] = [await another(), await another({ state: 'locked' })]
    const files = { 'uno.pdf': pdf('uno') }
    await expect(attach(held, files, who.operator)).rejects.toMatchObject({ kind: 'forbidden' })
    await expect(attach(locked, files)).rejects.toMatchObject({ kind: 'conflict' })
    const early = at('2026-02-05T09:00:00.000Z', () =>
      attachFiles(world.db, who.trainer, { meeting: held, kind: 'signed_sheet', files: sent(files) }),
    )
    await expect(early).rejects.toMatchObject({ kind: 'invalid', field: 'kind' })
    expect(await names(held)).toEqual([])
  })
})
