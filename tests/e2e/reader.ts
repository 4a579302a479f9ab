// SPDX-License-Identifier: AGPL-3.0-or-later
// What somebody hears who does not see the page: a virtual screen reader that walks through it.
import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import type { virtual } from '@guidepup/virtual-screen-reader'
import type { Page } from '@playwright/test'

/** Of the page's own site, from where alone its policy lets modules come; the server knows nothing of it. */
const address = '/tests/reader.js'
const bundle = readFileSync(
  createRequire(import.meta.url).resolve('@guidepup/virtual-screen-reader/browser.js'),
  'utf8',
)

type Reader = { virtual: typeof virtual }

/** Makes the reader known to a page: once, before it is asked for the first time. */
export async function bringReader(page: Page): Promise<void> {
  await page.route(`**${address}`, (route) =>
    route.fulfill({ body: bundle, contentType: 'text/javascript; charset=utf-8' }),
  )
}

/**
 * What a part of the page says, from its first phrase to its last. Left out is what only says that something ends, or that a text
 * is a paragraph, and the text that the name of a link, field or group has just said: readers that people use do not say it again.
 */
export async function announced(page: Page, within = 'main'): Promise<string[]> {
  const phrases = await page.locator(within).first().evaluate(walk, address)
  let named = ''
  return phrases
    .map((phrase) => phrase.replaceAll('\u00a0', ' '))
    .filter((phrase) => {
      if (phrase === 'paragraph' || /^end(,| of) /.test(phrase)) return false
      const echo = named.includes(phrase)
      if (/^(link|button|radio|checkbox|radiogroup|group|cell|rowheader), /.test(phrase)) named = phrase
      else if (!echo) named = ''
      return !echo
    })
}

/** The phrases from one to another, both with it; none when they are not there in this order. */
export function between(phrases: string[], first: string | RegExp, last: string | RegExp): string[] {
  const is = (phrase: string, wanted: string | RegExp) =>
    typeof wanted === 'string' ? phrase === wanted : wanted.test(phrase)
  const begin = phrases.findIndex((phrase) => is(phrase, first))
  const end = phrases.findIndex((phrase, at) => at > begin && is(phrase, last))
  return begin < 0 ? [] : phrases.slice(begin, end + 1)
}

/** What is said by itself while something is done: where the focus goes, and what the page tells. */
export async function heard(page: Page, act: () => Promise<void>): Promise<string[]> {
  const main = page.locator('main')
  await main.evaluate(listen, address)
  await act()
  return await main.evaluate(hear, address)
}

async function walk(container: Element, address: string): Promise<string[]> {
  const { virtual } = (await import(address)) as Reader
  // The reader knows styles and attributes only: it would read what a closed `details` holds, which no browser offers, and
  // call what was chosen since the page came not chosen.
  const closed = [...container.querySelectorAll('details:not([open]) > :not(summary)')]
  const chosen = [...container.querySelectorAll<HTMLInputElement>('[type=radio], [type=checkbox]')].filter(
    (input) => input.checked !== input.hasAttribute('checked'),
  )
  for (const part of closed) part.setAttribute('aria-hidden', 'true')
  for (const input of chosen) input.setAttribute('aria-checked', String(input.checked))
  await virtual.start({ container })
  try {
    const first = await virtual.lastSpokenPhrase()
    // Beyond the last phrase it would begin again.
    while (
      !(await virtual.lastSpokenPhrase()).startsWith(`end of ${first}`) ||
      virtual.activeNode !== container
    )
      await virtual.next()
    return await virtual.spokenPhraseLog()
  } finally {
    await virtual.stop()
    for (const part of closed) part.removeAttribute('aria-hidden')
    for (const input of chosen) input.removeAttribute('aria-checked')
  }
}

async function listen(container: Element, address: string): Promise<void> {
  const { virtual } = (await import(address)) as Reader
  await virtual.start({ container })
}

async function hear(_: Element, address: string): Promise<string[]> {
  const { virtual } = (await import(address)) as Reader
  const [, ...phrases] = await virtual.spokenPhraseLog()
  await virtual.stop()
  return phrases
}
