// SPDX-License-Identifier: AGPL-3.0-or-later
// What is typed while the login ends is not lost: it leads to sign-in and comes back to its page, for its own author, once.
import type { BrowserContext, Page } from '@playwright/test'
import { databaseOf } from './everyone.ts'
import { find, openMore, openRoll, rows } from './roll-call.ts'
import type { Site } from './server.ts'
import { alone, expect, expectSound, fillSignIn, withoutScript } from './support.ts'

const test = alone()

const people = {
  operator: 'operator@presente.example',
  trainer: 'trainer@presente.example',
  manager: 'manager@presente.example',
  private: 'private@presente.example',
}
const password = 'presente-demo'
const back = "Quanto scritto prima dell'accesso è di nuovo qui."
const submit = (page: Page, name: string | RegExp) => page.getByRole('button', { name }).first().click()

/** The login ends elsewhere, as on its last day; the browser does not know. */
async function end(context: BrowserContext): Promise<void> {
  await context.clearCookies({ name: 'presente' })
}

async function keptForms(site: Site) {
  const db = databaseOf(site)
  const kept = await db.selectFrom('kept_form').selectAll().execute()
  await db.destroy()
  return kept
}

test.use(withoutScript)

type Form = {
  who: string
  open: (page: Page) => Promise<void>
  fill: (page: Page) => Promise<void>
  send: string | RegExp
  isBack: (page: Page) => Promise<void>
}

const field = (label: RegExp, value: string) => ({
  fill: (page: Page) => page.getByLabel(label).first().fill(value),
  isBack: (page: Page) => expect(page.getByLabel(label).first()).toHaveValue(value),
})

const forms: Record<string, Form> = {
  quiz: {
    who: people.operator,
    open: async (page) => {
      await page.goto('/learn/IRIS-PM-02')
      await page.getByRole('link', { name: 'Da fare' }).first().click()
    },
    fill: async (page) => page.locator('fieldset input').first().check(),
    send: /Invia|Consegna/,
    isBack: async (page) => expect(page.locator('fieldset input').first()).toBeChecked(),
  },
  roll: {
    who: people.trainer,
    open: async (page) => openRoll(page, await find(page, '3. La valutazione delle offerte')),
    fill: async (page) => {
      await rows(page).nth(3).getByRole('radio', { name: 'Giustificato' }).check()
      await openMore(rows(page).nth(4))
      await rows(page).nth(4).getByLabel('Entrata').fill('10:00')
      await page.getByLabel('Argomento svolto').fill('Le offerte anomale')
    },
    send: 'Salva le presenze',
    isBack: async (page) => {
      await expect(rows(page).nth(3).getByRole('radio', { name: 'Giustificato' })).toBeChecked()
      await expect(rows(page).nth(4).getByLabel('Entrata')).toHaveValue('10:00')
      await expect(page.getByLabel('Argomento svolto')).toHaveValue('Le offerte anomale')
    },
  },
  'walk-in': {
    who: people.trainer,
    open: async (page) => {
      const id = await find(page, '3. La valutazione delle offerte')
      await page.goto(`/meetings/${id}/walk-ins/new`)
    },
    ...field(/^Cognome/, 'Altieri'),
    send: "Aggiungi all'appello",
  },
  enrolment: {
    who: people.manager,
    open: async (page) => void (await page.goto('/manage/iris/editions/IRIS-PM-02/enrol')),
    ...field(/^Cognome/, 'Altieri'),
    send: 'Aggiungi e iscrivi',
  },
  edition: {
    who: people.manager,
    open: async (page) => void (await page.goto('/manage/iris/editions/new')),
    ...field(/^Sede/, 'Biblioteca comunale'),
    send: "Aggiungi l'edizione",
  },
  account: {
    who: people.private,
    open: async (page) => void (await page.goto('/account/details')),
    ...field(/^Telefono/, '075 999 888'),
    send: 'Salva',
  },
}

for (const [name, form] of Object.entries(forms)) {
  test(`${name}: comes back to its page with what was typed, and is not sent by itself`, async ({
    page,
    context,
    site,
  }) => {
    await page.goto('/sign-in')
    await fillSignIn(page, form.who, password)
    await form.open(page)
    const address = page.url()
    await form.fill(page)
    await end(context)
    const acts = await ledgerLength(site)
    await submit(page, form.send)
    await expect(page.getByText("L'accesso era scaduto")).toBeVisible()
    await fillSignIn(page, form.who, password)
    await expect(page.getByText(back)).toBeVisible()
    expect(page.url()).toBe(address)
    await form.isBack(page)
    expect(await ledgerLength(site)).toBe(acts)
    expect(await keptForms(site)).toEqual([])
    // Once: who opens the page again finds it as it is.
    await page.reload()
    await expect(page.getByText(back)).toHaveCount(0)
  })
}

test('a check-in’s code and a closing lead back to their pages', async ({ page, context, site }) => {
  const db = databaseOf(site)
  const { id } = await db
    .selectFrom('meeting')
    .innerJoin('edition', 'edition.id', 'meeting.edition_id')
    .select('meeting.id')
    .where('edition.code', '=', 'IRIS-PM-02')
    .where('meeting.number', '=', 3)
    .executeTakeFirstOrThrow()
  await db.destroy()
  for (const [who, path] of [
    [people.operator, `/check-in/${id}`],
    [people.trainer, `/meetings/${id}/close`],
  ] as const) {
    await context.clearCookies()
    await page.goto('/sign-in')
    await fillSignIn(page, who, password)
    await page.goto(path)
    await end(context)
    // Whether the code is asked for, and the page may be closed, is a matter of the hour.
    await page.evaluate((path) => {
      document.body.innerHTML = `<form method="post" action="${path}"><input name="reason" value="Aula chiusa"><button>x</button></form>`
    }, path)
    await page.getByRole('button').click()
    await expect(page.getByText("L'accesso era scaduto")).toBeVisible()
    await fillSignIn(page, who, password)
    await expect(page).toHaveURL(new RegExp(`${path}$`))
    await expect(page.getByText(back)).toBeVisible()
  }
})

test('what somebody else typed is not shown, and no password is ever kept', async ({
  page,
  context,
  site,
}) => {
  await page.goto('/sign-in')
  await fillSignIn(page, people.private, password)
  await page.goto('/account/details')
  await page.getByLabel('Telefono').fill('075 123 123')
  await end(context)
  await submit(page, 'Salva')
  const [kept] = await keptForms(site)
  expect(JSON.stringify(kept)).not.toContain('075 123 123')
  await fillSignIn(page, people.operator, password)
  await expect(page.getByText('non è più disponibile')).toBeVisible()
  await expect(page.getByLabel('Telefono')).not.toHaveValue('075 123 123')
  await expectSound(page)

  await page.goto('/account')
  await page.getByLabel('Password attuale').fill('segreta-uno')
  await page.getByLabel('Nuova password', { exact: true }).fill('segreta-due-lunga')
  await end(context)
  await submit(page, 'Salva la password')
  await fillSignIn(page, people.operator, password)
  await expect(page).toHaveURL(/\/account$/)
  await expect(page.getByText('I file e le password non si conservano')).toBeVisible()
  expect(await page.content()).not.toContain('segreta-')
})

async function ledgerLength(site: Site): Promise<number> {
  const db = databaseOf(site)
  const { n } = await db
    .selectFrom('ledger')
    .select((eb) => eb.fn.countAll().as('n'))
    .executeTakeFirstOrThrow()
  await db.destroy()
  return Number(n)
}

test.describe('where a worker keeps the page', () => {
  test.use({ javaScriptEnabled: true })

  test('what is typed comes back through it too', async ({ page, context }) => {
    await page.goto('/sign-in')
    await fillSignIn(page, people.trainer, password)
    const id = await find(page, '3. La valutazione delle offerte')
    await page.goto(`/meetings/${id}/walk-ins/new`)
    await page.evaluate(() => navigator.serviceWorker.ready.then(() => undefined))
    await page.goto(`/meetings/${id}/walk-ins/new`)
    await page.getByLabel(/^Cognome/).fill('Altieri')
    await end(context)
    await submit(page, "Aggiungi all'appello")
    await expect(page.getByText("L'accesso era scaduto")).toBeVisible()
    await fillSignIn(page, people.trainer, password)
    await expect(page.getByText(back)).toBeVisible()
    await expect(page.getByLabel(/^Cognome/)).toHaveValue('Altieri')
  })
})
