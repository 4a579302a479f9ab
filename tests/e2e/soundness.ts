// SPDX-License-Identifier: AGPL-3.0-or-later
// Whether a page is accessible (axe, WCAG 2.2 AA), valid HTML, and fits its screen.
import AxeBuilder from '@axe-core/playwright'
import { expect, type Page } from '@playwright/test'
import { FileSystemConfigLoader, formatterFactory, HtmlValidate } from 'html-validate'

const standards = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa']
const validator = new HtmlValidate(new FileSystemConfigLoader())
const inWords = formatterFactory('text')

/**
 * No violation that axe can find in the page as it stands. axe is a script, so it looks at a twin of the page, in a
 * browser of the same size that runs scripts: the page itself may be one that has none.
 */
async function expectAccessible(page: Page): Promise<void> {
  const html = await page.content()
  const browser = page.context().browser()
  if (!browser) throw new Error('this page has no browser')
  const context = await browser.newContext({ viewport: page.viewportSize(), javaScriptEnabled: true })
  const twin = await context.newPage()
  await twin.route(page.url(), (route) =>
    route.fulfill({ body: html, contentType: 'text/html; charset=utf-8' }),
  )
  await twin.goto(page.url())
  const { violations } = await new AxeBuilder({ page: twin }).withTags(standards).analyze()
  await context.close()
  const found = violations.flatMap(({ id, help, nodes }) =>
    nodes.map((node) => `${id}: ${help}: ${node.target.join(' ')} ${node.html}`),
  )
  expect(found, `accessibility of ${page.url()}`).toEqual([])
}

/** The HTML that the server sends at the page's address, before any browser mends it. */
async function expectValid(page: Page): Promise<void> {
  const response = await page.request.get(page.url())
  const report = await validator.validateString(await response.text(), page.url())
  expect(report.valid ? '' : inWords(report.results), `HTML of ${page.url()}`).toBe('')
}

/** Nothing makes the page wider than its screen. Wide tables scroll inside their own box. */
async function expectToFit(page: Page): Promise<void> {
  const beyond = await page.evaluate(
    () => document.documentElement.scrollWidth - document.documentElement.clientWidth,
  )
  expect(beyond, `${page.url()} is wider than the screen, by pixels`).toBeLessThanOrEqual(0)
}

/** Everything that must be true of every page. */
export async function expectSound(page: Page): Promise<void> {
  await expectAccessible(page)
  await expectValid(page)
  await expectToFit(page)
  await expect(page.locator('h1')).toHaveCount(1)
  expect(await page.title()).not.toBe('')
}
