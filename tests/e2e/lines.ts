// SPDX-License-Identifier: AGPL-3.0-or-later
// How long the lines of a page's text are, as its reader sees them.
import type { Page } from '@playwright/test'

/** The most characters that a line of text holds (issue: reading; WCAG 1.4.8 says 80). */
const most = 75

/** The lines of running text that are longer, each as it is read. Tables, code and addresses are not running text. */
export async function longLines(page: Page): Promise<string[]> {
  return await page.evaluate((most) => {
    const isShown = (element: Element) => element.checkVisibility({ visibilityProperty: true })
    const blockOf = (element: Element): Element => {
      let block = element
      while (block.parentElement && getComputedStyle(block).display.startsWith('inline'))
        block = block.parentElement
      return block
    }
    const lines = new Map<Element, Map<number, string>>()
    const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT)
    const range = document.createRange()
    for (let node = walker.nextNode(); node; node = walker.nextNode()) {
      const parent = node.parentElement
      if (
        !parent ||
        !isShown(parent) ||
        parent.closest('table, pre, code, nav, select, textarea, script, style, noscript, .visually-hidden')
      )
        continue
      const block = blockOf(parent)
      for (const { index, 0: word } of (node.textContent ?? '').matchAll(/\S+/g)) {
        range.setStart(node, index)
        range.setEnd(node, index + word.length)
        const { bottom } = range.getBoundingClientRect()
        const own = lines.get(block) ?? new Map<number, string>()
        lines.set(block, own)
        const line = [...own.keys()].find((one) => Math.abs(one - bottom) < 6) ?? bottom
        own.set(line, own.has(line) ? `${own.get(line)} ${word}` : word)
      }
    }
    return [...lines.values()]
      .flatMap((own) => [...own.values()])
      .filter((line) => line.length > most && !/\S{30}/.test(line))
      .map((line) => `a line of ${line.length} characters: ${line}`)
  }, most)
}
