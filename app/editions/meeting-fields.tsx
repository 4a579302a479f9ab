// SPDX-License-Identifier: AGPL-3.0-or-later
import { m } from '#app/i18n/paraglide/messages.js'
import { type Field, FieldRow, SelectField, TextField } from '#app/ui/fields.tsx'
import { optional } from '#app/ui/optional-field.ts'
import { modeOptions } from './edition-words.ts'

const names = ['title', 'date', 'start', 'end', 'break_from', 'break_to', 'mode', 'venue', 'link'] as const

type Fields = Record<(typeof names)[number], Field>

/** What is typed of one meeting. */
export function MeetingFields({ fields }: { fields: Fields }) {
  return (
    <>
      <FieldRow>
        <TextField field={fields.date} label={m.editions_meeting_date()} type="date" />
        <TextField field={fields.start} label={m.editions_meeting_start()} type="time" />
        <TextField field={fields.end} label={m.editions_meeting_end()} type="time" />
      </FieldRow>
      <FieldRow>
        <TextField field={optional(fields.break_from)} label={m.editions_break_from()} type="time" />
        <TextField field={optional(fields.break_to)} label={m.editions_break_to()} type="time" />
      </FieldRow>
      <SelectField field={fields.mode} label={m.editions_mode()} options={modeOptions()} />
      <TextField
        field={optional(fields.title)}
        label={m.editions_meeting_title()}
        hint={m.editions_meeting_title_hint()}
      />
      <TextField
        field={optional(fields.venue)}
        label={m.editions_meeting_venue()}
        hint={m.editions_meeting_venue_hint()}
      />
      <TextField
        field={optional(fields.link)}
        label={m.editions_meeting_link()}
        hint={m.editions_meeting_link_hint()}
        type="url"
      />
    </>
  )
}
