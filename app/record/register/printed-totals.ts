// SPDX-License-Identifier: AGPL-3.0-or-later
// The last page of a whole register: what each person attended of what was held.
import type { PrintedPage } from '#record/register-page/content.ts'

type PersonTotal = {
  name: string
  organisation: string | null
  sector: PrintedPage['content']['people'][number]['sector']
  meetings: number
  minutes: number
}

/** Held: not cancelled, and closed or with somebody marked. Planned: not cancelled. In minutes net of breaks. */
export function totalsOf(pages: readonly PrintedPage[]) {
  const planned = pages.filter(({ content }) => !content.meeting.cancelled)
  const held = planned.filter(
    ({ version, content: { totals } }) => version !== null || totals.unmarked < totals.people,
  )
  const minutesOf = (some: readonly PrintedPage[]) =>
    some.reduce((sum, { content }) => sum + content.meeting.scheduled_minutes, 0)
  return {
    meetings: { planned: planned.length, held: held.length, cancelled: pages.length - planned.length },
    minutes: { planned: minutesOf(planned), held: minutesOf(held) },
    people: peopleOf(held),
    unmatched: held.reduce((sum, { content }) => sum + content.walk_ins.length, 0),
  }
}

/** By name; somebody's employer is that of the last page. */
function peopleOf(pages: readonly PrintedPage[]): PersonTotal[] {
  const totals = new Map<string, PersonTotal>()
  for (const { content } of pages) {
    for (const person of content.people) {
      const { name, organisation, sector } = person
      const { meetings, minutes } = totals.get(person.person_id) ?? { meetings: 0, minutes: 0 }
      totals.set(person.person_id, {
        name,
        organisation,
        sector,
        meetings: meetings + (person.status === 'present' ? 1 : 0),
        minutes: minutes + person.credited_minutes,
      })
    }
  }
  return [...totals.values()].sort((a, b) => a.name.localeCompare(b.name, 'it'))
}
