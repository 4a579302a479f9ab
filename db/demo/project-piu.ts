// SPDX-License-Identifier: AGPL-3.0-or-later
import type { DemoProject } from './project.ts'

export const piu: DemoProject = {
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
  contact_email: 'piu@presente.example',
  contact_phone: '075 000 0105',
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
}
