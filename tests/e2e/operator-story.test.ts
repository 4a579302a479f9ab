// SPDX-License-Identifier: AGPL-3.0-or-later
// The operator sees what is missing, reads a module, fails its quiz and learns why, passes it, and it counts.
import { readFileSync } from 'node:fs'
import type { Page } from '@playwright/test'
import { expect, fillSignIn, phone, test, withoutScript } from './support.ts'

const first = 'Dal bisogno alla gara'
const second = 'Documenti di gara e valutazione delle offerte'
const gift = readFileSync('courses/procurement-management/01-dal-bisogno-alla-gara.gift', 'utf8')

// Two people, so that each finds the course as it was at the beginning.
const operators = [
  { email: 'operator@presente.example', how: 'at a desk', browser: {} },
  {
    email: 'private@presente.example',
    how: 'on a phone without script',
    browser: { ...phone, ...withoutScript },
  },
]

for (const { email, how, browser } of operators) {
  test.describe(`the operator, ${how}`, () => {
    test.use(browser)

    test('learns: from what is missing to a module that is done', async ({ page }) => {
      await page.goto('/')
      await page.getByRole('link', { name: 'Accedi' }).first().click()
      await page.getByRole('listitem').filter({ hasText: email }).getByRole('button').click()
      await expect(page).toHaveURL('/my')
      const edition = page.locator('.card').filter({ hasText: 'IRIS-PM-02' })
      await expect(edition).toContainText(/Prossimo incontro: .* dalle 09:30 alle 13:45/)
      await expect(edition).toContainText(/Presenza: .* su 20 h\. /)
      await expect(edition).toContainText(`Moduli da svolgere: ${first}; ${second}; `)
      await edition.getByRole('link', { name: 'Gestire gli appalti' }).click()

      await expect(page).toHaveURL('/learn/IRIS-PM-02')
      await expect(page.getByText('0 su 3')).toBeVisible()
      await page.getByRole('row').getByRole('link', { name: first, exact: true }).click()
      await expect(page.getByRole('heading', { level: 1 })).toHaveText(first)
      await expect(page.getByRole('heading', { name: 'Perché cominciare dal bisogno' })).toBeVisible()
      await expect(page.getByRole('img', { name: /cinque fasi del contratto/ })).toBeVisible()
      await expect(page.locator('script')).toHaveCount(0)

      await page.getByRole('link', { name: 'Vai al quiz' }).click()
      await page.getByRole('button', { name: 'Consegna le risposte' }).click()
      await expect(page.getByRole('alert')).toContainText('Rispondere a questa domanda.')
      await choose(page, 'wrong')
      await page.getByRole('button', { name: 'Consegna le risposte' }).click()
      await expect(page.getByText('Quiz non superato')).toBeVisible()
      await expect(page.getByText('Questo è il bisogno. È il punto di partenza')).toBeVisible()

      await page.getByRole('link', { name: 'Riprova' }).click()
      await choose(page, 'right')
      await page.getByRole('button', { name: 'Consegna le risposte' }).click()
      const passed = async () => {
        await expect(page.getByText('Quiz superato')).toBeVisible()
        await expect(page.getByText('Risposte giuste: 5 su 5.')).toBeVisible()
        await expect(page.getByText('Tentativo 2')).toBeVisible()
      }
      await passed()
      await page.reload()
      await passed()

      await page.getByRole('link', { name: 'Torna al percorso' }).click()
      await expect(page.getByText('1 su 3')).toBeVisible()
      const done = page.getByRole('row').filter({ has: page.getByRole('link', { name: first, exact: true }) })
      await expect(done).toContainText('Superato (100')
      await expect(page.getByText(`Moduli da svolgere: ${second}; `)).toBeVisible()
      await page.goto('/my')
      await expect(edition.getByRole('link', { name: `Continua: ${second}` })).toBeVisible()
    })
  })
}

test('the operator marks done a module that has no quiz', async ({ page, browser, site, signIn }) => {
  const office = await browser.newPage({ baseURL: site.url, locale: 'it-IT' })
  await signIn(office, 'manager@presente.example')
  await office.goto('/manage/iris/editions/new')
  await office.getByLabel('Corso', { exact: true }).selectOption('guida-presente')
  await office.getByRole('button', { name: "Aggiungi l'edizione" }).click()
  await expect(office.getByText('Edizione IRIS-GP-01 aggiunta.')).toBeVisible()
  await office.goto('/manage/iris/editions/IRIS-GP-01/enrol?q=Sereni')
  await office.getByRole('button', { name: 'Sereni Marina' }).click()
  await expect(office.getByText(/Marina Sereni.*: iscrizione registrata/)).toBeVisible()
  await office.context().close()

  await signIn(page, 'operator@presente.example')
  await page.goto('/learn/IRIS-GP-01')
  const modules = page.getByRole('row')
  await modules.filter({ hasText: 'Nessuno' }).first().getByRole('link').click()
  await expect(page).toHaveURL(/\/learn\/IRIS-GP-01\/./)
  const title = (await page.getByRole('heading', { level: 1 }).textContent()) ?? ''
  await page.getByRole('button', { name: 'Segna come svolto' }).click()
  await expect(page.getByText(`Modulo svolto: «${title}».`)).toBeVisible()
  await page.goto('/learn/IRIS-GP-01')
  await expect(modules.filter({ hasText: title })).toContainText('Svolto')
  await expect(page.getByText('1 su 4')).toBeVisible()
})

test('the operator signs in with a password too, and out', async ({ page }) => {
  await page.goto('/learn/IRIS-PM-02')
  await fillSignIn(page, 'operator@presente.example', 'presente-demo')
  await expect(page).toHaveURL('/learn/IRIS-PM-02')
  await page.getByRole('button', { name: 'Esci' }).click()
  await page.goto('/my')
  await expect(page).toHaveURL(/\/sign-in\?to=/)
})

/** Answers every question rightly, or every question wrongly, as the course's own file has it. */
async function choose(page: Page, how: 'right' | 'wrong'): Promise<void> {
  const questions = page.locator('main form fieldset')
  const blocks = gift.split(/\n\s*\n(?=::)/).slice(1)
  await expect(questions).toHaveCount(blocks.length)
  for (const [at, block] of blocks.entries()) {
    const question = questions.nth(at)
    await expect(question.locator('input:checked')).toHaveCount(0)
    for (const answer of answersIn(block)[how]) await question.getByLabel(answer, { exact: true }).check()
  }
}

function answersIn(block: string): { right: string[]; wrong: string[] } {
  const truth = /\{(T|F)[#}]/.exec(block)?.[1]
  if (truth) {
    const [right, wrong] = truth === 'T' ? ['Vero', 'Falso'] : ['Falso', 'Vero']
    return { right: [right], wrong: [wrong] }
  }
  const answers = [...block.matchAll(/^\s*([=~])(?:%(-?)\d+%)?([^#\n]+)/gm)].map(
    ([line, sign, minus, text = '']) => ({
      text: text.trim(),
      isRight: sign === '=' || (line.includes('%') && minus === ''),
    }),
  )
  const of = (isRight: boolean) =>
    answers.filter((answer) => answer.isRight === isRight).map(({ text }) => text)
  // One wrong answer is enough.
  return { right: of(true), wrong: of(false).slice(0, 1) }
}
