// SPDX-License-Identifier: AGPL-3.0-or-later
// The manager reads the board, opens a number down to the marks behind it, enrols people and plans an edition.
import type { Locator, Page } from '@playwright/test'
import { demoOperator } from '#db/demo/people.ts'
import { expect, test, withoutScript } from './support.ts'

const manager = 'manager@presente.example'
// An edition whose roll no other story calls.
const edition = '/manage/iris/editions/IRIS-LA-01'

test('the manager sees how far the project is, and what is behind a number', async ({ page, signIn }) => {
  await signIn(page, manager)
  await page.goto('/manage')
  await page.getByRole('link', { name: 'I.R.I.S.' }).first().click()

  const [all, publicLine, privateLine] = [
    await lineOf(page, 'Operatori formati'),
    await lineOf(page, 'Operatori pubblici'),
    await lineOf(page, 'Operatori privati'),
  ]
  expect([all.goal, publicLine.goal, privateLine.goal]).toEqual(['150 persone', '100 persone', '50 persone'])
  for (const stage of ['enrolled', 'attended', 'completed', 'missing'] as const) {
    expect(publicLine[stage], stage).toBeGreaterThan(0)
    expect(all[stage], stage).toBe(publicLine[stage] + privateLine[stage])
  }
  expect(publicLine.enrolled).toBeGreaterThan(publicLine.attended)
  expect(publicLine.attended).toBeGreaterThan(publicLine.completed)
  expect(privateLine.missing).toBe(50 - privateLine.attended)
  expect(privateLine.percent).toBe(2 * privateLine.attended)
  await expect(rowOf(page, 'Gruppo di governance')).toContainText('il maggior numero possibile di persone')
  await expect(rowOf(page, 'Cittadini di Paesi terzi raggiunti')).toContainText('100 persone')
  await expect(page.getByText(/^\d+ partecipazioni$/).first()).toBeVisible()

  await page.getByRole('link', { name: `Presenti almeno una volta, Operatori privati` }).click()
  await expect(
    page.getByRole('heading', { name: /^Presenti almeno una volta: Operatori privati/ }),
  ).toBeVisible()
  await expect(page.getByText(`${privateLine.attended} righe`)).toBeVisible()
  const people = page.getByRole('table').getByRole('row').filter({ hasText: 'Privato' })
  await expect(people).toHaveCount(privateLine.attended)

  const name = (await people.first().getByRole('link').textContent()) ?? ''
  await people.first().getByRole('link').click()
  await expect(page.getByRole('heading', { level: 1 })).toHaveText(name)
  await expect(page.getByText(/^Conta dal .* una volta sola/)).toBeVisible()
  const mark = page.getByRole('row').filter({ hasText: 'presente' }).getByRole('link').first()
  await expect(mark).toContainText('IRIS-')
  await mark.click()
  await expect(page.getByRole('heading', { name: 'Storico delle presenze' })).toBeVisible()
  await expect(page.locator('.mark-history > li').filter({ hasText: 'In vigore' })).toContainText('Presente')
})

test.describe('the manager, without script', () => {
  test.use(withoutScript)

  test('enrols somebody of the register, once however often the form is sent', async ({ page, signIn }) => {
    // Nobody of I.R.I.S.: the demo enrols the operators before this one.
    const { first_name, last_name } = demoOperator(125)
    await signIn(page, manager)
    const before = await enrolledOnBoard(page)

    await page.goto(`${edition}/enrol`)
    await page.getByRole('searchbox').fill(`${last_name} ${first_name}`)
    await page.getByRole('searchbox').press('Enter')
    const enrol = page.getByRole('button', { name: `${last_name} ${first_name}` })
    await expect(enrol).toHaveCount(1)
    const sent = page.waitForRequest((request) => request.method() === 'POST')
    await enrol.dblclick()
    await expect(page.getByText(`${first_name} ${last_name}`, { exact: false }).first()).toBeVisible()
    await sendAgain(page, await sent)

    await page.goto(edition)
    const enrolled = page.getByRole('row').filter({ hasText: `${last_name} ${first_name}` })
    await expect(enrolled).toHaveCount(1)
    expect(await enrolledOnBoard(page)).toBe(before + 1)
    await page.goto('/manage/iris/ledger?act=enrolled')
    await expect(page.getByRole('row').filter({ hasText: `${last_name} ${first_name}` })).toHaveCount(1)
  })

  test('adds somebody new with their cooperative, and enrols them', async ({ page, signIn }) => {
    await signIn(page, manager)
    const before = await enrolledOnBoard(page)
    await page.goto(`${edition}/enrol`)
    await page.getByLabel('Nome', { exact: true }).fill('Ornella')
    await page.getByLabel('Cognome', { exact: true }).fill('Vasari')
    await page.getByRole('button', { name: 'Aggiungi e iscrivi' }).click()
    await expect(page.getByRole('alert')).toContainText('Scegliere un ente')
    await expect(page.getByLabel('Cognome', { exact: true })).toHaveValue('Vasari')

    await page.getByLabel("Nome dell'ente").fill('Cooperativa sociale Il Faggio')
    await page.getByLabel("Tipo dell'ente").selectOption('Cooperativa')
    const sent = page.waitForRequest((request) => request.method() === 'POST')
    await page.getByRole('button', { name: 'Aggiungi e iscrivi' }).click()
    await expect(page.getByText('Ornella Vasari: iscrizione registrata.')).toBeVisible()
    await sendAgain(page, await sent)

    await page.goto(edition)
    const row = page.getByRole('row').filter({ hasText: 'Vasari Ornella' })
    await expect(row).toHaveCount(1)
    await expect(row).toContainText('Cooperativa sociale Il Faggio')
    await expect(row).toContainText('Privato')
    expect(await enrolledOnBoard(page)).toBe(before + 1)
  })
})

test('the manager plans an edition of a course, with its meetings and a code', async ({ page, signIn }) => {
  await signIn(page, manager)
  await page.goto('/manage/iris/editions')
  await page.getByRole('link', { name: "Aggiungi un'edizione" }).click()
  await page.getByLabel('Corso', { exact: true }).selectOption('procurement-management')
  await page.locator('[name=venue]').fill('Sala della formazione')
  await plan(page.getByRole('group', { name: 'Incontro 1' }), 30, '09:30', '13:30')
  await plan(page.getByRole('group', { name: 'Incontro 2' }), 37, '13:30', '09:30')
  await page.getByRole('button', { name: "Aggiungi l'edizione" }).click()
  await expect(page.getByRole('alert')).toContainText("La fine deve venire dopo l'inizio.")
  await expect(page.getByRole('group', { name: 'Incontro 1' }).getByLabel('Dalle').first()).toHaveValue(
    '09:30',
  )
  await plan(page.getByRole('group', { name: 'Incontro 2' }), 37, '09:30', '12:30')
  await page.getByRole('button', { name: "Aggiungi l'edizione" }).click()

  await expect(page).toHaveURL('/manage/iris/editions/IRIS-PM-03')
  await expect(page.getByText('Edizione IRIS-PM-03 aggiunta.')).toBeVisible()
  const meetings = page.locator('#meetings').getByRole('row')
  await expect(meetings.filter({ hasText: '09:30–13:30' })).toContainText('4 h')
  await expect(meetings.filter({ hasText: '09:30–12:30' })).toContainText('3 h')
  await page.goto('/manage/iris')
  await expect(rowOf(page, 'IRIS-PM-03')).toBeVisible()
})

/** A row of the board, by its first cell's words. */
function rowOf(page: Page, label: string): Locator {
  return page.getByRole('row').filter({ has: page.getByRole('link', { name: label, exact: true }) })
}

/** A line of the target tree as numbers. */
async function lineOf(page: Page, label: string) {
  const row = rowOf(page, label)
  await expect(row).toBeVisible()
  const cells = await row.getByRole('cell').allTextContents()
  const [goal = '', ...rest] = cells.slice(-7)
  const [enrolled = 0, attended = 0, completed = 0, , missing = 0, percent = 0] = rest.map((text) =>
    Number.parseInt(text, 10),
  )
  return { goal, enrolled, attended, completed, missing, percent }
}

async function enrolledOnBoard(page: Page): Promise<number> {
  await page.goto('/manage/iris')
  return (await lineOf(page, 'Operatori formati')).enrolled
}

/** The same form once more, as when a browser repeats it. */
async function sendAgain(page: Page, request: Awaited<ReturnType<Page['waitForRequest']>>): Promise<void> {
  const type = request.headers()['content-type'] ?? ''
  const headers = { 'content-type': type, origin: new URL(page.url()).origin }
  const answer = await page.request.post(request.url(), { headers, data: request.postDataBuffer() ?? '' })
  expect(answer.status()).toBeLessThan(300)
}

async function plan(meeting: Locator, days: number, from: string, to: string): Promise<void> {
  const date = new Date(Date.now() + days * 86_400_000).toISOString().slice(0, 10)
  await meeting.getByLabel('Data').fill(date)
  await meeting.getByLabel('Dalle', { exact: true }).fill(from)
  await meeting.getByLabel('Alle', { exact: true }).fill(to)
}
