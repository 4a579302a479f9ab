// SPDX-License-Identifier: AGPL-3.0-or-later
// Whether a page is accessible (axe, WCAG 2.2 AA), valid HTML, and fits its screen.
import { expect, type Page } from '@playwright/test'
import { FileSystemConfigLoader, formatterFactory, HtmlValidate } from 'html-validate'
import { violationsIn } from './axe.ts'
import { longLines } from './lines.ts'

const validator = new HtmlValidate(new FileSystemConfigLoader())
const inWords = formatterFactory('text')

/**
 * Everything wrong with a page, a line for each: what axe finds, its HTML as the server sent it (before any browser
 * mends it), its width, its title. axe is a script: the page's browser must run scripts.
 */
export async function faultsOf(page: Page, html: string): Promise<string[]> {
  const faults = [...(await violationsIn(page)), ...(await errorsIn(html, page.url()))]
  const { beyond, headings, title } = await page.evaluate(() => ({
    // Wide tables scroll inside their own box.
    beyond: document.documentElement.scrollWidth - document.documentElement.clientWidth,
    headings: document.querySelectorAll('h1').length,
    title: document.title,
  }))
  if (beyond > 0) faults.push(`wider than the screen, by ${beyond} pixels`)
  await page.evaluate(() => document.fonts.ready)
  faults.push(...(await longLines(page)))
  if (headings !== 1) faults.push(`${headings} main headings`)
  if (title === '') faults.push('no title')
  return faults
}

/**
 * That nothing is wrong with a page as it stands. Looks at a twin of it, in a browser of the same size that runs
 * scripts: the page itself may be in one that runs none.
 */
export async function expectSound(page: Page): Promise<void> {
  const html = await page.content()
  const response = await page.request.get(page.url())
  const browser = page.context().browser()
  if (!browser) throw new Error('this page has no browser')
  const context = await browser.newContext({ viewport: page.viewportSize(), javaScriptEnabled: true })
  const twin = await context.newPage()
  await twin.route(page.url(), (route) =>
    route.fulfill({ body: html, contentType: 'text/html; charset=utf-8' }),
  )
  await twin.goto(page.url())
  const faults = await faultsOf(twin, await response.text())
  await context.close()
  expect(faults, `faults of ${page.url()}`).toEqual([])
}

async function errorsIn(html: string, url: string): Promise<string[]> {
  if (html.includes('\0')) return ['a NUL in the page']
  const report = await validator.validateString(html, url)
  return report.valid ? [] : [inWords(report.results)]
}
