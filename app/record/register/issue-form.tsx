// SPDX-License-Identifier: AGPL-3.0-or-later
import { getFormProps, type SubmissionResult, useForm } from '@conform-to/react'
import type { Asking } from '#base/access/proof.ts'
import { ProofField } from '#base/access/proof-field.tsx'
import { Button } from '#base/ui/buttons.tsx'
import { FormErrors } from '#base/ui/fields.tsx'

type Props = { label: string; asking: Asking | null; result: SubmissionResult | undefined }

/** Freezes a document as a file. */
export function IssueForm({ label, asking, result }: Props) {
  const [form, fields] = useForm<{ password?: string }>({ id: 'issue', lastResult: result })
  return (
    <form method="post" {...getFormProps(form)}>
      <FormErrors form={form} />
      <ProofField field={fields.password} asking={asking} />
      <Button tone="secondary">{label}</Button>
    </form>
  )
}
