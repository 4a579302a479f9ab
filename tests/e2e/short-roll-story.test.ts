// SPDX-License-Identifier: AGPL-3.0-or-later
// The roll as short as its job: how long its pages are, how many taps and keys it takes, and what stays in reach.
import type { Page } from '@playwright/test'
import { fillRoom } from './large-room.ts'
import { wasYesterday } from './meetings.ts'
import { find, nameOf, openMore, openRoll, rows, said, scriptRuns, totals } from './roll-call.ts'
import { alone, expect, expectSound, phone, withoutScript } from './support.ts'

const test = alone()

const trainer = 'trainer@presente.example'
const saved = 'Tutto salvato.'
const search = (page: Page) => page.getByRole('searchbox', { name: "Cerca nell'elenco" })
const heightOf = (page: Page) => page.evaluate(() => document.documentElement.scrollHeight)
const inView = (page: Page, selector: string) =>
  page.locator(selector).evaluate((element) => {
    const { top, bottom } = element.getBoundingClientRect()
    return top >= 0 && bottom <= innerHeight
  })

async function openYesterday(
  page: Page,
  site: Parameters<typeof wasYesterday>[0],
  meeting: string,
): Promise<string> {
  const id = await find(page, meeting)
  await wasYesterday(site, id)
  await openRoll(page, id)
  return id
}

test.describe('on a phone', () => {
  test.use(phone)

  test('a roll of 32 and one of 150 are called in nine taps, and nothing is scrolled for', async ({
    page,
    site,
    signIn,
  }) => {
    await signIn(page, trainer)
    const id = await openYesterday(page, site, '3. La valutazione delle offerte')
    const begun = Date.now()
    await scriptRuns(page)
    const heights = { roll32: await heightOf(page), roll150: 0, meeting150: 0 }
    expect(heights.roll32).toBeLessThan(3500)
    await fillRoom(site, id, 150)
    await page.reload()
    await scriptRuns(page)
    heights.roll150 = await heightOf(page)
    expect(heights.roll150).toBeLessThan(14_000)

    let taps = 0
    const tap = async (target: ReturnType<Page['locator']>) => {
      taps += 1
      await target.tap()
    }
    await tap(page.getByRole('button', { name: 'Tutti presenti' }))
    for (const nth of [70, 140]) {
      const name = await nameOf(rows(page).nth(nth))
      await tap(search(page))
      await search(page).fill(name)
      await expect(rows(page).filter({ visible: true })).toHaveCount(1)
      await tap(rows(page).nth(nth).locator('.roll-choice-absent input'))
    }
    await search(page).fill('')
    await tap(page.getByRole('link', { name: 'Argomento' }))
    await expect(page.getByLabel('Argomento svolto')).toBeInViewport()
    await page.getByLabel('Argomento svolto').fill('La valutazione delle offerte')
    await tap(page.getByRole('button', { name: 'Salva le presenze' }))
    await expect(said(page)).toHaveText(saved, { timeout: 20_000 })
    await tap(page.getByRole('link', { name: 'Chiudi', exact: true }))
    await expect(page).toHaveURL(new RegExp(`/meetings/${id}/close$`))
    expect(taps).toBeLessThanOrEqual(9)
    await page.goto(`/meetings/${id}`)
    heights.meeting150 = await heightOf(page)
    expect(heights.meeting150).toBeLessThan(16_000)
    console.log(JSON.stringify({ ...heights, taps, seconds: Math.round((Date.now() - begun) / 100) / 10 }))
  })

  test('figures show their people, search and figures stay in sight, and nobody found is added by name', async ({
    page,
    site,
    signIn,
  }) => {
    await signIn(page, trainer)
    await openYesterday(page, site, "4. L'esecuzione e i controlli")
    await scriptRuns(page)
    const everybody = await rows(page).count()
    await rows(page).nth(2).getByRole('radio', { name: 'Assente' }).check()
    await rows(page).nth(20).scrollIntoViewIfNeeded()
    for (const part of ['.roll-find', '.roll-totals', '.roll-jumps'])
      expect(await inView(page, part)).toBe(true)
    await page.getByRole('button', { name: 'Assenti 1' }).tap()
    await expect(rows(page).filter({ visible: true })).toHaveCount(1)
    // Who is marked otherwise stays in sight until another group is asked for.
    await rows(page).nth(2).getByRole('radio', { name: 'Presente' }).check()
    await expect(rows(page).nth(2)).toBeVisible()
    await page.getByRole('button', { name: 'Assenti 0' }).tap()
    await expect(rows(page).filter({ visible: true })).toHaveCount(everybody)

    await openMore(rows(page).nth(2))
    await rows(page).nth(2).getByLabel('Entrata').fill('11:00')
    await expect(page.getByRole('button', { name: 'In ritardo 1' })).toBeVisible()
    await search(page).fill('zz nessuno')
    await expect(page.getByText("Nessuno nell'elenco corrisponde.")).toBeVisible()
    await page.getByRole('link', { name: 'Aggiungi chi si è presentato' }).tap()
    await expect(page.getByLabel('Cognome')).toHaveValue('zz')
    await expect(page.getByLabel('Nome', { exact: true })).toHaveValue('nessuno')
  })

  test('what leads out of the roll saves first: the details show what was just said', async ({
    page,
    site,
    signIn,
  }) => {
    await signIn(page, trainer)
    await openYesterday(page, site, '5. Laboratorio conclusivo')
    await scriptRuns(page)
    const row = rows(page).nth(4)
    await row.getByRole('radio', { name: 'Giustificato' }).check()
    await openMore(row)
    await row.getByRole('link', { name: 'Dettagli' }).tap()
    await expect(page.locator('.mark-history > li')).toContainText('Giustificato')
  })

  test('what is tapped in a room is 44 pixels high', async ({ page, signIn }) => {
    await signIn(page, trainer)
    const id = await find(page, '2. Restituzione')
    await openRoll(page, id)
    await scriptRuns(page)
    const low = await page
      .locator('.roll-choice label, .roll-more > summary, .roll-total, .roll-save a, .roll-save button')
      .evaluateAll(
        (parts) =>
          parts.filter((part) => part.checkVisibility() && part.getBoundingClientRect().height < 44).length,
      )
    expect(low).toBe(0)
  })
})

test('at a desk the list is one stop of the Tab key: arrows lead on, and the topic is near', async ({
  page,
  site,
  signIn,
}) => {
  await signIn(page, trainer)
  await openYesterday(page, site, '1. Ascolto e mediazione')
  await scriptRuns(page)
  await expectSound(page)
  await rows(page).first().getByRole('radio').first().focus()
  await page.keyboard.press('ArrowDown')
  await page.keyboard.press('ArrowDown')
  await expect(rows(page).nth(2).getByRole('radio', { name: 'Presente' })).toBeFocused()
  await page.keyboard.press('p')
  await expect(rows(page).nth(3).getByRole('radio', { name: 'Presente' })).toBeFocused()
  expect((await totals(page)).at(0)).toBe('Presenti 1')
  let tabs = 0
  while (
    tabs < 30 &&
    !(await page.getByLabel('Argomento svolto').evaluate((field) => field === document.activeElement))
  ) {
    await page.keyboard.press('Tab')
    tabs += 1
  }
  console.log(JSON.stringify({ tabs }))
  expect(tabs).toBeLessThanOrEqual(10)
  await page.keyboard.press('Shift+Tab')
  // One's own hours are a stop of their own, just before it.
  const own = page.locator('[data-roll-apart] .roll-row').last()
  expect(await own.evaluate((row) => row.contains(document.activeElement))).toBe(true)
  // Back from the topic one is among the same people as before.
  await rows(page).nth(3).getByRole('radio').first().focus()
  await page.keyboard.press('ArrowUp')
  await expect(rows(page).nth(2).getByRole('radio', { name: 'Presente' })).toBeFocused()
})

test.describe('without script', () => {
  test.use({ ...phone, ...withoutScript })

  test('a figure is a link to its people, and what is hidden is sent all the same', async ({
    page,
    site,
    signIn,
  }) => {
    await signIn(page, trainer)
    const id = await find(page, '2. Gestire il conflitto')
    await wasYesterday(site, id)
    await openRoll(page, id)
    const everybody = await rows(page).count()
    await page.getByRole('button', { name: 'Tutti presenti' }).click()
    await page.getByRole('button', { name: 'Salva le presenze' }).click()
    await expect(page.getByText(/Salvat[ae] \d+ presenz/)).toBeVisible()
    await page.getByRole('button', { name: 'Assenti 0' }).click()
    await expect(rows(page).filter({ visible: true })).toHaveCount(0)
    await expect(page.getByText("Nessuno nell'elenco corrisponde.")).toBeVisible()
    await page.getByRole('button', { name: `Presenti ${everybody}` }).click()
    await expect(rows(page).filter({ visible: true })).toHaveCount(everybody)
    await openMore(rows(page).first())
    await expect(rows(page).first().getByText('Riconosciute')).toBeVisible()
    // What was chosen and not sent yet stays while one looks at a group.
    await rows(page).nth(1).getByRole('radio', { name: 'Assente' }).check()
    await page.getByRole('button', { name: 'Giustificati 0' }).click()
    await page.getByRole('button', { name: 'Assenti 1' }).click()
    await expect(rows(page).filter({ visible: true })).toHaveCount(1)
  })
})
