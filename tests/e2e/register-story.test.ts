// SPDX-License-Identifier: AGPL-3.0-or-later
// The register becomes evidence: a page closed with the password, a correction after the lock, what used the old version.
import type { Page } from '@playwright/test'
import { alone, expect, expectSound, phone, withoutScript } from './support.ts'

const test = alone()

const trainer = 'trainer@presente.example'
const manager = 'manager@presente.example'
const register = '/manage/iris/editions/IRIS-PM-01/register'

test.describe('the trainer, on a phone without scripts', () => {
  test.use({ ...phone, ...withoutScript })

  test('is told what is missing, completes it, and closes the page with the password', async ({
    page,
    signIn,
  }) => {
    test.slow()
    await signIn(page, trainer)
    await page.goto('/teaching?show=past')
    await page
      .getByRole('row', { name: /IRIS-PM-02/ })
      .getByRole('link', { name: '2. I documenti di gara' })
      .click()
    await page.getByRole('link', { name: 'Chiudi la pagina' }).click()
    await expect(page.getByText('Una persona non è ancora segnata')).toBeVisible()
    await expect(page.getByLabel('Password')).toHaveCount(0)
    const close = page.url()
    await page.getByRole('link', { name: "Completa l'appello" }).click()

    const row = page.locator('.roll-row').filter({ hasText: 'Verdi Giulia' })
    await row.getByRole('radio', { name: 'Assente' }).check()
    await page.getByRole('button', { name: 'Salva le presenze' }).click()
    await page.goto(close)
    await expect(page.getByText('Prima di chiudere')).toHaveCount(0)
    await expect(page.getByText('Un arrivo aspetta una decisione.')).toBeVisible()
    await expectSound(page)

    await page.getByLabel('Password').fill('non è questa')
    await page.getByRole('button', { name: 'Firma e chiudi' }).click()
    await expect(page.getByText('La password non è corretta.').first()).toBeVisible()
    // Days after the meeting: why only now is said once, and stays in the page.
    await page.getByLabel('Password').fill('presente-demo')
    await page.getByRole('button', { name: 'Firma e chiudi' }).click()
    await expect(page.getByText(/più di 24 ore dopo la fine/).first()).toBeVisible()
    await page.getByLabel('Motivo della chiusura tardiva').fill('Fogli firma ricevuti oggi')
    await page.getByLabel('Password').fill('presente-demo')
    await page.getByRole('button', { name: 'Firma e chiudi' }).click()
    await expect(page.getByText('La pagina 2 del registro è chiusa.')).toBeVisible()
    await expect(page.locator('#signature')).toContainText('Fogli firma ricevuti oggi')
    await expect(page.getByRole('heading', { level: 1 })).toHaveText('Pagina 2 del registro, versione 1')
    await expect(page.getByText('Chiusa e firmata da')).toBeVisible()
    await page.goto(close)
    await expect(page.getByText('La pagina è già chiusa')).toBeVisible()
  })
})

test('a correction after the lock is the manager’s: version 2, what changed, and the document to review', async ({
  page,
  signIn,
}) => {
  test.slow()
  await signIn(page, manager)
  await page.goto(register)
  await page.getByRole('link', { name: 'Pagina 1', exact: true }).click()
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('Pagina 1 del registro, versione 1')
  const path = new URL(page.url()).pathname
  await page.goto(path.replace('/register', ''))
  await page.getByRole('link', { name: 'Correggi' }).click()
  const name = await correctFirst(page)

  await page.goto(path)
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('Pagina 1 del registro, versione 2')
  const change = page.locator('#changes').getByRole('row').filter({ hasText: name })
  await expect(change).toContainText('Presente, 09:30–13:45, 4:00')
  await expect(change).toContainText('Assente')
  await expect(page.locator('#signature')).toContainText('Assente sul foglio firmato')
  await expectSound(page)
  await page.locator('#signature').getByRole('link', { name: 'Versione 1' }).click()
  await expect(page.getByText('Versione superata')).toBeVisible()
  await expect(page.getByRole('row').filter({ hasText: name }).first()).toContainText('09:30–13:45')
  await expectSound(page)

  await page.goto(register)
  const documents = page.locator('#documents')
  await expect(documents).toContainText('Usa la versione 1 della pagina 1, ora alla versione 2')
  await documents.getByRole('button', { name: 'Emetti il registro' }).click()
  await expect(page.getByText('Il registro n. 2 è stato emesso.')).toBeVisible()
  await expect(documents.getByRole('row').filter({ hasText: 'Registro n. 2' })).toContainText(
    'Conforme alle pagine in vigore',
  )
  await expectSound(page)
})

test('a locked page is not the trainer’s to correct', async ({ page, signIn }) => {
  await signIn(page, trainer)
  await page.goto('/teaching?show=past')
  await page
    .getByRole('row', { name: /IRIS-PM-01/ })
    .getByRole('link', { name: '1. Dal bisogno alla gara' })
    .click()
  await expect(page.getByText('Bloccato', { exact: true })).toBeVisible()
  await expect(page.getByRole('link', { name: 'Correggi' })).toHaveCount(0)
  await expect(page.getByRole('link', { name: 'Pagina del registro', exact: true })).toBeVisible()
})

/** Says at the roll call that the first of those who were there all the time was absent; returns the name. */
async function correctFirst(page: Page): Promise<string> {
  const first = page.locator('.roll-row').filter({ hasText: 'Riconosciute 4:00 di 4:00' }).nth(1)
  const name = ((await first.locator('.roll-name').textContent()) ?? '').trim()
  await page
    .locator('.roll-row')
    .filter({ has: page.getByText(name, { exact: true }) })
    .getByRole('radio', { name: 'Assente' })
    .check()
  // Nothing of a closed page is saved by itself; what was chosen is kept until it is proposed.
  await page.reload()
  await page.getByRole('button', { name: 'Proseguire alla firma' }).click()
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('Correzioni da firmare')
  const row = page.getByRole('row').filter({ hasText: name })
  await expect(row).toContainText('Presente')
  await expect(row).toContainText('Assente')
  await expectSound(page)
  await page.getByLabel('Motivo').fill('Assente sul foglio firmato')
  await page.getByLabel('Password').fill('non è questa')
  await page.getByRole('button', { name: 'Registrare la decisione' }).click()
  await expect(page.getByText('La password non è corretta.').first()).toBeVisible()
  await expect(page.getByLabel('Motivo')).toHaveValue('Assente sul foglio firmato')
  await page.getByLabel('Password').fill('presente-demo')
  await page.getByRole('button', { name: 'Registrare la decisione' }).click()
  await expect(page.getByText('Firmata 1 correzione')).toBeVisible()
  return name
}
