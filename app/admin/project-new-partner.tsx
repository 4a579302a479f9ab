// SPDX-License-Identifier: AGPL-3.0-or-later
import { getFormProps, type SubmissionResult, useForm } from '@conform-to/react'
import type { z } from 'zod'
import { m } from '#base/i18n/paraglide/messages.js'
import { Button, ButtonRow } from '#base/ui/buttons.tsx'
import { CheckboxField, FieldRow, FormErrors, SelectField, TextField } from '#base/ui/fields.tsx'
import { organisationTypeOptions } from '#plan/organisations/organisation.ts'
import { type newPartnerSchema, partnerRoleName, partnerRoles } from '#plan/projects/project.ts'

type Props = { result: SubmissionResult | undefined; constraint: Parameters<typeof useForm>[0]['constraint'] }

/** For a body that the register does not have yet. */
export function NewPartnerForm({ result, constraint }: Props) {
  const isOwn = result?.initialValue?.intent === 'new'
  const [form, fields] = useForm<z.input<typeof newPartnerSchema>>({
    id: 'new-partner',
    lastResult: isOwn ? result : undefined,
    constraint,
    defaultValue: { role: 'partner' },
  })
  const labels = {
    name: m.projects_partner_name(),
    type: m.projects_partner_type(),
    role: m.projects_partner_role(),
    municipality: m.words_municipality(),
    province: m.words_province(),
    lead_sure: m.projects_lead_sure(),
  }
  return (
    <form method="post" {...getFormProps(form)}>
      <FormErrors form={form} labels={labels} />
      <input type="hidden" name="intent" value="new" />
      <TextField field={fields.name} label={labels.name} />
      <FieldRow>
        <SelectField field={fields.type} label={labels.type} blank="" options={organisationTypeOptions()} />
        <SelectField
          field={fields.role}
          label={labels.role}
          options={partnerRoles.map((role) => ({ value: role, label: partnerRoleName(role) }))}
        />
      </FieldRow>
      <FieldRow>
        <TextField field={fields.municipality} label={labels.municipality} />
        <TextField field={fields.province} label={labels.province} hint={m.projects_hint_province()} />
      </FieldRow>
      {(fields.lead_sure.errors || fields.lead_sure.initialValue === 'on') && (
        <CheckboxField field={fields.lead_sure} label={labels.lead_sure} />
      )}
      <ButtonRow>
        <Button tone="secondary">{m.projects_partner_new()}</Button>
      </ButtonRow>
    </form>
  )
}
