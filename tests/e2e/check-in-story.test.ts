// SPDX-License-Identifier: AGPL-3.0-or-later
// A screen on the wall, phones in the room, and the trainer who sees them arrive.
import type { Browser, BrowserContextOptions, Page } from '@playwright/test'
import jsqr from 'jsqr'
import { sql } from 'kysely'
import { minutesAfter, now } from '#base/clock.server.ts'
import { env } from '#base/env.server.ts'
import { codeAt } from '#record/check-in/code.server.ts'
import { stepOf } from '#record/check-in/code.ts'
import { linkOf, meetingOfNow } from './check-in.ts'
import { databaseOf } from './everyone.ts'
import { type Site, startSite } from './server.ts'
import { test as base, expect, expectSound, fillSignIn, phone, withoutScript } from './support.ts'

const password = 'presente-demo'
const trainer = 'trainer@presente.example'
const operator = 'operator@presente.example'
const privateOperator = 'private@presente.example'

/** A server with this process's key, so that the story knows which code is late. */
const test = base.extend<object, { site: Site }>({
  site: [
    async ({ playwright: _ }, use) => {
      const site = await startSite({ SECRET_KEY: env().SECRET_KEY })
      await use(site)
      await site.stop()
    },
    { scope: 'worker' },
  ],
})

test('a phone that scans the screen signs in and is registered; the trainer sees it arrive', async ({
  page,
  browser,
  site,
  signIn,
}) => {
  test.setTimeout(90_000)
  const meeting = await meetingOfNow(site)
  await signIn(page, trainer)
  await page.goto(`/meetings/${meeting}/check-in`)
  await expect(page.getByRole('heading', { level: 1 })).toContainText('seconda edizione')
  await expect(page.locator('[data-arrived]')).toHaveText('0')
  await expect(page.locator('.check-in-screen .funding')).toContainText('PROG-1081')
  // In a hand, code and letters are on the screen without scrolling.
  await page.setViewportSize(phone.viewport)
  for (const part of ['.check-in-qr', '.check-in-short'])
    await expect(page.locator(part)).toBeInViewport({ ratio: 1 })
  await page.setViewportSize({ width: 1280, height: 900 })
  const arrivals = await page.context().newPage()
  await arrivals.goto(`/meetings/${meeting}/arrivals`)
  await expect(arrivals.getByText('Nessuno si è ancora registrato')).toBeVisible()

  const hers = await deviceOf(browser, site, phone)
  await hers.goto(await scanned(page))
  await expect(hers.getByText('Il codice è stato letto.')).toBeVisible()
  await fillSignIn(hers, operator, password)
  await expect(hers.getByText(/^Entrata registrata alle \d\d:\d\d$/)).toBeVisible()
  expect(new URL(hers.url()).search).toBe('')
  expect(await hers.evaluate('document.documentElement.scrollWidth')).toBeLessThanOrEqual(390)

  // Nobody reloads the trainer's pages.
  await expect(arrivals.getByRole('link', { name: 'Sereni Marina' })).toBeVisible({ timeout: 10_000 })
  await expect(page.locator('[data-arrived]')).toHaveText('1', { timeout: 10_000 })

  // At the door a second scan says since when, and asks nothing.
  await hers.goto(await scanned(page))
  await expect(hers.getByText(/^Presente dalle \d\d:\d\d\.$/)).toBeVisible()
  await expect(hers.getByRole('heading', { name: 'Sta uscendo?' })).toHaveCount(0)
  await expect(hers.getByRole('button', { name: "Registra l'uscita adesso" })).toBeVisible()
  await expect.poll(() => marksAt(site, meeting), { timeout: 15_000 }).toEqual(['present self'])
  await hers.context().close()
})

for (const script of [true, false]) {
  test(`a second scan asks whether one leaves, and a third whether one is back, ${script ? 'with' : 'without'} script`, async ({
    browser,
    site,
  }) => {
    test.setTimeout(90_000)
    const meeting = await meetingOfNow(site)
    const hers = await deviceOf(browser, site, { ...phone, ...(script ? {} : withoutScript) })
    await hers.goto(linkOf(site, meeting))
    await fillSignIn(hers, operator, password)
    if (!script) await hers.getByRole('button', { name: "Registra l'entrata" }).click()
    await expect(hers.getByText(/^Entrata registrata alle/)).toBeVisible()
    await checkedInEarlier(site, meeting)

    await hers.goto(linkOf(site, meeting))
    await expect(hers.getByRole('heading', { name: 'Sta uscendo?' })).toBeVisible()
    await expectSound(hers)
    expect(await hers.evaluate('document.documentElement.scrollWidth')).toBeLessThanOrEqual(390)
    await hers.getByRole('button', { name: 'No, resto' }).click()
    await expect(hers.getByText('Non è cambiato nulla.')).toBeVisible()
    await expect(hers.getByText(/^Presente dalle/)).toBeVisible()

    await hers.goto(linkOf(site, meeting))
    await hers.getByRole('button', { name: /^Sì, registra l'uscita alle/ }).click()
    await expect(hers.getByText(/^Uscita registrata alle/)).toBeVisible()
    await expect(hers.getByText(/^Presente dalle/)).toHaveCount(0)
    await expect.poll(() => exitsOf(site, meeting)).toBe(1)

    // The step of the code that was used is over before the next scan.
    await checkedInEarlier(site, meeting)
    await hers.goto(linkOf(site, meeting))
    await expect(hers.getByRole('heading', { name: 'Sta rientrando?' })).toBeVisible()
    await hers.getByRole('button', { name: /^Sì, registra il rientro alle/ }).click()
    await expect(hers.getByText(/^Presente dalle/)).toBeVisible()
    await hers.getByRole('button', { name: "Registra l'uscita adesso" }).click()
    await expect(hers.getByText(/^Presente dalle/)).toHaveCount(0)
    await expect.poll(() => exitsOf(site, meeting)).toBe(2)
    await hers.context().close()
  })
}

test('the second person on one phone waits for the trainer, who confirms', async ({
  page,
  browser,
  site,
  signIn,
}) => {
  test.setTimeout(90_000)
  const meeting = await meetingOfNow(site)
  const shared = await deviceOf(browser, site, phone)
  for (const email of [operator, privateOperator]) {
    await shared.goto(linkOf(site, meeting))
    await fillSignIn(shared, email, password)
    await expect(shared.getByText(/^Entrata (registrata )?alle/)).toBeVisible()
    if (email === operator) await shared.getByRole('button', { name: 'Esci' }).click()
  }
  await expect(shared.getByText('in attesa di conferma')).toBeVisible()
  await expect(shared.getByText("si è già registrata un'altra persona")).toBeVisible()

  await signIn(page, trainer)
  await page.goto(`/meetings/${meeting}/arrivals`)
  const doubt = page.locator('.check-in-doubt')
  await expect(doubt).toContainText('Stesso dispositivo')
  await expect(doubt).toContainText('Sereni Marina')
  await expectSound(page)
  await doubt.getByRole('button', { name: /^Conferma/ }).click()
  await expect(page.getByText('Registrazione confermata')).toBeVisible()
  await expect(doubt).toHaveCount(0)
  await shared.reload()
  await expect(shared.getByText(/^Entrata registrata alle/)).toBeVisible()
  await shared.context().close()
})

test('a code that comes too late is refused, and the one on the screen can be typed', async ({
  page,
  site,
  signIn,
}) => {
  const meeting = await meetingOfNow(site)
  await signIn(page, operator)
  const answer = await page.goto(linkOf(site, meeting, 3))
  expect(answer?.status()).toBe(422)
  await expect(page.getByText('Il codice è scaduto')).toBeVisible()
  await expect(page.getByText('Inquadrare o scrivere quello che è ora')).toBeVisible()

  await expectSound(page)
  await page.getByLabel('Codice').fill('aaa aaa')
  await page.getByRole('button', { name: 'Registra la presenza' }).click()
  await expect(page.getByRole('alert')).toContainText('Questo codice non è valido')
  await page.getByLabel('Codice').fill(codeAt(meeting, stepOf(now())).toLowerCase())
  await page.getByRole('button', { name: 'Registra la presenza' }).click()
  await expect(page.getByText(/^Entrata registrata alle/)).toBeVisible()
})

test('a meeting of others does not exist, with a wrong code or without one', async ({
  page,
  site,
  signIn,
}) => {
  const meeting = await meetingOfNow(site, 'IRIS-LA-01')
  await signIn(page, privateOperator)
  const texts: string[] = []
  for (const id of [meeting, 'no-such-meeting']) {
    expect((await page.goto(`/check-in/${id}`))?.status()).toBe(404)
    expect((await page.goto(`/check-in/${id}?code=AAAAAA`))?.status()).toBe(422)
    texts.push((await page.getByRole('main').textContent()) ?? '')
  }
  expect(texts[0]).toBe(texts[1])
})

test.describe('without script', () => {
  test.use(withoutScript)

  test('one button registers, and the screen asks again by itself', async ({
    page,
    browser,
    site,
    signIn,
  }) => {
    const meeting = await meetingOfNow(site)
    const his = await deviceOf(browser, site, { ...phone, ...withoutScript })
    await his.goto(linkOf(site, meeting))
    await fillSignIn(his, privateOperator, password)
    await his.getByRole('button', { name: "Registra l'entrata" }).click()
    await expect(his.getByText(/^Entrata registrata alle/)).toBeVisible()
    await his.context().close()

    await signIn(page, trainer)
    await page.goto(`/meetings/${meeting}/check-in`)
    await expect(page.locator('[data-arrived]')).toHaveText('1')
    await expectSound(page)
    const seconds = await page.locator('meta[http-equiv=refresh]').getAttribute('content')
    expect(Number(seconds)).toBeGreaterThan(0)
    expect(Number(seconds)).toBeLessThanOrEqual(20)
    await page.getByRole('link', { name: 'Arrivi' }).click()
    await expect(page.getByRole('cell', { name: '–' })).toBeVisible()
  })
})

test('who is enrolled finds the check-in of today among their courses', async ({ page, site, signIn }) => {
  const meeting = await meetingOfNow(site)
  await signIn(page, operator)
  await page.goto('/learn/IRIS-PM-02')
  // Whoever is at the first of them already is offered to leave.
  await expect(page.getByRole('link', { name: /^Registra (la presenza|l'uscita)$/ })).toBeVisible()
  await page.goto(`/check-in/${meeting}`)
  await expect(page.getByLabel('Codice')).toBeVisible()
})

/** Ten minutes pass since the last check-ins of a meeting: nobody waits for them at a door. */
async function checkedInEarlier(site: Site, meeting: string): Promise<void> {
  const db = databaseOf(site)
  const rows = await db
    .selectFrom('check_in')
    .select(['id', 'at', 'step'])
    .where('meeting_id', '=', meeting)
    .execute()
  for (const { id, at, step } of rows) {
    await sql`update check_in set at = ${minutesAfter(at, -10)}, step = ${Number(step) - 30} where id = ${id}`.execute(
      db,
    )
  }
  await db.destroy()
}

async function exitsOf(site: Site, meeting: string): Promise<number> {
  const db = databaseOf(site)
  const rows = await db
    .selectFrom('check_in')
    .select('id')
    .where('meeting_id', '=', meeting)
    .where('kind', '=', 'exit')
    .execute()
  await db.destroy()
  return rows.length
}

async function marksAt(site: Site, meeting: string): Promise<string[]> {
  const db = databaseOf(site)
  const rows = await db
    .selectFrom('mark')
    .select(['status', 'source'])
    .where('meeting_id', '=', meeting)
    .execute()
  await db.destroy()
  return rows.map(({ status, source }) => `${status} ${source}`)
}

async function deviceOf(browser: Browser, site: Site, options: BrowserContextOptions): Promise<Page> {
  return await browser.newPage({ baseURL: site.url, locale: 'it-IT', ...options })
}

/** What a phone's camera reads on the screen. */
async function scanned(screen: Page): Promise<string> {
  // A page behind another is not drawn.
  await screen.bringToFront()
  const picture = (await screen.locator('[data-qr]').screenshot()).toString('base64')
  const { width, height, pixels } = await screen.evaluate(async (source) => {
    const image = new Image()
    image.src = source
    await image.decode()
    const canvas = document.createElement('canvas')
    // Smaller: every number of it is sent here as text, while the code grows old.
    const [width, height] = [320, Math.round((320 * image.height) / image.width)]
    canvas.width = width
    canvas.height = height
    const pen = canvas.getContext('2d')
    pen?.drawImage(image, 0, 0, width, height)
    return { width, height, pixels: Array.from(pen?.getImageData(0, 0, width, height).data ?? []) }
  }, `data:image/png;base64,${picture}`)
  const read = jsqr(new Uint8ClampedArray(pixels), width, height)
  if (!read) throw new Error('no QR code on the screen')
  return read.data
}
