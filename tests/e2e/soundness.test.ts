// SPDX-License-Identifier: AGPL-3.0-or-later
// That what axe was told to leave out, because it came before, hides nothing that is new.
import type { Page } from '@playwright/test'
import { violationsIn } from './axe.ts'
import { expect, test } from './support.ts'

// What is put into a page here has styles of its own, which the site allows nobody.
test.use({ bypassCSP: true })
test.beforeEach(async ({ page }) => {
  await page.goto('/accessibility')
  expect(await violationsIn(page)).toEqual([])
})

const pale = '<p style="color: #ccc; background: #fff">Si legge male</p>'
const unnamed = '<button type="button"></button>'

const parts = [
  { name: 'a part that is new', rule: 'button-name', where: 'main', html: unnamed },
  { name: 'a frame that is new', rule: 'button-name', where: 'header', html: unnamed },
  { name: 'words that are hard to read', rule: 'color-contrast', where: 'main', html: pale },
]
for (const { name, rule, where, html } of parts) {
  test(`finds a fault in ${name}`, async ({ page }) => {
    expect(await violationsIn(page)).toEqual([])
    await put(page, where, html)
    expect(await rulesBroken(page)).toEqual([rule])
    // What was found is found again, and goes with what had it.
    expect(await rulesBroken(page)).toEqual([rule])
    await page.goto('/accessibility')
    expect(await violationsIn(page)).toEqual([])
  })
}

/** Two things to press beside each other, as wide as their words. */
const presses = (words: string) =>
  `<button type="button" style="all: unset; display: inline-block; height: 30px">${words}</button>`.repeat(2)
const box = (words: string) => `<div style="width: 80px; height: 40px; overflow: auto"><p>${words}</p></div>`
const field = '<input type="text" id="campo-@">'
const pressed = '<button type="button" aria-label="Togli @"><svg></svg></button>'
const pictured = '<a href="/courses"><img src="/favicon.svg" alt="Corso @"></a>'

/** What the other rows have, what the fifth has, and the rule that it breaks. */
const rows: [others: string, fifth: string, rule: string][] = [
  ['uno', unnamed, 'button-name'],
  ['<p>Si legge bene</p>', pale, 'color-contrast'],
  [presses('parole lunghe'), presses('i'), 'target-size'],
  [box('uno'), box('parole '.repeat(30)), 'scrollable-region-focusable'],
  [pressed, pressed.replace(' aria-label="Togli @"', ''), 'button-name'],
  [pressed, pressed.replace('Togli @', ' '), 'button-name'],
  ['<img src="/favicon.svg" alt="Logo @">', '<img src="/favicon.svg">', 'image-alt'],
  ['<a href="/courses">Corso @</a>', '<a href="/courses"> </a>', 'link-name'],
  [pictured, pictured.replace('Corso @', ''), 'link-name'],
  [`<label for="campo-@">Posta</label>${field}`, `<label for="altro">Posta</label>${field}`, 'label'],
  [`<label for="campo-@">Posta</label>${field}`, `<label for="campo-1">Posta</label>${field}`, 'label'],
  [`<input aria-labelledby="titolo" id="campo-@">`, `<input aria-labelledby="vuoto" id="campo-@">`, 'label'],
  [
    '<input aria-label="Posta @" autocomplete="email">',
    '<input aria-label="Posta @" autocomplete="posta">',
    'autocomplete-valid',
  ],
  ['<span lang="en">one</span>', '<span lang="xyzt">one</span>', 'valid-lang'],
]

test('finds a fault in a row like those before it', async ({ page }) => {
  const wrong: string[] = []
  for (const [others, fifth, rule] of rows)
    for (const [open, close, item] of [
      ['<table>', '</table>', (cell: string) => `<tr><td>${cell}</td></tr>`],
      ['<ul>', '</ul>', (cell: string) => `<li>${cell}</li>`],
    ] as const) {
      const cells = Array.from({ length: 8 }, (_, index) => (index === 4 ? fifth : others))
      const list = cells.map((cell, index) => item(cell.replaceAll('@', String(index)))).join('')
      const titles = '<h2 id="titolo">Posta</h2><span id="vuoto"></span>'
      await put(page, 'main', `<div class="put">${titles}${open}${list}${close}</div>`)
      const found = await rulesBroken(page)
      if (found.join() !== rule) wrong.push(`${found}, not ${rule}: ${fifth}`)
      await page.locator('.put').evaluate((put) => put.remove())
    }
  expect(wrong).toEqual([])
})

test('finds a fault that the whole page has', async ({ page }) => {
  await page.evaluate(() => document.documentElement.removeAttribute('lang'))
  expect(await rulesBroken(page)).toEqual(['html-has-lang'])
  await page.evaluate(() => {
    document.documentElement.lang = 'it'
    document.title = ''
  })
  expect(await rulesBroken(page)).toEqual(['document-title'])
})

test('finds a fault that a part has on one screen only', async ({ page }) => {
  const narrow = '<style>@media (max-width: 500px) { .narrow { color: #ccc; background: #fff } }</style>'
  await put(page, 'main', `${narrow}<p class="narrow">Si legge male</p>`)
  expect(await violationsIn(page)).toEqual([])
  await page.setViewportSize({ width: 390, height: 844 })
  expect(await rulesBroken(page)).toEqual(['color-contrast'])
})

test('finds a fault that a part has with other styles only', async ({ page }) => {
  await put(page, 'main', '<p class="new">Si legge male</p>')
  expect(await violationsIn(page)).toEqual([])
  await put(page, 'head', '<style>.new { color: #ccc; background: #fff }</style>')
  expect(await rulesBroken(page)).toEqual(['color-contrast'])
})

test('finds a fault that a part has inside another frame only', async ({ page }) => {
  await page.evaluate(() => {
    for (const element of document.querySelectorAll<HTMLElement>('main, main *'))
      element.style.background = 'none'
  })
  expect(await violationsIn(page)).toEqual([])
  await page.evaluate(() => document.body.setAttribute('style', 'background: #333'))
  expect(await rulesBroken(page)).toEqual(['color-contrast'])
})

test('keeps one page for all the pages of a size', async ({ page, browser }) => {
  const count = () => browser.contexts().flatMap((context) => context.pages()).length
  const before = count()
  for (const path of ['/', '/courses', '/privacy']) {
    await page.goto(path)
    await put(page, 'main', unnamed)
    expect(await rulesBroken(page)).toEqual(['button-name'])
  }
  expect(count()).toBe(before)
})

async function put(page: Page, where: string, html: string): Promise<void> {
  await page
    .locator(where)
    .first()
    .evaluate((part, html) => part.insertAdjacentHTML('beforeend', html), html)
}

async function rulesBroken(page: Page): Promise<string[]> {
  return [...new Set((await violationsIn(page)).map((line) => line.split(':')[0] ?? ''))]
}
