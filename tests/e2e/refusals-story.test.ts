// SPDX-License-Identifier: AGPL-3.0-or-later
// A form that is refused as a whole keeps its page: the header of who is signed in, the funding, the way back, and what was typed.
import type { Page } from '@playwright/test'
import { databaseOf } from './everyone.ts'
import { alone, expect, expectSound, withoutScript } from './support.ts'

const test = alone()
test.use(withoutScript)

const manager = 'manager@presente.example'

/** Sends a page's form with a field more, as a page of an older version, or a stranger, would. */
async function sendWith(page: Page, form: string, name: string, value: string): Promise<number> {
  const answer = page.waitForResponse((response) => response.request().method() === 'POST')
  await page.locator(form).evaluate(
    (form: HTMLFormElement, [name, value]) => {
      const field = document.createElement('input')
      Object.assign(field, { type: 'hidden', name, value })
      form.append(field)
      form.requestSubmit()
    },
    [name, value] as const,
  )
  const { status } = { status: (await answer).status() }
  await page.waitForLoadState()
  return status
}

async function expectFrame(page: Page, name: string): Promise<void> {
  await expect(page.locator('.frame-header').getByRole('link', { name })).toBeAttached()
  await expect(page.locator('.footer-funding .funding').first()).toBeVisible()
  await expect(page).toHaveTitle(/^Errore: /)
}

test('422: a form that cannot be read comes back in its page with what was typed', async ({
  page,
  signIn,
}) => {
  await signIn(page, manager)
  await page.goto('/account/details')
  await page.getByLabel('Nome e cognome').fill('Franco B. Belli')
  expect(await sendWith(page, 'main form', '__intent__', 'nonsense')).toBe(422)
  await expectFrame(page, 'Franco Belli')
  await expect(page.locator('.form-errors')).toBeFocused()
  await expect(page.getByLabel('Nome e cognome')).toHaveValue('Franco B. Belli')
  await expect(page.getByRole('navigation', { name: 'Percorso' })).toContainText('La mia utenza')
})

test('409: what is there already is said in the page, with what was typed', async ({ page, signIn }) => {
  await signIn(page, 'admin@presente.example')
  await page.goto('/admin/accounts/new')
  await page.getByLabel('Nome e cognome').fill('Franco Belli, di nuovo')
  await page.getByLabel('Indirizzo e-mail').fill(manager)
  const answer = page.waitForResponse((response) => response.request().method() === 'POST')
  await page.locator('main form').evaluate((form: HTMLFormElement) => form.requestSubmit())
  expect((await answer).status()).toBe(409)
  await expectFrame(page, 'Ada Righi')
  await expect(page.getByLabel('Nome e cognome')).toHaveValue('Franco Belli, di nuovo')
})

test('404: where the page itself may not be seen any more, the frame stays and says what was typed', async ({
  page,
  site,
  signIn,
}) => {
  await signIn(page, manager)
  await page.goto('/manage/rosa/editions/new')
  await page.getByLabel(/^Sede \(/).fill('Sala civica di Narni')
  const db = databaseOf(site)
  const { id } = await db
    .selectFrom('project')
    .select('id')
    .where('slug', '=', 'rosa')
    .executeTakeFirstOrThrow()
  const revoked = { revoked_at: new Date().toISOString() }
  await db.updateTable('role_grant').set(revoked).where('project_id', '=', id).execute()
  await db.destroy()
  const answer = page.waitForResponse((response) => response.request().method() === 'POST')
  await page.locator('main form').evaluate((form: HTMLFormElement) => form.requestSubmit())
  expect((await answer).status()).toBe(404)
  await page.waitForLoadState()
  await expectFrame(page, 'Franco Belli')
  await expect(page.getByText('Sala civica di Narni')).toBeVisible()
  await expectSound(page)
})

test('403: who may read and not write is told so in the page they read', async ({ page, signIn }) => {
  await signIn(page, 'auditor@presente.example')
  await page.goto('/manage/iris/people')
  const status = page.waitForResponse((response) => response.request().method() === 'POST')
  await page.evaluate(() => {
    const form = document.createElement('form')
    Object.assign(form, { method: 'post', action: '/manage/iris/editions/IRIS-PM-02/enrol' })
    form.innerHTML = '<input name="email" value="qualcuno@ente.example">'
    document.body.append(form)
    form.requestSubmit()
  })
  expect((await status).status()).toBe(403)
  await page.waitForLoadState()
  await expectFrame(page, 'Iole Tarsi')
  await expect(page.getByRole('link', { name: /progetto/ }).first()).toBeVisible()
})
