// SPDX-License-Identifier: AGPL-3.0-or-later
// The bodies of the demo. Public ones and the partners of the five projects bear their own names, as published by the
// projects; the private ones that employ the demo's people are invented.

export type DemoOrganisation = {
  name: string
  type: string
  municipality: string | null
  province: string | null
}

const body = (
  name: string,
  type: string,
  municipality: string | null,
  province: string | null,
): DemoOrganisation => ({
  name,
  type,
  municipality,
  province,
})

/** Bodies whose staff take part in I.R.I.S. and ROSA, public first. */
export const employers = {
  prefetturaPerugia: body('Prefettura di Perugia', 'prefettura', 'Perugia', 'PG'),
  prefetturaTerni: body('Prefettura di Terni', 'prefettura', 'Terni', 'TR'),
  questuraPerugia: body('Questura di Perugia', 'questura', 'Perugia', 'PG'),
  questuraTerni: body('Questura di Terni', 'questura', 'Terni', 'TR'),
  comunePerugia: body('Comune di Perugia', 'comune', 'Perugia', 'PG'),
  comuneTerni: body('Comune di Terni', 'comune', 'Terni', 'TR'),
  comuneFoligno: body('Comune di Foligno', 'comune', 'Foligno', 'PG'),
  comuneNarni: body('Comune di Narni', 'comune', 'Narni', 'TR'),
  comuneSpoleto: body('Comune di Spoleto', 'comune', 'Spoleto', 'PG'),
  uslUmbria1: body('USL Umbria 1', 'usl', 'Perugia', 'PG'),
  uslUmbria2: body('USL Umbria 2', 'usl', 'Terni', 'TR'),
  regioneUmbria: body('Regione Umbria', 'regione', 'Perugia', 'PG'),
  coopIlPonte: body('Cooperativa sociale Il Ponte di Carta', 'cooperativa', 'Perugia', 'PG'),
  coopLaSoglia: body('Cooperativa sociale La Soglia', 'cooperativa', 'Terni', 'TR'),
  coopOrizzonte: body('Cooperativa sociale Orizzonte Comune', 'cooperativa', 'Foligno', 'PG'),
  associazioneVoci: body('Associazione Voci in Cammino', 'associazione', 'Perugia', 'PG'),
  fondazioneApprodo: body('Fondazione Approdo Umbro', 'fondazione', 'Spoleto', 'PG'),
  volontariAccanto: body('Volontari Accanto ODV', 'volontariato', 'Perugia', 'PG'),
} as const

export type EmployerKey = keyof typeof employers

/** Leads, partners and supporting bodies of the projects, beyond the employers above. */
export const partnerBodies = {
  anciUmbria: body('ANCI Umbria', 'associazione', 'Perugia', 'PG'),
  comuneCittaDiCastello: body('Comune di Città di Castello', 'comune', 'Città di Castello', 'PG'),
  comuneAssisi: body('Comune di Assisi', 'comune', 'Assisi', 'PG'),
  comuneMarsciano: body('Comune di Marsciano', 'comune', 'Marsciano', 'PG'),
  comunePanicale: body('Comune di Panicale', 'comune', 'Panicale', 'PG'),
  comuneFabro: body('Comune di Fabro', 'comune', 'Fabro', 'TR'),
  cidis: body('Cidis Onlus', 'onlus', 'Perugia', 'PG'),
  frontieraLavoro: body('Frontiera Lavoro', 'cooperativa', 'Perugia', 'PG'),
  aris: body('Aris Formazione', 'other_private', 'Perugia', 'PG'),
  acliPerugia: body('ACLI Perugia', 'associazione', 'Perugia', 'PG'),
  unioneSavio: body('Unione dei Comuni Valle del Savio', 'unione_comuni', 'Cesena', 'FC'),
  comuneModena: body('Comune di Modena', 'comune', 'Modena', 'MO'),
  anciEmiliaRomagna: body('ANCI Emilia-Romagna', 'associazione', 'Bologna', 'BO'),
  ippogrifo: body("L'Ippogrifo", 'cooperativa', null, null),
  ciac: body('CIAC', 'onlus', 'Parma', 'PR'),
  comuneRimini: body('Comune di Rimini', 'comune', 'Rimini', 'RN'),
  aspCesena: body('ASP Distretto Cesena Valle Savio', 'other_public', 'Cesena', 'FC'),
  comuneRavenna: body('Comune di Ravenna', 'comune', 'Ravenna', 'RA'),
  consorzioFantasia: body('Consorzio Fantasia Onlus', 'onlus', null, null),
  cidas: body('C.I.D.A.S.', 'cooperativa', null, null),
  comuneReggioEmilia: body('Comune di Reggio Emilia', 'comune', 'Reggio Emilia', 'RE'),
  comuneAquila: body("Comune dell'Aquila", 'comune', "L'Aquila", 'AQ'),
  mondoDigitale: body('Fondazione Mondo Digitale', 'fondazione', 'Roma', 'RM'),
  montanaSirentina: body('Comunità Montana Sirentina', 'unione_comuni', null, 'AQ'),
  montanaAquila: body("Comunità Montana Montagna di L'Aquila", 'unione_comuni', null, 'AQ'),
  comuneCastelvecchio: body('Comune di Castelvecchio Subequo', 'comune', 'Castelvecchio Subequo', 'AQ'),
  comuneFontecchio: body('Comune di Fontecchio', 'comune', 'Fontecchio', 'AQ'),
  comuneGoriano: body('Comune di Goriano Sicoli', 'comune', 'Goriano Sicoli', 'AQ'),
  comuneMolina: body('Comune di Molina Aterno', 'comune', 'Molina Aterno', 'AQ'),
  comuneMontereale: body('Comune di Montereale', 'comune', 'Montereale', 'AQ'),
  comuneOvindoli: body('Comune di Ovindoli', 'comune', 'Ovindoli', 'AQ'),
  comuneSanDemetrio: body("Comune di San Demetrio ne' Vestini", 'comune', "San Demetrio ne' Vestini", 'AQ'),
  comunePizzoli: body('Comune di Pizzoli', 'comune', 'Pizzoli', 'AQ'),
} as const

export type BodyKey = EmployerKey | keyof typeof partnerBodies
