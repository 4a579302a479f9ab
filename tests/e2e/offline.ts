// SPDX-License-Identifier: AGPL-3.0-or-later
// A trainer's device: what it keeps, and a server that comes and goes.
import type { Page } from '@playwright/test'
import { expect } from './support.ts'

/** Takes a meeting along from its page; how long it took and how large it is. */
export async function takeAlong(
  page: Page,
  id: string,
): Promise<{ seconds: number; kB: number; pages: number }> {
  await page.goto(`/meetings/${id}`)
  const begun = Date.now()
  await page.getByRole('link', { name: 'Tieni su questo dispositivo' }).click()
  const told = page.locator('[data-device-taking]')
  await expect(told).toContainText('Si aprono anche senza rete.', { timeout: 60_000 })
  const seconds = Math.round((Date.now() - begun) / 100) / 10
  const kB = Math.round(Number(await told.getAttribute('data-bytes')) / 1000)
  return { seconds, kB, pages: Number(/\d+/.exec((await told.textContent()) ?? '')?.[0]) }
}

/** Everything that a browser keeps of this site beside cookies: caches, databases, storage, workers. */
export async function keptOf(page: Page) {
  return await page.evaluate(async () => ({
    caches: await caches.keys(),
    databases: (await indexedDB.databases()).map(({ name }) => name),
    storage: Object.keys(localStorage),
    workers: (await navigator.serviceWorker.getRegistrations()).length,
  }))
}

export const nothing = { caches: [], databases: [], storage: [], workers: 0 }

/** The network is back: a browser says so, where a page of it is open. */
export async function online(page: Page): Promise<void> {
  await page.context().setOffline(false)
  await page.evaluate(() => dispatchEvent(new Event('online')))
}

/** Ends the worker as a browser does when it has nothing to do. */
export async function endWorker(page: Page): Promise<void> {
  const session = await page.context().newCDPSession(page)
  await session.send('ServiceWorker.enable')
  await session.send('ServiceWorker.stopAllWorkers')
  await session.detach()
}
