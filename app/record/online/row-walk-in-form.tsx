// SPDX-License-Identifier: AGPL-3.0-or-later
import { getFormProps, getInputProps, type SubmissionResult, useForm } from '@conform-to/react'
import type { z } from 'zod'
import { m } from '#base/i18n/paraglide/messages.js'
import { Button, ButtonRow } from '#base/ui/buttons.tsx'
import { CheckboxField, FormErrors, RadioField, TextField } from '#base/ui/fields.tsx'
import { optional } from '#base/ui/optional-field.ts'
import { sectorName, sectors } from '#plan/organisations/organisation.ts'
import { PersonNameFields } from '#plan/people/person-fields.tsx'
import type { walkInSchema } from './report.ts'

type Props = {
  shown: { id: string; first_name: string; last_name: string; email: string | undefined }
  organisations: readonly string[]
  result: SubmissionResult | undefined
}

/** Adds an unknown guest at the meeting, with the times of the report. */
export function RowWalkInForm({ shown, organisations, result }: Props) {
  const [form, fields] = useForm<z.input<typeof walkInSchema>>({
    id: 'walk_in',
    defaultValue: shown,
    lastResult: result,
  })
  const labels = {
    first_name: m.words_first_name(),
    last_name: m.words_last_name(),
    organisation: m.attendance_walk_in_organisation(),
    sector: m.words_sector(),
    different: m.words_person(),
    sector_sure: m.words_sector(),
    email: m.words_e_mail(),
  }
  return (
    <form method="post" {...getFormProps(form)}>
      <p>{m.online_walk_in_lead()}</p>
      <FormErrors form={form} labels={labels} />
      <input type="hidden" name="intent" value="walk_in" />
      <input {...getInputProps(fields.id, { type: 'hidden' })} />
      <PersonNameFields fields={fields} />
      {(fields.different.errors || fields.different.initialValue === 'on') && (
        <CheckboxField field={fields.different} label={m.attendance_walk_in_different()} />
      )}
      <TextField
        field={fields.organisation}
        label={labels.organisation}
        hint={m.attendance_walk_in_organisation_hint()}
        list="organisations"
      />
      <datalist id="organisations">
        {organisations.map((name) => (
          <option key={name} value={name} />
        ))}
      </datalist>
      <RadioField
        field={fields.sector}
        legend={labels.sector}
        options={sectors.map((sector) => ({ value: sector, label: sectorName(sector) }))}
      />
      {(fields.sector_sure.errors || fields.sector_sure.initialValue === 'on') && (
        <CheckboxField field={fields.sector_sure} label={m.attendance_walk_in_sector_sure()} />
      )}
      <TextField field={optional(fields.email)} label={labels.email} type="email" />
      <ButtonRow>
        <Button tone="secondary">{m.online_walk_in_add()}</Button>
      </ButtonRow>
    </form>
  )
}
