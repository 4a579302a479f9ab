// SPDX-License-Identifier: AGPL-3.0-or-later
// Two languages, and no mouse.
import type { Locator, Page } from '@playwright/test'
import { expect, fillSignIn, inEnglish, phone, test, withoutScript } from './support.ts'

test.describe('without script', () => {
  test.use(withoutScript)

  test('who changes the language stays on the page, and finds it so the next time', async ({
    page,
    browser,
    site,
    signIn,
  }) => {
    const address = '/learn/IRIS-PM-02?from=mail'
    await signIn(page, 'operator@presente.example')
    await page.goto(address)
    await expect(page.getByRole('heading', { name: 'Incontri' })).toBeVisible()
    await page.getByRole('button', { name: 'English' }).click()
    await expect(page).toHaveURL(address)
    await expect(page.locator('html')).toHaveAttribute('lang', 'en')
    await expect(page.getByRole('heading', { name: 'Meetings' })).toBeVisible()
    await expect(page.getByRole('button', { name: 'Sign out' })).toBeVisible()
    // The module is in Italian for everybody, and says so to whoever reads it aloud.
    await page.getByRole('row').getByRole('link', { name: 'Dal bisogno alla gara' }).first().click()
    await expect(page.locator('main [lang=it]').first()).toBeVisible()

    const elsewhere = await browser.newPage({ baseURL: site.url, locale: 'it-IT' })
    await elsewhere.goto('/sign-in')
    await fillSignIn(elsewhere, 'operator@presente.example', 'presente-demo')
    await expect(elsewhere.locator('html')).toHaveAttribute('lang', 'en')
    await elsewhere.context().close()

    await page.getByRole('button', { name: 'Italiano' }).click()
    await expect(page.getByRole('button', { name: 'Esci' })).toBeVisible()
  })
})

test.describe('a visitor who reads English', () => {
  test.use(inEnglish)

  test('finds the pages in English, and the Italian ones when they are chosen', async ({ page }) => {
    // What an office typed in Italian says so.
    await page.goto('/projects/iris')
    await expect(page.locator('.funding-statement')).toHaveAttribute('lang', 'it')
    await expect(page.locator('.lead [lang=it]')).toContainText('Informazione per il Rafforzamento')
    await page.goto('/courses')
    await expect(page.getByRole('link', { name: 'Sign in' })).toBeVisible()
    await page.getByRole('button', { name: 'Italiano' }).click()
    await expect(page).toHaveURL('/courses')
    await expect(page.getByRole('heading', { level: 1 })).toHaveText('Corsi')
    await page.goto('/')
    await expect(page.locator('html')).toHaveAttribute('lang', 'it')
  })
})

test('from the keyboard the content is two keys away, and the focus is always seen', async ({
  page,
  signIn,
}) => {
  await signIn(page, 'manager@presente.example')
  await page.goto('/manage/iris')
  await page.keyboard.press('Tab')
  const skip = page.getByRole('link', { name: 'Vai al contenuto' })
  await expect(skip).toBeFocused()
  await expect(skip).toBeInViewport()
  await page.keyboard.press('Enter')
  await expect(page.getByRole('main')).toBeFocused()
  await page.keyboard.press('Tab')
  await expect(page.getByRole('main').locator('a').first()).toBeFocused()

  // Through the whole header too.
  await page.goto('/manage/iris')
  for (let stop = 0; stop < 20; stop++) {
    await page.keyboard.press('Tab')
    await expectSeenFocus(page.locator(':focus'))
  }
})

test('the operator passes from work to a module by keyboard alone', async ({ page }) => {
  await page.goto('/sign-in')
  await tabTo(page, page.getByLabel('Indirizzo e-mail'))
  await page.keyboard.type('operator@presente.example')
  await page.keyboard.press('Tab')
  await page.keyboard.type('presente-demo')
  await page.keyboard.press('Enter')
  await expect(page).toHaveURL('/my')
  await tabTo(page, page.getByRole('link', { name: 'Gestire gli appalti' }))
  await page.keyboard.press('Enter')
  await expect(page).toHaveURL('/learn/IRIS-PM-02')
  await tabTo(page, page.getByRole('row').getByRole('link', { name: 'Esecuzione e controllo' }))
  await page.keyboard.press('Enter')
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('Esecuzione e controllo')
})

test.describe('on a phone without script', () => {
  test.use({ ...phone, ...withoutScript })

  test('the menu opens, by touch and by keyboard', async ({ page, signIn }) => {
    await signIn(page, 'trainer@presente.example')
    await page.goto('/')
    const menu = page.getByRole('navigation', { name: 'Navigazione principale' })
    const meetings = menu.getByRole('link', { name: 'I miei incontri' })
    await expect(meetings).toBeHidden()
    await menu.getByText('Menu').tap()
    await expect(meetings).toBeVisible()
    await menu.getByText('Menu').tap()
    await expect(meetings).toBeHidden()
    await menu.locator('summary').focus()
    await page.keyboard.press('Enter')
    await expect(meetings).toBeVisible()
    await page.keyboard.press('Tab')
    await expect(menu.getByRole('link').first()).toBeFocused()
    await meetings.tap()
    await expect(page).toHaveURL('/teaching')
  })
})

/** Presses Tab until something has the focus; no trap keeps it from getting there. */
async function tabTo(page: Page, target: Locator): Promise<void> {
  for (let stop = 0; stop < 60; stop++) {
    if (await target.evaluate((element) => element === document.activeElement)) return
    await page.keyboard.press('Tab')
  }
  await expect(target).toBeFocused()
}

/** The focused thing is on the screen and is drawn otherwise than when it has no focus. */
async function expectSeenFocus(focused: Locator): Promise<void> {
  await expect(focused).toBeInViewport()
  const isDrawn = await focused.evaluate((element) => {
    const { outlineStyle, outlineWidth, boxShadow } = getComputedStyle(element)
    return (outlineStyle !== 'none' && Number.parseFloat(outlineWidth) > 0) || boxShadow !== 'none'
  })
  expect(isDrawn, (await focused.textContent()) ?? '').toBe(true)
}
