// SPDX-License-Identifier: AGPL-3.0-or-later
import { expect, expectSound, fillSignIn, inEnglish, phone, test, withoutScript } from './support.ts'

test.describe('the operator, on a phone without script', () => {
  test.use({ ...phone, ...withoutScript })

  test('is led to sign in and back to the page asked for', async ({ page }) => {
    await page.goto('/my')
    expect(new URL(page.url()).pathname).toBe('/sign-in')
    await expectSound(page)
    await fillSignIn(page, 'Operator@Presente.example', 'presente-demo')
    await expect(page).toHaveURL('/my')
    await expectSound(page)
  })

  test('is told of a wrong password, with the address kept and the password not', async ({ page }) => {
    await page.goto('/sign-in')
    await fillSignIn(page, 'operator@presente.example', 'sbagliata')
    await expect(page.locator('input[name=email]:not([type=hidden])')).toHaveValue(
      'operator@presente.example',
    )
    await expect(page.locator('input[name=password]:not([type=hidden])')).toHaveValue('')
    await expect(page.getByRole('alert')).toBeVisible()
  })
})

test.describe('somebody who reads English', () => {
  test.use(inEnglish)

  test('finds the catalogue in English', async ({ page }) => {
    await page.goto('/courses')
    await expect(page.locator('html')).toHaveAttribute('lang', 'en')
    await expectSound(page)
  })
})

test('the administrator, and nobody else, has the list of accounts', async ({ page, signIn }) => {
  await signIn(page, 'admin@presente.example')
  await page.goto('/admin/accounts')
  await expectSound(page)
  await page.context().clearCookies()
  await signIn(page, 'manager@presente.example')
  const response = await page.goto('/admin/accounts')
  expect(response?.status()).toBe(404)
})
