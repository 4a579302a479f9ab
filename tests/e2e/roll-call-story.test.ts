// SPDX-License-Identifier: AGPL-3.0-or-later
// The roll call as it is called: by tap on a phone, by keyboard at a desk, without script, without network, and of who was
// not on the list.
import { clockAt, wasYesterday } from './meetings.ts'
import {
  find,
  nameOf,
  openMore,
  openRoll,
  openRunning,
  rows,
  said,
  totals,
  typeTimes,
  undo,
} from './roll-call.ts'
import { alone, expect, phone, withoutScript } from './support.ts'

const test = alone()

const trainer = 'trainer@presente.example'
const manager = 'manager@presente.example'
const saved = 'Tutto salvato.'

test.describe('on a phone', () => {
  test.use(phone)

  test('everybody in one tap, the exceptions by search, arriving and leaving now, and back again', async ({
    page,
    site,
    signIn,
  }) => {
    await signIn(page, trainer)
    const time = clockAt(await openRunning(page, site, '2. Gestire il conflitto'))
    const everybody = await rows(page).count()
    await page.getByRole('button', { name: 'Tutti presenti' }).tap()
    expect(await totals(page)).toEqual([
      `Presenti ${everybody}`,
      'Assenti 0',
      'Giustificati 0',
      'Da segnare 0',
    ])
    await expect(said(page)).toContainText('Da salvare')

    // Thought again before it was saved: nobody is marked.
    await undo(page).tap()
    expect(await totals(page)).toEqual([
      'Presenti 0',
      'Assenti 0',
      'Giustificati 0',
      `Da segnare ${everybody}`,
    ])
    await page.getByRole('button', { name: 'Tutti presenti' }).tap()

    const [missing, late, early] = [rows(page).nth(3), rows(page).nth(5), rows(page).nth(7)]
    const name = await nameOf(missing)
    await page.getByRole('searchbox', { name: "Cerca nell'elenco" }).fill(name)
    await expect(rows(page).filter({ visible: true })).toHaveCount(1)
    await missing.getByRole('radio', { name: 'Assente' }).check()
    await page.getByRole('searchbox', { name: "Cerca nell'elenco" }).fill('')
    for (const row of [late, early]) await openMore(row)
    await late.getByRole('button', { name: 'Arriva ora' }).tap()
    await early.getByRole('button', { name: 'Esce ora' }).tap()
    await expect(late.getByLabel('Entrata')).toHaveValue(time)
    await expect(said(page)).toHaveText(saved)
    await expect(late).toContainText(/Riconosciute 0:0\d di 3:00/)
    await expect(late).toContainText('Salvato')
    await expect(late.locator('.roll-span')).toHaveText(`${time}–`)
    await expect(early).toContainText('Riconosciute 0:42 di 3:00')
    // Back at once: a second time of presence, and the first stays.
    await early.getByRole('button', { name: 'Arriva ora' }).tap()
    // What has not passed yet is credited to nobody.
    await expect(early).toContainText(/Riconosciute 0:4\d di 3:00/)
    await expect(said(page)).toHaveText(saved)

    // Undone after it was saved: what was recorded before is in force again, and the mistake stays in the history.
    await rows(page).nth(9).getByRole('radio', { name: 'Giustificato' }).check()
    await expect(said(page)).toHaveText(saved)
    await undo(page).tap()
    await expect(said(page)).toHaveText(saved)
    await expect(rows(page).nth(9).getByRole('radio', { name: 'Presente' })).toBeChecked()
    await page.reload()
    expect(await totals(page)).toEqual([
      `Presenti ${everybody - 1}`,
      'Assenti 1',
      'Giustificati 0',
      'Da segnare 0',
    ])
    await openMore(rows(page).nth(9))
    await rows(page).nth(9).getByRole('link', { name: 'Dettagli' }).tap()
    await expect(page.locator('.mark-history > li')).toHaveCount(3)
  })

  test('without network in the middle: what is not saved is said, kept and sent by itself', async ({
    page,
    context,
    site,
    signIn,
  }) => {
    await signIn(page, trainer)
    await openRunning(page, site, '5. Laboratorio conclusivo')
    await rows(page).first().getByRole('radio', { name: 'Presente' }).check()
    await expect(said(page)).toHaveText(saved)

    await context.setOffline(true)
    await rows(page).nth(1).getByRole('radio', { name: 'Assente' }).check()
    await rows(page).nth(2).getByRole('radio', { name: 'Presente' }).check()
    await expect(said(page)).toContainText('Senza rete: 2 modifiche non sono ancora salvate.')
    await expect(rows(page).nth(1)).toContainText('Non salvato')
    await context.setOffline(false)
    await expect(said(page)).toHaveText(saved, { timeout: 15_000 })
    await expect(rows(page).nth(1)).toContainText('Salvato')

    // The browser is closed before the network is back: the next visit sends it.
    await context.setOffline(true)
    await rows(page).nth(4).getByRole('radio', { name: 'Giustificato' }).check()
    await expect(said(page)).toContainText('Senza rete: 1 modifica non è ancora salvata.')
    const address = page.url()
    await page.goto('about:blank')
    await context.setOffline(false)
    await page.goto(address)
    await expect(rows(page).nth(4).getByRole('radio', { name: 'Giustificato' })).toBeChecked()
    await expect.poll(() => page.evaluate(() => localStorage.length)).toBe(0)
    await page.reload()
    await expect(rows(page).nth(4).getByRole('radio', { name: 'Giustificato' })).toBeChecked()

    // Signed out meanwhile: the way back in is there, and nothing is lost on it.
    const cookies = await context.cookies()
    await context.clearCookies()
    await rows(page).nth(5).getByRole('radio', { name: 'Assente' }).check()
    await expect(said(page)).toContainText("L'accesso è scaduto: 1 modifica")
    await expect(page.getByRole('link', { name: 'Accedere di nuovo' })).toBeVisible()
    await context.addCookies(cookies)
    await page.reload()
    await expect(said(page)).toHaveText(saved)
    await expect(rows(page).nth(5).getByRole('radio', { name: 'Assente' })).toBeChecked()
  })

  test('of somebody who is not on the list, recognised later in the office', async ({
    page,
    browser,
    site,
    signIn,
  }) => {
    await signIn(page, trainer)
    const minute = await openRunning(page, site, '5. Laboratorio conclusivo')
    const earlier = clockAt(new Date(minute.getTime() - 10 * 60_000))
    await page.getByRole('link', { name: 'Aggiungere una persona non in elenco' }).tap()
    await page.getByRole('button', { name: "Aggiungi all'appello" }).tap()
    await expect(page.locator('.form-errors')).toBeFocused()
    await page.getByLabel('Nome', { exact: true }).fill('Fiorenza')
    await page.getByLabel('Cognome').fill('Altieri')
    await page.getByLabel('Ente o associazione').fill('Ufficio di passaggio')
    await page.getByRole('radio', { name: 'Pubblico' }).check()
    await page.getByRole('checkbox', { name: 'Informativa mostrata' }).check()
    await page.getByRole('button', { name: "Aggiungi all'appello" }).tap()
    const row = page.locator('.roll-row-walk-in').filter({ hasText: 'Altieri Fiorenza' })
    await expect(row).toContainText('Ufficio di passaggio (Pubblico)')
    await openMore(row)
    await row.getByLabel('Entrata').fill(earlier)
    await expect(said(page)).toHaveText(saved)

    const office = await browser.newPage({ baseURL: site.url, locale: 'it-IT' })
    await signIn(office, manager)
    await office.goto('/manage/iris/walk-ins')
    await office.getByRole('link', { name: /^Riconoscere.*Altieri Fiorenza/ }).click()
    await expect(office.getByRole('heading', { level: 1 })).toHaveText('Riconoscere Altieri Fiorenza')
    await office.getByRole('button', { name: 'Aggiungi e iscrivi' }).click()
    await expect(office.getByText('Fiorenza Altieri è ora fra gli iscritti')).toBeVisible()
    await office.context().close()

    await page.reload()
    await expect(page.locator('.roll-row-walk-in').filter({ hasText: 'Altieri' })).toHaveCount(0)
    const enrolled = rows(page).filter({ hasText: 'Altieri Fiorenza' })
    await expect(enrolled.getByLabel('Entrata')).toHaveValue(earlier)
    await expect(enrolled.getByRole('radio', { name: 'Presente' })).toBeChecked()
  })
})

test.describe('on a phone without a worker, which would ask in its place', () => {
  test.use({ ...phone, serviceWorkers: 'block' })

  test('while the server cannot save, it is not the network that is blamed', async ({
    page,
    site,
    signIn,
  }) => {
    await signIn(page, trainer)
    await openRunning(page, site, '5. Laboratorio conclusivo')
    for (const status of [503, 429]) {
      await page.route('**/attendance/save', (route) => route.fulfill({ status, body: '{}' }))
      const row = rows(page).nth(status === 503 ? 7 : 8)
      await row.getByRole('radio', { name: 'Presente' }).check()
      await expect(said(page)).toContainText('Il server in questo momento non riesce a salvare: 1 modifica')
      await page.unroute('**/attendance/save')
      await expect(said(page)).toHaveText(saved, { timeout: 15_000 })
      await expect(row).toContainText('Salvato')
    }
  })
})

test('by keyboard alone, at a desk', async ({ page, site, signIn }) => {
  await page.setViewportSize({ width: 1280, height: 900 })
  await signIn(page, trainer)
  const time = clockAt(await openRunning(page, site, '1. Ascolto e mediazione'))
  const everybody = await rows(page).count()
  await page.locator('.roll-all > summary').click()
  await expect(page.getByText('Scorciatoie da tastiera')).toBeVisible()
  await page.locator('.roll-all > summary').click()
  await rows(page).first().getByRole('radio', { name: 'Presente' }).focus()
  for (const key of ['p', 'a', 'g', 'p']) await page.keyboard.press(key)
  expect(await totals(page)).toEqual([
    'Presenti 2',
    'Assenti 1',
    'Giustificati 1',
    `Da segnare ${everybody - 4}`,
  ])
  await expect(rows(page).nth(4).getByRole('radio', { name: 'Presente' })).toBeFocused()
  await page.keyboard.press('e')
  await expect(rows(page).nth(4).getByLabel('Entrata')).toHaveValue(time)
  await expect(said(page)).toHaveText(saved)

  // An arrow chooses, another leads on, and Control Z takes the last change back.
  await page.keyboard.press('ArrowRight')
  await expect(rows(page).nth(4).getByRole('radio', { name: 'Assente' })).toBeChecked()
  await page.keyboard.press('Control+z')
  await expect(rows(page).nth(4).getByRole('radio', { name: 'Presente' })).toBeChecked()

  await page.keyboard.press('/')
  const search = page.getByRole('searchbox', { name: "Cerca nell'elenco" })
  await expect(search).toBeFocused()
  await search.fill(await nameOf(rows(page).nth(6)))
  await page.keyboard.press('Enter')
  await expect(rows(page).nth(6).getByRole('radio', { name: 'Presente' })).toBeFocused()
  await page.keyboard.press('a')
  await page.getByRole('button', { name: 'Salva le presenze' }).focus()
  await page.keyboard.press('Enter')
  await expect(said(page)).toHaveText(saved)
  await page.reload()
  expect(await totals(page)).toEqual([
    'Presenti 3',
    'Assenti 2',
    'Giustificati 1',
    `Da segnare ${everybody - 6}`,
  ])
})

test('everybody in one tap before the script is there is saved by it', async ({ page, site, signIn }) => {
  await signIn(page, trainer)
  const id = await find(page, '2. Restituzione')
  await wasYesterday(site, id)
  const late = '**/roll-call.js'
  await page.route(late, (route) => route.fulfill({ contentType: 'text/javascript', body: '' }))
  await openRoll(page, id)
  const everybody = await rows(page).count()
  await page.unroute(late)
  await page.getByRole('button', { name: 'Tutti presenti' }).click()
  await expect(said(page)).toHaveText(saved)
  await page.reload()
  expect((await totals(page)).at(0)).toBe(`Presenti ${everybody}`)
})

test.describe('without script', () => {
  test.use({ ...phone, ...withoutScript })

  test('the same form is sent as a whole, and what was typed is kept when something is wrong', async ({
    page,
    site,
    signIn,
  }) => {
    await signIn(page, trainer)
    const id = await find(page, "4. L'esecuzione e i controlli")
    await wasYesterday(site, id)
    await openRoll(page, id)
    const everybody = await rows(page).count()
    const [present, absent] = [rows(page).nth(11), rows(page).nth(12)]
    await absent.getByRole('radio', { name: 'Assente' }).check()
    await page.getByRole('button', { name: 'Tutti presenti' }).click()
    await expect(page.getByText('non è ancora stato salvato nulla')).toBeVisible()
    expect((await totals(page)).at(-1)).toBe('Da segnare 0')
    await typeTimes(present, '10:30', '10:00')
    await page.getByLabel('Argomento svolto').fill('Il ruolo del direttore')
    await page.getByRole('button', { name: 'Salva le presenze' }).click()

    await expect(present).toContainText("L'uscita deve venire dopo l'entrata.")
    await expect(present.getByLabel('Entrata')).toHaveValue('10:30')
    await expect(page.getByLabel('Argomento svolto')).toHaveValue('Il ruolo del direttore')
    await present.getByLabel('Uscita').fill('11:00')
    await page.getByRole('button', { name: 'Salva le presenze' }).click()
    await expect(page.getByText(/Salvat[ae] \d+ presenz/)).toBeVisible()
    await expect(present).toContainText('Riconosciute 0:30 di 4:00')
    await expect(absent.getByRole('radio', { name: 'Assente' })).toBeChecked()
    await expect(rows(page)).toHaveCount(everybody)
    await expect(
      page.locator('[data-roll-apart] .roll-row').getByRole('radio', { name: 'Presente' }),
    ).toBeChecked()

    // Who leaves and comes back has a page for it, and the roll does not flatten what is written there.
    await openMore(present)
    await present.getByRole('link', { name: 'Dettagli' }).click()
    await page.getByLabel('Entrata 2').fill('11:30')
    await page.getByLabel('Motivo').fill('È rientrata dopo una telefonata')
    await page.getByRole('button', { name: 'Salva la presenza' }).click()
    await expect(page.getByText('Presenza parziale, 10:30–11:00, 11:30–13:45')).toBeVisible()
    await page.getByRole('link', { name: 'Appello', exact: true }).click()
    await expect(present).toContainText('10:30–11:00, 11:30–13:45')
    await page.getByRole('button', { name: 'Salva le presenze' }).click()
    await expect(page.getByText('Nulla da salvare')).toBeVisible()
    await expect(present).toContainText('10:30–11:00, 11:30–13:45')
  })
})
