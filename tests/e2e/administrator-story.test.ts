// SPDX-License-Identifier: AGPL-3.0-or-later
// The administrator: accounts and roles, a project, and the first steps of an empty installation.
import type { Page } from '@playwright/test'
import { firstAdministrator, setUp, setupCode, startEmptySite } from './empty-site.ts'
import { startMailbox } from './mailbox.ts'
import { alone, expect, expectSound, fillSignIn } from './support.ts'

// Where no mail is sent, invitations are handed over.
const test = alone({ SMTP_URL: '' })

const italian = { locale: 'it-IT' }

test('the administrator invites a manager, who comes in, and later shuts them out', async ({
  page,
  browser,
  site,
  signIn,
}) => {
  await signIn(page, 'admin@presente.example')
  await page.goto('/admin/accounts')
  await page.getByRole('link', { name: 'Nuova utenza' }).click()
  await page.getByLabel('Nome e cognome').fill('Rosa Nuova')
  await page.getByLabel('Indirizzo e-mail').fill('rosa@presente.example')
  await page.getByRole('button', { name: 'Crea e invita' }).click()
  await expect(page.getByText('Invito per rosa@presente.example preparato')).toBeVisible()
  const account = page.url()

  await page.getByRole('button', { name: 'Assegna un ruolo' }).click()
  await expect(page.getByRole('alert')).toContainText('Indicare il progetto.')
  await page.getByLabel('Progetto', { exact: true }).selectOption(await optionWith(page, 'INTARSI'))
  await page.getByRole('button', { name: 'Assegna un ruolo' }).click()
  await expect(page.getByText('Il ruolo è stato assegnato.')).toBeVisible()
  await expect(page.getByRole('row').filter({ hasText: 'Responsabile di progetto' })).toBeVisible()

  // No mail is sent from here: the invitation is handed over, shown once.
  await page.getByRole('button', { name: "Ritira un collegamento d'invito" }).click()
  await expect(page.getByText("Collegamento d'invito da consegnare a Rosa Nuova")).toBeVisible()
  await expectSound(page)
  const old = (await page.locator('.notice code').textContent()) ?? ''
  await page.getByRole('button', { name: "Ritira un collegamento d'invito" }).click()
  const link = (await page.locator('.notice code').textContent()) ?? ''
  expect(link).toMatch(/\/invitations\/[\w-]{43}$/)
  expect(link).not.toBe(old)
  expect((await page.context().cookies()).map(({ value }) => value).join()).not.toContain(link.slice(-43))
  expect(page.url()).toBe(account)
  await page.goto(account)
  await expect(page.locator('.notice code')).toHaveCount(0)
  await page.goto('/admin/mail')
  await page.getByRole('row').filter({ hasText: 'rosa@presente.example' }).first().getByRole('link').click()
  await expect(page.locator('.mail-body')).toContainText('[collegamento personale')
  await expect(page.locator('.mail-body')).not.toContainText('/invitations/')
  const rosa = await browser.newPage({ baseURL: site.url, ...italian })
  expect((await rosa.goto(old))?.status()).toBe(404)
  await rosa.goto(link)
  await expect(rosa.getByRole('heading', { level: 1 })).toHaveText('Attivare la propria utenza')
  const accept = rosa.getByRole('button', { name: "Attiva l'utenza" })
  await choosePassword(rosa, 'tre parole a caso')
  await accept.click()
  await expect(rosa.getByRole('alert')).toContainText("occorre dichiarare di aver letto l'informativa")
  await choosePassword(rosa, 'tre parole a caso')
  await rosa.getByRole('checkbox', { name: "Ho letto l'informativa" }).check()
  await accept.click()
  await expect(rosa).toHaveURL('/manage')
  await expect(rosa.getByText("L'utenza è attiva.")).toBeVisible()
  await expect(rosa.getByRole('link', { name: /intarsi/i }).first()).toBeVisible()
  expect((await rosa.goto('/manage/iris'))?.status()).toBe(404)
  expect((await rosa.goto(link))?.status()).toBe(404)
  await expect(rosa.getByText('Chi ha già scelto la password può accedere')).toBeVisible()

  // Who has a password is not invited again, whatever is sent.
  await page.goto(account)
  await expect(page.getByRole('button', { name: /invito/ })).toHaveCount(0)
  for (const intent of ['invite', 'hand_over']) {
    const forged = await page.request.post(account, { form: { intent }, headers: { Origin: site.url } })
    expect([forged.status(), (await forged.text()).includes('/invitations/')]).toEqual([409, false])
  }
  await page.getByRole('button', { name: "Disattiva l'utenza" }).click()
  await expect(page.getByText("L'utenza di Rosa Nuova è disattivata e disconnessa ovunque.")).toBeVisible()
  await rosa.goto('/manage')
  await expect(rosa).toHaveURL(/\/sign-in\?to=/)
  await fillSignIn(rosa, 'rosa@presente.example', 'tre parole a caso')
  await expect(rosa.getByRole('alert')).toBeVisible()
  await rosa.context().close()
})

test('the administrator adds a project', async ({ page, signIn }) => {
  await signIn(page, 'admin@presente.example')
  await page.goto('/admin/projects')
  await page.getByRole('link', { name: 'Aggiungi un progetto' }).click()
  await page.getByLabel('Acronimo').fill('PONTE')
  await page.getByLabel('Indirizzo', { exact: true }).fill('iris')
  await page.getByLabel('Titolo').fill('Un ponte fra i servizi')
  await page.getByLabel('CUP').fill('F69I24000600007')
  await page.getByLabel('Fondo').fill('FAMI')
  await page.getByLabel('Finalità').fill('Formare chi lavora nei servizi.')
  await page.getByLabel('A chi si rivolge').fill('Operatori pubblici e privati.')
  await page.getByRole('button', { name: 'Aggiungi il progetto' }).click()
  await expect(page.getByRole('alert')).toContainText('Un altro progetto ha già questo indirizzo.')
  await expect(page.getByLabel('Titolo')).toHaveValue('Un ponte fra i servizi')
  await page.getByLabel('Indirizzo', { exact: true }).fill('ponte')
  await page.getByRole('button', { name: 'Aggiungi il progetto' }).click()
  await expect(page.getByText('Il progetto PONTE è stato aggiunto.')).toBeVisible()
  await page.goto('/projects/ponte')
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('PONTE')
  await expect(page.getByText('F69I24000600007').first()).toBeVisible()
})

test('the first visitor of an empty installation becomes its administrator, once', async ({ browser }) => {
  // Mail goes every ten seconds.
  test.slow()
  const mailbox = await startMailbox()
  const site = await startEmptySite({ SMTP_URL: mailbox.url })
  try {
    const office = await browser.newPage({ baseURL: site.url, ...italian })
    await office.goto('/sign-in')
    await expect(office).toHaveURL('/setup')
    await setUp(office, '0000-0000-0000')
    await expect(office.getByRole('alert')).toContainText('Il codice non è corretto')
    await expect(office.getByLabel('Nome e cognome')).toHaveValue(firstAdministrator.name)
    await setUp(office, setupCode(site))
    await expect(office).toHaveURL('/admin/projects')
    await expect(office.getByText("L'installazione è pronta.")).toBeVisible()
    expect((await office.goto('/setup'))?.status()).toBe(404)

    // Who has forgotten the password gets a link by mail, and every browser is signed out.
    const home = await browser.newPage({ baseURL: site.url, ...italian })
    const { email, password } = firstAdministrator
    await home.goto('/sign-in')
    await home.getByRole('link', { name: 'Password dimenticata?' }).click()
    await home.getByLabel('Indirizzo e-mail').fill(email)
    await home.getByRole('button', { name: 'Invia il collegamento' }).click()
    await expect(home.getByText('il collegamento è stato inviato.')).toBeVisible()
    await expect.poll(() => mailbox.linksTo(email, 'password/reset'), { timeout: 30_000 }).toHaveLength(1)
    const [link = ''] = mailbox.linksTo(email, 'password/reset')
    await home.goto(link)
    await choosePassword(home, 'una frase del tutto nuova')
    await home.getByRole('button', { name: 'Salva la password' }).click()
    await expect(home.getByText('La nuova password è attiva.')).toBeVisible()
    await office.goto('/admin/projects')
    await expect(office).toHaveURL(/\/sign-in\?to=/)
    await fillSignIn(office, email, password)
    await expect(office.getByRole('alert')).toContainText('Indirizzo o password non corretti.')
    await fillSignIn(office, email, 'una frase del tutto nuova')
    await expect(office).toHaveURL('/admin/projects')

    await home.goto('/account')
    const devices = home.getByRole('table').getByRole('row')
    await expect(devices.filter({ hasText: 'Questo dispositivo' })).toHaveCount(1)
    await devices.getByRole('button', { name: 'Disconnetti' }).click()
    await expect(home.getByText('Il dispositivo è stato disconnesso.')).toBeVisible()
    await expect(devices.getByRole('button', { name: 'Disconnetti' })).toHaveCount(0)
    await office.goto('/admin/projects')
    await expect(office).toHaveURL(/\/sign-in\?to=/)
    expect((await home.goto(link))?.status()).toBe(404)
    await Promise.all([office.context().close(), home.context().close()])
    expect(site.log()).not.toContain(link.split('/').at(-1))
  } finally {
    await site.stop()
    await mailbox.stop()
  }
})

async function choosePassword(page: Page, password: string): Promise<void> {
  await page.getByLabel('Nuova password', { exact: true }).fill(password)
  await page.getByLabel('Ripetere la nuova password').fill(password)
}

/** The value of the option of the projects' list that begins with a name. */
async function optionWith(page: Page, name: string): Promise<string> {
  const option = page.getByLabel('Progetto', { exact: true }).locator('option').filter({ hasText: name })
  return (await option.first().getAttribute('value')) ?? ''
}
