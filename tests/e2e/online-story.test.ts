// SPDX-License-Identifier: AGPL-3.0-or-later
// A virtual class: the trainer brings what Teams wrote, says who the unknown name is, and the office takes the report away.

import { readFileSync } from 'node:fs'
import type { Page } from '@playwright/test'
import { sql } from 'kysely'
import { databaseOf } from './everyone.ts'
import { wasYesterday } from './meetings.ts'
import type { Site } from './server.ts'
import { alone, expect, expectSound, phone } from './support.ts'

const test = alone()

const trainer = 'trainer@presente.example'
const manager = 'manager@presente.example'
const auditor = 'auditor@presente.example'

test('a report of Teams becomes presences, and the office takes it away', async ({ page, site, signIn }) => {
  test.setTimeout(120_000)
  await test.step('the trainer imports the report of Teams, once', async () => {
    const { meeting, people } = await virtualClass(site)
    const [known, unknown] = people
    if (!known || !unknown) throw new Error('nobody is enrolled')
    await signIn(page, trainer)
    await page.goto(`/meetings/${meeting.id}/import`)

    await page.getByRole('button', { name: 'Importa il report' }).click()
    await expect(page.getByRole('alert')).toContainText('Scegliere il file scaricato dalla piattaforma.')
    await choose(page, 'presenze.csv', Buffer.from('Cognome;Nome\r\nBianchi;Anna\r\n'))
    await page.getByRole('button', { name: 'Importa il report' }).click()
    await expect(page.getByRole('alert')).toContainText('non è un report di presenza riconosciuto')
    await expectSound(page)

    const file = teams(meeting, known, unknown.last_name)
    await choose(page, 'presenze.csv', file)
    await page.getByLabel('Versione della piattaforma').fill('25163')
    await page.getByRole('button', { name: 'Importa il report' }).click()
    await expect(page.getByText('Persone nel file: 3; presenze registrate: 1.')).toBeVisible()
    await expect(page.getByRole('heading', { level: 1 })).toHaveText('Report presenze.csv')
    await expect(page.getByRole('link', { name: 'Da abbinare (2)' })).toBeVisible()
    await expectSound(page)

    await page.goto(`/meetings/${meeting.id}/import`)
    await choose(page, 'di nuovo.csv', file)
    await page.getByRole('button', { name: 'Importa il report' }).click()
    await expect(page.getByText('Questo file era già stato importato')).toBeVisible()
  })

  await test.step('who the unknown name is, and who is nobody of ours, the trainer says by hand', async () => {
    const { meeting, people } = await virtualClass(site)
    const [known, unknown] = people
    if (!known || !unknown) throw new Error('nobody is enrolled')
    await page.goto(`/meetings/${meeting.id}/import/${meeting.report}`)
    const row = page.getByRole('row').filter({ hasText: `${unknown.last_name} (Ospite)` })
    await row.getByRole('link', { name: /Altra persona/ }).click()
    await page.getByLabel('Cerca fra tutte le persone').fill(unknown.last_name)
    await page.getByRole('button', { name: 'Cerca' }).click()
    await expectSound(page)
    const whole = `${unknown.last_name} ${unknown.first_name}`
    await page.getByRole('button', { name: `È questa persona ${whole}`, exact: true }).click()
    await expect(page.getByText(`Riga abbinata a ${unknown.first_name} ${unknown.last_name}.`)).toBeVisible()

    await page.getByRole('link', { name: 'Altra persona o accantonare (Sala riunioni)' }).click()
    await page.getByRole('button', { name: 'Accantona la riga' }).click()
    await expect(page.locator('.form-errors')).toBeFocused()
    await page.getByLabel("Motivo dell'accantonamento").fill('Il computer della sala')
    await page.getByRole('button', { name: 'Accantona la riga' }).click()
    await expect(page.getByText('Riga «Sala riunioni» accantonata')).toBeVisible()
    await page.getByRole('link', { name: 'Tutte (3)' }).click()
    const rows = page.locator('#rows tbody tr')
    await expect(rows).toHaveCount(3)
    await expect(rows.filter({ hasText: whole })).toContainText('Teresa Marini')
    await expect(rows.filter({ hasText: 'Sala riunioni' })).toContainText('Il computer della sala')

    await page.goto(`/meetings/${meeting.id}`)
    for (const person of [known, unknown]) {
      const presence = page.getByRole('row').filter({ hasText: `${person.last_name} ${person.first_name}` })
      await expect(presence).toContainText('2:00')
    }
  })

  await test.step('the office reads the report of distance learning and takes it away', async () => {
    const { meeting, people } = await virtualClass(site)
    const [known, unknown] = people
    await page.context().clearCookies()
    await signIn(page, manager)
    await page.goto(`/manage/iris/editions/${meeting.code}/fad-report?meeting=${meeting.number}`)
    await expect(page.getByRole('heading', { level: 1 })).toHaveText('Report FAD')
    const entries = page.locator('#entries')
    await expect(
      entries
        .getByRole('row')
        .filter({ hasText: known?.last_name ?? '?' })
        .first(),
    ).toContainText('riconosciuta per e-mail')
    await expect(entries).toContainText('Accantonata: Il computer della sala')
    await expectSound(page)

    const sheet = await download(page, 'Report in CSV')
    const [head = '', ...lines] = sheet.toString('utf8').split('\r\n')
    expect(head.startsWith('\uFEFFEdizione;')).toBe(true)
    const own = lines.filter((line) => line.startsWith(`${meeting.code};${meeting.number};`))
    expect(
      own.filter((line) => line.includes(`;${unknown?.last_name} ${unknown?.first_name};`)),
    ).toHaveLength(1)
    expect(own.filter((line) => line.includes(`;${known?.last_name} ${known?.first_name};`))).toHaveLength(2)
    expect(own.filter((line) => line.includes('Sala riunioni'))).toHaveLength(1)

    const pdf = await page.request.get(`/manage/iris/editions/${meeting.code}/fad-report.pdf`)
    expect(pdf.status()).toBe(200)
    expect((await pdf.body()).subarray(0, 5).toString()).toBe('%PDF-')
  })
})

test.describe('the auditor, on a phone', () => {
  test.use(phone)

  test('opens the original file behind a time, and may change nothing', async ({ page, site, signIn }) => {
    const { meeting, people } = await virtualClass(site)
    // Where the trainer's story went before, it is there already.
    const report = meeting.report ?? (await imported(page, signIn, meeting, people))
    await signIn(page, auditor)
    await page.goto(`/manage/iris/editions/${meeting.code}/fad-report`)
    await expectSound(page)
    await page.goto(`/meetings/${meeting.id}/import/${report}?show=all`)
    await expect(page.locator('#rows tbody tr')).toHaveCount(3)
    await expect(page.getByRole('link', { name: /Altra persona|Modifica/ })).toHaveCount(0)
    await expectSound(page)
    const file = await page.request.get(`/meetings/${meeting.id}/import/${report}/file`)
    expect((await file.body()).equals(teams(meeting, people[0], people[1]?.last_name ?? ''))).toBe(true)
    expect((await page.goto(`/meetings/${meeting.id}/import`))?.status()).toBe(403)
  })
})

/** Imports the report of Teams as the trainer, and signs out. */
async function imported(page: Page, signIn: SignIn, meeting: Meeting, people: Someone[]): Promise<string> {
  await signIn(page, trainer)
  await page.goto(`/meetings/${meeting.id}/import`)
  await choose(page, 'presenze.csv', teams(meeting, people[0], people[1]?.last_name ?? ''))
  await page.getByRole('button', { name: 'Importa il report' }).click()
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('Report presenze.csv')
  await page.context().clearCookies()
  return new URL(page.url()).pathname.split('/').at(-1) ?? ''
}

type SignIn = (page: Page, email: string) => Promise<void>
type Someone = { first_name: string; last_name: string; email: string | null }
type Meeting = Awaited<ReturnType<typeof virtualClass>>['meeting']

/** A virtual class of I.R.I.S. that the trainer teaches and nobody has called the roll of, and two people enrolled in it. */
async function virtualClass(site: Site) {
  const db = databaseOf(site)
  try {
    const classes = () =>
      db
        .selectFrom('meeting')
        .innerJoin('edition', 'edition.id', 'meeting.edition_id')
        .innerJoin('project', 'project.id', 'edition.project_id')
        .leftJoin('platform_report', 'platform_report.meeting_id', 'meeting.id')
        .select([
          'meeting.id',
          'meeting.number',
          'meeting.starts_at',
          'meeting.ends_at',
          'meeting.edition_id',
        ])
        .select(['edition.code', 'platform_report.id as report'])
        .where('project.slug', '=', 'iris')
        .where('meeting.mode', '=', 'virtual_class')
    const reported = await classes().where('platform_report.name', '=', 'presenze.csv').executeTakeFirst()
    const next = await classes()
      .where('meeting.starts_at', '>', new Date().toISOString())
      .orderBy('meeting.starts_at')
      .executeTakeFirstOrThrow()
    if (!reported) await wasYesterday(site, next.id)
    const meeting = reported ?? (await classes().where('meeting.id', '=', next.id).executeTakeFirstOrThrow())
    const people = await db
      .selectFrom('enrolment')
      .innerJoin('person', 'person.id', 'enrolment.person_id')
      .select(['person.first_name', 'person.last_name', 'person.email'])
      .where('enrolment.edition_id', '=', meeting.edition_id)
      .where('enrolment.state', '=', 'enrolled')
      .where('person.email', 'is not', null)
      // Nobody else in the register has the last name.
      .where(({ eb, selectFrom }) =>
        eb(
          selectFrom('person as other')
            .select(sql<number>`count(*)`.as('n'))
            .whereRef('other.last_name', '=', 'person.last_name'),
          '=',
          1,
        ),
      )
      .orderBy('person.name_search')
      .limit(2)
      .execute()
    return { meeting, people: people satisfies Someone[] }
  } finally {
    await db.destroy()
  }
}

/** What Teams writes, in its encoding: somebody whose line fell, a guest under the last name alone, and a room. */
function teams(meeting: Meeting, known: Someone | undefined, guest: string): Buffer {
  const clock = new Intl.DateTimeFormat('it-IT', {
    timeZone: 'Europe/Rome',
    day: '2-digit',
    month: '2-digit',
    year: '2-digit',
    hour: '2-digit',
    minute: '2-digit',
    second: '2-digit',
  })
  const after = (minutes: number) => clock.format(Date.parse(meeting.starts_at) + minutes * 60_000)
  const stay = (name: string, email: string, from: number, to: number) =>
    [name, after(from), after(to), `${to - from} min`, email, 'Relatore'].join('\t')
  const whole = `${known?.first_name} ${known?.last_name}`
  const lines = [
    '1. Riepilogo',
    'Titolo della riunione\tIRIS',
    '',
    '2. Partecipanti',
    'Nome\tPrimo ingresso\tUltima uscita\tDurata nella riunione\tE-mail\tID partecipante (UPN)\tRuolo',
    '',
    '3. Attività durante la riunione',
    'Nome\tOra di ingresso\tOra di uscita\tDurata\tE-mail\tRuolo',
    stay(whole, known?.email ?? '', 0, 60),
    stay(whole, known?.email ?? '', 70, 130),
    stay(`${guest} (Ospite)`, '', 0, 120),
    stay('Sala riunioni', '', 0, 130),
  ]
  return Buffer.from(`\uFEFF${lines.join('\r\n')}\r\n`, 'utf16le')
}

async function choose(page: Page, name: string, buffer: Buffer): Promise<void> {
  await page
    .getByLabel('Report dei partecipanti (CSV o XLSX)')
    .setInputFiles({ name, mimeType: 'text/csv', buffer })
}

async function download(page: Page, name: string): Promise<Buffer> {
  const [file] = await Promise.all([
    page.waitForEvent('download'),
    page.getByRole('link', { name, exact: true }).click(),
  ])
  return readFileSync(await file.path())
}
