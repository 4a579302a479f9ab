// SPDX-License-Identifier: AGPL-3.0-or-later
import { getFormProps, type SubmissionResult, useForm } from '@conform-to/react'
import type { z } from 'zod'
import { m } from '#base/i18n/paraglide/messages.js'
import { Button, ButtonRow } from '#base/ui/buttons.tsx'
import { FormErrors } from '#base/ui/fields.tsx'
import type { newTargetSchema } from './form.ts'
import type { TargetLine } from './target.ts'
import { TargetFields, targetLabels } from './target-fields.tsx'

type Props = {
  result: SubmissionResult | undefined
  constraint: Parameters<typeof useForm>[0]['constraint']
  /** Of the line that this form adds, made with the page. */
  id: string
  parents: { line: TargetLine; depth: number }[]
}

export function NewTargetForm({ result, constraint, id, parents }: Props) {
  const [form, fields] = useForm<z.input<typeof newTargetSchema>>({
    id: 'target',
    lastResult: result,
    constraint,
    defaultValue: { unit: 'persons', kind: 'direct', source: 'attendance', audience: 'training' },
  })
  const kept = result?.initialValue?.id
  return (
    <form method="post" {...getFormProps(form)}>
      <FormErrors form={form} labels={targetLabels()} />
      <input type="hidden" name="intent" value="add" />
      <input type="hidden" name="id" value={typeof kept === 'string' ? kept : id} />
      <TargetFields fields={fields} parents={parents} />
      <ButtonRow>
        <Button>{m.targets_add()}</Button>
      </ButtonRow>
    </form>
  )
}
