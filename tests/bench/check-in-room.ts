// SPDX-License-Identifier: AGPL-3.0-or-later
// A hall of people with a phone each: enrolled, signed in, at meetings that are on now.
import { startLogin } from '#base/access/logins.server.ts'
import { minutesAfter, newId, now } from '#base/clock.server.ts'
import { connect, type Db } from '#db/connect.server.ts'
import { migrate } from '#db/migrate.server.ts'
import { organisation, person } from '#tests/support/people.ts'
import { edition, enrolment, meeting, project } from '#tests/support/training.ts'

export type Hall = {
  db: Db
  people: { person_id: string; account_id: string; cookie: string }[]
  anotherMeeting: () => Promise<{ id: string; edition_id: string }>
}

/** Fills an empty database with `size` people enrolled in one edition. */
export async function hallOf(url: string, size: number): Promise<Hall> {
  const db = connect(url)
  await migrate(db)
  const iris = await project(db, 'iris')
  const hall = await edition(db, iris, 'IRIS-EV-01')
  const comune = await organisation(db, 'Comune di Perugia')
  const people: Hall['people'] = []
  // In one transaction: on SQLite each would wait for the disk.
  await db.transaction().execute(async (db) => {
    for (let number = 0; number < size; number++) {
      const name = `Persona ${String(number).padStart(4, '0')}`
      const { id: person_id } = await person(db, name, comune)
      await enrolment(db, hall, { id: person_id })
      const account_id = newId()
      const email = `persona-${number}@presente.example`
      const row = { id: account_id, person_id, name, email, language: 'it' as const, password_hash: null }
      await db
        .insertInto('account')
        .values({ ...row, created_at: now() })
        .execute()
      const [cookie = ''] = (await startLogin(db, account_id, 'bench', null)).split(';')
      people.push({ person_id, account_id, cookie })
    }
  })
  let number = 0
  return {
    db,
    people,
    async anotherMeeting() {
      number += 1
      return await meeting(db, hall, number, minutesAfter(now(), -5), minutesAfter(now(), 240))
    },
  }
}
