// SPDX-License-Identifier: AGPL-3.0-or-later
import { Link } from '@remix-run/react'
import { m } from '#base/i18n/paraglide/messages.js'
import { Notice } from '#base/ui/notice.tsx'

type Props = {
  meeting: { id: string }
  people: readonly { person_id: string; name: string }[]
  conflicts: readonly { person_id: string; author: string }[]
}

/** Names the people of whom somebody else had just recorded something different; each name leads to both marks. */
export function ConflictNotice({ meeting, people, conflicts }: Props) {
  if (conflicts.length === 0) return null
  const names = new Map(people.map((person) => [person.person_id, person.name]))
  return (
    <Notice tone="warning" title={m.attendance_conflicts_title()}>
      <p>{m.attendance_conflicts_text()}</p>
      <ul>
        {conflicts.map(({ person_id, author }) => (
          <li key={person_id}>
            <Link to={`/meetings/${meeting.id}/people/${person_id}`}>
              {m.attendance_conflict_by({ name: names.get(person_id) ?? person_id, author })}
            </Link>
          </li>
        ))}
      </ul>
    </Notice>
  )
}
