// SPDX-License-Identifier: AGPL-3.0-or-later
import { m } from '#base/i18n/paraglide/messages.js'
import { type Field, TextField } from '#base/ui/fields.tsx'

type Props = {
  times: readonly [Field, Field]
  /** Several times of presence, in words: one arrival and one leaving would flatten them. */
  several: string | null
}

/** Arrival and leaving of a row. */
export function RollTimes({ several, times: [arrival, leaving] }: Props) {
  if (several !== null) {
    return (
      <p className="roll-several">
        {several} <span className="field-hint">{m.attendance_several_where()}</span>
      </p>
    )
  }
  return (
    <div className="roll-times">
      <div className="roll-times-fields">
        <TextField field={arrival} label={m.attendance_in()} type="time" />
        <TextField field={leaving} label={m.attendance_out()} type="time" />
      </div>
      <p className="field-hint">{m.attendance_times_hint()}</p>
    </div>
  )
}
