// SPDX-License-Identifier: AGPL-3.0-or-later
// What is recorded is true: nobody is present before it happened, a page closes when the meeting is over, and what arrives after it
// is signed.
import { newId } from '#base/clock.server.ts'
import { databaseOf } from './everyone.ts'
import { find, openMore, openRoll, rows, said, scriptRuns, totals } from './roll-call.ts'
import type { Site } from './server.ts'
import { alone, expect, expectSound, phone, startedAt } from './support.ts'

// Today's meeting, from 09:30 to 13:45, is under way.
const test = alone(startedAt('11:10'))
test.use(phone)

const trainer = 'trainer@presente.example'
const today = '3. La valutazione delle offerte'

test('before a meeting begins its roll is prepared, and only who is excused is recorded', async ({
  page,
  signIn,
}) => {
  await signIn(page, trainer)
  await openRoll(page, await find(page, '5. Laboratorio conclusivo'))
  await rows(page).nth(0).getByRole('radio', { name: 'Presente' }).check()
  await expect(rows(page).nth(0)).toContainText("preparato: si registra all'inizio")
  await rows(page).nth(1).getByRole('radio', { name: 'Giustificato' }).check()
  await expect(rows(page).nth(1)).toContainText('Salvato')
  await expect(said(page)).toContainText('1 riga preparata')
  // It is kept on the phone until then.
  await page.reload()
  await expect(rows(page).nth(0).getByRole('radio', { name: 'Presente' })).toBeChecked()
  await expect(said(page)).toContainText('1 riga preparata')
  await expectSound(page)
})

test('what was recorded by mistake is taken back, by undoing it and on the person’s page', async ({
  page,
  signIn,
}) => {
  await signIn(page, trainer)
  await openRoll(page, await find(page, today))
  await scriptRuns(page)
  const everybody = await rows(page).count()
  await rows(page).nth(0).getByRole('radio', { name: 'Assente' }).check()
  await expect(said(page)).toHaveText('Tutto salvato.')
  await page.getByRole('button', { name: /^Annulla/ }).tap()
  await expect(said(page)).toHaveText('Tutto salvato.')
  expect((await totals(page)).at(-1)).toBe(`Da segnare ${everybody}`)
  await page.reload()
  expect((await totals(page)).at(-1)).toBe(`Da segnare ${everybody}`)

  await rows(page).nth(0).getByRole('radio', { name: 'Presente' }).check()
  await expect(said(page)).toHaveText('Tutto salvato.')
  await openMore(rows(page).nth(0))
  await rows(page).nth(0).getByRole('link', { name: 'Dettagli' }).tap()
  await page.getByRole('radio', { name: 'Da segnare (ritira quanto registrato)' }).check()
  await page.getByRole('button', { name: 'Salva la presenza' }).tap()
  await expect(page.locator('.mark-history > li')).toHaveCount(4)
  await expect(page.locator('.mark-history > li').last()).toContainText('Ritirata')
  await expectSound(page)
})

test('a page closes when the meeting is over, and one that ended before is brought to its end there', async ({
  page,
  signIn,
}) => {
  await signIn(page, trainer)
  const id = await find(page, today)
  await page.goto(`/meetings/${id}/close`)
  await expect(page.getByText("L'incontro finisce alle 13:45")).toBeVisible()
  await expectSound(page)
  await page.getByRole('button', { name: "L'incontro termina adesso" }).tap()
  await expect(page.getByText(/L'incontro è terminato alle 11:\d\d/)).toBeVisible()
  await expect(page.getByText("L'incontro finisce alle")).toHaveCount(0)
})

test('what arrives when the page is closed waits, and is signed by who may', async ({
  page,
  site,
  signIn,
}) => {
  const { meeting, name } = await proposed(site)
  await signIn(page, trainer)
  await page.goto(`/meetings/${meeting}`)
  await expect(page.getByText('1 correzione attende di essere firmata.')).toBeVisible()
  await page.getByRole('link', { name: 'Esaminare e firmare' }).tap()
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('Correzioni da firmare')
  await expectSound(page)
  await page.getByRole('checkbox', { name: `Scegliere ${name}` }).uncheck()
  await page.getByRole('button', { name: 'Registrare la decisione' }).tap()
  await expect(page.getByRole('alert')).toContainText('Va scelta almeno una correzione')
  await page.getByRole('checkbox', { name: `Scegliere ${name}` }).check()
  await page.getByLabel('Motivo').fill('Foglio firme')
  await page.getByLabel('Password').fill('presente-demo')
  await page.getByRole('button', { name: 'Registrare la decisione' }).tap()
  await expect(page.getByText('Firmata 1 correzione')).toBeVisible()
  await expect(page.getByText('Foglio firme').first()).toBeVisible()
  await page.goto(`/meetings/${meeting}/proposals`)
  await expect(page.getByText(/^Firmata da/)).toBeVisible()
})

/** A correction proposed at a closed page of the trainer's: who was absent is said to have been there. */
async function proposed(site: Site) {
  const db = databaseOf(site)
  try {
    const { account } = await db
      .selectFrom('account')
      .select('id as account')
      .where('email', '=', trainer)
      .executeTakeFirstOrThrow()
    const mark = await db
      .selectFrom('mark')
      .innerJoin('meeting', 'meeting.id', 'mark.meeting_id')
      .innerJoin('edition', 'edition.id', 'meeting.edition_id')
      .innerJoin('meeting_trainer', 'meeting_trainer.meeting_id', 'meeting.id')
      .innerJoin('account', 'account.person_id', 'meeting_trainer.person_id')
      .innerJoin('person', 'person.id', 'mark.person_id')
      .select(['mark.meeting_id', 'mark.person_id', 'meeting.starts_at', 'meeting.ends_at'])
      .select(['person.first_name', 'person.last_name'])
      .where('account.id', '=', account)
      .where('meeting.state', '=', 'closed')
      .where('mark.status', '=', 'absent')
      .where('mark.role', '=', 'participant')
      .orderBy('mark.id')
      .executeTakeFirstOrThrow()
    const { meeting_id, person_id, starts_at, ends_at } = mark
    await db
      .insertInto('proposed_mark')
      .values({
        id: newId(),
        meeting_id,
        person_id,
        status: 'present',
        intervals: JSON.stringify([{ in: starts_at, out: ends_at }]),
        stated_at: ends_at,
        arrived_at: new Date().toISOString(),
        nonce: newId(),
        proposed_by: account,
        state: 'waiting',
      })
      .execute()
    return { meeting: meeting_id, name: `${mark.last_name} ${mark.first_name}` }
  } finally {
    await db.destroy()
  }
}
