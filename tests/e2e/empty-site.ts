// SPDX-License-Identifier: AGPL-3.0-or-later
// An installation in which nobody has been yet, and its first steps.
import type { Page } from '@playwright/test'
import { type Site, startSite } from './server.ts'

export const firstAdministrator = {
  name: 'Ivana Prima',
  email: 'ivana@presente.example',
  password: 'una frase lunga e mia',
}

export async function startEmptySite(settings: Record<string, string> = {}): Promise<Site> {
  return await startSite(settings, { empty: true })
}

/** The one-time code that the server said when it started. */
export function setupCode(site: Site): string {
  const code = /enter the code (\d{4}-\d{4}-\d{4})/.exec(site.log())?.[1]
  if (!code) throw new Error(`the server said no code:\n${site.log()}`)
  return code
}

/** Makes the administrator; their browser is signed in then. */
export async function setUp(page: Page, code: string): Promise<void> {
  const { password, ...person } = firstAdministrator
  await page.goto('/setup')
  await fill(page, { code, ...person, password, repeated: password })
}

/** Adds a project in which nothing has happened. */
export async function addProject(page: Page, slug: string): Promise<void> {
  await page.goto('/admin/projects/new')
  const text = 'Formazione di chi lavora nei servizi.'
  const names = { acronym: slug.toUpperCase(), slug, title: 'Un progetto nuovo', fund: 'FAMI' }
  await fill(page, { ...names, aims: text, recipients: text })
}

/** Fills the form of a page by the names of its fields, whatever the language, and sends it. */
async function fill(page: Page, values: Record<string, string>): Promise<void> {
  const form = page.locator('main form[method=post]').first()
  for (const [name, value] of Object.entries(values)) await form.locator(`[name=${name}]`).fill(value)
  await form.locator('button').first().click()
}
