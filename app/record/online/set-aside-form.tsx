// SPDX-License-Identifier: AGPL-3.0-or-later
import { getFormProps, type SubmissionResult, useForm } from '@conform-to/react'
import { m } from '#base/i18n/paraglide/messages.js'
import { Button, ButtonRow } from '#base/ui/buttons.tsx'
import { FormErrors, TextArea } from '#base/ui/fields.tsx'

type Props = { result: SubmissionResult | undefined }

/** Puts a row aside: it stays in the report, with the reason. */
export function SetAsideForm({ result }: Props) {
  const [form, fields] = useForm<{ why: string }>({ id: 'set_aside', lastResult: result })
  return (
    <form method="post" {...getFormProps(form)}>
      <FormErrors form={form} labels={{ why: m.online_field_why() }} />
      <input type="hidden" name="intent" value="set_aside" />
      <TextArea field={fields.why} label={m.online_field_why()} hint={m.online_field_why_hint()} rows={2} />
      <ButtonRow>
        <Button tone="secondary">{m.online_set_aside()}</Button>
      </ButtonRow>
    </form>
  )
}
