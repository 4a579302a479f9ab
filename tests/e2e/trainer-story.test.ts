// SPDX-License-Identifier: AGPL-3.0-or-later
// The trainer's day: today's meeting, a correction, and a colleague who calls the same roll (see also roll-call-story).
import type { Locator, Page } from '@playwright/test'
import { wasYesterday } from './meetings.ts'
import { nameOf, openMore, rows, said, scriptRuns, totals } from './roll-call.ts'
import { alone, expect, phone, startedAt } from './support.ts'

// Today's meeting, from 09:30 to 13:45, is over.
const test = alone(startedAt('15:30'))

const trainer = 'trainer@presente.example'
const manager = 'manager@presente.example'

test.describe('the trainer, on a phone', () => {
  test.use(phone)

  test("finds today's meeting first, calls the roll of 32 people and finds it again", async ({
    page,
    signIn,
  }) => {
    await signIn(page, trainer)
    await page.goto('/teaching')
    // What is owed stands before it.
    await expect(page.locator('main section').first().getByRole('heading', { level: 2 })).toHaveText(
      'Da fare',
    )
    const today = page.locator('main section').nth(1)
    await expect(today.getByRole('heading', { level: 2 })).toHaveText('Oggi')
    await expect(today).toContainText('3. La valutazione delle offerte')
    await expect(today).toContainText('09:30–13:45')
    await expect(today).toContainText('0 di 32 segnati')
    await today.getByRole('link', { name: "Fare l'appello" }).click()

    await expect(page.getByRole('heading', { level: 1 })).toHaveText('Appello')
    await expect(rows(page)).toHaveCount(32)
    expect(await totals(page)).toEqual(['Presenti 0', 'Assenti 0', 'Giustificati 0', 'Da segnare 32'])
    await scriptRuns(page)
    await page.getByRole('button', { name: 'Tutti presenti' }).click()
    expect(await totals(page)).toEqual(['Presenti 32', 'Assenti 0', 'Giustificati 0', 'Da segnare 0'])
    await expect(said(page)).toContainText('Da salvare')

    const [late, early, absent, excused, whole] = [2, 8, 15, 30, 31].map((at) => rows(page).nth(at))
    if (!late || !early || !absent || !excused || !whole) throw new Error('no rows')
    await type(late, 'Entrata', '10:00')
    await type(early, 'Uscita', '12:45')
    await absent.getByRole('radio', { name: 'Assente' }).check()
    await excused.getByRole('radio', { name: 'Giustificato' }).check()
    await page.getByLabel('Argomento svolto').fill('Criteri di aggiudicazione')
    await page.getByRole('button', { name: 'Salva le presenze' }).click()

    await expect(said(page)).toHaveText('Tutto salvato.')
    // The meeting is 4:15 long with a break of 15 minutes.
    const saved = async () => {
      expect(await totals(page)).toEqual(['Presenti 30', 'Assenti 1', 'Giustificati 1', 'Da segnare 0'])
      await expect(whole).toContainText('Riconosciute 4:00 di 4:00')
      await expect(late).toContainText('Riconosciute 3:30 di 4:00')
      await expect(early).toContainText('Riconosciute 3:00 di 4:00')
      await expect(late.getByLabel('Entrata')).toHaveValue('10:00')
      await expect(absent.getByRole('radio', { name: 'Assente' })).toBeChecked()
      await expect(excused.getByRole('radio', { name: 'Giustificato' })).toBeChecked()
      await expect(page.getByLabel('Argomento svolto')).toHaveValue('Criteri di aggiudicazione')
    }
    await saved()
    await page.reload()
    await saved()

    await page.goto('/teaching')
    await expect(today).toContainText('32 di 32 segnati')
    await today.getByRole('link', { name: '3. La valutazione delle offerte' }).click()
    await expect(page.getByText('Criteri di aggiudicazione')).toBeVisible()
    await expect(page.getByRole('row').filter({ hasText: 'Entrata in ritardo' })).toHaveCount(1)
    await expect(page.getByRole('row').filter({ hasText: 'Uscita anticipata' })).toContainText('3:00')
  })

  test('corrects a meeting that is over only with a reason, and both marks stay', async ({
    page,
    signIn,
  }) => {
    await signIn(page, trainer)
    await openRoll(page, '/teaching?show=past', '2. I documenti di gara')
    const row = rows(page).filter({ hasText: 'Riconosciute 4:00 di 4:00' }).first()
    const name = await nameOf(row)
    const person = rows(page).filter({ has: page.getByText(name, { exact: true }) })
    await person.getByRole('radio', { name: 'Assente' }).check()
    await page.getByLabel('Argomento svolto').fill('Capitolato, requisiti e penali')
    await page.getByRole('button', { name: 'Salva le presenze' }).click()

    await expect(said(page)).toContainText('indicare il motivo')
    await expect(person).toContainText('serve il motivo')
    const reason = page.getByLabel('Motivo delle correzioni')
    await expect(reason).toBeFocused()
    await expect(person.getByRole('radio', { name: 'Assente' })).toBeChecked()
    await expect(page.getByLabel('Argomento svolto')).toHaveValue('Capitolato, requisiti e penali')

    await reason.fill('Firma di un collega riconosciuta sul foglio')
    await page.getByRole('button', { name: 'Salva le presenze' }).click()
    await expect(said(page)).toHaveText('Tutto salvato.')

    await openMore(person)
    await person.getByRole('link', { name: 'Dettagli' }).click()
    await expect(page.getByRole('heading', { level: 1 })).toHaveText(name)
    const marks = page.locator('.mark-history > li')
    await expect(marks).toHaveCount(2)
    const inForce = marks.filter({ hasText: 'In vigore' })
    await expect(inForce).toContainText('Assente')
    await expect(inForce).toContainText('Firma di un collega riconosciuta sul foglio')
    const superseded = marks.filter({ hasText: 'Sostituita' })
    await expect(superseded.locator('s')).toHaveText('Presente, 09:30–13:45')
  })
})

test('of two people who call the same roll the second is told, and both marks stay', async ({
  page,
  browser,
  site,
  signIn,
}) => {
  await signIn(page, trainer)
  await page.goto('/teaching')
  await page.getByRole('link', { name: '5. Laboratorio conclusivo' }).first().click()
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('5. Laboratorio conclusivo')
  await wasYesterday(site, page.url().split('/').at(-1) ?? '')
  await page.reload()
  await page.getByRole('link', { name: /l'appello$/ }).click()
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('Appello')
  const other = await browser.newPage({ baseURL: site.url, locale: 'it-IT' })
  await signIn(other, manager)
  await other.goto(page.url())

  const name = await nameOf(rows(page).nth(6))
  await rows(page).nth(6).getByRole('radio', { name: 'Presente' }).check()
  await rows(page).nth(7).getByRole('radio', { name: 'Presente' }).check()
  await page.getByRole('button', { name: 'Salva le presenze' }).click()
  await expect(said(page)).toHaveText('Tutto salvato.')

  await rows(other).nth(6).getByRole('radio', { name: 'Assente' }).check()
  await rows(other).nth(8).getByRole('radio', { name: 'Giustificato' }).check()
  await other.getByRole('button', { name: 'Salva le presenze' }).click()
  await expect(rows(other).nth(6)).toContainText('aveva segnato altro')
  // What only the first wrote is there now, with the name.
  await expect(rows(other).nth(7).getByRole('radio', { name: 'Presente' })).toBeChecked()
  await expect(rows(other).nth(7)).toContainText('segnato ora da')

  await openMore(rows(other).nth(6))
  await rows(other)
    .nth(6)
    .getByRole('link', { name: `Dettagli ${name}` })
    .click()
  const marks = other.locator('.mark-history > li')
  await expect(marks.filter({ hasText: 'In vigore' })).toContainText('Assente')
  await expect(marks.filter({ hasText: 'Sostituita' })).toContainText('Presente')
  await expect(marks.filter({ hasText: 'In vigore' })).toContainText("mentre un'altra persona")
  await other.context().close()
})

async function type(row: Locator, label: 'Entrata' | 'Uscita', time: string): Promise<void> {
  await openMore(row)
  await row.getByLabel(label).fill(time)
}

/** From a list of meetings to a meeting's roll call, as a trainer goes. */
async function openRoll(page: Page, list: string, meeting: string): Promise<void> {
  await page.goto(list)
  await page.getByRole('link', { name: meeting }).first().click()
  await expect(page.getByRole('heading', { level: 1 })).toHaveText(meeting)
  await page.getByRole('link', { name: /l'appello$/ }).click()
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('Appello')
}
