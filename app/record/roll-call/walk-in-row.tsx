// SPDX-License-Identifier: AGPL-3.0-or-later

import { Link } from '@remix-run/react'
import { m } from '#base/i18n/paraglide/messages.js'
import { isInvalid } from '#base/ui/field.ts'
import type { Sector } from '#db/schema.ts'
import { sectorName } from '#plan/organisations/organisation.ts'
import { fieldOf, type RowErrors, type RowValues, spanOf } from './fields.ts'
import { RollFold } from './roll-call-more.tsx'
import { RollTimes } from './roll-call-times.tsx'

export type RollCallWalkIn = {
  id: string
  name: string
  organisation: string
  sector: Sector
  in: string
  out: string
  /** Other times, which wait to be signed. */
  waits: { in: string; out: string } | null
}

type Props = {
  person: RollCallWalkIn
  meeting: string
  values: RowValues
  locked: boolean
  errorsOf: RowErrors
}

/** Somebody who is not on the list: there by being added; only the times may change. */
export function WalkInRow({ person, meeting, values, locked, errorsOf }: Props) {
  const { waits } = person
  const row = `walk_ins.${person.id}`
  const times = [
    fieldOf(`${row}.in`, values.in, errorsOf),
    fieldOf(`${row}.out`, values.out, errorsOf),
  ] as const
  return (
    <li
      className="roll-row roll-row-walk-in"
      data-waits={waits ? JSON.stringify({ status: '', ...waits }) : undefined}
    >
      <fieldset disabled={locked}>
        <legend>
          <span className="roll-name">{person.name}</span>
          <span className="roll-organisation">
            {' '}
            {person.organisation} ({sectorName(person.sector)})
          </span>
        </legend>
        <span className="roll-span" data-roll-span>
          {spanOf(values)}
        </span>
        <RollFold name={person.name} open={times.some(isInvalid)}>
          <RollTimes several={null} times={times} />
          <p className="roll-walk-in">
            {m.attendance_walk_in_to_match()}{' '}
            <Link to={`/meetings/${meeting}/walk-ins/${person.id}`}>
              {m.attendance_walk_in_correct_or_withdraw()}
              <span className="visually-hidden">: {person.name}</span>
            </Link>
          </p>
        </RollFold>
        {/* So that a row whose times are the meeting's own is sent too. */}
        <input type="hidden" name={`${row}.there`} value="1" />
        <p className="roll-saved">
          <span data-roll-text />
          {waits && (
            <strong>
              {m.attendance_row_waits({
                what: m.words_interval({ from: waits.in || '…', to: waits.out || '…' }),
              })}
            </strong>
          )}
        </p>
      </fieldset>
    </li>
  )
}
