// SPDX-License-Identifier: AGPL-3.0-or-later
// The roll call as a story's person finds it.
import type { Locator, Page } from '@playwright/test'
import { began } from './meetings.ts'
import type { Site } from './server.ts'
import { expect } from './support.ts'

/** The people of the list: not who teaches, nor who came without being on it. */
export function rows(page: Page): Locator {
  return page.locator('.roll-list:not([data-roll-apart]) .roll-row')
}

export function said(page: Page): Locator {
  return page.locator('[data-roll-status]')
}

export function undo(page: Page): Locator {
  return page.getByRole('button', { name: /^Annulla/ })
}

/** The figures of who is there, missing and excused, and of who is to be recorded. */
export async function totals(page: Page): Promise<string[]> {
  const groups = ['present', 'absent', 'excused', 'unmarked']
  return await Promise.all(
    groups.map(async (group) => (await page.locator(`.roll-total-${group}`).textContent()) ?? ''),
  )
}

/** Opens what is behind the dots of a row. */
export async function openMore(row: Locator): Promise<void> {
  await row.locator('.roll-more > summary').click()
}

export async function nameOf(row: Locator): Promise<string> {
  return (await row.locator('.roll-name').textContent()) ?? ''
}

export async function typeTimes(row: Locator, arrival: string, leaving: string): Promise<void> {
  await openMore(row)
  await row.getByLabel('Entrata').fill(arrival)
  await row.getByLabel('Uscita').fill(leaving)
}

/** A meeting of the trainer's, by its id. */
export async function find(page: Page, meeting: string): Promise<string> {
  await page.goto('/teaching')
  await page.locator('main a:not(.do-now a)').filter({ hasText: meeting }).first().click()
  await expect(page.getByRole('heading', { level: 1 })).toHaveText(meeting)
  return page.url().split('/').at(-1) ?? ''
}

/** From a meeting's page to its roll call. */
export async function openRoll(page: Page, id: string): Promise<void> {
  await page.goto(`/meetings/${id}`)
  await page
    .getByRole('link', { name: /l'appello$/ })
    .first()
    .click()
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('Appello')
}

/** The same of a meeting that began 42 minutes ago; returns the minute at which the browser's clock stands still. */
export async function openRunning(page: Page, site: Site, meeting: string): Promise<Date> {
  const id = await find(page, meeting)
  const minute = await began(site, id, 42)
  await openRoll(page, id)
  await page.clock.setFixedTime(minute)
  await page.reload()
  await scriptRuns(page)
  return minute
}

/** What makes the roll quicker is there: before that its buttons are those of a plain form. */
export async function scriptRuns(page: Page): Promise<void> {
  await expect(page.locator('.roll-now').first()).toBeAttached()
}
