// SPDX-License-Identifier: AGPL-3.0-or-later
// One's own account: the language chosen before signing in, the browsers in which one is, the name and the telephone.
import { alone, expect, expectSound, fillSignIn } from './support.ts'

const test = alone()
const email = 'private@presente.example'

test('the language chosen before signing in stays, on the next browser too', async ({
  page,
  browser,
  site,
}) => {
  await page.goto('/sign-in')
  await page.getByRole('button', { name: 'English' }).click()
  await fillSignIn(page, email, 'presente-demo')
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('My training')
  await expect(page.locator('html')).toHaveAttribute('lang', 'en')

  const other = await browser.newPage({ baseURL: site.url, locale: 'it-IT' })
  await other.goto('/sign-in')
  await fillSignIn(other, email, 'presente-demo')
  await expect(other.getByRole('heading', { level: 1 })).toHaveText('My training')
  await other.getByRole('button', { name: 'Italiano' }).click()
  await expect(other.getByRole('heading', { level: 1 })).toHaveText('La mia formazione')
  await other.close()
  await page.getByRole('button', { name: 'Sign out' }).click()
  await page.goto('/sign-in')
  await fillSignIn(page, email, 'presente-demo')
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('La mia formazione')
})

test('a browser is one row with its last use, however often one signs in', async ({ page }) => {
  for (const _ of [1, 2]) {
    await page.context().clearCookies({ name: 'presente' })
    await page.goto('/sign-in')
    await fillSignIn(page, 'operator@presente.example', 'presente-demo')
    await expect(page.getByRole('heading', { level: 1 })).toHaveText('La mia formazione')
  }
  await page.goto('/account')
  await expect(page.locator('tbody tr')).toHaveCount(1)
  await expect(page.getByRole('columnheader', { name: 'Ultimo uso' })).toBeVisible()
  await expect(page.getByRole('row').filter({ hasText: 'Questo dispositivo' })).toContainText(
    /\d\d\/\d\d\/\d{4}/,
  )
})

test('one changes one’s own name and telephone', async ({ page, signIn }) => {
  await signIn(page, email)
  await page.goto('/account')
  await page.getByRole('link', { name: 'Cambia nome o telefono' }).click()
  await page.getByLabel('Telefono').fill('abc')
  await page.getByRole('button', { name: 'Salva' }).click()
  await expect(page.getByRole('alert')).toContainText('Indicare un numero di telefono')
  await page.getByLabel('Nome e cognome').fill('Nome Cambiato')
  await page.getByLabel('Telefono').fill('075 111 222')
  await page.getByRole('button', { name: 'Salva' }).click()
  await expect(page.getByText('Dati salvati.')).toBeVisible()
  await expect(page.getByRole('link', { name: 'Nome Cambiato' })).toBeVisible()
  await page.goto('/account/details')
  await expect(page.getByLabel('Telefono')).toHaveValue('075 111 222')
  await expectSound(page)
})
