// SPDX-License-Identifier: AGPL-3.0-or-later
import { getFormProps, type SubmissionResult, useForm } from '@conform-to/react'
import type { z } from 'zod'
import { m } from '#base/i18n/paraglide/messages.js'
import { Button, ButtonRow } from '#base/ui/buttons.tsx'
import { FormErrors } from '#base/ui/fields.tsx'
import type { changeTargetSchema } from './form.ts'
import type { TargetLine } from './target.ts'
import { TargetFields, targetLabels } from './target-fields.tsx'

type Props = {
  line: TargetLine
  parents: { line: TargetLine; depth: number }[]
  result: SubmissionResult | undefined
  constraint: Parameters<typeof useForm>[0]['constraint']
}

export function ChangeTargetForm({ line, parents, result, constraint }: Props) {
  const isOwn = result?.initialValue?.intent === 'change'
  const { id: _, organisation_types, ...values } = line
  const [form, fields] = useForm<z.input<typeof changeTargetSchema>>({
    id: 'target',
    lastResult: isOwn ? result : undefined,
    constraint,
    defaultValue: { ...values, organisation_types: organisation_types ?? [] },
  })
  return (
    <form method="post" {...getFormProps(form)}>
      <FormErrors form={form} labels={targetLabels()} />
      <input type="hidden" name="intent" value="change" />
      <TargetFields fields={fields} parents={parents} />
      <ButtonRow>
        <Button>{m.ui_save()}</Button>
      </ButtonRow>
    </form>
  )
}
