// SPDX-License-Identifier: AGPL-3.0-or-later
// What axe finds in a page, at the cost of what has not been looked at before: a page's frame (header, footer) comes
// back on every page of the same person, its main part to several people, a row of a table fifty times.
import { createHash } from 'node:crypto'
import type { CDPSession, Page } from '@playwright/test'
import axe from 'axe-core'

const standards = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa']
const script = `(() => { ${axe.source} })(); 0`

/** The parts that axe found nothing in, in this process: at this width, with these styles, word for word. */
const sound = new Set<string>()
const sessions = new WeakMap<Page, CDPSession>()

/** A line for each thing that axe finds. */
export async function violationsIn(page: Page): Promise<string[]> {
  const parts = await page.evaluate(partsOf)
  const size = JSON.stringify(page.viewportSize())
  const key = (...what: string[]) =>
    createHash('sha256')
      .update([size, ...what].join('\n'))
      .digest('base64')
  const keys = {
    styles: key(parts.styles),
    frame: key(parts.styles, parts.frame),
    // Colours come down from what is around it.
    main: key(parts.styles, parts.around, parts.main),
  }
  const known = { styles: sound.has(keys.styles), frame: sound.has(keys.frame), main: sound.has(keys.main) }
  // Two sound parts are a sound page, but for a name that both have: html-validate looks for that in the whole.
  if (known.styles && known.frame && known.main) return []
  await load(page)
  const violations = await page.evaluate(analyze, { standards, known })
  if (violations.length === 0) for (const part of Object.values(keys)) sound.add(part)
  return violations
}

/**
 * Brings axe into the page. Through the debugger's own door: as an argument of `page.evaluate` its half megabyte costs
 * half as much again.
 */
async function load(page: Page): Promise<void> {
  const session = sessions.get(page) ?? (await page.context().newCDPSession(page))
  sessions.set(page, session)
  const { exceptionDetails } = await session.send('Runtime.evaluate', { expression: script })
  if (exceptionDetails) throw new Error(`axe does not start: ${exceptionDetails.text}`)
}

type Parts = { styles: string; frame: string; around: string; main: string }

/** In the page: its parts as text, without what no rule of axe reads, which is different at every visit. */
function partsOf(): Parts {
  const copy = document.documentElement.cloneNode(true) as HTMLElement
  const styles = [...copy.querySelectorAll('link[rel=stylesheet], style')]
    .map((style) => style.outerHTML)
    .join('\n')
  for (const element of copy.querySelectorAll('script, link, style')) element.remove()
  for (const element of copy.querySelectorAll('title'))
    element.textContent = element.textContent ? 'title' : ''
  for (const element of copy.querySelectorAll('*')) {
    for (const name of ['href', 'action', 'formaction', 'nonce']) {
      const value = element.getAttribute(name)
      // A link inside the page is looked for by axe.
      if (value && !value.startsWith('#')) element.setAttribute(name, 'there')
    }
    if (element.matches('input[type=hidden]')) element.removeAttribute('value')
  }
  const main = copy.querySelector('main')
  const around: string[] = []
  for (let element = main?.parentElement; element; element = element.parentElement)
    around.push((element.cloneNode(false) as HTMLElement).outerHTML)
  const text = main?.outerHTML ?? ''
  main?.replaceChildren()
  return { styles, frame: copy.outerHTML, around: around.join('\n'), main: text }
}

type Axe = typeof axe

/**
 * In the page: runs axe on all of it but the parts that are known. Rows of the same markup as one before them in their
 * table or list are looked at by one rule only, that on the size of what is pressed, for that one depends on what is
 * beside.
 */
async function analyze({
  standards,
  known,
}: {
  standards: string[]
  known: { styles: boolean; frame: boolean; main: boolean }
}): Promise<string[]> {
  const { axe } = window as unknown as { axe: Axe }
  const main = document.querySelector('main')
  const left: Element[] = []
  if (known.frame)
    for (let inner: Element | null = main; inner && inner !== document.body; inner = inner.parentElement)
      for (const beside of inner.parentElement?.children ?? []) if (beside !== inner) left.push(beside)
  if (known.main && main) left.push(main)

  /** The markup of an element without its words; what is named, without its name. */
  const markupOf = (element: Element): string => {
    const attributes = [...element.attributes].map(({ name, value }) =>
      /^(class|style|role|type|rel|scope|colspan|rowspan|lang|hidden|disabled|tabindex)$/.test(name) ||
      /^aria-(?!label|describedby|controls|owns|details|errormessage)/.test(name)
        ? `${name}=${value}`
        : `${name}${value === '' ? '' : '=…'}`,
    )
    const inside = [...element.childNodes].map((child) => {
      if (child instanceof Element) return markupOf(child)
      return child.textContent?.trim() ? '…' : ''
    })
    return `<${element.localName} ${attributes.join(' ')}>${inside.join('')}</>`
  }
  const twins: Element[] = []
  if (main && !known.main)
    for (const list of main.querySelectorAll('tbody, ul, ol')) {
      const seen = new Set<string>()
      for (const [index, row] of [...list.children].entries()) {
        if (twins.some((twin) => twin.contains(row))) continue
        // Stripes, and what the last row has not.
        const place = row === list.lastElementChild ? 'last' : index % 2
        const markup = `${place} ${markupOf(row)}`
        if (seen.has(markup)) twins.push(row)
        seen.add(markup)
      }
    }

  const options = { resultTypes: ['violations' as const], iframes: false, elementRef: false }
  // Only css-orientation-lock reads the style sheets, and they are the same on every page; media are read beforehand too.
  const preload = !known.styles || document.querySelector('audio, video') !== null
  const runs = [
    await axe.run(
      { exclude: [...left, ...twins] },
      { ...options, preload, runOnly: { type: 'tag', values: standards } },
    ),
  ]
  if (twins.length > 0)
    runs.push(
      await axe.run(
        { include: twins },
        { ...options, preload: false, runOnly: { type: 'rule', values: ['target-size'] } },
      ),
    )
  return runs.flatMap(({ violations }) =>
    violations.flatMap(({ id, help, nodes }) =>
      nodes.map((node) => `${id}: ${help}: ${node.target.join(' ')} ${node.html}`),
    ),
  )
}
