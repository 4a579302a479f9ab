// SPDX-License-Identifier: AGPL-3.0-or-later
import { getFormProps, type SubmissionResult, useForm } from '@conform-to/react'
import type { z } from 'zod'
import { m } from '#base/i18n/paraglide/messages.js'
import { Button, ButtonRow, LinkButton } from '#base/ui/buttons.tsx'
import { CheckboxField, FormErrors } from '#base/ui/fields.tsx'
import type { Gender, personChangeSchema } from '#plan/people/person.ts'
import { PersonDetailFields, PersonNameFields } from '#plan/people/person-fields.tsx'

type Props = {
  person: {
    first_name: string
    last_name: string
    email: string | null
    phone: string | null
    gender: Gender
    born_on: string | null
    is_staff: number
    signs_in: boolean
  }
  lastResult: SubmissionResult<string[]> | undefined
  back: string
}

export function ChangePersonForm({ person, lastResult, back }: Props) {
  const [form, fields] = useForm<z.input<typeof personChangeSchema>>({
    lastResult,
    defaultValue: {
      first_name: person.first_name,
      last_name: person.last_name,
      email: person.email ?? '',
      phone: person.phone ?? '',
      gender: person.gender,
      born_on: person.born_on ?? '',
      is_staff: person.is_staff ? 'on' : undefined,
    },
  })
  return (
    <form method="post" {...getFormProps(form)}>
      <FormErrors form={form} />
      <PersonNameFields fields={fields} />
      <PersonDetailFields fields={fields} email={person.signs_in ? (person.email ?? '–') : undefined} />
      <CheckboxField
        field={fields.is_staff}
        label={m.words_project_staff()}
        hint={m.people_is_staff_hint()}
      />
      <ButtonRow>
        <Button name="intent" value="person">
          {m.ui_save()}
        </Button>
        <LinkButton to={back} tone="secondary">
          {m.ui_cancel()}
        </LinkButton>
      </ButtonRow>
    </form>
  )
}
