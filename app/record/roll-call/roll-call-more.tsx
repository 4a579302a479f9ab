// SPDX-License-Identifier: AGPL-3.0-or-later
import { Link } from '@remix-run/react'
import { showHours } from '#base/i18n/format.ts'
import { m } from '#base/i18n/paraglide/messages.js'
import { isInvalid } from '#base/ui/field.ts'
import type { Field } from '#base/ui/fields.tsx'
import type { RollCallPerson } from './roll-call-row.tsx'
import { RollTimes } from './roll-call-times.tsx'

type Props = {
  meeting: { id: string }
  person: Pick<RollCallPerson, 'person_id' | 'name' | 'mark'>
  times: readonly [Field, Field]
  scheduled: number
}

/** What is not needed of everybody, behind the dots: the times, what was credited and how it was recorded, the person's page. */
export function RollMore({ meeting, person, times, scheduled }: Props) {
  const { person_id, name, mark } = person
  const credited = mark && [
    mark.status === 'present' &&
      m.attendance_credited_of({
        credited: showHours(mark.credited_minutes),
        scheduled: showHours(scheduled),
      }),
    mark.self && m.attendance_row_self(),
  ]
  return (
    <RollFold name={name} open={times.some(isInvalid)}>
      <RollTimes several={mark?.several ?? null} times={times} />
      <p className="roll-credited">
        <span data-roll-credited>{credited?.filter(Boolean).join(' ')}</span>{' '}
        <Link to={`/meetings/${meeting.id}/people/${person_id}`}>
          {m.words_details()}
          <span className="visually-hidden"> {name}</span>
        </Link>
      </p>
    </RollFold>
  )
}

type FoldProps = { name: string; open: boolean; children: React.ReactNode }

/** The dots at the end of a row, and what is behind them. */
export function RollFold({ name, open, children }: FoldProps) {
  return (
    <details className="roll-more" open={open}>
      <summary>
        <span aria-hidden="true">⋯</span>
        <span className="visually-hidden">{m.attendance_row_more({ name })}</span>
      </summary>
      <div className="roll-fold">{children}</div>
    </details>
  )
}
