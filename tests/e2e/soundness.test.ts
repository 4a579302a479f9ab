// SPDX-License-Identifier: AGPL-3.0-or-later
// That what axe was told to leave out, because it came before, hides nothing that is new.
import type { Page } from '@playwright/test'
import { violationsIn } from './axe.ts'
import { expect, test } from './support.ts'

const pale = '<p style="color: #ccc; background: #fff">Si legge male</p>'
const unnamed = '<button type="button"></button>'
/** Two things to press beside each other, as wide as their words. */
const presses = (words: string) =>
  `<button type="button" style="all: unset; display: inline-block; height: 30px">${words}</button>`.repeat(2)
const rows = (fifth: string, others = 'uno') =>
  [others, others, others, others, fifth, others, others, others]
    .map((cell) => `<tr><td>${cell}</td></tr>`)
    .join('')

const cases: { name: string; rule: string; where: string; html: string }[] = [
  { name: 'a part that is new', rule: 'button-name', where: 'main', html: unnamed },
  { name: 'a frame that is new', rule: 'button-name', where: 'header', html: unnamed },
  { name: 'words that are hard to read', rule: 'color-contrast', where: 'main', html: pale },
  {
    name: 'a row unlike those before it',
    rule: 'button-name',
    where: 'main',
    html: `<table>${rows(unnamed)}</table>`,
  },
  {
    name: 'a row like those before it, with little to press',
    rule: 'target-size',
    where: 'main',
    html: `<table>${rows(presses('i'), presses('parole lunghe'))}</table>`,
  },
]

// What is put into a page here has styles of its own, which the site allows nobody.
test.use({ bypassCSP: true })

for (const { name, rule, where, html } of cases) {
  test(`finds a fault in ${name}`, async ({ page }) => {
    await page.goto('/accessibility')
    expect(await violationsIn(page)).toEqual([])
    expect(await violationsIn(page)).toEqual([])
    expect(await rulesBroken(page, where, html)).toContain(rule)
    // What was found is found again, and goes with what had it.
    expect(await violationsIn(page)).not.toEqual([])
    await page.goto('/accessibility')
    expect(await violationsIn(page)).toEqual([])
  })
}

test('finds a fault that the whole page has', async ({ page }) => {
  await page.goto('/accessibility')
  expect(await violationsIn(page)).toEqual([])
  await page.evaluate(() => document.documentElement.removeAttribute('lang'))
  expect((await violationsIn(page)).join()).toContain('html-has-lang')
  await page.evaluate(() => {
    document.documentElement.lang = 'it'
    document.title = ''
  })
  expect((await violationsIn(page)).join()).toContain('document-title')
})

async function rulesBroken(page: Page, where: string, html: string): Promise<string[]> {
  await page
    .locator(where)
    .first()
    .evaluate((part, html) => part.insertAdjacentHTML('beforeend', html), html)
  return (await violationsIn(page)).map((line) => line.split(':')[0] ?? '')
}
