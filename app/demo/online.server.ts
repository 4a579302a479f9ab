// SPDX-License-Identifier: AGPL-3.0-or-later
// A meeting of the demo at a distance: the trainer brings the platform's report on the same day.

import type { Actor } from '#base/access/actor.ts'
import { env } from '#base/env.server.ts'
import { keepFile } from '#base/files/store.server.ts'
import { checkedUpload } from '#base/files/upload.server.ts'
import type { Db } from '#db/connect.server.ts'
import { readReport } from '#record/online/platform-report.server.ts'
import { importReport } from '#record/online/reports.server.ts'
import type { Held } from './edition.ts'
import { type Connected, teamsReport } from './teams-text.ts'

/**
 * Imports what Teams wrote of a meeting: everybody connected but one, somebody twice after a fall of the line, and one
 * under the name of a telephone, whom nobody can match by themselves.
 */
export async function importTeams(db: Db, trainer: Actor, meeting: Held, people: string[]): Promise<void> {
  const rows = await db
    .selectFrom('person')
    .select(['id', 'first_name', 'last_name', 'email'])
    .where('id', 'in', people)
    .execute()
  const byId = new Map(rows.map((row) => [row.id, row]))
  const seconds = (moment: string, by: number) => new Date(Date.parse(moment) + by * 1000).toISOString()
  const { starts_at, ends_at } = meeting
  const connected = people.flatMap((id, at): Connected[] => {
    const person = byId.get(id)
    if (!person || at === 3) return []
    const [entry, exit] = [seconds(starts_at, at * 37 - 250), seconds(ends_at, 95 - at * 11)]
    const fell = seconds(starts_at, 3723)
    const stays =
      at === 2
        ? [
            { in: entry, out: fell },
            { in: seconds(fell, 412), out: exit },
          ]
        : [{ in: entry, out: exit }]
    if (at === 5) return [{ name: 'Telefono di casa (Ospite)', email: '', role: 'Relatore', stays }]
    const name = `${person.first_name} ${person.last_name}`
    return [{ name, email: person.email ?? '', role: 'Relatore', stays }]
  })
  const whole = [{ in: seconds(starts_at, -612), out: seconds(ends_at, 140) }]
  const organiser = { name: trainer.name, email: trainer.email, role: 'Organizzatore', stays: whole }
  const zone = env().TZ_DISPLAY
  const bytes = teamsReport(meeting, [organiser, ...connected], zone)
  const name = 'Rapporto presenze.csv'
  const upload = await checkedUpload(bytes, name, 'file', { types: ['text/csv'] })
  await importReport(db, trainer, {
    meeting_id: meeting.id,
    file: await keepFile(upload.bytes, upload.type),
    name: upload.name,
    platform_version: null,
    report: readReport(upload.bytes, meeting, zone),
  })
}
