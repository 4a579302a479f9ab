// SPDX-License-Identifier: AGPL-3.0-or-later
import { type DemoProject, fami } from './project.ts'

export const rosa: DemoProject = {
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
}
