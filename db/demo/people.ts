// SPDX-License-Identifier: AGPL-3.0-or-later
// The demo's people. All invented: common first names and surnames put together by rule; no real person is meant.
import type { EmployerKey } from './organisations.ts'

export type DemoPerson = {
  first_name: string
  last_name: string
  gender: 'F' | 'M' | 'not_stated'
  born_on: string | null
  email: string | null
  employer: EmployerKey
  role: string
}

const women =
  'Anna Bianca Carla Daniela Elena Federica Giulia Ilaria Laura Marta Nadia Olga Paola Rita Sara Teresa Valentina Zoe Amina Fatou Miriam Chiara Lucia Silvia'.split(
    ' ',
  )
const men =
  'Alberto Bruno Carlo Davide Enrico Fabio Giorgio Luca Marco Nicola Omar Pietro Remo Stefano Tommaso Ugo Vito Karim Youssef Ivan Sergio Aldo'.split(
    ' ',
  )
const surnames =
  "Bianchi Verdi Neri Gallo Fontana Rinaldi Caruso Ferri Sanna D'Angelo Grassi Testa De_Santis Pellegrini Barone Fiore Marchi Leone Monti Villa Serra Orlandi Basile Conti_Sala Piras Diallo Moretti Lombardi Greco Costa".split(
    ' ',
  )

const publicEmployers: EmployerKey[] = [
  'comunePerugia',
  'prefetturaPerugia',
  'comuneTerni',
  'questuraPerugia',
  'uslUmbria1',
  'comuneFoligno',
  'comuneSpoleto',
  'prefetturaTerni',
  'comuneNarni',
  'uslUmbria2',
  'questuraTerni',
  'regioneUmbria',
]
const privateEmployers: EmployerKey[] = [
  'coopIlPonte',
  'coopLaSoglia',
  'associazioneVoci',
  'coopOrizzonte',
  'fondazioneApprodo',
]
const publicRoles = [
  'Assistente sociale',
  'Funzionario amministrativo',
  'Istruttore',
  'Operatore di sportello',
  'Ispettore',
]
const privateRoles = [
  'Operatore legale',
  "Operatore dell'accoglienza",
  'Mediatore culturale',
  'Coordinatore',
  'Educatore',
]

/** The `number`th operator (from 0): two in three public. The same number is always the same person. */
export function demoOperator(number: number): DemoPerson {
  const isPublic = number % 3 !== 2
  const isWoman = (number * 7) % 5 < 3
  const names = isWoman ? women : men
  const first_name = pick(names, number * 5 + Math.floor(number / surnames.length))
  const last_name = pick(surnames, number * 11 + 3).replace('_', ' ')
  const year = 1958 + ((number * 13) % 44)
  const month = String(1 + ((number * 5) % 12)).padStart(2, '0')
  const day = String(1 + ((number * 17) % 28)).padStart(2, '0')
  const employers = isPublic ? publicEmployers : privateEmployers
  return {
    first_name,
    last_name,
    // Some say neither gender nor birth date: "not stated" is a column of its own (domain.md 3.3).
    gender: number % 19 === 7 ? 'not_stated' : isWoman ? 'F' : 'M',
    born_on: number % 17 === 5 ? null : `${year}-${month}-${day}`,
    email: number % 9 === 4 ? null : `operatore${number + 1}@presente.example`,
    employer: pick(employers, Math.floor(number / 3) * 2 + (number % 3)),
    role: pick(isPublic ? publicRoles : privateRoles, number),
  }
}

/** The people behind the demo accounts of operators and trainers. */
export const named = {
  operator: {
    first_name: 'Marina',
    last_name: 'Sereni',
    gender: 'F',
    born_on: '1984-04-18',
    email: 'operator@presente.example',
    employer: 'comunePerugia',
    role: 'Assistente sociale',
  },
  private: {
    first_name: 'Davide',
    last_name: 'Alunni',
    gender: 'M',
    born_on: '1991-10-02',
    email: 'private@presente.example',
    employer: 'coopIlPonte',
    role: "Operatore dell'accoglienza",
  },
  trainer: {
    first_name: 'Teresa',
    last_name: 'Marini',
    gender: 'F',
    born_on: '1975-02-11',
    email: 'trainer@presente.example',
    employer: 'fondazioneApprodo',
    role: 'Docente',
  },
  /** Teaches what is taught at a distance. */
  online: {
    first_name: 'Sergio',
    last_name: 'Blasi',
    gender: 'M',
    born_on: '1980-09-23',
    email: 'docente@presente.example',
    employer: 'fondazioneApprodo',
    role: 'Docente',
  },
} satisfies Record<string, DemoPerson>

/** Accounts with no person behind them: they run the installation and the projects. */
export const officeAccounts = {
  admin: { email: 'admin@presente.example', name: 'Ada Righi' },
  manager: { email: 'manager@presente.example', name: 'Franco Belli' },
  auditor: { email: 'auditor@presente.example', name: 'Iole Tarsi' },
} as const

/** Who manages the projects that nothing happens in: by address of the project. */
export const otherManagers = {
  passi: { email: 'manager.passi@presente.example', name: 'Livia Moretti' },
  intarsi: { email: 'manager.intarsi@presente.example', name: 'Sandro Galli' },
  piu: { email: 'manager.piu@presente.example', name: 'Elisa Fanti' },
} as const

function pick<T>(list: readonly T[], index: number): T {
  return list[index % list.length] as T
}
