// SPDX-License-Identifier: AGPL-3.0-or-later
import { getFormProps, type SubmissionResult, useForm } from '@conform-to/react'
import type { z } from 'zod'
import { m } from '#base/i18n/paraglide/messages.js'
import { Button } from '#base/ui/buttons.tsx'
import { FormErrors, TextField } from '#base/ui/fields.tsx'
import { Section } from '#base/ui/page.tsx'
import type { checkInSchema } from './code.ts'

/** For whoever cannot scan: the code as it is written on the screen. */
export function CheckInTyped({ result }: { result: SubmissionResult | undefined }) {
  const [form, fields] = useForm<z.input<typeof checkInSchema>>({
    id: 'typed',
    // A scan sends none; here it is what the form is for.
    constraint: { code: { required: true } },
    lastResult: result,
  })
  return (
    <Section title={m.checkin_typed_title()}>
      <form method="post" className="check-in-typed" autoComplete="off" {...getFormProps(form)}>
        <FormErrors form={form} />
        <TextField
          field={fields.code}
          label={m.checkin_code()}
          hint={m.checkin_code_hint()}
          autoComplete="off"
        />
        <Button>{m.checkin_check_in()}</Button>
      </form>
    </Section>
  )
}
