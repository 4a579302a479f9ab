// SPDX-License-Identifier: AGPL-3.0-or-later
// A report of a platform that nobody's reader knows: the trainer says its columns, looks at what would be read, imports it; the next
// file with the same headings is proposed with them. A guest whom nobody knows is added at the meeting with the report's times.
import { randomUUID } from 'node:crypto'
import type { Page } from '@playwright/test'
import { databaseOf } from './everyone.ts'
import type { Site } from './server.ts'
import { alone, expect, expectSound, phone } from './support.ts'

const test = alone()
const trainer = 'trainer@presente.example'

test.use({ ...phone, javaScriptEnabled: false })

test('a report of BigBlueButton is read by columns said by hand, on a phone without scripts', async ({
  page,
  site,
  signIn,
}) => {
  test.setTimeout(120_000)
  const { meeting, known } = await heldYesterday(site)
  await signIn(page, trainer)

  await test.step('the file that nobody knows asks for its columns, with a guess', async () => {
    await send(page, meeting.id, 'bbb.csv', report(meeting, known, 'Wanda Ospite'))
    await expect(page.getByRole('heading', { level: 1 })).toHaveText('Colonne del report')
    await expect(page.getByLabel('Nome completo')).toHaveValue('0')
    await expect(page.getByLabel('Entrata', { exact: true })).toHaveValue('2')
    await expect(page.getByLabel('Uscita', { exact: true })).toHaveValue('3')
    await expectSound(page)
  })

  await test.step('what cannot be right is refused at its column', async () => {
    await page.getByLabel('Nome della piattaforma').fill('BigBlueButton')
    await page.getByLabel('Uscita', { exact: true }).selectOption('2')
    await page.getByRole('button', { name: "Mostra l'anteprima" }).click()
    await expect(page.getByRole('alert')).toContainText('La colonna C è indicata due volte.')
    await expectSound(page)
    await page.getByLabel('Uscita', { exact: true }).selectOption('3')
  })

  await test.step('the preview shows who, when and what is left out; importing wants that looked at', async () => {
    await page.getByRole('button', { name: "Mostra l'anteprima" }).click()
    await expect(page.getByRole('heading', { name: 'Anteprima: 2 persone' })).toBeVisible()
    await expect(page.locator('#preview')).toContainText('Riga 4: Anonymous')
    await expectSound(page)
    await page.getByRole('button', { name: 'Importa il report' }).click()
    await expect(page.getByRole('alert')).toContainText('Guardare le righe')
    await page.getByLabel(/non riguardano presenze: si importa senza/).check()
    await page.getByRole('button', { name: 'Importa il report' }).click()
    await expect(page.getByRole('heading', { level: 1 })).toHaveText('Report bbb.csv')
    await expect(page.getByText('Persone nel file: 2; presenze registrate: 1.')).toBeVisible()
    await expect(page.getByText('Colonne indicate a mano')).toContainText(
      'Nome completo A, Entrata C, Uscita D',
    )
    await expect(page.getByRole('definition').filter({ hasText: 'BigBlueButton' }).first()).toBeVisible()
    await expectSound(page)
  })

  await test.step('a guest whom nobody knows is added at the meeting with the times of the report', async () => {
    await page.getByRole('link', { name: 'Altra persona o accantonare (Wanda Ospite)' }).click()
    await expect(page.getByLabel('Nome', { exact: true })).toHaveValue('Wanda')
    await expect(page.getByLabel('Cognome')).toHaveValue('Ospite')
    await page.getByRole('button', { name: "Aggiungi all'incontro" }).click()
    await expect(page.getByRole('alert')).toContainText('Scegliere il settore.')
    await expectSound(page)
    await page.getByLabel('Ente o associazione di appartenenza').fill('Caritas')
    await page.getByRole('radio').last().check()
    await page.getByRole('button', { name: "Aggiungi all'incontro" }).click()
    await expect(page.getByText("Wanda Ospite è nell'appello fra chi non era in elenco")).toBeVisible()
    await page.getByRole('link', { name: "Aggiunte all'incontro (1)" }).click()
    await page.getByRole('link', { name: 'Modifica (Wanda Ospite)' }).click()
    await expectSound(page)
    await page.getByRole('link', { name: 'Vedere la persona' }).click()
    await expect(page.getByRole('link', { name: 'bbb.csv' })).toBeVisible()
    await expectSound(page)
  })

  await test.step('the next file with the same headings is proposed with the same columns', async () => {
    await send(page, meeting.id, 'ancora.csv', report(meeting, known, 'Wanda Altra'))
    await expect(page.getByText('Un file con le stesse intestazioni')).toBeVisible()
    await expect(page.getByLabel('Nome della piattaforma')).toHaveValue('BigBlueButton')
    await expect(page.getByLabel('Uscita', { exact: true })).toHaveValue('3')
  })

  await test.step('a file that waited too long, or was another meeting’s, is asked for again', async () => {
    await page.goto(`/meetings/${meeting.id}/import/columns?draft=altro`)
    await expect(page.getByText('Il file non è più qui')).toBeVisible()
    await expectSound(page)
  })
})

async function send(page: Page, meeting: string, name: string, text: string): Promise<void> {
  await page.goto(`/meetings/${meeting}/import`)
  const file = { name, mimeType: 'text/csv', buffer: Buffer.from(text) }
  await page.getByLabel('Report dei partecipanti').setInputFiles(file)
  await page.getByRole('button', { name: 'Importa il report' }).click()
}

type Meeting = { id: string; starts_at: string }

/** What BigBlueButton writes: headings in the page's language, a known person, a guest, everybody without a name. */
function report({ starts_at }: Meeting, known: string, guest: string): string {
  const clock = new Intl.DateTimeFormat('it-IT', {
    timeZone: 'Europe/Rome',
    dateStyle: 'short',
    timeStyle: 'medium',
  })
  const after = (minutes: number) => clock.format(Date.parse(starts_at) + minutes * 60_000)
  return [
    'Partecipante e ospiti,Moderatore,Ingressi,Partenze,Permanenza',
    `"${known}","FALSE","${after(1)}","${after(100)}","01:39:00"`,
    `"${guest}","FALSE","${after(5)}","${after(95)}","01:30:00"`,
    '"Anonymous","FALSE","-","-","-"',
    '',
  ].join('\r\n')
}

/** A virtual class of I.R.I.S. held yesterday by the trainer, of which nothing is recorded, and somebody enrolled in it. */
async function heldYesterday(site: Site) {
  const db = databaseOf(site)
  try {
    const some = await db
      .selectFrom('meeting')
      .innerJoin('edition', 'edition.id', 'meeting.edition_id')
      .selectAll('meeting')
      .where('edition.code', '=', 'IRIS-PM-02')
      .orderBy('meeting.number', 'desc')
      .executeTakeFirstOrThrow()
    const day = new Date(Date.now() - 86_400_000).toISOString().slice(0, 10)
    const meeting = {
      ...some,
      id: randomUUID(),
      number: some.number + 1,
      starts_at: `${day}T16:00:00.000Z`,
      ends_at: `${day}T18:00:00.000Z`,
      breaks: '[]',
      mode: 'virtual_class' as const,
      state: 'planned' as const,
      title: 'Incontro a distanza',
    }
    await db.insertInto('meeting').values(meeting).execute()
    const { person_id } = await db
      .selectFrom('account')
      .select('person_id')
      .where('email', '=', trainer)
      .executeTakeFirstOrThrow()
    await db
      .insertInto('meeting_trainer')
      .values({ meeting_id: meeting.id, person_id: person_id ?? '', role: 'trainer' })
      .execute()
    const { first_name, last_name } = await db
      .selectFrom('enrolment')
      .innerJoin('person', 'person.id', 'enrolment.person_id')
      .select(['person.first_name', 'person.last_name'])
      .where('enrolment.edition_id', '=', some.edition_id)
      .where('enrolment.state', '=', 'enrolled')
      .orderBy('person.name_search')
      .executeTakeFirstOrThrow()
    return { meeting, known: `${first_name} ${last_name}` }
  } finally {
    await db.destroy()
  }
}
