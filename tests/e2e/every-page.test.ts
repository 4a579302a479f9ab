// SPDX-License-Identifier: AGPL-3.0-or-later
// Every page as everybody who sees it, in both languages and both widths: status, axe, HTML, no side scroll.
import { createHash, randomUUID } from 'node:crypto'
import type { Page } from '@playwright/test'
import routes from '#app/routes.ts'
import { makeToken } from '#base/access/tokens.server.ts'
import type { Db } from '#db/connect.server.ts'
import { addressesOf } from '#tests/architecture/routes.ts'
import { exportsOf, read } from '#tests/architecture/source.ts'
import { addProject, setUp, setupCode, startEmptySite } from './empty-site.ts'
import { databaseOf, examples, invitedAccount } from './everyone.ts'
import { emailOf, pages, pathOf, refusals, viewers } from './page-table.ts'
import type { Site } from './server.ts'
import { faultsOf } from './soundness.ts'
import { expect, test } from './support.ts'

// Each viewer is a job of its own, so that no worker waits for the other.
test.describe.configure({ mode: 'parallel', timeout: 240_000 })

const addresses = addressesOf(await routes)
const withPage = new Set(
  read('app/**/*.route.tsx')
    .filter((source) => exportsOf(source).includes('default'))
    .map((source) => source.path),
)
const looks = [
  { language: 'it', viewport: { width: 1280, height: 900 } },
  { language: 'en', viewport: { width: 390, height: 844 } },
] as const

test('every route that has a page is in the table', () => {
  const files = addresses.map(({ file }) => file).filter((file) => withPage.has(file))
  expect(files.filter((file) => !pages[file])).toEqual([])
  expect(Object.keys(pages).filter((file) => !files.includes(file))).toEqual([])
})

for (const viewer of viewers) {
  for (const { language, viewport } of looks) {
    test.describe(`${viewer}, ${language}, ${viewport.width} px`, () => {
      test.use({ viewport, locale: language === 'it' ? 'it-IT' : 'en-GB' })

      test('sees sound pages', async ({ page, site, signIn }) => {
        const names = await namesIn(site)
        if (viewer !== 'visitor') await signIn(page, emailOf[viewer])
        await speak(page, site.url, language)
        const faults: string[] = []
        for (const address of addresses) {
          const row = pages[address.file]
          if (!row?.viewers.includes(viewer)) continue
          const path = pathOf(address, { ...names, token: names[row.token ?? 'invitation'] ?? '' })
          // What differs least from viewer to viewer, and from look to look, is looked at once.
          if (row.viewers === viewers && viewer !== 'visitor' && language === 'en') continue
          // An auditor reads the office's pages, which the manager looks at in Italian too.
          if (viewer === 'auditor' && language === 'it' && row.viewers.includes('manager')) continue
          for (const query of ['', ...((language === 'it' && row.also) || [])])
            faults.push(...(await look(page, path + query, language, row.status)))
          if (row.refuses && language === 'en') faults.push(...(await sendEmptied(page, path)))
        }
        const refusal = refusals[viewer]
        if (refusal) faults.push(...(await look(page, refusal.path, language, refusal.status)))
        expect(faults).toEqual([])
      })
    })
  }
}

for (const { language, viewport } of looks) {
  test(`an empty installation has sound pages, ${language}, ${viewport.width} px`, async ({ browser }) => {
    const site = await startEmptySite()
    const locale = language === 'it' ? 'it-IT' : 'en-GB'
    const page = await browser.newPage({ baseURL: site.url, viewport, locale })
    const faults: string[] = []
    const see = async (...paths: string[]) => {
      for (const path of paths) faults.push(...(await look(page, path, language)))
    }
    try {
      await see('/', '/courses', '/privacy', '/accessibility', '/setup')
      faults.push(...(await sendEmptied(page, '/setup')))
      await setUp(page, setupCode(site))
      await speak(page, site.url, language)
      await see('/', '/my', '/teaching', '/manage', '/admin/projects', '/admin/mail', '/admin/system')
      await addProject(page, 'nuovo')
      await grantEverything(site)
      await see('/projects/nuovo', '/manage', '/admin/projects', '/admin/projects/nuovo/partners')
      const office = ['', '/targets', '/people', '/organisations', '/editions', '/ledger']
      await see(...office.map((end) => `/manage/nuovo${end}`))
    } finally {
      await page.close()
      await site.stop()
    }
    expect(faults).toEqual([])
  })
}

async function namesIn(site: Site): Promise<Record<string, string>> {
  const db = databaseOf(site)
  const names = await examples(db, site.dataDir)
  const invited = await invitedAccount(db)
  const links = await db.transaction().execute(async (db) => ({
    invitation: await makeToken(db, 'invitation', invited),
    reset: await makeToken(db, 'password_reset', names.account ?? ''),
    email: await emailChange(db, names.account ?? ''),
  }))
  await db.destroy()
  return { ...names, ...links }
}

/** The link by which an account's new address is confirmed. */
async function emailChange(db: Db, account_id: string): Promise<string> {
  const [id, created_at, expires_at] = [randomUUID(), new Date().toISOString(), '2099-01-01T00:00:00.000Z']
  const hash = createHash('sha256').update(id).digest('hex')
  const links = { old_hash: `old ${id}`, new_hash: hash, created_at, expires_at }
  await db
    .updateTable('email_change')
    .set({ ended_at: created_at })
    .where('account_id', '=', account_id)
    .execute()
  await db
    .insertInto('email_change')
    .values({ id, account_id, email: 'nuovo@presente.example', ...links })
    .execute()
  return id
}

/** The administrator of an installation with one project manages it too. */
async function grantEverything(site: Site): Promise<void> {
  const db = databaseOf(site)
  const { id: project_id } = await db.selectFrom('project').select('id').executeTakeFirstOrThrow()
  const { id: account_id } = await db.selectFrom('account').select('id').executeTakeFirstOrThrow()
  const granted_at = new Date().toISOString()
  await db
    .insertInto('role_grant')
    .values({ id: randomUUID(), account_id, role: 'manager', project_id, granted_at })
    .execute()
  await db.destroy()
}

/** Signing in brings the account's language: the browser's is chosen again. */
async function speak(page: Page, url: string, language: string): Promise<void> {
  await page.context().addCookies([{ name: 'language', value: language, url }])
}

/** The faults of the page at an address. */
async function look(page: Page, path: string, language: string, status = 200): Promise<string[]> {
  const response = await page.goto(path)
  const faults = await faultsOf(page, (await response?.text()) ?? '')
  if (response?.status() !== status) faults.push(`answers ${response?.status()}, not ${status}`)
  const lang = await page.locator('html').getAttribute('lang')
  if (lang !== language) faults.push(`is in ${lang}`)
  return faults.map((fault) => `${path}: ${fault}`)
}

/** The faults of what comes back when the forms of a page are sent with nothing in them. */
async function sendEmptied(page: Page, path: string): Promise<string[]> {
  await page.goto(path)
  const form = page
    .locator('main form[method=post]')
    .filter({ has: page.locator('.field') })
    .first()
  const answer = page.waitForResponse((response) => response.request().method() === 'POST')
  await form.evaluate((form: HTMLFormElement) => {
    for (const field of form.querySelectorAll('input, textarea, select')) {
      if (field instanceof HTMLInputElement && ['checkbox', 'radio'].includes(field.type))
        field.checked = false
      else if (field instanceof HTMLInputElement && field.type === 'hidden') continue
      else if (field instanceof HTMLInputElement || field instanceof HTMLTextAreaElement) field.value = ''
    }
    form.requestSubmit(form.querySelector<HTMLButtonElement>('button[type=submit], button:not([type])'))
  })
  const response = await answer
  const html = await response.text()
  await page.waitForLoadState()
  const faults = await faultsOf(page, html)
  if (response.status() !== 422) faults.push(`emptied, answers ${response.status()}, not 422`)
  const summary = page.locator('.form-errors')
  if (!(await summary.isVisible())) faults.push('emptied, says no error')
  else if (!(await summary.evaluate((element) => element === document.activeElement)))
    faults.push('emptied, the focus is not on the summary')
  for (const text of await summary.locator('li:has(a)').allTextContents())
    if (!text.includes(': ')) faults.push(`emptied, names no field: ${text}`)
  if (!/^(Errore|Error): /.test(await page.title())) faults.push('emptied, the title says no error')
  return faults.map((fault) => `${path}, form: ${fault}`)
}
