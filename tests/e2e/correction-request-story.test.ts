// SPDX-License-Identifier: AGPL-3.0-or-later
// Somebody reads what is recorded of them and says that it is wrong; the trainer reads it, and the answer is read. After the lock the
// trainer asks the manager in the same way.
import { minutesAfter, now } from '#base/clock.server.ts'
import { databaseOf } from './everyone.ts'
import type { Site } from './server.ts'
import { alone, expect, expectSound, phone, withoutScript } from './support.ts'

/** Its meetings of today are no other story's. */
const test = alone()

const operator = 'operator@presente.example'
const trainer = 'trainer@presente.example'
const manager = 'manager@presente.example'

test.use(withoutScript)

test('an error is reported, read on the row of the roll, answered, and the answer read', async ({
  page,
  browser,
  site,
  signIn,
}) => {
  test.setTimeout(120_000)
  const { id: meeting, number } = await meetingOf(site, 'open')
  const hers = await browser.newPage({ baseURL: site.url, locale: 'it-IT', ...phone, ...withoutScript })
  await signIn(hers, operator)
  await hers.goto('/learn/IRIS-PM-02')
  await hers
    .getByRole('row', { name: new RegExp(`^${number}\\.`) })
    .getByRole('link', { name: /^Segnala un errore/ })
    .click()
  await expect(hers.getByText(/^È registrato: /)).toBeVisible()
  await hers.getByLabel('Che cosa non è giusto').fill('no')
  await hers.getByRole('button', { name: 'Invia' }).click()
  await expect(hers.getByRole('alert')).toBeVisible()
  await expectSound(hers)
  const words = 'Sono rimasta fino alla fine: può confermarlo chi era accanto a me.'
  await hers.getByLabel('Che cosa non è giusto').fill(words)
  await hers.getByRole('button', { name: 'Invia' }).click()
  await expect(hers.getByText('Segnalazione inviata.')).toBeVisible()
  await expect(hers.getByLabel('Che cosa non è giusto')).toHaveCount(0)
  await expectSound(hers)
  expect(await hers.evaluate('document.documentElement.scrollWidth')).toBeLessThanOrEqual(390)

  await signIn(page, trainer)
  await page.goto('/teaching?show=past')
  await expect(
    page.locator(`a[href="/meetings/${meeting}/requests"]`, { hasText: 'richiest' }).first(),
  ).toBeVisible()
  await page.goto(`/meetings/${meeting}/attendance`)
  await expect(page.locator('.roll-asks').filter({ hasText: words })).toHaveCount(1)
  await expectSound(page)
  await page.locator('.roll-asks').filter({ hasText: words }).getByRole('link').click()
  const asked = page.locator('#requests .request').filter({ hasText: words })
  await expectSound(page)
  await asked.getByRole('button', { name: 'Non accogliere' }).click()
  // A refusal wants its reason.
  await expect(page.getByRole('alert')).toBeVisible()
  await expectSound(page)
  const again = page.locator('.request').filter({ hasText: words })
  await again.getByLabel('Risposta').fill('L’uscita risulta dal foglio firme.')
  await again.getByRole('button', { name: 'Non accogliere' }).click()
  await expect(page.getByText('Risposta registrata.')).toBeVisible()
  await page.goto(`/meetings/${meeting}/attendance`)
  await expect(page.locator('.roll-asks').filter({ hasText: words })).toHaveCount(0)

  await hers.goto('/my')
  const own = hers.locator('#requests .request').filter({ hasText: words })
  await expect(own).toContainText('Non accolta')
  await expect(own).not.toContainText('Marina Sereni')
  await expect(own).toContainText('L’uscita risulta dal foglio firme.')
  await expectSound(hers)
  await hers.context().close()
})

test('after the lock the trainer asks the manager, who answers; the page stays as it is', async ({
  page,
  browser,
  site,
  signIn,
}) => {
  test.setTimeout(120_000)
  const { id: meeting } = await meetingOf(site, 'locked')
  const versions = await versionsOf(site, meeting)
  await signIn(page, trainer)
  await page.goto(`/meetings/${meeting}/register`)
  await page.getByRole('link', { name: 'Chiedi una correzione' }).click()
  await page.getByRole('button', { name: 'Invia' }).click()
  await expect(page.getByRole('alert')).toBeVisible()
  await page.getByLabel('Che cosa non è giusto').fill('Manca un’uscita alle 12:00, che è sul foglio firme.')
  await page.getByRole('button', { name: 'Invia' }).click()
  await expect(page.getByText('Richiesta inviata a chi gestisce il progetto.')).toBeVisible()
  await expect(page.getByRole('button', { name: 'Accogli' })).toHaveCount(0)
  await expectSound(page)

  const theirs = await browser.newPage({ baseURL: site.url, locale: 'it-IT', ...withoutScript })
  await signIn(theirs, manager)
  await theirs.goto('/manage/iris/editions/IRIS-PM-01/register')
  await expectSound(theirs)
  await theirs.locator(`a[href="/meetings/${meeting}/requests"]`).click()
  await theirs.getByRole('button', { name: /^Accogli/ }).click()
  await expect(theirs.getByText('Risposta registrata.')).toBeVisible()
  await theirs.context().close()
  await page.reload()
  await expect(page.locator('.request')).toContainText('corretto come segnalato')
  expect(await versionsOf(site, meeting)).toBe(versions)
})

test('who is there reads since when on their own pages, and leaves from there', async ({
  browser,
  site,
  signIn,
}) => {
  const hers = await browser.newPage({ baseURL: site.url, locale: 'it-IT', ...phone, ...withoutScript })
  await signIn(hers, operator)
  await arrivedAt(site)
  await hers.goto('/my')
  await expect(hers.getByText(/^Presente dalle \d\d:\d\d\.$/).first()).toBeVisible()
  await expectSound(hers)
  await hers.goto('/learn/IRIS-PM-02')
  await expect(hers.getByText(/^Presente dalle/)).toBeVisible()
  await hers.getByRole('link', { name: "Registra l'uscita" }).click()
  await hers.getByRole('button', { name: "Registra l'uscita adesso" }).click()
  await expect(hers.getByText(/^Uscita registrata alle/)).toBeVisible()
  await hers.goto('/my')
  await expect(hers.getByText(/^Presente dalle/)).toHaveCount(0)
  await hers.context().close()
})

async function meetingOf(site: Site, state: 'open' | 'locked') {
  const db = databaseOf(site)
  const code = state === 'open' ? 'IRIS-PM-02' : 'IRIS-PM-01'
  const found = await db
    .selectFrom('meeting')
    .innerJoin('edition', 'edition.id', 'meeting.edition_id')
    .select(['meeting.id', 'meeting.number'])
    .where('edition.code', '=', code)
    .where('meeting.state', '=', state)
    .orderBy('meeting.number')
    .executeTakeFirstOrThrow()
  await db
    .updateTable('correction_request')
    .set({ state: 'withdrawn', answered_at: now() })
    .where('meeting_id', '=', found.id)
    .where('state', '=', 'open')
    .execute()
  await db.destroy()
  return found
}

async function versionsOf(site: Site, meeting: string): Promise<number> {
  const db = databaseOf(site)
  const rows = await db.selectFrom('register_page').select('id').where('meeting_id', '=', meeting).execute()
  await db.destroy()
  return rows.length
}

/** A meeting under way of IRIS-PM-02, where the operator checked in a quarter of an hour ago. */
async function arrivedAt(site: Site): Promise<void> {
  const db = databaseOf(site)
  const edition = await db
    .selectFrom('edition')
    .select('id')
    .where('code', '=', 'IRIS-PM-02')
    .executeTakeFirstOrThrow()
  const account = await db
    .selectFrom('account')
    .select(['id', 'person_id'])
    .where('email', '=', operator)
    .executeTakeFirstOrThrow()
  const id = crypto.randomUUID()
  // Before any other of the day: the first that takes check-ins is the one that the pages offer.
  const times = { starts_at: minutesAfter(now(), -20), ends_at: minutesAfter(now(), 100) }
  const words = { title: 'Adesso', mode: 'in_person' as const, state: 'planned' as const, breaks: '[]' }
  await db
    .updateTable('meeting')
    .set({ mode: 'webinar' })
    .where('edition_id', '=', edition.id)
    .where('state', 'in', ['planned', 'open'])
    .execute()
  await db
    .insertInto('meeting')
    .values({ id, edition_id: edition.id, number: 90, ...words, ...times })
    .execute()
  await db
    .insertInto('check_in')
    .values({
      id: crypto.randomUUID(),
      meeting_id: id,
      person_id: account.person_id ?? '',
      account_id: account.id,
      kind: 'entry',
      step: 1,
      at: minutesAfter(now(), -15),
      device: 'a telephone',
      doubt: null,
      state: 'accepted',
    })
    .execute()
  await db.destroy()
}
