// SPDX-License-Identifier: AGPL-3.0-or-later
import { getFormProps, type SubmissionResult, useForm } from '@conform-to/react'
import type { z } from 'zod'
import { m } from '#base/i18n/paraglide/messages.js'
import { Button, ButtonRow } from '#base/ui/buttons.tsx'
import { FieldRow, FormErrors, TextField } from '#base/ui/fields.tsx'
import { optional } from '#base/ui/optional-field.ts'
import { EmployerFields, type Employers } from '#plan/organisations/employer-fields.tsx'
import type { employmentSchema } from '#plan/people/employment.ts'

type Props = { organisations: Employers; lastResult: SubmissionResult<string[]> | undefined }

export function ChangeEmploymentForm({ organisations, lastResult }: Props) {
  const [form, fields] = useForm<z.input<typeof employmentSchema>>({ lastResult })
  return (
    <form method="post" {...getFormProps(form)}>
      <FormErrors form={form} />
      <EmployerFields organisations={organisations} fields={fields} />
      <FieldRow>
        <TextField field={optional(fields.role)} label={m.people_role()} />
        <TextField field={fields.from} label={m.words_since()} hint={m.people_from_hint()} type="date" />
      </FieldRow>
      <ButtonRow>
        <Button name="intent" value="employment">
          {m.people_new_employment_submit()}
        </Button>
      </ButtonRow>
    </form>
  )
}
