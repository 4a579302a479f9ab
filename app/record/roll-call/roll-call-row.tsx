// SPDX-License-Identifier: AGPL-3.0-or-later
import { Link } from '@remix-run/react'
import { m } from '#base/i18n/paraglide/messages.js'
import { useNoted } from '#base/ui/field.ts'
import { FieldError } from '#base/ui/field-parts.tsx'
import type { MarkStatus } from '#db/schema.ts'
import { markStatuses } from '#record/marks/mark.ts'
import { statusName } from '#record/marks/words.ts'
import { clipped } from '#record/requests/request.ts'
import { fieldOf, type RowErrors, type RowValues, spanOf } from './fields.ts'
import type { HeldBack } from './held-back.server.ts'
import { RollMore } from './roll-call-more.tsx'
import { heldBackName, statusLetter } from './words.ts'

export type RollCallPerson = {
  person_id: string
  name: string
  /** Employer, or role of who teaches. */
  detail: string | null
  /** Why one word about everybody leaves them out, as long as nobody has marked them. */
  held: HeldBack | null
  /** What waits to be signed of them, where the page is closed. */
  waits: { status: MarkStatus; in: string; out: string; what: string } | null
  /** What they say is wrong in what is recorded of them, while it waits for an answer. */
  asks?: string | undefined
  /** The mark in force: what is shown at first, and what a change is compared with. */
  mark: {
    id: string
    status: MarkStatus
    in: string
    out: string
    /** Several times of presence, in words: they are changed on the person's page. */
    several: string | null
    /** When the first of them began (HH:MM). */
    first: string
    credited_minutes: number
    /** Whether the person recorded it, with the meeting's code. */
    self: boolean
    /** Who recorded it, when it was somebody else. */
    by: string | null
  } | null
}

type Props = {
  meeting: { id: string }
  person: RollCallPerson
  values: RowValues
  scheduled: number
  locked: boolean
  errorsOf: RowErrors
  /** Not among those that are looked for. */
  hidden: boolean
}

/** One person on one line: three large buttons, and the rest behind the dots. A second line only where something is to be read. */
export function RollCallRow({ meeting, person, values, scheduled, locked, errorsOf, hidden }: Props) {
  const { person_id, name, detail, mark, held, waits, asks } = person
  const row = `marks.${person_id}`
  const status = fieldOf(`${row}.status`, values.status, errorsOf)
  const times = [
    fieldOf(`${row}.in`, values.in, errorsOf),
    fieldOf(`${row}.out`, values.out, errorsOf),
  ] as const
  const focus = useNoted(status, name)
  return (
    <li
      className="roll-row"
      hidden={hidden}
      data-held={held ?? undefined}
      data-first={mark?.first || undefined}
      data-waits={waits ? JSON.stringify({ status: waits.status, in: waits.in, out: waits.out }) : undefined}
    >
      <fieldset disabled={locked} aria-describedby={status.errors && status.errorId}>
        <legend>
          <span className="roll-name">{name}</span>
          {detail && <span className="roll-organisation"> {detail}</span>}
        </legend>
        <FieldError field={status} />
        <span className="roll-span" data-roll-span>
          {mark?.several ?? spanOf(values)}
        </span>
        <div className="roll-choices">
          {markStatuses.map((choice, at) => {
            const id = at === 0 ? status.id : `${status.id}-${choice}`
            return (
              <div key={choice} className={`roll-choice roll-choice-${choice}`}>
                <input
                  type="radio"
                  id={id}
                  name={status.name}
                  value={choice}
                  defaultChecked={values.status === choice}
                  {...(at === 0 ? focus : {})}
                />
                <label htmlFor={id}>
                  <span aria-hidden="true">{statusLetter(choice)}</span>
                  <span className="visually-hidden">{statusName(choice)}</span>
                </label>
              </div>
            )
          })}
        </div>
        <RollMore meeting={meeting} person={person} times={times} scheduled={scheduled} />
        <input type="hidden" name={`${row}.base`} value={values.base ?? ''} />
        {asks !== undefined && (
          <p className="roll-asks">
            <strong>{m.requests_row()}</strong> {clipped(asks)}{' '}
            <Link to={`/meetings/${meeting.id}/people/${person_id}#requests`}>
              {m.requests_row_answer()}
              <span className="visually-hidden"> {name}</span>
            </Link>
          </p>
        )}
        <p className="roll-saved">
          <span data-roll-text>
            {mark
              ? mark.by !== null && m.attendance_row_recorded_by({ author: mark.by })
              : held && heldBackName(held)}
          </span>{' '}
          {waits && <strong>{m.attendance_row_waits({ what: waits.what })}</strong>}{' '}
          {held === 'doubtful' && <Link to={`/meetings/${meeting.id}/arrivals`}>{m.words_arrivals()}</Link>}
        </p>
      </fieldset>
    </li>
  )
}
