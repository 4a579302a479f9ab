// SPDX-License-Identifier: AGPL-3.0-or-later
// The manager of one project tries to become a person of another, step by step, and fails at each. What she may do: enrol
// somebody whose exact address she knows, without seeing more than a name and an employer. And how people change their address.
import { createHash, randomUUID } from 'node:crypto'
import type { Page } from '@playwright/test'
import type { Db } from '#db/connect.server.ts'
import { demoOperator } from '#db/demo/people.ts'
import { addOthers, databaseOf } from './everyone.ts'
import type { Site } from './server.ts'
import { alone, expect, expectSound, fillSignIn, withoutScript } from './support.ts'

const test = alone()

const attacker = 'other-manager@presente.example'
const operator = 'operator@presente.example'
/** Of I.R.I.S., without an account. */
const victim = demoOperator(30)
const victimName = `${victim.last_name} ${victim.first_name}`
const own = '/manage/passi/editions/PASSI-PM-01'

/** A row the story speaks of, read beside the server. */
async function read<T>(site: Site, look: (db: Db) => Promise<T>): Promise<T> {
  const db = databaseOf(site)
  try {
    return await look(db)
  } finally {
    await db.destroy()
  }
}

const idOf = (email: string | null) => (db: Db) =>
  db.selectFrom('person').select('id').where('email', '=', email).executeTakeFirstOrThrow()

/** Sends a form by hand, as somebody who changes what the page holds. */
async function forge(page: Page, path: string, form: Record<string, string>): Promise<number> {
  const { origin } = new URL(page.url())
  const response = await page.request.post(path, { form, headers: { Origin: origin }, maxRedirects: 0 })
  return response.status()
}

test('the manager of one project does not become a person of another', async ({ page, site, signIn }) => {
  test.setTimeout(120_000)
  await test.step('the manager of PASSI opens an edition of her own', async () => {
    await read(site, addOthers)
    await signIn(page, attacker)
    await page.goto('/manage/passi/editions/new')
    await page.locator('input[name=code]').fill('PASSI-PM-01')
    await page.locator('input[name=title]').fill('Edizione di prova')
    await page.locator('input[name=title]').press('Enter')
    await expect(page).toHaveURL(new RegExp(own))
  })

  await test.step('her search lists nobody of I.R.I.S.', async () => {
    for (const q of [victimName, victim.email ?? '', 'a', 'presente.example']) {
      await page.goto(`${own}/enrol?q=${encodeURIComponent(q)}`)
      await expect(page.getByText('Nessuna persona trovata')).toBeVisible()
    }
    await expectSound(page)
  })

  await test.step('enrolling by id is refused, by every form that takes one', async () => {
    const { id } = await read(site, idOf(victim.email))
    await page.goto(`${own}/enrol`)
    expect(await forge(page, `${own}/enrol`, { intent: 'enrol', person: id })).toBe(404)
    const newcomer = { intent: 'add', id, first_name: 'Mia', last_name: 'Mia', organisation_name: 'Mio ente' }
    expect(await forge(page, `${own}/enrol`, { ...newcomer, organisation_type: 'comune', gender: 'F' })).toBe(
      404,
    )
    const enrolled = await read(site, (db) =>
      db
        .selectFrom('enrolment')
        .innerJoin('edition', 'edition.id', 'enrolment.edition_id')
        .select('enrolment.id')
        .where('edition.code', '=', 'PASSI-PM-01')
        .execute(),
    )
    expect(enrolled).toEqual([])
  })

  await test.step('the record does not open, and the address in it does not change', async () => {
    const { id } = await read(site, idOf(victim.email))
    for (const path of [
      `/manage/passi/people/${id}`,
      `/manage/passi/people/${id}/edit`,
      `/manage/iris/people/${id}`,
    ]) {
      expect((await page.goto(path))?.status(), path).toBe(404)
    }
    const change = { intent: 'person', first_name: 'Mia', last_name: 'Mia', email: attacker, gender: 'F' }
    for (const project of ['passi', 'iris']) {
      expect(await forge(page, `/manage/${project}/people/${id}/edit`, change)).toBe(404)
    }
    expect(await read(site, idOf(victim.email))).toEqual({ id })
    // Whoever looks for an intruder finds what was tried, once each: two forms of the story before, and these.
    const noted = await read(site, (db) =>
      db
        .selectFrom('security_event')
        .innerJoin('account', 'account.id', 'security_event.account_id')
        .select('detail')
        .where('kind', '=', 'access_refused')
        .where('account.email', '=', attacker)
        .execute(),
    )
    const details = noted.map(({ detail }) => detail)
    expect(details.filter((detail) => detail === `${own}/enrol`)).toHaveLength(2)
    expect(details.filter((detail) => detail === `/manage/passi/people/${id}/edit`)).toHaveLength(1)
    expect(details).toContain(`/manage/iris/people/${id}`)
  })

  await test.step('an invitation to the person under another address, or under their own, is not hers to send', async () => {
    await page.goto(`${own}/trainers/new`)
    await page.locator('input[name=first_name]').fill(victim.first_name)
    await page.locator('input[name=last_name]').fill(victim.last_name)
    await page.locator('input[name=email]').fill(victim.email ?? '')
    await page.getByRole('button', { name: 'Assegna un docente' }).click()
    await expect(page.getByRole('alert')).toContainText('può invitarla soltanto quel progetto')
    await expectSound(page)

    await page.locator('input[name=email]').fill('mia@casa.example')
    await page.getByRole('button', { name: 'Assegna un docente' }).click()
    await expect(page).toHaveURL(new RegExp(`${own}$`))
    const { id } = await read(site, idOf(victim.email))
    const linked = await read(site, (db) =>
      db.selectFrom('account').select('email').where('person_id', '=', id).execute(),
    )
    expect(linked).toEqual([])
  })

  await test.step('the exact address enrols the person, and still no record opens', async () => {
    const { id } = await read(site, idOf(victim.email))
    await page.goto(`${own}/enrol`)
    const form = page.locator('#by-address')
    await form.getByLabel('Indirizzo e-mail').fill('nessuno@presente.example')
    await form.getByRole('button', { name: "Iscrivi con l'indirizzo" }).click()
    await expect(page.getByRole('alert')).toContainText('Nessuna persona ha esattamente questo indirizzo')
    await page
      .locator('#by-address')
      .getByLabel('Indirizzo e-mail')
      .fill(victim.email ?? '')
    await page.locator('#by-address').getByRole('button', { name: "Iscrivi con l'indirizzo" }).click()
    await expect(
      page.getByText(`${victim.first_name} ${victim.last_name}: iscrizione registrata`),
    ).toBeVisible()

    await page.goto(own)
    await expect(page.getByRole('row').filter({ hasText: victimName })).toHaveCount(1)
    await page.goto(`/manage/passi/people/${id}`)
    await expect(page.getByText('Dati curati da altri progetti')).toBeVisible()
    await expect(page.getByRole('link', { name: 'Modifica i dati della persona' })).toHaveCount(0)
    const sent = await page.request.get(`/manage/passi/people/${id}.data`)
    for (const secret of [victim.email, victim.born_on]) expect(await sent.text()).not.toContain(secret)
    await expectSound(page)
    expect((await page.goto(`/manage/passi/people/${id}/edit`))?.status()).toBe(404)
    const change = { intent: 'person', first_name: 'Mia', last_name: 'Mia', email: attacker, gender: 'F' }
    expect(await forge(page, `/manage/passi/people/${id}/edit`, change)).toBe(404)
    expect(await read(site, idOf(victim.email))).toEqual({ id })
  })
})

test('even their own manager does not change the address somebody signs in with', async ({
  page,
  site,
  signIn,
}) => {
  const { id } = await read(site, idOf(operator))
  await signIn(page, 'manager@presente.example')
  await page.goto(`/manage/iris/people/${id}/edit`)
  await expect(page.getByText(operator, { exact: false }).first()).toBeVisible()
  await expect(page.locator('main input[name=email]')).toHaveCount(0)
  await expectSound(page)
  const change = { intent: 'person', first_name: 'Marina', last_name: 'Sereni', email: attacker, gender: 'F' }
  expect(await forge(page, `/manage/iris/people/${id}/edit`, change)).toBe(409)
  expect(await read(site, idOf(operator))).toEqual({ id })
})

test.describe('without a script', () => {
  test.use(withoutScript)

  test('an operator changes their address, confirmed at both', async ({ page, site, signIn }) => {
    await signIn(page, operator)
    await page.goto('/account')
    await page.getByRole('link', { name: 'Cambia indirizzo e-mail' }).click()
    await page.getByLabel('Nuovo indirizzo').fill('marina@casa.example')
    await page.locator('main input[name=password]').fill('sbagliata')
    await page.getByRole('button', { name: 'Invia i due collegamenti' }).click()
    await expect(page.getByRole('alert')).toBeVisible()
    await page.locator('main input[name=password]').fill('presente-demo')
    await page.getByRole('button', { name: 'Invia i due collegamenti' }).click()
    await expect(page.getByText('Cambio in attesa di conferma')).toBeVisible()
    await expectSound(page)

    const links = await read(site, mailedLinks)
    for (const [link, then] of [
      [links.new, "Ora occorre aprire il collegamento arrivato all'indirizzo attuale e confermare."],
      [links.old, "L'indirizzo è cambiato: da ora si accede con quello nuovo."],
    ] as const) {
      await page.goto(link)
      // Whoever only opens it, a mail scanner, confirms nothing.
      await page.reload()
      await page.getByRole('button', { name: 'Conferma' }).click()
      await expect(page.getByText(then)).toBeVisible()
    }
    await expect(page.getByText('marina@casa.example')).toBeVisible()
    await page.context().clearCookies()
    await page.goto('/sign-in')
    await fillSignIn(page, 'marina@casa.example', 'presente-demo')
    await expect(page).toHaveURL(/\/my$/)
  })
})

/** Links in the place of those that were mailed, which only their readers can open. */
async function mailedLinks(db: Db) {
  const [old, next] = [randomUUID(), randomUUID()]
  const hashed = (token: string) => createHash('sha256').update(token).digest('hex')
  const hashes = { old_hash: hashed(old), new_hash: hashed(next) }
  const asked = await db.selectFrom('email_change').selectAll().executeTakeFirstOrThrow()
  await db.deleteFrom('email_change').execute()
  await db
    .insertInto('email_change')
    .values({ ...asked, ...hashes })
    .execute()
  return { old: `/account/email/${old}`, new: `/account/email/${next}` }
}
