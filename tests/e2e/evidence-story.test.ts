// SPDX-License-Identifier: AGPL-3.0-or-later
// The proof of a meeting: a scan attached from a phone, what is refused, what the office sees missing, what an auditor may.
import { writeFile } from 'node:fs/promises'
import type { Page } from '@playwright/test'
import { mostBytes } from '#base/files/file.ts'
import { signedInPieces } from '#tests/base/files/envelopes.ts'
import { encryptedPdf } from '#tests/base/files/locked-pdfs.ts'
import { excel, pdf, png } from '#tests/base/files/samples.ts'
import { databaseOf } from './everyone.ts'
import type { Site } from './server.ts'
import { alone, expect, expectSound, phone } from './support.ts'

const test = alone()

const trainer = 'trainer@presente.example'
const manager = 'manager@presente.example'
const auditor = 'auditor@presente.example'

test.describe('the trainer, on a phone', () => {
  test.use(phone)

  test('attaches a photo of the signed sheet, once, after a spreadsheet was refused by its name', async ({
    page,
    site,
    signIn,
  }) => {
    const meeting = await unproven(site, 'trainer')
    await signIn(page, trainer)
    await page.goto(`/meetings/${meeting.id}/evidence`)
    await expect(page.getByText('Prove mancanti')).toBeVisible()

    await page.getByRole('button', { name: 'Allega il file' }).click()
    await expect(page.getByRole('alert')).toContainText('Scegliere un file.')
    await choose(page, 'foglio firme.pdf', excel())
    await page.getByRole('button', { name: 'Allega il file' }).click()
    await expect(page.getByRole('alert')).toContainText('È un foglio di calcolo Excel')
    await expect(page.locator('.form-errors')).toBeFocused()
    await expectSound(page)

    const name = 'Foglio <firme> "5 novembre".png'
    for (const sentence of ["è allegato all'incontro", "è già allegato all'incontro"]) {
      await choose(page, name, png(300))
      await page.getByRole('button', { name: 'Allega il file' }).click()
      await expect(page.getByText(sentence)).toBeVisible()
    }
    const files = page.locator('tr', { hasText: 'Foglio _firme_ _5 novembre_.png' })
    await expect(files).toHaveCount(1)
    await expect(files).toContainText('Foglio firme')
    await expect(page.getByText('Prove complete')).toBeVisible()
    await expectSound(page)
  })
})

test('a file over the limit is noticed before it is sent', async ({ page, site, signIn }, info) => {
  const meeting = await unproven(site, 'manager')
  await signIn(page, manager)
  await page.goto(`/meetings/${meeting.id}/evidence`)
  const field = page.getByLabel('File', { exact: true })
  const large = info.outputPath('scansione.pdf')
  await writeFile(large, Buffer.alloc(mostBytes + 1))
  await field.setInputFiles(large)
  const says = () => field.evaluate((input: HTMLInputElement) => input.validationMessage)
  expect(await says()).toContain('I file scelti superano 20 MB')
  await choose(page, 'scansione.pdf', pdf())
  expect(await says()).toBe('')
})

test.describe('several scans at once, without scripts', () => {
  test.use({ javaScriptEnabled: false })

  test('the good ones are kept, the others named with why; a signed document opens', async ({
    page,
    site,
    signIn,
  }) => {
    const meeting = await unproven(site, 'manager')
    await signIn(page, manager)
    await page.goto(`/meetings/${meeting.id}/evidence`)
    const files = [
      ['foglio 1.pdf', pdf('Primo foglio')],
      ['foglio 2.pdf', encryptedPdf('r6_password')],
      ['foglio 3.p7m', signedInPieces(pdf('Terzo foglio'))],
      ['foglio 4.pdf', Buffer.from('%PDF-1.4\n%%EOF\n')],
    ] as const
    const chosen = files.map(([name, bytes]) => ({
      name,
      mimeType: 'application/pdf',
      buffer: Buffer.from(bytes),
    }))
    await page.getByLabel('File', { exact: true }).setInputFiles(chosen)
    await page.getByRole('button', { name: 'Allega il file' }).click()
    const said = page
      .locator('.notice, [role=status], [role=alert], li')
      .filter({ hasText: 'foglio 2.pdf' })
      .first()
    await expect(said).toContainText('password')
    await expect(page.locator('li').filter({ hasText: 'foglio 4.pdf' })).toContainText('danneggiato')
    await expect(page.getByText("Gli altri 2 file sono allegati all'incontro.")).toBeVisible()
    await expect(page.getByText('Prove complete')).toBeVisible()
    const rows = page
      .getByRole('table')
      .locator('tbody tr')
      .filter({ hasText: /foglio \d/ })
    await expect(rows).toHaveCount(2)
    const signedRow = rows.filter({ hasText: 'foglio 3.pdf.p7m' })
    await expect(signedRow).toContainText('firma non verificata')
    await expect(page.getByText('non verifica la firma')).toBeVisible()
    await expectSound(page)

    const shown = await signedRow
      .getByRole('link', { name: 'foglio 3.pdf.p7m', exact: true })
      .getAttribute('href')
    const document = await page.request.get(shown ?? '')
    expect(document.headers()['content-type']).toBe('application/pdf')
    expect(document.headers()['content-disposition']).toContain('inline; filename="foglio 3.pdf"')
    expect(Buffer.from(await document.body())).toEqual(Buffer.from(pdf('Terzo foglio')))
    const kept = await signedRow.getByRole('link', { name: 'Scarica' }).getAttribute('href')
    const envelope = await page.request.get(kept ?? '')
    expect(envelope.headers()['content-type']).toBe('application/pkcs7-mime')
    expect(envelope.headers()['content-disposition']).toContain('attachment; filename="foglio 3.pdf.p7m"')
    expect(Buffer.from(await envelope.body())).toEqual(signedInPieces(pdf('Terzo foglio')))
    const plain = await rows
      .filter({ hasText: 'foglio 1.pdf' })
      .getByRole('link', { name: 'Scarica' })
      .getAttribute('href')
    expect((await page.request.get(`${plain}?document`)).status()).toBe(404)

    await page
      .getByLabel('File', { exact: true })
      .setInputFiles([chosen[0], chosen[2]].flatMap((file) => file ?? []))
    await page.getByRole('button', { name: 'Allega il file' }).click()
    await expect(page.getByText("Questi file sono già allegati all'incontro")).toBeVisible()
    await expect(rows).toHaveCount(2)
  })
})

test('the office sees the list of what is missing get shorter', async ({ page, site, signIn }) => {
  const meeting = await unproven(site, 'manager')
  await signIn(page, manager)
  await page.goto('/manage/iris')
  await page.getByRole('link', { name: 'Prove', exact: true }).click()
  await page.getByLabel('Che cosa manca').selectOption('Incontri senza prova')
  await page.getByLabel('Edizione').selectOption({ value: meeting.code })
  await page.getByRole('button', { name: 'Filtra' }).click()
  const lines = page.getByRole('table').locator('tbody tr')
  const before = await lines.count()
  const line = lines.filter({ hasText: meeting.title })
  await line.getByRole('link', { name: 'Allegare la prova' }).click()
  await expect(page).toHaveURL(`/meetings/${meeting.id}/evidence`)
  await choose(page, 'foglio.pdf', pdf('Foglio firme'))
  await page.getByRole('button', { name: 'Allega il file' }).click()
  await expect(page.getByText('Prove complete')).toBeVisible()

  const list = `/manage/iris/evidence?kind=no_evidence&edition=${meeting.code}`
  await page.goto(list)
  await expect(lines.filter({ hasText: meeting.title })).toHaveCount(0)
  if (before === 1) await expect(page.getByText('Nessuna prova mancante con questo filtro')).toBeVisible()
  else await expect(lines).toHaveCount(before - 1)

  // Withdrawn it stays, struck through, and the meeting is on the list again.
  await page.goto(`/meetings/${meeting.id}/evidence`)
  await page.getByRole('link', { name: 'Ritira foglio.pdf' }).click()
  await page.getByRole('button', { name: 'Ritira la prova' }).click()
  await expect(page.getByRole('alert')).toBeVisible()
  await page.getByLabel('Motivo').fill("È il foglio di un'altra edizione")
  await page.getByRole('button', { name: 'Ritira la prova' }).click()
  await expect(page.locator('s', { hasText: 'foglio.pdf' })).toBeVisible()
  await expect(page.getByText("È il foglio di un'altra edizione")).toBeVisible()
  await expectSound(page)
  await page.goto(list)
  await expect(lines).toHaveCount(before)
})

test('an auditor reads and downloads, and attaches nothing', async ({ page, site, signIn }) => {
  const { id } = await unproven(site, 'trainer')
  await signIn(page, trainer)
  await page.goto(`/meetings/${id}/evidence`)
  await choose(page, 'Foglio <firme> "12 novembre".png', png(310))
  await page.getByRole('button', { name: 'Allega il file' }).click()
  await expect(page.getByText('Prove complete')).toBeVisible()
  await page.context().clearCookies()

  const db = databaseOf(site)
  const kept = await db
    .selectFrom('evidence')
    .selectAll()
    .where('name', '=', 'Foglio _firme_ _12 novembre_.png')
    .executeTakeFirstOrThrow()
  const other = await db
    .selectFrom('meeting')
    .select('id')
    .where('id', '!=', kept.meeting_id)
    .executeTakeFirstOrThrow()
  await db.destroy()
  const path = `/meetings/${kept.meeting_id}/evidence`
  await signIn(page, auditor)
  await page.goto(path)
  await expect(page.getByRole('button', { name: 'Allega il file' })).toHaveCount(0)
  await expect(page.getByRole('link', { name: /^Ritira/ })).toHaveCount(0)
  const [download] = await Promise.all([
    page.waitForEvent('download'),
    page.getByRole('link', { name: `Scarica ${kept.name}` }).click(),
  ])
  expect(download.suggestedFilename()).toBe(kept.name)

  const shown = await page.request.get(`${path}/${kept.id}?show`)
  expect(shown.status()).toBe(200)
  expect(Buffer.from(await shown.body())).toEqual(Buffer.from(png(310)))
  const headers = shown.headers()
  expect(headers['content-type']).toBe('image/png')
  expect(headers['content-disposition']).toMatch(/^inline; filename=/)
  expect(headers['x-content-type-options']).toBe('nosniff')
  expect(headers['content-security-policy']).toContain('sandbox')
  expect(headers['cache-control']).toContain('private')

  expect((await page.request.get(`/meetings/${other.id}/evidence/${kept.id}`)).status()).toBe(404)
  expect((await page.request.get(`${path}/${kept.file_hash}`)).status()).toBe(404)
  const file = { name: 'foglio.png', mimeType: 'image/png', buffer: Buffer.from(png(40)) }
  const refused = await page.request.post(path, {
    multipart: { kind: 'other', file },
    headers: { Origin: site.url },
  })
  expect(refused.status()).toBe(403)
  const withdrawn = await page.request.post(`${path}/${kept.id}/withdraw`, {
    form: { reason: 'prova' },
    headers: { Origin: site.url },
  })
  expect(withdrawn.status()).toBe(403)
  await page.goto('/manage/iris/evidence')
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('Prove mancanti')
  await expect(page.getByRole('link', { name: 'Allegare la prova' })).toHaveCount(0)
})

async function choose(page: Page, name: string, bytes: Uint8Array): Promise<void> {
  const file = { name, mimeType: 'application/octet-stream', buffer: Buffer.from(bytes) }
  await page.getByLabel('File', { exact: true }).setInputFiles(file)
}

/** A meeting of I.R.I.S. that was held, where somebody's presence was written by hand, and that nothing proves any more. */
async function unproven(site: Site, whose: 'trainer' | 'manager') {
  const db = databaseOf(site)
  const meeting = await db
    .selectFrom('meeting')
    .innerJoin('edition', 'edition.id', 'meeting.edition_id')
    .innerJoin('project', 'project.id', 'edition.project_id')
    .innerJoin('mark', 'mark.meeting_id', 'meeting.id')
    .select(['meeting.id', 'meeting.title', 'edition.code'])
    .where('project.slug', '=', 'iris')
    .where('edition.kind', '!=', 'table')
    .where('edition.code', whose === 'trainer' ? '=' : '!=', 'IRIS-PM-02')
    .where('meeting.ends_at', '<', new Date().toISOString())
    .where('meeting.state', 'in', whose === 'trainer' ? ['open', 'closed'] : ['open', 'closed', 'locked'])
    .where('meeting.mode', 'in', ['in_person', 'hybrid'])
    .where('mark.source', '=', 'trainer')
    .where('mark.status', '=', 'present')
    .where('mark.role', '=', 'participant')
    .where('mark.superseded_by', 'is', null)
    .orderBy('meeting.starts_at')
    .executeTakeFirstOrThrow()
  await db
    .updateTable('evidence')
    .set({ withdrawn_at: '2026-01-01T08:00:00.000Z', withdrawn_reason: 'Prova' })
    .where('meeting_id', '=', meeting.id)
    .where('withdrawn_at', 'is', null)
    .execute()
  await db.destroy()
  return meeting
}
