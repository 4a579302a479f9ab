// SPDX-License-Identifier: AGPL-3.0-or-later
import { getFormProps, type SubmissionResult, useForm } from '@conform-to/react'
import type { z } from 'zod'
import type { Asking } from '#base/access/proof.ts'
import { ProofField } from '#base/access/proof-field.tsx'
import { m } from '#base/i18n/paraglide/messages.js'
import { Button, ButtonRow } from '#base/ui/buttons.tsx'
import { type Field, FieldRow, FormErrors, SelectField, TextArea, TextField } from '#base/ui/fields.tsx'
import type { knownTeacherSchema, newTeacherSchema } from '#plan/meetings/trainer.ts'
import { teachingRoleOptions } from '#plan/meetings/words.ts'

type Props = {
  /** The register of the meeting is closed: a reason is asked for. */
  settled: boolean
  asking: Asking | null
  lastResult: SubmissionResult<string[]> | undefined
}

/** Somebody who teaches in the edition already. */
export function KnownTeacherForm({
  others,
  settled,
  asking,
  lastResult,
}: Props & { others: { value: string; label: string }[] }) {
  const [form, fields] = useForm<z.input<typeof knownTeacherSchema>>({
    id: 'known-teacher',
    lastResult,
    defaultValue: { role: 'trainer' },
  })
  return (
    <form method="post" {...getFormProps(form)}>
      <FormErrors form={form} />
      <FieldRow>
        <SelectField
          field={fields.person}
          label={m.words_person()}
          options={others}
          blank={m.editions_teacher_choose()}
        />
        <RoleField field={fields.role} />
      </FieldRow>
      {settled && <ReasonField field={fields.reason} />}
      <ProofField field={fields.password} asking={asking} />
      <ButtonRow>
        <Button name="intent" value="known">
          {m.editions_teacher_add()}
        </Button>
      </ButtonRow>
    </form>
  )
}

/** Somebody new to the edition. */
export function NewTeacherForm({ settled, asking, lastResult }: Props) {
  const [form, fields] = useForm<z.input<typeof newTeacherSchema>>({
    id: 'new-teacher',
    lastResult,
    defaultValue: { role: 'trainer' },
  })
  return (
    <form method="post" {...getFormProps(form)}>
      <FormErrors form={form} />
      <FieldRow>
        <TextField field={fields.first_name} label={m.words_first_name()} />
        <TextField field={fields.last_name} label={m.words_last_name()} />
      </FieldRow>
      <FieldRow>
        <TextField
          field={fields.email}
          label={m.words_e_mail_address()}
          hint={m.editions_trainer_email_hint()}
          type="email"
        />
        <RoleField field={fields.role} />
      </FieldRow>
      {settled && <ReasonField field={fields.reason} />}
      <ProofField field={fields.password} asking={asking} />
      <ButtonRow>
        <Button name="intent" value="new">
          {m.editions_teacher_add_new()}
        </Button>
      </ButtonRow>
    </form>
  )
}

export function RoleField({ field }: { field: Field }) {
  return (
    <SelectField
      field={field}
      label={m.words_role()}
      hint={m.editions_teaching_role_hint()}
      options={teachingRoleOptions()}
    />
  )
}

/** Why a closed register changes. */
export function ReasonField({ field }: { field: Field }) {
  return <TextArea field={field} label={m.words_reason()} hint={m.editions_closed_reason_hint()} rows={3} />
}
