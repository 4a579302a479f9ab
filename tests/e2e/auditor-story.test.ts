// SPDX-License-Identifier: AGPL-3.0-or-later
// The auditor sees all of the project and changes nothing, until the grant expires.
import type { Page } from '@playwright/test'
import { databaseOf } from './everyone.ts'
import type { Site } from './server.ts'
import { expect, test } from './support.ts'

const auditor = 'auditor@presente.example'

test('the auditor goes from the figures to the names, the marks and the ledger', async ({ page, signIn }) => {
  await signIn(page, auditor)
  await page.goto('/manage')
  await expect(page.getByRole('link', { name: 'I.R.I.S.' }).first()).toBeVisible()
  const seen: string[] = []
  const see = async (heading: string | RegExp) => {
    await expect(page.getByRole('heading', { level: 1 })).toHaveText(heading)
    seen.push(page.url())
    await expectNothingToChange(page)
  }
  await page.getByRole('link', { name: 'I.R.I.S.' }).first().click()
  await see('I.R.I.S.')
  await page.getByRole('link', { name: 'Presenti almeno una volta, Operatori pubblici' }).click()
  await see('Persone')
  await page.getByRole('table').getByRole('row').nth(1).getByRole('link').first().click()
  await expect(page.getByRole('heading', { name: 'Come è contata' })).toBeVisible()
  await see(/\S/)
  await page.getByRole('row').filter({ hasText: 'presente' }).getByRole('link').first().click()
  await expect(page.getByText('In vigore')).toBeVisible()
  await see(/\S/)

  const office = page.getByRole('navigation', { name: 'Ufficio del progetto I.R.I.S.' })
  for (const [link, heading] of [
    ['Enti', 'Enti'],
    ['Destinatari', 'Destinatari'],
    ['Diario', 'Diario degli atti'],
    ['Edizioni', 'Edizioni'],
  ] as const) {
    await page.goto('/manage/iris')
    await office.getByRole('link', { name: link, exact: true }).click()
    await see(heading)
  }
  await page.getByRole('link', { name: 'IRIS-PM-02' }).click()
  await see('Gestire gli appalti dell’accoglienza, seconda edizione')
  await page.getByRole('link', { name: '2. I documenti di gara' }).click()
  await see('2. I documenti di gara')
  expect(new Set(seen).size).toBe(seen.length)
})

test('the auditor is refused every write, in words', async ({ page, signIn, site }) => {
  await signIn(page, auditor)
  const meeting = await secondMeeting(site)
  const edition = '/manage/iris/editions/IRIS-PM-02'
  const writes = [
    `${edition}/enrol`,
    `${edition}/meetings/new`,
    `${edition}/trainers/new`,
    '/manage/iris/editions/new',
    '/manage/iris/targets',
    `/meetings/${meeting}/attendance`,
  ]
  for (const path of writes) {
    const form = { intent: 'enrol', title: 'prova' }
    const answer = await page.request.post(path, { form, headers: { origin: site.url } })
    expect(answer.status(), path).toBe(403)
  }
  const refused = await page.goto(`${edition}/enrol`)
  expect(refused?.status()).toBe(403)
  await expect(
    page.getByText('Il ruolo assegnato consente di consultare il progetto, ma non di usare questa pagina.'),
  ).toBeVisible()
})

test('when the time given is over, the project does not exist for the auditor any more', async ({
  page,
  signIn,
  site,
}) => {
  await signIn(page, auditor)
  expect((await page.goto('/manage/iris'))?.status()).toBe(200)
  const until = await endGrant(site, '2020-01-01T00:00:00.000Z')
  try {
    for (const path of ['/manage/iris', '/manage/iris/people', '/manage/iris/ledger']) {
      expect((await page.goto(path))?.status(), path).toBe(404)
    }
    await page.goto('/manage')
    await expect(page.getByRole('link', { name: 'I.R.I.S.' })).toHaveCount(0)
  } finally {
    await endGrant(site, until)
  }
})

/** No form that writes, no way to a page that adds or changes. */
async function expectNothingToChange(page: Page): Promise<void> {
  await expect(page.locator('main form[method=post]')).toHaveCount(0)
  const links = await page
    .locator('main a')
    .evaluateAll((all) => all.map((link) => link.getAttribute('href') ?? ''))
  const changing = /\/(new|edit|enrol|cancel)(\?|$)|^\/meetings\/[^/]+\/attendance|\/withdraw\//
  expect(links.filter((link) => changing.test(link))).toEqual([])
}

async function secondMeeting(site: Site): Promise<string> {
  const db = databaseOf(site)
  const { id } = await db
    .selectFrom('meeting')
    .innerJoin('edition', 'edition.id', 'meeting.edition_id')
    .select('meeting.id')
    .where('code', '=', 'IRIS-PM-02')
    .where('number', '=', 2)
    .executeTakeFirstOrThrow()
  await db.destroy()
  return id
}

/** Moves the end of the auditor's time; gives the one it had. */
async function endGrant(site: Site, expires_at: string | null): Promise<string | null> {
  const db = databaseOf(site)
  const grant = await db
    .selectFrom('role_grant')
    .innerJoin('account', 'account.id', 'role_grant.account_id')
    .select(['role_grant.id', 'expires_at'])
    .where('email', '=', auditor)
    .executeTakeFirstOrThrow()
  await db.updateTable('role_grant').set({ expires_at }).where('id', '=', grant.id).execute()
  await db.destroy()
  return grant.expires_at
}
