// SPDX-License-Identifier: AGPL-3.0-or-later
// The five projects with the facts they published, inconsistencies included: the consistency checks must find them.
import type { BodyKey } from './organisations.ts'

export type DemoTarget = {
  label_it: string
  label_en: string
  quantity: number | null
  unit?: 'persons' | 'organisations' | 'households'
  kind?: 'direct' | 'indirect'
  source?: 'attendance' | 'tally'
  audience?: 'training' | 'table'
  sector?: 'public' | 'private' | 'volunteer'
  organisation_types?: string[]
  children?: DemoTarget[]
}

export type DemoProject = {
  slug: string
  acronym: string
  title: string
  code: string | null
  cup: string | null
  fund: string
  fund_period: string | null
  specific_objective: string | null
  national_objective: string | null
  funding_statement: string
  starts_on: string | null
  ends_on: string | null
  declared_months: number | null
  aims: string
  recipients: string
  contact_email: string | null
  lead: BodyKey
  partners: BodyKey[]
  supporting: BodyKey[]
  work_packages: [code: string, title: string][]
  targets: DemoTarget[]
}

const fami = 'Fondo Asilo, Migrazione e Integrazione (FAMI)'

export const demoProjects: DemoProject[] = [
  {
    slug: 'iris',
    acronym: 'I.R.I.S.',
    title: "Informazione per il Rafforzamento e l'Integrazione dei servizi per l'accoglienza",
    code: 'PROG-1081',
    cup: 'F69I24000600007',
    fund: fami,
    fund_period: '2021-2027',
    specific_objective: 'O.S. 2 Migrazione legale/Integrazione',
    national_objective: null,
    funding_statement: "Cofinanziato dall'Unione europea",
    starts_on: '2025-12-02',
    ends_on: '2026-06-02',
    declared_months: 18,
    aims: "Migliorare il ruolo di indirizzo della Prefettura nel governo dei fenomeni migratori; rafforzare la capacità di comunicazione e di informazione dei servizi; facilitare la lettura delle relazioni interculturali e l'esercizio dei diritti. Il progetto agisce sul territorio e sulla governance, favorendo le sinergie fra pubblico e privato e l'analisi dei bisogni.",
    recipients:
      '150 operatori, di cui 100 pubblici e 50 privati, impegnati a vario titolo nelle strutture di accoglienza, nei servizi sociali dei Comuni e in altri enti. Destinatari indiretti sono 100 cittadini di Paesi terzi, compresi richiedenti e titolari di protezione internazionale. Partecipa alla governance un gruppo di funzionari e rappresentanti degli enti del territorio, senza un numero stabilito.',
    contact_email: 'iris@presente.example',
    lead: 'prefetturaPerugia',
    partners: ['anciUmbria'],
    supporting: ['regioneUmbria', 'prefetturaTerni', 'questuraPerugia'],
    work_packages: [],
    targets: [
      {
        label_it: 'Operatori formati',
        label_en: 'Operators trained',
        quantity: 150,
        children: [
          { label_it: 'Operatori pubblici', label_en: 'Public operators', quantity: 100, sector: 'public' },
          { label_it: 'Operatori privati', label_en: 'Private operators', quantity: 50, sector: 'private' },
        ],
      },
      {
        label_it: 'Cittadini di Paesi terzi raggiunti',
        label_en: 'Third-country nationals reached',
        quantity: 100,
        kind: 'indirect',
        source: 'tally',
      },
      { label_it: 'Gruppo di governance', label_en: 'Governance group', quantity: null, audience: 'table' },
    ],
  },
  {
    slug: 'rosa',
    acronym: 'ROSA',
    title: "Rafforzamento dell'offerta dei servizi per l'accoglienza",
    code: 'PROG-3793',
    cup: 'F69J21017790007',
    fund: fami,
    fund_period: '2014-2020',
    specific_objective: 'OS 2 Integrazione/Migrazione legale',
    national_objective: 'ON 3 Capacity building, Circolare Prefetture 2021, VII sportello',
    funding_statement: "Progetto co-finanziato dall'Unione europea",
    starts_on: null,
    ends_on: null,
    declared_months: 16,
    aims: "Ricalibrare l'accoglienza in Umbria: una strategia condivisa fin dai documenti di gara, la capacità di programmare, le competenze del personale della Prefettura nella selezione, nel monitoraggio e nella vigilanza, anche in emergenza.",
    recipients:
      'In totale 100 operatori pubblici, 20 di Prefetture, Commissioni territoriali, Tribunali per i minorenni e Questure e 80 dei Comuni, 40 operatori del privato sociale e quanti più possibile di associazioni e partner economico-sociali. Destinatari indiretti sono tutti i migranti e i richiedenti protezione che usano i servizi dedicati della Prefettura.',
    contact_email: null,
    lead: 'prefetturaPerugia',
    partners: ['anciUmbria'],
    supporting: [],
    work_packages: [
      ['1.1', "Tavolo di lavoro per il Piano di gestione dell'accoglienza"],
      ['1.2', 'Workshop territoriali'],
      ['2', 'Corsi di Procurement management; laboratori Law in action e Relationships in action'],
      ['3.1', 'Mediazione linguistico-culturale'],
      ['3.2', 'Mediazione dei conflitti'],
      ['3.3', 'Monitoraggio della gestione dei CAS'],
      ['4.1', 'Presentazione del progetto'],
      ['4.2', 'Aggiornamento del portale "Rifugiati in Umbria"'],
      ['4.3', 'Evento finale; comunicazione e disseminazione'],
    ],
    targets: [
      {
        label_it: 'Operatori pubblici',
        label_en: 'Public operators',
        quantity: 100,
        sector: 'public',
        children: [
          {
            label_it: 'Prefetture, Commissioni territoriali, Tribunali per i minorenni, Questure',
            label_en: 'Prefectures, territorial commissions, juvenile courts, police headquarters',
            quantity: 20,
            sector: 'public',
            organisation_types: ['prefettura', 'commissione_territoriale', 'tribunale_minorenni', 'questura'],
          },
          {
            label_it: 'Comuni (amministrativi, sociali, altri)',
            label_en: 'Municipalities (administrative, social, other)',
            quantity: 80,
            sector: 'public',
            organisation_types: ['comune', 'unione_comuni'],
          },
        ],
      },
      {
        label_it: 'Privato sociale (accoglienza e integrazione)',
        label_en: 'Private social sector (reception and integration)',
        quantity: 40,
        sector: 'private',
        organisation_types: ['cooperativa', 'fondazione', 'onlus', 'impresa', 'other_private'],
      },
      {
        label_it: 'Associazioni e partner economico-sociali (quanti più possibile)',
        label_en: 'Associations and economic-social partners (as many as possible)',
        quantity: null,
        sector: 'private',
        organisation_types: ['associazione', 'sindacato'],
      },
    ],
  },
  {
    slug: 'passi',
    acronym: 'PASSI',
    title: "Promozione dell'accesso ai servizi per l'integrazione",
    code: null,
    cup: null,
    fund: fami,
    fund_period: '2014-2020',
    specific_objective: 'OS 2, azione 02, lettera e)',
    national_objective: null,
    funding_statement: "Progetto co-finanziato dall'Unione europea",
    starts_on: '2017-04-01',
    ends_on: '2018-09-30',
    declared_months: 18,
    aims: 'Servizi informativi uniformi: ampliare e rafforzare i Punti unici di accesso, raggiungere i gruppi isolati, valorizzare le competenze interculturali.',
    recipients: 'Cittadini stranieri residenti in Umbria; operatori dei servizi pubblici a ogni livello.',
    contact_email: null,
    lead: 'regioneUmbria',
    partners: [
      'comuneCittaDiCastello',
      'comunePerugia',
      'comuneAssisi',
      'comuneMarsciano',
      'comunePanicale',
      'comuneNarni',
      'comuneFabro',
      'comuneTerni',
      'comuneSpoleto',
      'cidis',
      'frontieraLavoro',
      'aris',
      'acliPerugia',
    ],
    supporting: [],
    work_packages: [],
    targets: [
      {
        label_it: 'Operatori dei servizi pubblici',
        label_en: 'Operators of public services',
        quantity: null,
        sector: 'public',
      },
    ],
  },
  {
    slug: 'intarsi',
    acronym: 'INTARSI',
    title: 'Azioni in rete per una comunità accogliente',
    code: 'PROG-2832',
    cup: 'I69E19001100002',
    fund: fami,
    fund_period: '2014-2020',
    specific_objective: 'Obiettivo 2 Integrazione/Migrazione legale',
    national_objective: null,
    funding_statement: "Progetto co-finanziato dall'Unione europea",
    starts_on: null,
    ends_on: null,
    declared_months: 26,
    aims: 'Reti di governance; percorsi formativi per gli operatori; orientamento e mediazione per la scuola, la genitorialità, la salute; sperimentazioni di co-housing e abitare sociale; presa in carico integrata fra pubblico e privato; diffusione dei risultati e dei materiali.',
    recipients:
      "Nuclei familiari di cittadini di Paesi terzi, anche monoparentali, con minori, in disagio, usciti dall'accoglienza. La formazione è rivolta a operatori dei servizi pubblici, del terzo settore e a volontari.",
    contact_email: null,
    lead: 'unioneSavio',
    partners: [
      'comuneModena',
      'anciEmiliaRomagna',
      'ippogrifo',
      'ciac',
      'comuneRimini',
      'aspCesena',
      'comuneRavenna',
      'consorzioFantasia',
      'cidas',
      'comuneReggioEmilia',
    ],
    supporting: [],
    work_packages: [],
    targets: [
      {
        label_it: 'Operatori dei servizi pubblici',
        label_en: 'Operators of public services',
        quantity: null,
        sector: 'public',
      },
      {
        label_it: 'Operatori del terzo settore',
        label_en: 'Third-sector operators',
        quantity: null,
        sector: 'private',
      },
      { label_it: 'Volontari', label_en: 'Volunteers', quantity: null, sector: 'volunteer' },
      {
        label_it: 'Nuclei familiari accompagnati',
        label_en: 'Households assisted',
        quantity: null,
        unit: 'households',
        kind: 'indirect',
        source: 'tally',
      },
    ],
  },
  {
    slug: 'piu',
    acronym: 'PIÙ',
    title: "Più: uffici per l'integrazione",
    code: null,
    cup: null,
    fund: 'Fondo europeo per l’integrazione (FEI), Azione 9 "Capacity building"',
    fund_period: 'Annualità 2013',
    specific_objective: null,
    national_objective: null,
    funding_statement: "Progetto co-finanziato dall'Unione europea",
    starts_on: null,
    ends_on: null,
    declared_months: null,
    aims: 'Collegamento fra istituzioni; conoscenza dei gruppi e dei bisogni; formazione e aggiornamento del personale di enti pubblici e privati; capacità di monitorare e valutare; un portale come canale di informazione e di formazione in linea; servizi pilota innovativi.',
    recipients:
      "Gli enti stessi, capofila e partner, e il personale del Comune dell'Aquila, dei Comuni partner e di tutti i Comuni delle due comunità montane.",
    contact_email: null,
    lead: 'comuneAquila',
    partners: [
      'mondoDigitale',
      'montanaSirentina',
      'montanaAquila',
      'comuneCastelvecchio',
      'comuneFontecchio',
      'comuneGoriano',
      'comuneMolina',
      'comuneMontereale',
      'comuneOvindoli',
      'comuneSanDemetrio',
      'comunePizzoli',
    ],
    supporting: [],
    work_packages: [],
    targets: [
      {
        label_it: 'Enti raggiunti',
        label_en: 'Bodies reached',
        quantity: null,
        unit: 'organisations',
      },
    ],
  },
]
