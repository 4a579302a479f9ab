// SPDX-License-Identifier: AGPL-3.0-or-later
import { getFormProps, type SubmissionResult, useForm } from '@conform-to/react'
import { mostBytes, mostFiles, scansAccepted } from '#base/files/file.ts'
import { sizeName } from '#base/files/file-words.ts'
import { m } from '#base/i18n/paraglide/messages.js'
import { Button, ButtonRow } from '#base/ui/buttons.tsx'
import { FormErrors, RadioField } from '#base/ui/fields.tsx'
import { FileField } from '#base/ui/file-field.tsx'
import { type EvidenceKind, evidenceKindName, evidenceKinds } from './evidence.ts'

type Props = { suggested: EvidenceKind; result: SubmissionResult | undefined }

/** Attaches scans, one or several at once. */
export function EvidenceForm({ suggested, result }: Props) {
  const [form, fields] = useForm<{ kind: EvidenceKind; file: File }>({
    id: 'attach',
    lastResult: result,
    defaultValue: { kind: suggested },
  })
  return (
    <form method="post" encType="multipart/form-data" {...getFormProps(form)}>
      <FormErrors form={form} labels={{ kind: m.files_field_kind(), file: m.words_file() }} />
      <RadioField
        field={fields.kind}
        legend={m.files_field_kind()}
        options={evidenceKinds.map((kind) => ({ value: kind, label: evidenceKindName(kind) }))}
      />
      <FileField
        field={fields.file}
        label={m.words_file()}
        hint={m.files_field_files_hint({ most: mostFiles })}
        accept={scansAccepted}
        multiple
        limit={{ bytes: mostBytes, text: m.files_too_large_together({ most: sizeName(mostBytes) }) }}
      />
      <ButtonRow>
        <Button>{m.files_attach()}</Button>
      </ButtonRow>
      <script type="module" src="/upload.js" />
    </form>
  )
}
