// SPDX-License-Identifier: AGPL-3.0-or-later
import { beforeAll, describe, expect, it } from 'vitest'
import { at, newId } from '#base/clock.server.ts'
import { inLocale } from '#base/i18n/locale.server.ts'
import { ledgerFacts } from '#base/ledger/facts.ts'
import { ledgerActs } from '#base/ledger/ledger.ts'
import { changePerson } from '#plan/accounts/change-person.server.ts'
import { factLabel } from '#prove/ledger/fact-words.ts'
import { factsOf, factText } from '#prove/ledger/facts.ts'
import { type LedgerFilter, listLedger } from '#prove/ledger/list.server.ts'
import { actSentence } from '#prove/ledger/words.ts'
import { recordMarks } from '#record/attendance/marks.server.ts'
import { enrol, withdraw } from '#record/places/enrolments.server.ts'
import { describeEngines } from '#tests/support/engines.ts'
import { iris } from '#tests/support/iris.ts'
import { person } from '#tests/support/people.ts'
import { edition, home } from '#tests/support/training.ts'

const everything: LedgerFilter = { act: null, person: '', from: null, to: null }

describe('the words of the ledger', () => {
  it.each(['it', 'en'] as const)('say every act in %s, with its subject', (language) => {
    const said = inLocale(language, () => ledgerActs.map((act) => actSentence(act, 'Bianchi Anna')))
    const silent = ledgerActs.filter((_, at) => !said[at]?.includes('Bianchi Anna'))
    // These are about the whole installation.
    expect(silent).toEqual(['backup_made', 'backup_restored'])
    expect(new Set(said).size).toBe(ledgerActs.length)
  })

  it.each(['it', 'en'] as const)('name every fact in %s', (language) => {
    const unnamed = inLocale(language, () => ledgerFacts.filter((fact) => factLabel(fact) === fact))
    expect(unnamed).toEqual([])
  })

  it('leave what another program wrote with its own name', () => {
    const facts = factsOf({ shoe_size: 41 }, { shoe_size: 42 }, new Map())
    expect(facts).toEqual([{ key: 'shoe_size', label: 'shoe size', before: '41', after: '42' }])
  })

  it.each([
    ['starts_at', '2026-02-05T10:00:00.000Z', '05/02/2026, 11:00'],
    ['born_on', '1985-03-10', '10/03/1985'],
    ['credited_minutes', 110, '1:50'],
    ['is_staff', 1, 'Sì'],
    ['number', 1, '1'],
    ['passed', false, 'No'],
    ['score', 7500, '75\u00a0%'],
    ['phone', null, '–'],
    ['sector', 'private', 'Privato'],
    ['role', 'manager', 'Responsabile di progetto'],
    ['role', 'assistente sociale', 'assistente sociale'],
    ['person_id', 'p1', 'Bianchi Anna'],
    [
      'breaks',
      [{ from: '2026-02-05T10:00:00.000Z', to: '2026-02-05T10:15:00.000Z' }],
      '05/02/2026, 11:00–11:15',
    ],
    ['breaks', [], '–'],
    ['doubt', 'same_device', 'Stesso dispositivo'],
    ['state', 'closed', 'Chiuso'],
    ['state', 'waiting', 'In attesa'],
    ['state', 'set_aside', 'Accantonata'],
    ['kind', 'exit', 'Uscita'],
    ['mode', 'in_person', 'In presenza'],
    ['role', 'trainer', 'Docente'],
    ['unit', 'households', 'Nuclei familiari'],
    ['kind', 'indirect', 'Indiretti'],
    ['source', 'tally', 'Da numeri registrati a mano'],
    ['audience', 'table', 'Tavoli'],
    ['reached_stage', 'completed', "Quando ha completato almeno un'edizione"],
    ['evidence_rule', 'sheet', 'Soltanto il foglio firme'],
    ['language', 'en', 'Inglese'],
    ['platform', 'meet', 'Google Meet'],
    ['organisation_types', ['comune'], 'Comune'],
    ['organisation_types', '["comune","other_private"]', 'Comune; Altro ente privato'],
    ['partners', [{ organisation_id: 'p1', role: 'lead' }], 'Ente: Bianchi Anna, Ruolo: Capofila'],
  ])('%s %o is %s', (key, value, text) => {
    expect(factText(key, value, new Map([['p1', 'Bianchi Anna']]))).toBe(text)
  })
})

describeEngines('a project’s ledger', (world) => {
  let who: Awaited<ReturnType<typeof iris>>
  beforeAll(async () => {
    who = await iris(world.db)
    const { db } = world
    const run = await edition(db, who.project, 'IRIS-LA-01')
    const luca = { edition_id: run.id, person_id: who.luca.id }
    await at('2026-02-01T10:00Z', () => enrol(db, who.manager, luca))
    await at('2026-02-02T10:00Z', () => withdraw(db, who.manager, { ...luca, reason: 'Altro impegno' }))
    const [first] = who.meetings
    const intervals = [{ in: first.starts_at, out: first.ends_at }]
    const marks = [{ person_id: who.anna.id, status: 'present' as const, intervals, base: null }]
    const given = { meeting_id: first.id, source: 'trainer' as const, reason: null, nonce: newId(), marks }
    await at('2026-02-05T12:00Z', () => recordMarks(db, who.trainer, given))
    const remo = await person(db, 'Remo Galli')
    await home(db, who.rosa, remo)
    const change = { person_id: remo.id, first_name: 'Remo', last_name: 'Galli', phone: '075 12345' }
    await changePerson(db, who.otherManager, change)
  })

  const page = (filter: Partial<LedgerFilter> = {}, paging = { limit: 50, offset: 0 }) =>
    listLedger(world.db, who.project.id, { ...everything, ...filter }, paging)
  const acts = async (filter: Partial<LedgerFilter>) => (await page(filter)).rows.map((row) => row.act)

  it('has its own acts only, newest first, with names in the place of ids', async () => {
    const { rows, total } = await page()
    expect(rows.map((row) => row.seq)).toEqual([...rows.map((row) => row.seq)].sort((a, b) => b - a))
    expect(total).toBe(rows.length)
    expect(rows.some((row) => row.act === 'person_changed')).toBe(false)
    const mark = rows.find((row) => row.act === 'mark_recorded')
    expect(mark).toMatchObject({ actor_name: 'Carla Neri', subject: 'Bianchi Anna (IRIS-PM-01 n. 1)' })
    const enrolled = rows.find((row) => row.act === 'enrolled')
    expect(enrolled?.facts).toContainEqual({
      key: 'person_id',
      label: 'Persona',
      before: null,
      after: 'Verdi Luca',
    })
    const withdrawn = rows.find((row) => row.act === 'enrolment_withdrawn')
    expect(withdrawn?.facts).toContainEqual({
      key: 'state',
      label: 'Stato',
      before: 'Iscrizione attiva',
      after: 'Iscrizione ritirata',
    })
  })

  it('is narrowed by act, by person in either order of the names, and by dates', async () => {
    expect(await acts({ act: 'enrolled' })).toEqual(['enrolled'])
    expect(await acts({ person: 'verdi luca' })).toEqual(['enrolment_withdrawn', 'enrolled'])
    expect(await acts({ person: 'ANNA bian' })).toEqual(
      expect.arrayContaining(['mark_recorded', 'participant_counted']),
    )
    expect(await acts({ person: 'nessuno' })).toEqual([])
    expect(await acts({ from: '2026-02-02T00:00:00.000Z', to: '2026-02-02T23:59:59.999Z' })).toEqual([
      'enrolment_withdrawn',
    ])
  })

  it('comes in pages', async () => {
    const whole = (await page()).rows.map((row) => row.seq)
    const second = await page({}, { limit: 2, offset: 2 })
    expect(second.rows.map((row) => row.seq)).toEqual(whole.slice(2, 4))
    expect(second.total).toBe(whole.length)
  })
})
