// SPDX-License-Identifier: AGPL-3.0-or-later
// A meeting to check in at, and the link that its screen shows.
import { randomUUID } from 'node:crypto'
import { minutesAfter, now } from '#base/clock.server.ts'
import { codeAt } from '#record/check-in/code.server.ts'
import { stepOf } from '#record/check-in/code.ts'
import { databaseOf } from './everyone.ts'
import type { Site } from './server.ts'

/** A meeting that began five minutes ago. */
export async function meetingOfNow(site: Site, code = 'IRIS-PM-02'): Promise<string> {
  const db = databaseOf(site)
  try {
    const edition = await db
      .selectFrom('edition')
      .select('id')
      .where('code', '=', code)
      .executeTakeFirstOrThrow()
    const { last } = await db
      .selectFrom('meeting')
      .select((eb) => eb.fn.max('number').as('last'))
      .where('edition_id', '=', edition.id)
      .executeTakeFirstOrThrow()
    const id = randomUUID()
    const words = { title: 'In aula', mode: 'in_person' as const, state: 'planned' as const, breaks: '[]' }
    const times = { starts_at: minutesAfter(now(), -5), ends_at: minutesAfter(now(), 120) }
    await db
      .insertInto('meeting')
      .values({ id, edition_id: edition.id, number: Number(last) + 1, ...words, ...times })
      .execute()
    return id
  } finally {
    await db.destroy()
  }
}

/** On a server with this process's key: the link of the code in force, or of one that was `ago` steps ago. */
export function linkOf(site: Site, meeting: string, ago = 0): string {
  return `${site.url}/check-in/${meeting}?code=${codeAt(meeting, stepOf(now()) - ago)}`
}
