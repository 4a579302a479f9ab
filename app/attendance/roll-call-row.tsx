// SPDX-License-Identifier: AGPL-3.0-or-later
import { Link } from '@remix-run/react'
import { showHours } from '#app/i18n/format.ts'
import { m } from '#app/i18n/paraglide/messages.js'
import { focusOf } from '#app/ui/field.ts'
import { FieldError } from '#app/ui/field-parts.tsx'
import { type Field, TextField } from '#app/ui/fields.tsx'
import type { MarkStatus } from '#db/schema.ts'
import { statusName } from './attendance-words.ts'
import { markStatuses } from './mark.ts'

export type RollCallPerson = {
  person_id: string
  name: string
  organisation: string | null
  /** The mark in force: what is shown at first, and what a change is compared with. */
  mark: {
    id: string
    status: MarkStatus
    in: string
    out: string
    several: boolean
    credited_minutes: number
  } | null
}

type Props = {
  formId: string
  meeting: { id: string }
  person: RollCallPerson
  values: { status?: string; in?: string; out?: string; base?: string }
  scheduled: number
  errorsOf: (name: string) => string[] | undefined
}

/** One person: three large buttons, times behind a fold, and what was credited when it is saved. */
export function RollCallRow({ formId, meeting, person, values, scheduled, errorsOf }: Props) {
  const { person_id, name, organisation, mark } = person
  const fieldOf = (key: 'status' | 'in' | 'out'): Field => {
    const fieldName = `marks.${person_id}.${key}`
    const id = `${formId}-${fieldName}`
    const errors = errorsOf(fieldName)
    return {
      id,
      name: fieldName,
      errorId: `${id}-error`,
      descriptionId: `${id}-description`,
      initialValue: values[key],
      ...(errors && { errors }),
    }
  }
  const [status, arrival, leaving] = [fieldOf('status'), fieldOf('in'), fieldOf('out')]
  const folded = !values.in && !values.out && !arrival.errors && !leaving.errors
  return (
    <li className="roll-row">
      <fieldset aria-describedby={status.errors && status.errorId}>
        <legend>
          <span className="roll-name">{name}</span>
          {organisation && <span className="roll-organisation"> {organisation}</span>}
        </legend>
        <FieldError field={status} />
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
                  {...(at === 0 ? focusOf(status) : {})}
                />
                <label htmlFor={id}>{statusName(choice)}</label>
              </div>
            )
          })}
        </div>
        <details className="roll-times" open={!folded}>
          <summary>{m.attendance_times()}</summary>
          <div className="roll-times-fields">
            <TextField field={arrival} label={m.attendance_in()} type="time" />
            <TextField field={leaving} label={m.attendance_out()} type="time" />
          </div>
          <p className="field-hint">{m.attendance_times_hint()}</p>
        </details>
        <input type="hidden" name={`marks.${person_id}.base`} value={values.base ?? ''} />
        {mark && (
          <p className="roll-saved">
            {mark.status === 'present' &&
              m.attendance_credited_of({
                credited: showHours(mark.credited_minutes),
                scheduled: showHours(scheduled),
              })}{' '}
            {mark.several && `${m.attendance_several_intervals()} `}
            <Link to={`/meetings/${meeting.id}/people/${person_id}`}>
              {m.attendance_history()}
              <span className="visually-hidden"> {name}</span>
            </Link>
          </p>
        )}
      </fieldset>
    </li>
  )
}
