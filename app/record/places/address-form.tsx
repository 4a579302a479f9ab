// SPDX-License-Identifier: AGPL-3.0-or-later
import { getFormProps, type SubmissionResult, useForm } from '@conform-to/react'
import type { z } from 'zod'
import { m } from '#base/i18n/paraglide/messages.js'
import { Button, ButtonRow } from '#base/ui/buttons.tsx'
import { CheckboxField, FormErrors, TextField } from '#base/ui/fields.tsx'
import type { addressSchema } from '#plan/enrolment/enrolment.ts'

type Props = {
  lastResult: SubmissionResult<string[]> | undefined
  full: boolean
  /** What the button says. */
  submit: string
  email?: string | undefined
}

/** Somebody of another project, found by the exact e-mail address and in no other way. */
export function AddressForm({ lastResult, full, submit, email = '' }: Props) {
  const [form, fields] = useForm<z.input<typeof addressSchema>>({
    id: 'address',
    lastResult,
    defaultValue: { email },
  })
  return (
    <form method="post" {...getFormProps(form)}>
      <FormErrors form={form} />
      <TextField
        field={fields.email}
        label={m.words_e_mail_address()}
        hint={m.editions_enrol_address_hint()}
        type="email"
      />
      {full && <CheckboxField field={fields.over} label={m.editions_enrol_over()} />}
      <ButtonRow>
        <Button name="intent" value="address">
          {submit}
        </Button>
      </ButtonRow>
    </form>
  )
}
