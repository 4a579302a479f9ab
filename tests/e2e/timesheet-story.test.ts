// SPDX-License-Identifier: AGPL-3.0-or-later
// A trainer's own view, on a phone and without a script: what is to be done, their edition, their hours; and what the office sees.
import { randomUUID } from 'node:crypto'
import type { Page } from '@playwright/test'
import type { Db } from '#db/connect.server.ts'
import { databaseOf } from './everyone.ts'
import { alone, expect, phone, startedAt, withoutScript } from './support.ts'

// Today's meeting, from 09:30 to 13:45, is over.
const test = alone(startedAt('15:30'))
test.use({ ...phone, ...withoutScript })

const trainer = 'trainer@presente.example'
const manager = 'manager@presente.example'
const edition = '/manage/iris/editions/IRIS-PM-02'

test('a trainer begins with what is to be done, a line each, oldest first, with the step that comes next', async ({
  page,
  signIn,
}) => {
  await signIn(page, trainer)
  await page.goto('/teaching')
  const owed = page.locator('#owed')
  await expect(owed.getByRole('heading', { level: 2 })).toHaveText('Da fare')
  const lines = owed.getByRole('listitem')
  await expect(lines.filter({ hasText: 'IRIS-LA-01 · 2.' })).toContainText('Allegare il foglio')
  await expect(lines.filter({ hasText: 'IRIS-PM-02 · 3.' })).toContainText("Fare l'appello")
  const dates = (await owed.locator('.owed-date').allTextContents()).map((date) =>
    date.split('/').toReversed().join('-'),
  )
  expect(dates).toEqual(dates.toSorted())
  for (const line of await lines.all()) expect((await line.boundingBox())?.height).toBeLessThan(50)
  await lines
    .filter({ hasText: 'IRIS-PM-02 · 3.' })
    .getByRole('link', { name: /^Fare l'appello/ })
    .click()
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('Appello')
})

test('a trainer reads all of the edition they teach, and nothing of another', async ({ page, signIn }) => {
  await signIn(page, trainer)
  await page.goto('/teaching')
  await page.locator('.roll-today').getByRole('link', { name: 'IRIS-PM-02' }).click()
  await expect(page).toHaveURL(edition)
  // Nothing leads to an office that they do not see.
  const office = page.locator('main a[href*="/people/"], main a[href="/manage/iris"], main a[href$="/edit"]')
  await expect(office).toHaveCount(0)
  for (const [link, title] of [
    ['Registro', 'Registro delle presenze'],
    ['Ore e soglie', 'Ore di presenza'],
    ['Avvisi', 'Avvisi'],
    ['Esporta le presenze', 'Presenze da esportare'],
    ['Moduli', 'Moduli'],
  ] as const) {
    await page.goto(edition)
    await page.locator('main').getByRole('link', { name: link, exact: true }).click()
    await expect(page.getByRole('heading', { level: 1 })).toHaveText(title)
    await expect(office).toHaveCount(0)
    await expect(page.getByRole('navigation', { name: 'Percorso di navigazione' })).toContainText(
      'IRIS-PM-02',
    )
  }
  await page.locator('main').getByRole('link').filter({ hasText: 'gara' }).first().click()
  await expect(page.locator('.prose')).not.toBeEmpty()
  await expect(page.locator('#quiz')).toContainText('risposte giuste')
  await expect(page.locator('#quiz input')).toHaveCount(0)

  for (const path of ['', '/alerts', '/hours', '/attendance', '/modules', '/register', '/fad-report']) {
    const response = await page.goto(`/manage/piu/editions/IRIS-PM-02${path}`)
    expect(response?.status()).toBe(404)
  }
  for (const path of ['/manage/iris', '/manage/iris/alerts', '/manage/iris/attendance?edition=IRIS-PM-02']) {
    expect((await page.goto(path))?.status()).toBe(404)
  }
})

test('a trainer’s hours are those of closed pages, to be signed or taken as rows; the manager agrees on them', async ({
  page,
  browser,
  site,
  signIn,
}) => {
  const db = databaseOf(site)
  const { month, other } = await teachTwice(db)
  await db.destroy()

  await signIn(page, trainer)
  await page.goto('/teaching')
  await page.getByRole('link', { name: 'Foglio ore' }).click()
  await expect(page.locator('#waiting')).toContainText('IRIS-PM-02 · 3. La valutazione delle offerte')
  await page.goto(`/teaching/timesheet?month=${month}`)
  await expect(page.locator('#taught')).toContainText('1. Dal bisogno alla gara')
  await expect(page.locator('#hours')).toContainText('60:00')
  const notice = page.locator('.notice').filter({ hasText: 'Orari sovrapposti' })
  await expect(notice).toContainText('IRIS-PM-02')
  await expect(notice).toContainText(other)
  await page.getByLabel('Progetto').selectOption('I.R.I.S.')
  await page.getByRole('button', { name: 'Filtra' }).click()
  await expect(page.locator('#hours')).not.toContainText('ROSA')
  for (const [name, type] of [
    ['Scarica il foglio da firmare (PDF)', 'application/pdf'],
    ['Scarica le righe (CSV)', 'text/csv; charset=utf-8'],
  ] as const) {
    const href = await page.getByRole('link', { name }).getAttribute('href')
    const file = await page.request.get(href ?? '')
    expect([file.status(), file.headers()['content-type']]).toEqual([200, type])
  }

  const office = await browser.newPage({ baseURL: site.url, locale: 'it-IT', ...phone, ...withoutScript })
  await signIn(office, manager)
  await office.goto('/manage/iris')
  await office.getByRole('link', { name: 'Docenti', exact: true }).click()
  const overlaps = office.locator('#overlaps')
  await expect(overlaps).toContainText('In un altro progetto')
  await expect(overlaps).not.toContainText(/ROSA/)
  await office.locator('#trainers').getByRole('link', { name: 'Marini Teresa' }).click()
  await agree(office, '12 ore')
  await expect(office.getByLabel('Ore concordate')).toHaveValue('12 ore')
  await expect(office.locator('main')).toContainText('Indicare le ore come 40, 40:30 oppure 40,5')
  await agree(office, '45:30')
  await expect(office.getByText('Ore concordate aggiornate.')).toBeVisible()
  await expect(office.locator('.facts')).toContainText('45:30')
  await office.goto('/manage/iris/ledger?act=hours_agreed')
  await expect(office.locator('main table')).toContainText('Ore concordate con Marini Teresa')
  await expect(office.locator('main table')).toContainText('45:30')
  await office.context().close()
  await page.reload()
  await expect(page.locator('#hours')).toContainText('45:30')
})

async function agree(page: Page, hours: string): Promise<void> {
  await page.getByLabel('Ore concordate').fill(hours)
  await page.getByRole('button', { name: 'Salva le ore concordate' }).click()
}

/**
 * Moves the first meeting of ROSA that the trainer taught, with its page, onto the first of IRIS-PM-01: two pages of two projects
 * give the same time.
 */
async function teachTwice(db: Db): Promise<{ month: string; other: string }> {
  const find = async (code: string) =>
    await db
      .selectFrom('meeting')
      .innerJoin('edition', 'edition.id', 'meeting.edition_id')
      .select(['meeting.id', 'meeting.starts_at', 'meeting.ends_at'])
      .where('edition.code', '=', code)
      .where('meeting.number', '=', 1)
      .executeTakeFirstOrThrow()
  const own = await find('IRIS-PM-02')
  const rosa = await find('ROSA-PM-01')
  const { starts_at, ends_at } = own
  await db.updateTable('meeting').set({ starts_at, ends_at }).where('id', '=', rosa.id).execute()
  const mark = await db
    .selectFrom('mark')
    .selectAll()
    .where('meeting_id', '=', rosa.id)
    .where('role', '=', 'trainer')
    .where('superseded_by', 'is', null)
    .executeTakeFirstOrThrow()
  const id = randomUUID()
  const intervals = JSON.stringify([{ in: starts_at, out: ends_at }])
  await db.transaction().execute(async (db) => {
    await db.updateTable('mark').set({ superseded_by: id }).where('id', '=', mark.id).execute()
    await db
      .insertInto('mark')
      .values({ ...mark, id, intervals, nonce: id, restated_nonce: id, superseded_by: null })
      .execute()
  })
  return { month: starts_at.slice(0, 7), other: 'ROSA-PM-01' }
}
