// SPDX-License-Identifier: AGPL-3.0-or-later
import { type DemoProject, fami } from './project.ts'

export const iris: DemoProject = {
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
  contact_phone: '075 000 0101',
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
}
