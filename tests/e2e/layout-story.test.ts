// SPDX-License-Identifier: AGPL-3.0-or-later
// What a phone's height is spent on, and that nothing moves under the finger while the fonts are still on their way.
import type { Page } from '@playwright/test'
import { expect, phone, test } from './support.ts'

const operator = 'operator@presente.example'
const trainer = 'trainer@presente.example'
/** Less than a reader sees; the fonts' widths differ by hundredths (see _fonts.scss). */
const mostShift = 0.02

/** How much of the screen moved, as a reader with a slow network sees it: the fonts come well after the page. */
async function shiftOf(page: Page, path: string): Promise<number> {
  await page.route('**/*.woff2', async (route) => {
    await new Promise((resolve) => setTimeout(resolve, 400))
    await route.continue()
  })
  await page.addInitScript(() => {
    const seen = { shift: 0 }
    Object.assign(window, { seen })
    new PerformanceObserver((list) => {
      for (const entry of list.getEntries())
        seen.shift += (entry as PerformanceEntry & { value: number }).value
    }).observe({ type: 'layout-shift', buffered: true })
  })
  await page.goto(path)
  await page.evaluate(() => document.fonts.ready)
  const fonts = await page.evaluate(
    () =>
      new Promise((resolve) =>
        requestAnimationFrame(() =>
          requestAnimationFrame(() =>
            resolve([...document.fonts].filter((font) => font.status === 'loaded').length),
          ),
        ),
      ),
  )
  expect(fonts, 'fonts that came').toBeGreaterThan(1)
  return await page.evaluate(() => (window as unknown as { seen: { shift: number } }).seen.shift)
}

test.describe('on a phone', () => {
  test.use(phone)

  test('the header takes half of what it took, three fundings too, with emblems of a centimetre', async ({
    page,
    signIn,
  }) => {
    await signIn(page, operator)
    await page.goto('/my')
    const height = async (selector: string) =>
      (await page.locator(selector).first().boundingBox())?.height ?? 0
    expect(await height('.frame-header')).toBeLessThanOrEqual(102)
    await expect(page.locator('.footer-funding .funding')).toHaveCount(3)
    expect(await height('.footer-funding')).toBeLessThanOrEqual(230)
    expect(await height('.eu-emblem')).toBeGreaterThan(96 / 2.54)
    await page.getByText('Menu', { exact: true }).click()
    await expect(page.getByRole('link', { name: 'La mia formazione' })).toBeVisible()
  })

  test('a module and one’s own page do not move while their fonts come', async ({ page, signIn }) => {
    await signIn(page, operator)
    await page.goto('/learn/IRIS-PM-02')
    const module = await page
      .getByRole('link', { name: 'Dal bisogno alla gara', exact: true })
      .getAttribute('href')
    expect(await shiftOf(page, module ?? '')).toBeLessThan(mostShift)
    expect(await shiftOf(page, '/my')).toBeLessThan(mostShift)
  })
})

test('what to do now stands atop one’s own pages', async ({ page, signIn }) => {
  await signIn(page, trainer)
  await page.goto('/teaching')
  const now = page.locator('.do-now')
  await expect(now).toContainText('IRIS-PM-02 · 3. La valutazione delle offerte')
  await now.getByRole('link').click()
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('Appello')
  await page.context().clearCookies()
  await signIn(page, operator)
  await page.goto('/my')
  await expect(now).toContainText('3. La valutazione delle offerte')
  await expect(page.getByText('Comune di Perugia · Pubblico')).toBeVisible()
  await expect(page.getByRole('link', { name: 'iris@presente.example' })).toBeVisible()
})
