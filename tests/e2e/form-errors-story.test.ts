// SPDX-License-Identifier: AGPL-3.0-or-later
// A form that comes back says which field wants what, has the focus where to go on, and what must be given again.
import { alone, expect, withoutScript } from './support.ts'

const test = alone()
test.use(withoutScript)

test('each field is called by its label, in the order of the page', async ({ page, signIn }) => {
  await page.goto('/sign-in')
  await page.getByRole('button', { name: 'Accedi' }).click()
  await expect(page.getByRole('alert').getByRole('link')).toHaveText([
    'Indirizzo e-mail: Campo obbligatorio.',
    'Password: Campo obbligatorio.',
  ])
  await expect(page.locator('.form-errors')).toBeFocused()
  await expect(page).toHaveTitle(/^Errore: /)

  await signIn(page, 'admin@presente.example')
  await page.goto('/admin/system')
  await page.getByLabel('Dichiarazione di accessibilità').fill('ente')
  await page.getByLabel('Spazio dei file di un progetto').fill('molti')
  await page.getByRole('button', { name: 'Salva i dati' }).click()
  await expect(page.getByRole('alert').getByRole('link')).toHaveText([
    'Dichiarazione di accessibilità: Indirizzo non valido (per esempio: https://www.ente.it/accessibilita).',
    /: Indicare un numero intero da 1 a 9999\.$/,
  ])
  await expect(page.locator('.form-errors')).toBeFocused()
})

test('a password is asked for again where something else is wrong', async ({ page }) => {
  await page.goto('/sign-in')
  await page.getByLabel('Password').fill('una parola segreta')
  await page.getByRole('button', { name: 'Accedi' }).click()
  await expect(page.getByLabel('Password')).toHaveAccessibleDescription(/scriverla di nuovo/)
  await expect(page.getByRole('alert').getByRole('link')).toHaveText([
    'Indirizzo e-mail: Campo obbligatorio.',
    'Password: La password non viene conservata: scriverla di nuovo.',
  ])
})

test('the focus is in the form that came back, wherever it stands in the page', async ({ page, signIn }) => {
  await signIn(page, 'manager@presente.example')
  await page.goto('/manage/iris/editions/IRIS-PM-02/enrol')
  const address = page.locator('#by-address')
  await address.getByRole('button', { name: "Iscrivi con l'indirizzo" }).click()
  await expect(address.locator('.form-errors')).toBeFocused()
  await address.getByLabel('Indirizzo e-mail').fill('nessuno@ente.example')
  await address.getByRole('button', { name: "Iscrivi con l'indirizzo" }).click()
  await expect(address.getByRole('alert')).toBeVisible()
  await expect(page.locator('#new').getByRole('alert')).toHaveCount(0)

  // Where the whole form is refused, its summary is read first.
  const known = page.locator('form', { has: page.getByRole('button', { name: 'Aggiungi e iscrivi' }) })
  await known.getByLabel('Nome', { exact: true }).fill('Olga')
  await known.getByRole('button', { name: 'Aggiungi e iscrivi' }).click()
  await expect(known.locator('.form-errors')).toBeFocused()
})
