// SPDX-License-Identifier: AGPL-3.0-or-later

import { Link } from '@remix-run/react'
import { m } from '#base/i18n/paraglide/messages.js'
import { LinkButton } from '#base/ui/buttons.tsx'
import type { RowErrors, RowValues } from './fields.ts'
import { type RollCallPerson, RollCallRow } from './roll-call-row.tsx'
import { type RollCallWalkIn, WalkInRow } from './walk-in-row.tsx'

type List = { meeting: { id: string }; scheduled: number; locked: boolean; errorsOf: RowErrors }

type ListProps = List & {
  rows: readonly { person: RollCallPerson; values: RowValues; hidden: boolean }[]
  /** Of who teaches: not in the totals. */
  teaching?: boolean
}

export function RollCallList({ rows, teaching = false, ...list }: ListProps) {
  return (
    <ol className="roll-list" data-roll-apart={teaching || undefined}>
      {rows.map(({ person, ...row }) => (
        <RollCallRow key={person.person_id} {...list} {...row} person={person} />
      ))}
    </ol>
  )
}

type WalkInsProps = List & {
  walkIns: readonly RollCallWalkIn[]
  typed: Record<string, RowValues> | null
  /** Where the reader may match them; null: nowhere. */
  office: string | null
}

/** Who came without being on the list, and where to add one. */
export function RollCallWalkIns({ walkIns, typed, office, meeting, locked, errorsOf }: WalkInsProps) {
  return (
    <section className="roll-walk-ins" aria-labelledby="roll-walk-ins">
      <h2 className="roll-heading" id="roll-walk-ins">
        {m.attendance_walk_ins_title({ n: walkIns.length })}
      </h2>
      {walkIns.length > 0 && (
        <ol className="roll-list" data-roll-apart>
          {walkIns.map((person) => (
            <WalkInRow
              key={person.id}
              person={person}
              meeting={meeting.id}
              values={(typed ? typed[person.id] : person) ?? {}}
              locked={locked}
              errorsOf={errorsOf}
            />
          ))}
        </ol>
      )}
      {walkIns.length > 0 && office !== null && (
        <p>
          <Link to={office}>{m.attendance_walk_ins_match()}</Link>
        </p>
      )}
      {!locked && (
        <p className="actions">
          <LinkButton to={`/meetings/${meeting.id}/walk-ins/new`} tone="secondary">
            {m.attendance_walk_in_add()}
          </LinkButton>
        </p>
      )}
    </section>
  )
}
