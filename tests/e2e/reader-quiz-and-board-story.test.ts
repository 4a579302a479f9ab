// SPDX-License-Identifier: AGPL-3.0-or-later
// Quiz and board as somebody hears them who does not see them: every phrase, in its order.
import { announced, between, bringReader } from './reader.ts'
import { alone, expect } from './support.ts'

/** Where nobody has passed the quiz. */
const test = alone()
test.beforeEach(({ page }) => bringReader(page))

test('the quiz: each question as a group with its answers, and what is to be corrected', async ({
  page,
  signIn,
}) => {
  await signIn(page, 'operator@presente.example')
  await page.goto('/learn/IRIS-PM-02')
  await page.getByRole('row').getByRole('link', { name: 'Dal bisogno alla gara', exact: true }).click()
  await page.getByRole('link', { name: 'Vai al quiz' }).click()
  const third = /^group, 3\. /
  const phrases = await announced(page)
  expect(between(phrases, 'heading, Quiz: Dal bisogno alla gara, level 1', /^radio, Falso/)).toEqual([
    'heading, Quiz: Dal bisogno alla gara, level 1',
    '5 domande. Il quiz è superato con almeno il 75 % di risposte giuste; si può ripetere quante volte serve.',
    'form',
    'radiogroup, 1. In una struttura le persone non comprendono le indicazioni del medico. Quale frase descrive una prestazione che si può mettere a gara?, Una sola risposta., required',
    'radio, Le persone accolte non capiscono le cure che ricevono., not checked, position 1, set size 4',
    'radio, Gli operatori chiedono più interpreti., not checked, position 2, set size 4',
    'radio, Dodici ore settimanali di mediazione sanitaria in lingue definite, attivabili entro due giorni lavorativi., not checked, position 3, set size 4',
    'radio, Un servizio di mediazione di elevata qualità., not checked, position 4, set size 4',
    "radiogroup, 2. Nel Codice dei contratti pubblici del 2023 la sigla RUP indica il responsabile unico del progetto, che segue l'intervento dalla programmazione all'esecuzione., Una sola risposta., required",
    'radio, Vero, not checked, position 1, set size 2',
    'radio, Falso, not checked, position 2, set size 2',
  ])
  expect(between(phrases, third, /^radiogroup, 4\. /)).toEqual([
    "group, 3. Quali affermazioni rispettano i principi degli articoli da 1 a 3 del Codice? Le risposte giuste sono due., Sono possibili più risposte: la domanda vale quando sono scelte tutte quelle giuste e nessun'altra.",
    "checkbox, Il risultato si misura anche nell'esecuzione, non soltanto nella firma del contratto., not checked",
    "checkbox, Un requisito che solo il gestore uscente può soddisfare contrasta con l'accesso al mercato., not checked",
    'checkbox, La fiducia dispensa il funzionario dal motivare le proprie scelte., not checked',
    'checkbox, La tempestività consente di rinunciare alla trasparenza., not checked',
    'radiogroup, 4. Un Comune ha già definito ore, lingue e corrispettivo di un servizio di mediazione e cerca chi lo esegua. Quale strumento è coerente?, Una sola risposta., required',
  ])
  expect(phrases.slice(-2)).toEqual(['button, Consegna le risposte', 'link, Torna alla lettura'])

  for (const answer of [/^Le persone accolte/, 'Vero', /^Un appalto di servizi/])
    await page.getByRole('radio', { name: answer }).check()
  await page.getByRole('button', { name: 'Consegna le risposte' }).click()
  await expect(page.getByRole('alert')).toBeVisible()
  const returned = await announced(page)
  expect(between(returned, 'form', /^radio, Le persone accolte/)).toEqual([
    'form',
    'alert',
    'Ci sono 2 cose da correggere',
    'list',
    'listitem, level 1, position 1, set size 2',
    'link, Domanda 3: Rispondere a questa domanda.',
    'listitem, level 1, position 2, set size 2',
    'link, Domanda 5: Rispondere a questa domanda.',
    'radiogroup, 1. In una struttura le persone non comprendono le indicazioni del medico. Quale frase descrive una prestazione che si può mettere a gara?, Una sola risposta., required',
    'radio, Le persone accolte non capiscono le cure che ricevono., checked, position 1, set size 4',
  ])
  expect(between(returned, third, /^checkbox, /)).toEqual([
    "group, 3. Quali affermazioni rispettano i principi degli articoli da 1 a 3 del Codice? Le risposte giuste sono due., Sono possibili più risposte: la domanda vale quando sono scelte tutte quelle giuste e nessun'altra. Errore: Rispondere a questa domanda.",
    "checkbox, Il risultato si misura anche nell'esecuzione, non soltanto nella firma del contratto., not checked",
  ])
})

test('the board: each figure with what it counts, tables by their headers', async ({ page, signIn }) => {
  await signIn(page, 'manager@presente.example')
  await page.goto('/manage/iris')
  const phrases = await announced(page)
  expect(between(phrases, "Verso l'obiettivo", '16 partecipazioni')).toEqual([
    "Verso l'obiettivo",
    '92 di 150 persone (61 %)',
    "progressbar, Verso l'obiettivo, max value 1, min value 0, current value 92 di 150 persone (61 %)",
    'Con chi è iscritto a edizioni non concluse e non è ancora stato raggiunto: 106 di 150.',
    'list',
    'listitem, level 1, position 1, set size 2',
    'link, 61 / 100 Operatori pubblici',
    'ne mancano 39 · previsti 71 con gli iscritti',
    'listitem, level 1, position 2, set size 2',
    'link, 31 / 50 Operatori privati',
    'ne mancano 19 · previsti 35 con gli iscritti',
    'list',
    'listitem, level 1, position 1, set size 4',
    'link, 106 Iscritti',
    '139 partecipazioni',
    'listitem, level 1, position 2, set size 4',
    'link, 92 Presenti almeno una volta',
    '109 partecipazioni',
    'listitem, level 1, position 3, set size 4',
    'link, 46 Hanno completato',
    '48 partecipazioni',
    'listitem, level 1, position 4, set size 4',
    'link, 14 Iscritti ancora da raggiungere',
    '16 partecipazioni',
  ])
  expect(between(phrases, 'region, Operatori formati', /^cell, 61/)).toEqual([
    'region, Operatori formati',
    'table, Operatori formati',
    'caption, Operatori formati',
    'rowgroup',
    'row, Riga Obiettivo Iscritti Presenti almeno una volta Hanno completato Iscritti ancora da raggiungere Mancano %',
    'columnheader, Riga',
    'columnheader, Obiettivo',
    'columnheader, Iscritti',
    'columnheader, Presenti almeno una volta',
    'columnheader, Hanno completato',
    'columnheader, Iscritti ancora da raggiungere',
    'columnheader, Mancano',
    'columnheader, %',
    'rowgroup',
    'row, Operatori formati 150 persone 106 Iscritti, Operatori formati 92 Presenti almeno una volta, Operatori formati 46 Hanno completato, Operatori formati 14 Iscritti ancora da raggiungere, Operatori formati 58 61 %',
    'rowheader, Operatori formati',
    'link, Operatori formati',
    'cell, 150 persone',
    'cell, 106 Iscritti, Operatori formati',
    'link, 106 Iscritti, Operatori formati',
    'cell, 92 Presenti almeno una volta, Operatori formati',
    'link, 92 Presenti almeno una volta, Operatori formati',
    'cell, 46 Hanno completato, Operatori formati',
    'link, 46 Hanno completato, Operatori formati',
    'cell, 14 Iscritti ancora da raggiungere, Operatori formati',
    'link, 14 Iscritti ancora da raggiungere, Operatori formati',
    'cell, 58',
    'cell, 61 %',
  ])
})
