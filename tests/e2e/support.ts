// SPDX-License-Identifier: AGPL-3.0-or-later
// What every story begins with: a server of its worker's own, people who sign in, and a watch that fails the story on
// a script's error or a request to another host.
import { type BrowserContext, test as base, expect, type Page } from '@playwright/test'
import { watchSecrets } from './secrets.ts'
import { type Site, startSite } from './server.ts'

export { expectSound } from './soundness.ts'
export { expect }

/** For `test.use`: what people hold, and how their browser is set. */
export const phone = { viewport: { width: 390, height: 844 }, hasTouch: true, isMobile: true }
export const withoutScript = { javaScriptEnabled: false }
export const inEnglish = { locale: 'en-GB' }

type Worker = { site: Site; cookies: Map<string, { at: number; cookies: Cookies }> }
type Cookies = Awaited<ReturnType<BrowserContext['cookies']>>

/** Minutes after which a proof of identity is nearly old: stories sign in again before. */
const freshMinutes = 10
type Story = { watch: undefined; signIn: (page: Page, email: string) => Promise<void> }

export const test = base.extend<Story, Worker>({
  site: [
    async ({ playwright: _ }, use) => {
      const site = await startSite()
      await use(site)
      await site.stop()
    },
    { scope: 'worker' },
  ],
  cookies: [async ({ playwright: _ }, use) => use(new Map()), { scope: 'worker' }],

  baseURL: async ({ site }, use) => use(site.url),

  watch: [
    async ({ context, site }, use) => {
      const faults: string[] = []
      watchContext(context, site.url, faults)
      const leaked = watchSecrets(context, site)
      await use(undefined)
      expect(faults, 'errors of scripts and requests to other hosts').toEqual([])
      expect(await leaked(), 'what the log holds of what was typed, given and followed').toEqual([])
    },
    { auto: true },
  ],

  /** Signs in by the form the first time, and with the cookie of that time for ten minutes afterwards. */
  signIn: async ({ cookies }, use) =>
    use(async (page, email) => {
      const kept = cookies.get(email)
      if (kept && Date.now() - kept.at < freshMinutes * 60_000) {
        return await page.context().addCookies(kept.cookies)
      }
      await page.goto('/sign-in')
      await fillSignIn(page, email, 'presente-demo')
      await page.waitForURL((url) => url.pathname !== '/sign-in')
      cookies.set(email, { at: Date.now(), cookies: await page.context().cookies() })
    }),
})

/**
 * For a file whose stories change much (pages closed, people enrolled): on a server of its own, so that other files' stories
 * find the demo as it was. Called once per file: what two files share, they would share the server of.
 */
export function alone(settings: Record<string, string> = {}) {
  return test.extend<object, { site: Site }>({
    site: [
      async ({ playwright: _ }, use) => {
        const site = await startSite(settings)
        await use(site)
        await site.stop()
      },
      { scope: 'worker' },
    ],
  })
}

/** Settings of a server on which it is `time` (HH:MM) of today when it starts. */
export function startedAt(time: string): Record<string, string> {
  return { NODE_OPTIONS: '--import ./tests/e2e/server-clock.mjs', SERVER_TIME: time }
}

/** Fills the sign-in form that the page shows, and sends it. */
export async function fillSignIn(page: Page, email: string, password: string): Promise<void> {
  await page.locator('input[name=email]:not([type=hidden])').fill(email)
  await page.locator('input[name=password]:not([type=hidden])').fill(password)
  await page.locator('input[name=password]:not([type=hidden])').press('Enter')
}

function watchContext(context: BrowserContext, own: string, faults: string[]): void {
  const documents = new Set<string>()
  context.on('request', (request) => {
    const url = request.url()
    if (request.resourceType() === 'document') documents.add(withoutFragment(url))
    if (/^(data|blob|about):/.test(url) || url.startsWith(`${own}/`)) return
    faults.push(`a request to ${url}`)
  })
  context.on('console', (message) => {
    if (message.type() !== 'error') return
    // A story that takes the network away.
    if (message.text().includes('net::ERR_INTERNET_DISCONNECTED')) return
    // A story in which the server cannot take what a script sends.
    if (/responded with a status of (409|429|503)/.test(message.text())) return
    // A page that is meant to answer 404 or 422 is noted by the browser too.
    const refused =
      message.text().startsWith('Failed to load resource') &&
      documents.has(withoutFragment(message.location().url))
    if (!refused) faults.push(`on ${message.page()?.url()}: ${message.text()}`)
  })
  context.on('weberror', (error) => faults.push(`on ${error.page()?.url()}: ${error.error()}`))
}

function withoutFragment(url: string): string {
  return url.split('#')[0] ?? ''
}
