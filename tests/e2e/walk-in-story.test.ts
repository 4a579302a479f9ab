// SPDX-License-Identifier: AGPL-3.0-or-later
// Somebody written down at the door: asked about, put right, taken back; and a whole roll that was called at the wrong meeting.
import { alone, expect, expectSound, phone } from './support.ts'

const test = alone()
test.use(phone)

test('a person not on the list is put right, asked about, withdrawn, and stays in the history', async ({
  page,
  signIn,
}) => {
  await signIn(page, 'manager@presente.example')
  await page.goto('/manage/iris/walk-ins')
  await page.getByRole('link', { name: 'Ceccarelli Ivana', exact: true }).tap()
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('Ceccarelli Ivana')
  const person = page.url()
  await page.getByRole('link', { name: 'Correggere i dati' }).tap()
  await page.getByLabel('Nome', { exact: true }).fill('Ivanna')
  await page.getByRole('radio', { name: 'Pubblico' }).check()
  await page.getByRole('button', { name: 'Salva le correzioni' }).tap()
  await expect(page.getByRole('alert')).toContainText("è nell'anagrafica degli enti con un altro settore")
  await expectSound(page)
  await page.getByRole('radio', { name: 'Volontariato' }).check()
  await page.getByRole('button', { name: 'Salva le correzioni' }).tap()
  await expect(page).toHaveURL(person)
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('Ceccarelli Ivanna')
  const history = page.locator('#history')
  await expect(history).toContainText('Ceccarelli Ivana, Associazione Voci in Cammino')
  await expect(history).toContainText('Corretta')

  await page.getByRole('link', { name: 'Ritirare la persona' }).tap()
  await page.getByRole('button', { name: 'Ritira', exact: true }).tap()
  await expect(page.locator('.form-errors')).toBeFocused()
  await page.getByLabel('Motivo').fill('Scritta due volte')
  await page.getByRole('button', { name: 'Ritira', exact: true }).tap()
  await expect(page.getByText('non è più fra le persone fuori elenco')).toBeVisible()
  await expect(page.getByText('Motivo: Scritta due volte')).toBeVisible()
  await expectSound(page)
  await page.goto(`${person}/change`)
  await expect(page).toHaveURL(person)
  await page.goto('/manage/iris/walk-ins?state=withdrawn')
  await expect(page.getByRole('row', { name: /Ceccarelli Ivanna/ })).toContainText('Ritirata')
  await expectSound(page)
})

test('all presences of a meeting are withdrawn from where they stand in the way of moving it', async ({
  page,
  signIn,
}) => {
  await signIn(page, 'manager@presente.example')
  await page.goto('/manage/iris/walk-ins?state=all')
  const meeting = await page
    .getByRole('link', { name: /^IRIS-PM-02/ })
    .first()
    .getAttribute('href')
  const id = meeting?.split('/').at(-1)
  await page.goto(`/manage/iris/editions/IRIS-PM-02/meetings/${id}`)
  await page.getByRole('link', { name: 'Ritirare tutte le presenze' }).tap()
  await expect(page.getByRole('button', { name: 'Ritira tutte' })).toBeVisible()
  await expectSound(page)
  await page.getByLabel('Motivo').fill('Appello fatto al giorno sbagliato')
  await page.getByRole('button', { name: 'Ritira tutte' }).tap()
  await expect(page.getByText(/registrazioni sono ritirate/)).toBeVisible()
  await page.goto(`/meetings/${id}/withdraw-presences`)
  await expect(page.getByText("non c'è nessuna presenza da ritirare")).toBeVisible()
})
