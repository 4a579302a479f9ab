// SPDX-License-Identifier: AGPL-3.0-or-later
import { getFormProps, type SubmissionResult, useForm } from '@conform-to/react'
import { ProofField } from '#base/access/proof-field.tsx'
import { m } from '#base/i18n/paraglide/messages.js'
import { Button, ButtonRow } from '#base/ui/buttons.tsx'
import { FormErrors, TextArea } from '#base/ui/fields.tsx'

type Props = { settled: boolean; result: SubmissionResult | undefined }

/** Records the platform's times of people who were matched before they were enrolled. */
export function RecordForm({ settled, result }: Props) {
  const [form, fields] = useForm<{ reason?: string; password?: string }>({ id: 'record', lastResult: result })
  return (
    <form method="post" {...getFormProps(form)}>
      <FormErrors form={form} labels={{ reason: m.words_reason() }} />
      <input type="hidden" name="intent" value="record" />
      {settled && (
        <TextArea
          field={fields.reason}
          label={m.words_reason()}
          hint={m.online_field_reason_hint()}
          rows={2}
        />
      )}
      <ProofField field={fields.password} asking={settled ? 'always' : null} />
      <ButtonRow>
        <Button tone="secondary">{m.online_record()}</Button>
      </ButtonRow>
    </form>
  )
}
