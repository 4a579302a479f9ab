// SPDX-License-Identifier: AGPL-3.0-or-later
import { getFormProps, getInputProps, type SubmissionResult, useForm } from '@conform-to/react'
import type { z } from 'zod'
import { m } from '#base/i18n/paraglide/messages.js'
import { Button, ButtonRow } from '#base/ui/buttons.tsx'
import { CheckboxField, FieldRow, FormErrors, TextField } from '#base/ui/fields.tsx'
import { optional } from '#base/ui/optional-field.ts'
import type { newcomerSchema } from '#plan/enrolment/enrolment.ts'
import { EmployerFields, type Employers } from '#plan/organisations/employer-fields.tsx'
import { PersonDetailFields, PersonNameFields } from '#plan/people/person-fields.tsx'

type Props = {
  id: string
  organisations: Employers
  lastResult: SubmissionResult<string[]> | undefined
  full: boolean
  likely: boolean
  /** What is known of the person already. */
  known?: Partial<z.input<typeof newcomerSchema>>
}

/** Whoever is not in the register: the person, the employer, the invitation. */
export function NewcomerForm(props: Props) {
  const { id, organisations, lastResult, full, likely, known = {} } = props
  const [form, fields] = useForm<z.input<typeof newcomerSchema>>({
    lastResult,
    defaultValue: { id, gender: 'not_stated', ...known },
  })
  return (
    <form method="post" {...getFormProps(form)}>
      <FormErrors form={form} />
      <input {...getInputProps(fields.id, { type: 'hidden' })} />
      {likely && (
        <CheckboxField
          field={fields.different}
          label={m.editions_likely_different()}
          hint={m.editions_likely_different_hint()}
        />
      )}
      <PersonNameFields fields={fields} />
      <EmployerFields organisations={organisations} fields={fields} />
      <FieldRow>
        <TextField field={optional(fields.role)} label={m.people_role()} />
        <TextField
          field={optional(fields.started_on)}
          label={m.people_started_on()}
          hint={m.editions_enrol_started_on_hint()}
          type="date"
        />
      </FieldRow>
      <PersonDetailFields fields={fields} />
      <CheckboxField field={fields.invite} label={m.editions_enrol_invite()} />
      {full && <CheckboxField field={fields.over} label={m.editions_enrol_over()} />}
      <ButtonRow>
        <Button name="intent" value="add">
          {m.editions_enrol_new_submit()}
        </Button>
      </ButtonRow>
    </form>
  )
}
