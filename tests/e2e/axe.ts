// SPDX-License-Identifier: AGPL-3.0-or-later
// What axe finds in a page, at the cost of what has not been looked at before: a page's frame (header, footer) comes
// back on every page of the same person, its main part to several people, a row of a table fifty times.
import { createHash } from 'node:crypto'
import type { Browser, BrowserContext, Page } from '@playwright/test'
import axe from 'axe-core'

const standards = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa']
const script = `(() => { ${axe.source} })(); 0`

/** The parts that axe found nothing in, in this process: at this width, with these styles, word for word. */
const sound = new Set<string>()

/** Where axe is: pages kept as long as their browser, which take the contents of others one after another. */
const benches = new WeakMap<Browser, Map<string, Page>>()

/** A line for each thing that axe finds. */
export async function violationsIn(page: Page): Promise<string[]> {
  const parts = await page.evaluate(partsOf)
  const size = JSON.stringify(page.viewportSize())
  const key = (...what: string[]) =>
    createHash('sha256')
      .update([size, parts.styles, ...what].join('\n'))
      .digest('base64')
  const keys = {
    styles: key(),
    frame: key(parts.frame),
    // Colours come down from what is around it.
    main: key(parts.around, parts.main),
  }
  const known = { styles: sound.has(keys.styles), frame: sound.has(keys.frame), main: sound.has(keys.main) }
  // Two sound parts are a sound page, but for a name that both have: html-validate looks for that in the whole.
  if (known.styles && known.frame && known.main) return []
  const bench = await benchFor(page, parts.styles)
  const violations = await bench.evaluate(analyze, { standards, known, document: parts.document })
  if (violations.length === 0) for (const part of Object.values(keys)) sound.add(part)
  return violations
}

/**
 * The bench of a page: a document of its site and size with its styles and no scripts but axe. Bringing axe into every
 * page would cost as much as what axe does there, and there it would never get warm.
 */
async function benchFor(page: Page, styles: string): Promise<Page> {
  const context = page.context()
  const browser = context.browser()
  if (!browser) throw new Error('this page has no browser')
  const there = benches.get(browser) ?? new Map<string, Page>()
  benches.set(browser, there)
  const viewport = page.viewportSize()
  const { origin } = new URL(page.url())
  const place = [JSON.stringify(viewport), origin, styles].join('\n')
  // A new context is like the story's own unless it is said: axe needs its timers, and every bench is the same.
  const alike = { javaScriptEnabled: true, isMobile: false, hasTouch: false }
  const bench =
    there.get(place) ?? (await makeBench(await browser.newContext({ viewport, ...alike }), origin, styles))
  there.set(place, bench)
  // Pictures may be for whoever is signed in.
  await bench.context().clearCookies()
  await bench.context().addCookies(await context.cookies())
  return bench
}

async function makeBench(context: BrowserContext, origin: string, styles: string): Promise<Page> {
  const bench = await context.newPage()
  const body = `<!doctype html><html><head>${styles}</head><body></body></html>`
  await bench.route(`${origin}/`, (route) => route.fulfill({ body, contentType: 'text/html; charset=utf-8' }))
  await bench.goto(`${origin}/`)
  const dressed = await bench.evaluate(() =>
    [...document.querySelectorAll<HTMLLinkElement>('link[rel=stylesheet]')].every(({ sheet }) => sheet),
  )
  if (!dressed) throw new Error('the styles of the page cannot be had')
  // Through the debugger's own door: as an argument of `evaluate` half a megabyte costs half as much again.
  const session = await context.newCDPSession(bench)
  const { exceptionDetails } = await session.send('Runtime.evaluate', { expression: script })
  if (exceptionDetails) throw new Error(`axe does not start: ${exceptionDetails.text}`)
  await session.detach()
  return bench
}

/** A page's contents: the attributes of its root and body, its head and body as HTML, and which element has the focus. */
type Contents = {
  url: string
  root: [string, string][]
  body: [string, string][]
  head: string
  inside: string
  focus: number
}
type Parts = { styles: string; frame: string; around: string; main: string; document: Contents }

/** In the page: its parts as text, without what no rule of axe reads, which is different at every visit. */
function partsOf(): Parts {
  const attributes = (element: Element) =>
    [...element.attributes].map(({ name, value }): [string, string] => [name, value])
  const focus = [...document.querySelectorAll('body *')].indexOf(document.activeElement ?? document.body)
  const contents = {
    url: location.href,
    root: attributes(document.documentElement),
    body: attributes(document.body),
    head: document.head.innerHTML,
    inside: document.body.innerHTML,
    focus,
  }
  const copy = document.documentElement.cloneNode(true) as HTMLElement
  copy.querySelectorAll('body *')[focus]?.setAttribute('data-has-focus', '')
  for (const element of copy.querySelectorAll('[nonce]')) element.removeAttribute('nonce')
  const styles = [...copy.querySelectorAll('link[rel=stylesheet], style')]
    .map((style) => style.outerHTML)
    .join('\n')
  for (const element of copy.querySelectorAll('script, link, style')) element.remove()
  for (const element of copy.querySelectorAll('title'))
    element.textContent = element.textContent ? 'title' : ''
  for (const element of copy.querySelectorAll('*')) {
    for (const name of ['href', 'action', 'formaction']) {
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
  return { styles, frame: copy.outerHTML, around: around.join('\n'), main: text, document: contents }
}

type Axe = typeof axe

/**
 * In the bench: runs axe on all of it but the parts that are known. Rows of the same markup as one before them in their
 * table or list are looked at only by the rules that depend on how long words are: on the size of what is pressed, and
 * on boxes that scroll.
 */
async function analyze({
  standards,
  known,
  document: contents,
}: {
  standards: string[]
  known: { styles: boolean; frame: boolean; main: boolean }
  document: Contents
}): Promise<string[]> {
  const { axe } = window as unknown as { axe: Axe }

  // The page's contents, in the bench's document: the styles stay as they are, loaded.
  history.replaceState(null, '', contents.url)
  const renew = (element: Element, attributes: [string, string][]) => {
    for (const { name } of [...element.attributes]) element.removeAttribute(name)
    for (const [name, value] of attributes) element.setAttribute(name, value)
  }
  renew(document.documentElement, contents.root)
  renew(document.body, contents.body)
  const loaded = 'link[rel=stylesheet], style, script, link[rel=preload], link[rel=modulepreload]'
  for (const element of [...document.head.children]) if (!element.matches(loaded)) element.remove()
  const head = document.createElement('head')
  head.innerHTML = contents.head
  for (const element of [...head.children]) if (!element.matches(loaded)) document.head.append(element)
  document.body.innerHTML = contents.inside
  if (document.body.innerHTML !== contents.inside) throw new Error('a page that cannot be copied')
  const focused = document.querySelectorAll<HTMLElement>('body *')[contents.focus]
  if (focused) focused.focus()
  window.scrollTo(0, 0)
  await document.fonts.ready
  const pictures = [...document.images].filter(({ loading }) => loading !== 'lazy')
  await Promise.all(pictures.map((picture) => picture.decode().catch(() => undefined)))

  const main = document.querySelector('main')
  const left: Element[] = []
  if (known.frame)
    for (let inner: Element | null = main; inner && inner !== document.body; inner = inner.parentElement)
      for (const beside of inner.parentElement?.children ?? []) if (beside !== inner) left.push(beside)
  if (known.main && main) left.push(main)

  /** Attributes that hold words or names: of these it counts whether they say anything. */
  const words =
    /^(id|name|value|href|src|action|formaction|alt|title|placeholder|datetime|min|max|d|aria-label|data-.+)$/
  const references =
    /^(for|form|list|headers|aria-(labelledby|describedby|controls|owns|details|errormessage))$/
  /** The markup of an element of a row without its words, and where in the row what it refers to is. */
  const markupOf = (element: Element, row: Element): string => {
    const attributes = [...element.attributes].map(({ name, value }) => {
      if (words.test(name)) return `${name}=${value.trim() ? '…' : value}`
      return `${name}=${references.test(name) ? value.split(/\s+/).map((id) => placeOf(id, row)) : value}`
    })
    const inside = [...element.childNodes].map((child) => {
      if (child instanceof Element) return markupOf(child, row)
      return child.textContent?.trim() ? '…' : ''
    })
    return `<${element.localName} ${attributes.join(' ')}>${inside.join('')}</>`
  }
  const placeOf = (id: string, row: Element): string => {
    const there = document.getElementById(id)
    if (!there) return 'nowhere'
    if (row.contains(there)) return String([...row.querySelectorAll('*')].indexOf(there))
    return there.textContent?.trim() ? 'elsewhere' : 'elsewhere, empty'
  }
  const twins: Element[] = []
  if (main && !known.main)
    for (const list of main.querySelectorAll('tbody, ul, ol')) {
      const seen = new Set<string>()
      for (const [index, row] of [...list.children].entries()) {
        if (twins.some((twin) => twin.contains(row))) continue
        // Stripes, and what the first row has, or the last has not.
        const place = index === 0 ? 'first' : row === list.lastElementChild ? 'last' : index % 2
        const markup = `${place} ${markupOf(row, row)}`
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
  const ofLength = ['target-size', 'scrollable-region-focusable']
  if (twins.length > 0)
    runs.push(
      await axe.run(
        { include: twins },
        { ...options, preload: false, runOnly: { type: 'rule', values: ofLength } },
      ),
    )
  return runs.flatMap(({ violations }) =>
    violations.flatMap(({ id, help, nodes }) =>
      nodes.map((node) => `${id}: ${help}: ${node.target.join(' ')} ${node.html}`),
    ),
  )
}
