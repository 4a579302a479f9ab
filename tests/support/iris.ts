// SPDX-License-Identifier: AGPL-3.0-or-later
// A small I.R.I.S.: the project, its two targets, an edition of two meetings, and one person of each kind.
import type { Db } from '#db/connect.server.ts'
import { account, grant, organisation, person } from './people.ts'
import { edition, enrolment, home, meeting, project, target } from './training.ts'

/**
 * Anna Bianchi works for the Comune (public), Luca Verdi for the Cooperativa (private); both are enrolled in
 * IRIS-PM-01, which meets on 5 and 12 February 2026 from 11:00 to 13:30 in Rome. `rosa` is a project that nobody
 * here has to do with, except `otherManager`. Nobody has a mark yet.
 */
export async function iris(db: Db) {
  const comune = await organisation(db, 'Comune di Perugia', 'comune')
  const cooperativa = await organisation(db, 'Cooperativa Il Ponte', 'cooperativa')
  const anna = await person(db, 'Anna Bianchi', comune, { gender: 'F', born_on: '1985-03-10' })
  const luca = await person(db, 'Luca Verdi', cooperativa, { gender: 'M', born_on: '1960-11-30' })
  const carla = await person(db, 'Carla Neri', undefined, { is_staff: 1 })
  const itself = await project(db, 'iris', { code: 'PROG-1081', cup: 'F69I24000600007' })
  await home(db, itself, carla)
  const rosa = await project(db, 'rosa')
  const targets = await operators(db, itself)
  const first = await edition(db, itself, 'IRIS-PM-01', { title: 'Procurement management' })
  const meetings = [
    await meeting(db, first, 1, '2026-02-05T10:00Z', '2026-02-05T12:30Z'),
    await meeting(db, first, 2, '2026-02-12T10:00Z', '2026-02-12T12:30Z'),
  ] as const
  return {
    comune,
    cooperativa,
    anna,
    luca,
    carla,
    project: itself,
    rosa,
    targets,
    edition: first,
    meetings,
    enrolments: { anna: await enrolment(db, first, anna), luca: await enrolment(db, first, luca) },
    operator: await account(db, 'Anna Bianchi', anna),
    private: await account(db, 'Luca Verdi', luca),
    trainer: await grant(db, await account(db, 'Carla Neri', carla), 'trainer', { edition: first }),
    manager: await grant(db, await account(db, 'Marta Conti'), 'manager', { project: itself }),
    otherManager: await grant(db, await account(db, 'Rosa Ferri'), 'manager', { project: rosa }),
    auditor: await grant(db, await account(db, 'Aldo Ricci'), 'auditor', { project: itself }),
    administrator: await grant(db, await account(db, 'Ada Serra'), 'administrator'),
  }
}

/** The target of I.R.I.S. in a project: operators, of whom public and private. */
export async function operators(db: Db, of: { id: string }) {
  const all = await target(db, of, 'Operatori', 150)
  const under = (label: string, quantity: number, position: number, sector: 'public' | 'private') =>
    target(db, of, label, quantity, { parent_id: all.id, position, sector })
  return {
    all,
    public: await under('Operatori pubblici', 100, 2, 'public'),
    private: await under('Operatori privati', 50, 3, 'private'),
  }
}
