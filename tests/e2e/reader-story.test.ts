// SPDX-License-Identifier: AGPL-3.0-or-later
// Sign-in, roll and check-in as somebody hears them who does not see them: every phrase, in its order. A list that differs is read
// aloud before it is changed here.
import { env } from '#base/env.server.ts'
import { linkOf, meetingOfNow } from './check-in.ts'
import { wasYesterday } from './meetings.ts'
import { announced, between, bringReader, heard } from './reader.ts'
import { find, openRoll, rows, said, scriptRuns } from './roll-call.ts'
import { alone, expect } from './support.ts'

/** With this process's key, so that the story has the code of the screen. */
const test = alone({ SECRET_KEY: env().SECRET_KEY })
test.beforeEach(({ page }) => bringReader(page))

test('signing in: what each field wants, and after a wrong password what happened first', async ({
  page,
}) => {
  await page.goto('/sign-in')
  const form = async () =>
    between(await announced(page), 'heading, Accedi, level 1', 'link, Password dimenticata?')
  expect(await form()).toEqual([
    'heading, Accedi, level 1',
    'Indicare il proprio indirizzo e-mail e la password.',
    'form',
    'Indirizzo e-mail',
    'textbox, Indirizzo e-mail, required',
    'Password',
    'Password',
    'button, Accedi',
    'link, Password dimenticata?',
  ])

  await page.getByLabel('Indirizzo e-mail').fill('operator@presente.example')
  await page.getByLabel('Password').fill('non quella giusta')
  await page.getByRole('button', { name: 'Accedi', exact: true }).click()
  await expect(page.getByRole('alert')).toBeVisible()
  expect(await form()).toEqual([
    'heading, Accedi, level 1',
    'Indicare il proprio indirizzo e-mail e la password.',
    'form, Operazione non riuscita',
    'alert',
    'Operazione non riuscita',
    'list',
    'listitem, level 1, position 1, set size 2',
    "Indirizzo o password non corretti. Chi non ha ancora scelto una password deve aprire il collegamento ricevuto con l'invito.",
    'listitem, level 1, position 2, set size 2',
    'link, Password: La password non viene conservata: scriverla di nuovo.',
    'Indirizzo e-mail',
    'textbox, Indirizzo e-mail, operator@presente.example, required',
    'Password',
    'Errore',
    ':',
    'La password non viene conservata: scriverla di nuovo.',
    'Password, Errore: La password non viene conservata: scriverla di nuovo.',
    'button, Accedi',
    'link, Password dimenticata?',
  ])
})

test('the roll: figures that open, one row a person, and what is said when somebody is recorded', async ({
  page,
  site,
  signIn,
}) => {
  await signIn(page, 'trainer@presente.example')
  const id = await find(page, '3. La valutazione delle offerte')
  await wasYesterday(site, id)
  await openRoll(page, id)
  await scriptRuns(page)
  const phrases = await announced(page)
  expect(
    between(phrases, "region, Riepilogo dell'appello", 'button, Dubbi 0, show_doubtful, not pressed'),
  ).toEqual([
    "region, Riepilogo dell'appello",
    "Cerca nell'elenco",
    "searchbox, Cerca nell'elenco, placeholder Cerca nell'elenco",
    'button, Tutti presenti, all_present, Segna presente chi non è ancora segnato, tranne chi ha sulla propria riga un motivo per essere segnato a parte.',
    'group',
    'Altre scelte per tutti',
    'Altre scelte per tutti',
    'list',
    'listitem, level 1, position 1, set size 6',
    'button, Da segnare 32, show_unmarked, not pressed',
    'listitem, level 1, position 2, set size 6',
    'button, Presenti 0, show_present, not pressed',
    'listitem, level 1, position 3, set size 6',
    'button, Assenti 0, show_absent, not pressed',
    'listitem, level 1, position 4, set size 6',
    'button, Giustificati 0, show_excused, not pressed',
    'listitem, level 1, position 5, set size 6',
    'button, In ritardo 0, show_late, not pressed',
    'listitem, level 1, position 6, set size 6',
    'button, Dubbi 0, show_doubtful, not pressed',
  ])
  expect(between(phrases, 'Argomento svolto', 'button, Salva le presenze')).toEqual([
    'Argomento svolto',
    'Che cosa si è insegnato: finirà nel registro.',
    'textbox, Argomento svolto, Che cosa si è insegnato: finirà nel registro.',
    'status',
    'navigation, Vai a',
    'link, Argomento',
    'link, Mie ore',
    'link, Chiudi',
    'button, Annulla, disabled',
    'button, Salva le presenze',
  ])
  expect(await announced(page, '.roll-row')).toEqual([
    'listitem, level 1',
    'group, Alunni Davide Cooperativa sociale Il Ponte di Carta',
    'radio, Presente, not checked, position 1, set size 3',
    'radio, Assente, not checked, position 2, set size 3',
    'radio, Giustificato, not checked, position 3, set size 3',
    'group',
    'Altro: Alunni Davide',
    'Altro: Alunni Davide',
  ])

  const absent = rows(page).first().getByRole('radio', { name: 'Assente' })
  const told = await heard(page, async () => {
    await absent.focus()
    await page.keyboard.press('Space')
    await expect(said(page)).toHaveText('Tutto salvato.')
  })
  expect(told).toEqual([
    'radio, Assente, not checked, position 2, set size 3',
    'polite: Da salvare: 1.',
    'polite: Salvataggio in corso…',
    'polite: Tutto salvato.',
  ])
  await rows(page).first().locator('.roll-more > summary').click()
  expect(await announced(page, '.roll-row')).toEqual([
    'listitem, level 1',
    'group, Alunni Davide Cooperativa sociale Il Ponte di Carta',
    'radio, Presente, not checked, position 1, set size 3',
    'radio, Assente, checked, position 2, set size 3',
    'radio, Giustificato, not checked, position 3, set size 3',
    'group',
    'Altro: Alunni Davide',
    'Altro: Alunni Davide',
    'link, Dettagli Alunni Davide',
    'Salvato',
  ])
  const after = await announced(page)
  expect(after).toEqual(
    expect.arrayContaining([
      'button, Da segnare 31, show_unmarked, not pressed',
      'button, Assenti 1, show_absent, not pressed',
    ]),
  )
  expect(between(after, 'link, Chiudi', 'Tutto salvato.')).toEqual([
    'link, Chiudi',
    'button, Annulla : Alunni Davide, Assente',
    'button, Salva le presenze',
    'status',
    'Tutto salvato.',
  ])
})

test('the check-in: the code that is typed, an entry that is registered by itself, and leaving', async ({
  page,
  site,
  signIn,
}) => {
  const meeting = await meetingOfNow(site)
  await signIn(page, 'operator@presente.example')
  await page.goto(`/check-in/${meeting}`)
  const heading = 'heading, Registra la presenza, level 1'
  const office = 'link, 075 000 0101'
  expect(anyTime(between(await announced(page), heading, office))).toEqual([
    'heading, Registra la presenza, level 1',
    'Gestire gli appalti dell’accoglienza, seconda edizione',
    '·',
    '6. In aula',
    '· Sala della formazione, Prefettura di Perugia',
    "Inquadrare con la fotocamera del telefono il codice sullo schermo dell'aula, oppure scriverlo qui sotto.",
    'heading, Scrivere il codice, level 2',
    'form',
    'Codice',
    'Sei lettere e cifre, come sullo schermo: maiuscole e spazi non contano.',
    'textbox, Codice, Sei lettere e cifre, come sullo schermo: maiuscole e spazi non contano., required',
    'button, Registra la presenza',
    'heading, A chi rivolgersi, level 2',
    'list',
    'listitem, level 1, position 1, set size 1',
    'Ufficio del progetto I.R.I.S.',
    '·',
    'link, iris@presente.example',
    '·',
    'link, 075 000 0101',
  ])

  await page.getByRole('button', { name: 'Registra la presenza' }).click()
  await expect(page.getByRole('alert')).toBeVisible()
  expect(
    between(await announced(page), 'heading, Scrivere il codice, level 2', 'button, Registra la presenza'),
  ).toEqual([
    'heading, Scrivere il codice, level 2',
    'form',
    'alert',
    "C'è 1 cosa da correggere",
    'list',
    'listitem, level 1, position 1, set size 1',
    'link, Codice: Inquadrare il codice che è sullo schermo, oppure scriverlo qui.',
    'Sei lettere e cifre, come sullo schermo: maiuscole e spazi non contano.',
    'Errore',
    ':',
    'Inquadrare il codice che è sullo schermo, oppure scriverlo qui.',
    'textbox, Codice, Sei lettere e cifre, come sullo schermo: maiuscole e spazi non contano. Errore: Inquadrare il codice che è sullo schermo, oppure scriverlo qui., invalid, required',
    'button, Registra la presenza',
  ])

  // What is sent waits until somebody listens.
  const listening = Promise.withResolvers<void>()
  await page.route('**/scan', async (route) => {
    await listening.promise
    await route.continue()
  })
  await page.goto(linkOf(site, meeting))
  const told = await heard(page, async () => {
    listening.resolve()
    await expect(page.getByText(/^Entrata registrata alle/)).toBeVisible()
  })
  expect(anyTime(told)).toEqual([
    "polite: Fatto: Entrata registrata alle 00:00Non occorre altro: senza un'uscita registrata vale l'orario di fine. Chi va via prima registra l'uscita da questa pagina, o inquadrando di nuovo il codice.",
  ])
  await page.reload()
  expect(anyTime(between(await announced(page), 'Fatto', "button, Registra l'uscita adesso"))).toEqual([
    'Fatto',
    ':',
    'Entrata registrata alle 00:00',
    'Presente dalle 00:00.',
    "Non occorre altro: senza un'uscita registrata vale l'orario di fine. Chi va via prima registra l'uscita da questa pagina, o inquadrando di nuovo il codice.",
    'heading, Uscita prima della fine, level 2',
    "Non serve il codice: l'uscita vale dal momento in cui si preme il pulsante, e la presenza fino ad allora resta. Chi poi rientra inquadra di nuovo il codice.",
    'form',
    "button, Registra l'uscita adesso",
  ])
})

/** The time of day is any. */
function anyTime(phrases: string[]): string[] {
  return phrases
    .filter((phrase) => !/^\p{L}+ \d+ \p{L}+ \d{4}, /u.test(phrase))
    .map((phrase) => phrase.replace(/\d\d:\d\d/g, '00:00'))
}
