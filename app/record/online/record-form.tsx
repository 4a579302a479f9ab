// SPDX-License-Identifier: AGPL-3.0-or-later
import { getFormProps, type SubmissionResult, useForm } from '@conform-to/react'
import { m } from '#base/i18n/paraglide/messages.js'
import { Button, ButtonRow } from '#base/ui/buttons.tsx'
import { FormErrors } from '#base/ui/fields.tsx'

type Props = { result: SubmissionResult | undefined }

/** Records the platform's times of people who were matched before they were enrolled. */
export function RecordForm({ result }: Props) {
  const [form] = useForm({ id: 'record', lastResult: result })
  return (
    <form method="post" {...getFormProps(form)}>
      <FormErrors form={form} />
      <input type="hidden" name="intent" value="record" />
      <ButtonRow>
        <Button tone="secondary">{m.online_record()}</Button>
      </ButtonRow>
    </form>
  )
}
