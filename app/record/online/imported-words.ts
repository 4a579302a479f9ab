// SPDX-License-Identifier: AGPL-3.0-or-later
// What is said of a report just imported.
import { m } from '#base/i18n/paraglide/messages.js'
import type { PlatformReport } from './reported-people.ts'
import type { Imported } from './reports.server.ts'

export function importedSaid(done: Imported, { people, unclosed, cut, others }: PlatformReport): string {
  if (!done.isNew) return m.online_import_already()
  const noShows = people.filter((person) => person.no_show).length
  const said = [
    m.online_import_done({ people: done.people, recorded: done.recorded }),
    done.waiting > 0 ? m.online_import_waiting({ n: done.waiting }) : '',
    unclosed > 0 ? m.online_import_unclosed({ n: unclosed }) : '',
    noShows > 0 ? m.online_import_no_shows({ n: noShows }) : '',
    cut > 0 ? m.online_import_cut({ n: cut }) : '',
    others.length > 0 ? m.online_import_others({ n: others.length }) : '',
  ]
  return said.filter(Boolean).join(' ')
}

export function importedTone(done: Imported, { unclosed, cut, others }: PlatformReport) {
  if (!done.isNew) return 'info'
  return done.waiting + unclosed + cut + others.length > 0 ? 'warning' : 'success'
}
