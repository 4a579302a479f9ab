// SPDX-License-Identifier: AGPL-3.0-or-later
// A roll that goes on where there is no network: on a phone, in a room below ground.
import type { Page } from '@playwright/test'
import { databaseOf } from './everyone.ts'
import { began, clockAt } from './meetings.ts'
import { endWorker, keptOf, nothing, online, takeAlong } from './offline.ts'
import { find, openRoll, rows, said, scriptRuns } from './roll-call.ts'
import { alone, expect, expectSound, fillSignIn, phone } from './support.ts'

const test = alone()
test.use(phone)

const trainer = 'trainer@presente.example'
const roll = '3. La valutazione delle offerte'
const banner = 'Senza rete: pagina delle'

/** By the form each time: these stories sign out, which ends what others would come back with. */
async function enter(page: Page, email: string): Promise<void> {
  await page.goto('/sign-in')
  await fillSignIn(page, email, 'presente-demo')
  await page.waitForURL((url) => url.pathname !== '/sign-in')
}

test('taken along, the roll, its details and somebody at the door are stated without network, and sent when it is back', async ({
  page,
  context,
  site,
}) => {
  test.setTimeout(120_000)
  await enter(page, trainer)
  const id = await find(page, roll)
  await began(site, id, 42)
  console.log(JSON.stringify(await takeAlong(page, id)))
  await expectSound(page)

  await context.setOffline(true)
  await page.goto(`/meetings/${id}/attendance`)
  await scriptRuns(page)
  await expect(page.getByText(banner)).toBeVisible()
  await expectSound(page)
  await rows(page).first().getByRole('radio', { name: 'Assente' }).check()
  await expect(said(page)).toContainText('Senza rete: 1 modifica')
  // Loaded again, and the worker ended in between: what was said is there.
  await endWorker(page)
  await page.reload()
  await scriptRuns(page)
  await expect(rows(page).first().getByRole('radio', { name: 'Assente' })).toBeChecked()

  // Of another person in full, as one form.
  await rows(page).nth(1).locator('.roll-more > summary').click()
  await rows(page).nth(1).getByRole('link', { name: 'Dettagli' }).click()
  await page.waitForURL(/\/people\//)
  await expect(page.getByText(banner)).toBeVisible()
  await page.getByLabel('Giustificato').check()
  await page.locator('[name=note]').fill('Visita medica')
  await page.locator('main form[method=post] button').last().click()
  await expect(page.getByText('quanto inviato è tenuto su questo dispositivo')).toBeVisible()
  await expect(page.locator('[data-device-waiting]')).toContainText('Visita medica')

  // Two who are not on the list, from one kept page.
  for (const name of ['Sole', 'Luna']) {
    await page.goto(`/meetings/${id}/walk-ins/new`)
    await page.getByLabel('Nome', { exact: true }).fill(name)
    await page.getByLabel('Cognome').fill('Prova')
    await page.getByLabel('Ente').first().fill('Comune di Prova')
    await page.locator('[name=sector][value=public]').check()
    await page.locator('[name=notice_shown]').check()
    await page.locator('main form [type=submit], main form button').last().click()
    await expect(page.locator('[data-device-waiting]')).toContainText(name)
  }
  await expectSound(page)
  await page.goto(`/meetings/${id}/evidence`)
  await expect(page.getByText('Senza rete questa pagina non si apre')).toBeVisible()
  expect(await page.locator('[data-device-waiting] > ul > li').count()).toBe(4)

  await online(page)
  await expect(page.locator('[data-device-waiting]')).toHaveText('Niente.', { timeout: 20_000 })
  await expect(page.locator('[data-device-refused]')).toHaveText('Niente.')
  await openRoll(page, id)
  await scriptRuns(page)
  await expect(page.getByText(banner)).toHaveCount(0)
  await expect(rows(page).first().getByRole('radio', { name: 'Assente' })).toBeChecked()
  await expect(rows(page).nth(1).getByRole('radio', { name: 'Giustificato' })).toBeChecked()
  await expect(page.getByText('Sole Prova').or(page.getByText('Prova Sole')).first()).toBeAttached()
  await expect(page.getByText('Luna Prova').or(page.getByText('Prova Luna')).first()).toBeAttached()
  await rows(page).first().locator('.roll-more > summary').click()
  await rows(page).first().getByRole('link', { name: 'Dettagli' }).click()
  await expect(page.locator('.mark-history > li')).toHaveCount(1)

  // Whoever signs out leaves nothing.
  await page.goto('/teaching')
  expect((await keptOf(page)).caches).toEqual(['presente'])
  await page.locator('form[action="/sign-out"] button').first().click()
  await page.waitForURL((url) => url.pathname === '/')
  await expect.poll(() => keptOf(page)).toEqual(nothing)
})

test('what waits is its author’s alone, what is refused is listed, and signing out asks', async ({
  page,
  context,
  site,
}) => {
  test.setTimeout(120_000)
  await enter(page, trainer)
  const id = await find(page, '5. Laboratorio conclusivo')
  await began(site, id, 42)
  await takeAlong(page, id)
  await page.goto(`/meetings/${id}/attendance`)
  await rows(page).nth(2).locator('.roll-more > summary').click()
  const details = (await rows(page).nth(2).getByRole('link', { name: 'Dettagli' }).getAttribute('href')) ?? ''

  // The login ends, and the tab is closed. Half a day away nobody arrives.
  const far = clockAt(new Date(Date.now() + 12 * 3_600_000))
  await context.setOffline(true)
  await page.goto(details)
  await page.locator('[name="pairs[0].in"]').fill(far)
  await page.locator('main form[method=post] button').last().click()
  await expect(page.locator('[data-device-waiting]')).toContainText(far)
  await page.goto('about:blank')
  await context.clearCookies()
  await context.setOffline(false)

  // Somebody else on the same device.
  await enter(page, 'manager@presente.example')
  await page.goto('/teaching/device')
  await expect(page.locator('[data-device-waiting]')).toHaveText('Niente.')
  await expect
    .poll(() => page.evaluate(async () => (await caches.match(location.pathname)) !== undefined))
    .toBe(true)
  const others = await page.evaluate(async (path) => (await caches.match(path)) !== undefined, details)
  expect(others).toBe(false)
  await context.clearCookies()

  // Its author is back: it is sent, and refused with what was typed.
  await page.goto('/sign-in?to=/teaching/device')
  await fillSignIn(page, trainer, 'presente-demo')
  await page.waitForURL((url) => url.pathname === '/teaching/device')
  await expect(page.locator('[data-device-refused]')).toContainText(far, { timeout: 20_000 })
  await expect(page.locator('[data-device-waiting]')).toHaveText('Niente.')
  await expectSound(page)
  await page.getByRole('button', { name: 'Togli', exact: true }).click()
  await expect(page.locator('[data-device-refused]')).toHaveText('Niente.')

  await takeAlong(page, id)
  await context.setOffline(true)
  await page.goto(details)
  await page.getByLabel('Assente').check()
  await page.locator('main form[method=post] button').last().click()
  await expect(page.locator('[data-device-waiting] li')).toHaveCount(1)
  await page.locator('form[action="/sign-out"] button').first().click()
  await expect(page.getByText('uscendo va persa')).toBeVisible()
  await context.setOffline(false)
  await page.getByRole('button', { name: 'Esci e perdi ciò che aspetta' }).click()
  await page.waitForURL((url) => url.pathname === '/')
  await expect.poll(() => keptOf(page)).toEqual(nothing)
})

test('switched off by the administrator, what was kept is removed with the next page', async ({
  page,
  context,
  site,
}) => {
  await enter(page, trainer)
  const id = await find(page, roll)
  await began(site, id, 42)
  await takeAlong(page, id)
  await context.clearCookies()
  await enter(page, 'admin@presente.example')
  await page.goto('/admin/system')
  await page.getByLabel('Non si tengono').check()
  await page.locator('button[name=intent][value=settings]').click()
  await context.clearCookies()
  await enter(page, trainer)
  await page.goto(`/meetings/${id}/attendance`)
  await scriptRuns(page)
  await expect.poll(() => keptOf(page)).toEqual(nothing)
  await page.goto('/teaching/device')
  await expect(page.getByText('Su questo dispositivo non resta nulla')).toBeVisible()
  // As it was, for the stories after this one.
  const db = databaseOf(site)
  await db.deleteFrom('setting').where('key', '=', 'pages_on_devices').execute()
  await db.destroy()
})

test('what one may not record any more is refused in words, with what was typed', async ({
  page,
  context,
  site,
}) => {
  await enter(page, trainer)
  const id = await find(page, roll)
  await began(site, id, 42)
  await takeAlong(page, id)
  await context.setOffline(true)
  await page.goto(`/meetings/${id}/walk-ins/new`)
  await page.getByLabel(/^Cognome/).fill('Altieri')
  await page.locator('main form[method=post] button').last().click()
  await expect(page.locator('[data-device-waiting]')).toContainText('Altieri')
  const db = databaseOf(site)
  const { edition_id } = await db
    .selectFrom('meeting')
    .select('edition_id')
    .where('id', '=', id)
    .executeTakeFirstOrThrow()
  const taught = db
    .updateTable('role_grant')
    .where('role', '=', 'trainer')
    .where('edition_id', '=', edition_id)
  await taught.set({ revoked_at: new Date().toISOString() }).execute()
  await context.setOffline(false)
  await page.goto('/teaching/device')
  const refused = page.locator('[data-device-refused]')
  await expect(refused).toContainText('Altieri', { timeout: 20_000 })
  await expect(refused).toContainText('pagina')
  await taught.set({ revoked_at: null }).execute()
  await db.destroy()
})

test.describe('a page of the build before', () => {
  test.use({ serviceWorkers: 'block' })

  test('is loaded anew before it sends what was stated on it', async ({ page, site }) => {
    await enter(page, trainer)
    const id = await find(page, '5. Laboratorio conclusivo')
    await began(site, id, 42)
    const posting = '**/roll-call-posting.js'
    await page.route(posting, async (route) => {
      const answer = await route.fetch()
      const script = await answer.text()
      // Of this answer alone: the browser keeps scripts of a build for good.
      const headers = { ...answer.headers(), 'cache-control': 'no-store' }
      const body = script.replace("'Presente-Build': build", "'Presente-Build': 'before'")
      await route.fulfill({ response: answer, headers, body })
    })
    await openRoll(page, id)
    await scriptRuns(page)
    await page.unroute(posting)
    const anew = page.waitForEvent('load')
    await rows(page).nth(2).getByRole('radio', { name: 'Giustificato' }).check()
    await anew
    await expect(said(page)).toHaveText('Tutto salvato.', { timeout: 20_000 })
    await page.reload()
    await expect(rows(page).nth(2).getByRole('radio', { name: 'Giustificato' })).toBeChecked()
  })
})
