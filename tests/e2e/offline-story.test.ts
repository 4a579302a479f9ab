// SPDX-License-Identifier: AGPL-3.0-or-later
// A roll that goes on where there is no network: on a phone, in a room below ground.
import { began } from './meetings.ts'
import { endWorker, keptOf, nothing, online, takeAlong } from './offline.ts'
import { find, openRoll, rows, said, scriptRuns } from './roll-call.ts'
import { alone, expect, expectSound, phone } from './support.ts'

const test = alone()
test.use(phone)

const trainer = 'trainer@presente.example'
const roll = '3. La valutazione delle offerte'
const banner = 'Senza rete: pagina delle'

test('taken along, the roll, its details and somebody at the door are stated without network, and sent when it is back', async ({
  page,
  context,
  site,
  signIn,
}) => {
  test.setTimeout(120_000)
  await signIn(page, trainer)
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
