// SPDX-License-Identifier: AGPL-3.0-or-later
import { m } from '#base/i18n/paraglide/messages.js'
import { type Field, FieldRow, SelectField, TextField } from '#base/ui/fields.tsx'
import { optional } from '#base/ui/optional-field.ts'
import { breakFields } from '#plan/meetings/meeting.ts'
import { modeOptions } from '#plan/meetings/words.ts'

type BreakField = (typeof breakFields)[number][number]
type Name =
  | 'title'
  | 'date'
  | 'start'
  | 'end'
  | 'mode'
  | 'venue'
  | 'link'
  | 'check_in_before'
  | 'check_in_after'
type Fields = Record<Name | BreakField, Field>

/** What is typed of one meeting. `brief`: what is enough to plan several. */
export function MeetingFields({ fields, brief = false }: { fields: Fields; brief?: boolean }) {
  return (
    <>
      <FieldRow>
        <TextField field={fields.date} label={m.words_date()} type="date" />
        <TextField field={fields.start} label={m.editions_meeting_start()} type="time" />
        <TextField field={fields.end} label={m.editions_meeting_end()} type="time" />
      </FieldRow>
      {breakFields.slice(0, brief ? 1 : undefined).map(([from, to], index) => (
        <BreakRow key={from} from={fields[from]} to={fields[to]} number={brief ? null : index + 1} />
      ))}
      <SelectField
        field={fields.mode}
        label={m.words_mode()}
        hint={m.editions_mode_hint()}
        options={modeOptions()}
      />
      <TextField
        field={optional(fields.title)}
        label={m.words_meeting_title()}
        hint={m.editions_meeting_title_hint()}
      />
      <TextField
        field={optional(fields.venue)}
        label={m.editions_meeting_venue()}
        hint={m.editions_meeting_venue_hint()}
      />
      <TextField
        field={optional(fields.link)}
        label={m.words_link()}
        hint={m.editions_meeting_link_hint()}
        type="url"
      />
      {!brief && <CheckInFields fields={fields} />}
    </>
  )
}

function BreakRow({ from, to, number }: { from: Field; to: Field; number: number | null }) {
  return (
    <FieldRow>
      <TextField
        field={optional(from)}
        label={number === null ? m.editions_break_from() : m.editions_break_n_from({ number })}
        type="time"
      />
      <TextField
        field={optional(to)}
        label={number === null ? m.editions_break_to() : m.editions_break_n_to({ number })}
        type="time"
      />
    </FieldRow>
  )
}

function CheckInFields({ fields }: { fields: Fields }) {
  const bounds = { type: 'number', inputMode: 'numeric', min: 0, max: 240 } as const
  return (
    <fieldset>
      <legend>{m.editions_check_in_window()}</legend>
      <p>{m.editions_check_in_window_text()}</p>
      <FieldRow>
        <TextField
          field={optional(fields.check_in_before)}
          label={m.editions_check_in_before()}
          {...bounds}
        />
        <TextField field={optional(fields.check_in_after)} label={m.editions_check_in_after()} {...bounds} />
      </FieldRow>
    </fieldset>
  )
}
