// SPDX-License-Identifier: AGPL-3.0-or-later
import { getFormProps, type SubmissionResult, useForm } from '@conform-to/react'
import { mostTableBytes } from '#base/files/file.ts'
import { sizeName } from '#base/files/file-words.ts'
import { m } from '#base/i18n/paraglide/messages.js'
import { Button, ButtonRow } from '#base/ui/buttons.tsx'
import { FormErrors, TextField } from '#base/ui/fields.tsx'
import { FileField } from '#base/ui/file-field.tsx'
import { optional } from '#base/ui/optional-field.ts'

type Props = { result: SubmissionResult | undefined }

/** Chooses a platform's report; which platform it is of, the file says. */
export function ImportForm({ result }: Props) {
  const [form, fields] = useForm<{
    file: File
    platform_version?: string
  }>({
    id: 'import',
    lastResult: result,
  })
  const labels = {
    file: m.online_field_file(),
    platform_version: m.words_version_of_the_platform(),
  }
  return (
    <form method="post" encType="multipart/form-data" {...getFormProps(form)}>
      <p>{m.online_import_lead()}</p>
      <FormErrors form={form} labels={labels} />
      <FileField
        field={fields.file}
        label={labels.file}
        hint={m.online_field_file_hint()}
        accept={['text/csv', '.csv', '.tsv', '.txt', '.xlsx']}
        limit={{
          bytes: mostTableBytes,
          text: m.files_too_large_table({ most: sizeName(mostTableBytes) }),
        }}
      />
      <TextField
        field={optional(fields.platform_version)}
        label={labels.platform_version}
        hint={m.online_field_version_hint()}
      />
      <ButtonRow>
        <Button>{m.online_import()}</Button>
      </ButtonRow>
      <script type="module" src="/upload.js" />
    </form>
  )
}
