// SPDX-License-Identifier: AGPL-3.0-or-later
// Bad input of every kind is answered in words, in the page's language, and never as a fault of the program.
import { expect, phone, test } from './support.ts'

const manager = 'manager@presente.example'

test('whatever stands in an address, the answer is a page', async ({ page, signIn }) => {
  await signIn(page, manager)
  const absent = [
    '/meetings/xyz',
    '/meetings/00000000-0000-7000-8000-000000000000/attendance',
    '/manage/nessuno',
    '/manage/iris/people/xyz',
    '/manage/iris/targets/1%20or%201=1',
    '/manage/iris/editions/IRIS-PM-99',
    '/manage/rosa/editions/IRIS-PM-02',
    '/courses/..%2F..%2Fetc',
    '/no/such/page',
  ]
  for (const path of absent) {
    const response = await page.goto(path)
    expect(response?.status(), path).toBe(404)
    await expect(page.getByRole('heading', { level: 1 }), path).toHaveText('Pagina non trovata')
  }
  const understood = [
    '/manage/iris/people?page=abc&sort=drop%20table&direction=sideways',
    '/manage/iris/people?page=-7&stage=nessuna&target=xyz&q=%25%27%22',
    '/manage/iris/people?page=99999999999999999999',
    '/manage/iris/editions?page=0&sort=__proto__',
    '/manage/iris/ledger?from=2026-13-45&to=oggi&act=xyz&page=1e9',
    '/manage/iris/editions/IRIS-PM-02/enrol?q=%F0%9F%92%A9',
    '/teaching?show=xyz&page=NaN',
    '/sign-in?to=//altrove.example/',
  ]
  for (const path of understood) {
    const response = await page.goto(path)
    expect(response?.status(), path).toBe(200)
    await expect(page.getByRole('heading', { level: 1 }), path).toBeVisible()
  }
  for (const path of [
    '/manage/%',
    '/learn/%E0%A4%A',
    '/%ff',
    '/manage/iris/editions/%00',
    '/courses?q=%00',
  ]) {
    const response = await page.goto(path)
    expect(response?.status(), path).toBe(404)
    await expect(page.getByRole('heading', { level: 1 }), path).toHaveText('Pagina non trovata')
    await expect(page.getByRole('link', { name: 'Torna alla pagina iniziale' }), path).toBeVisible()
  }
  await page.goto(`/courses?q=${'a'.repeat(9000)}`)
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('Indirizzo troppo lungo')
})

for (const { path, instead } of [
  { path: '/invitations/xyz', instead: 'Accedi' },
  { path: '/password/reset/xyz', instead: 'Chiedi un nuovo collegamento' },
  { path: '/account/email/xyz', instead: 'La mia utenza' },
]) {
  test(`a link that opens nothing says what to do instead, ${path}`, async ({ page }) => {
    const response = await page.goto(path)
    expect(response?.status()).toBe(404)
    await expect(page.getByRole('heading', { level: 1 })).toHaveText('Il collegamento non è più valido')
    await expect(page).toHaveTitle('Il collegamento non è più valido · Presente')
    await expect(page.getByRole('main').getByRole('link', { name: instead })).toBeVisible()
    await expect(page.getByRole('main')).toContainText(/è già stato usato/)
  })
}

for (const { language, words } of [
  {
    language: 'it',
    words: {
      unreadable: 'Il modulo non è leggibile',
      large: 'Il modulo supera la dimensione ammessa',
      foreign: 'non proviene da una pagina di questo sito',
    },
  },
  {
    language: 'en',
    words: {
      unreadable: 'The form cannot be read',
      large: 'The form is larger than allowed',
      foreign: 'does not come from a page of this site',
    },
  },
]) {
  test(`a form that cannot be taken is refused in words, ${language}`, async ({ page, site, signIn }) => {
    await signIn(page, manager)
    await page.context().addCookies([{ name: 'language', value: language, url: site.url }])
    const path = '/manage/iris/editions/new'
    const urlencoded = 'application/x-www-form-urlencoded'
    const send = (type: string, data: string, origin = site.url) =>
      page.request.post(path, { data, headers: { 'content-type': type, origin } })

    for (const [type, body] of [
      ['multipart/form-data; boundary=x', 'nothing of the kind'],
      ['application/json', '{"title":'],
      ['text/plain', 'title=prova'],
    ] as const) {
      const answer = await send(type, body)
      expect(answer.status(), type).toBe(422)
      expect(await answer.text(), type).toContain(words.unreadable)
    }
    const large = await send(urlencoded, `title=${'a'.repeat(1_100_000)}`)
    expect(large.status()).toBe(413)
    expect(await large.text()).toContain(words.large)
    const foreign = await send(urlencoded, 'title=prova', 'https://altrove.example')
    expect(foreign.status()).toBe(403)
    expect(await foreign.text()).toContain(words.foreign)
    for (const body of [
      'meetings=x',
      'meetings.x=1',
      '__intent__=xyz',
      'marks[9999999]=x',
      'title=a%00b',
      'meetings[0]=1&meetings[0][date]=x',
      '__proto__[x]=1',
      'id[]=%00&title=%ff',
      '',
    ]) {
      expect((await send(urlencoded, body)).status(), body).toBe(422)
    }
  })
}

test('a cookie that makes no sense is passed over', async ({ page, site }) => {
  for (const cookie of [
    'foo=%',
    'presente=%E0%A4%A',
    'presente=xyz',
    'language=xx',
    'flash=%%%',
    '=;;;=',
    'flash=e30',
  ]) {
    const answer = await fetch(`${site.url}/courses`, {
      headers: { Cookie: cookie, 'Accept-Language': 'it' },
    })
    expect(answer.status, cookie).toBe(200)
    expect(await answer.text(), cookie).toContain('<html lang="it"')
  }
  await page.context().addCookies([{ name: 'presente', value: '%', url: site.url }])
  await page.goto('/my')
  await expect(page).toHaveURL(/\/sign-in\?to=/)
})

test.describe('on a phone', () => {
  test.use(phone)

  test('what was typed is kept when a date, an hour or a number is wrong', async ({ page, signIn }) => {
    await signIn(page, manager)
    await page.goto('/manage/iris/editions/new')
    await page.getByLabel('Titolo', { exact: true }).fill('Tavolo di prova')
    await page.getByLabel('Codice').fill('iris tav')
    await page.getByLabel('Posti').fill('0')
    const meeting = page.getByRole('group', { name: 'Incontro 1' })
    await meeting.getByLabel('Data').fill('2030-05-06')
    await meeting.getByLabel('Dalle', { exact: true }).fill('10:00')
    await page.getByRole('button', { name: "Aggiungi l'edizione" }).click()
    const alert = page.getByRole('alert')
    await expect(alert).toContainText('Da due a quattro parti di lettere maiuscole e cifre')
    await expect(alert).toContainText('Il valore minimo è 1')
    await expect(alert).toContainText("Servono la data, l'ora di inizio e l'ora di fine.")
    await expect(page.locator('.form-errors')).toBeFocused()
    await expect(page.getByLabel('Codice')).toHaveAccessibleDescription(/Da due a quattro parti/)
    await expect(page.getByLabel('Titolo', { exact: true })).toHaveValue('Tavolo di prova')
    await expect(page.getByLabel('Codice')).toHaveValue('iris tav')
    await expect(page.getByLabel('Posti')).toHaveValue('0')
    await expect(meeting.getByLabel('Data')).toHaveValue('2030-05-06')
    await expect(meeting.getByLabel('Dalle', { exact: true })).toHaveValue('10:00')
  })

  test('the page of an error leads home', async ({ page }) => {
    await page.goto('/da-qualche-parte')
    await page.getByRole('link', { name: 'Torna alla pagina iniziale' }).click()
    await expect(page).toHaveURL('/')
  })
})
