// SPDX-License-Identifier: AGPL-3.0-or-later
import { getFormProps, type SubmissionResult, useForm } from '@conform-to/react'
import { m } from '#base/i18n/paraglide/messages.js'
import { Button, ButtonRow } from '#base/ui/buttons.tsx'
import { type Field, FormErrors, SelectField } from '#base/ui/fields.tsx'
import { EmptyState } from '#base/ui/notice.tsx'
import { type PartnerRole, partnerRoleName, partnerRoles } from '#plan/projects/project.ts'

type Body = { organisation_id: string; name: string; role?: PartnerRole }
type Props = {
  partners: Body[]
  found: Body[]
  q: string
  more: boolean
  result: SubmissionResult | undefined
}

/** One select for each body: those in the project, then those a search found. A blank role leaves a body out. */
export function PartnersForm({ partners, found, q, more, result }: Props) {
  const isOwn = result?.initialValue?.intent === 'partners'
  const [form] = useForm({ id: 'partners', lastResult: isOwn ? result : undefined })
  const rows = [...partners, ...found]
  if (rows.length === 0) {
    return q === '' ? (
      <EmptyState title={m.projects_no_partners()}>{m.projects_partners_how()}</EmptyState>
    ) : (
      <EmptyState title={m.projects_partners_not_found({ q })}>{m.projects_partners_add_below()}</EmptyState>
    )
  }
  return (
    <form method="post" {...getFormProps(form)}>
      <FormErrors form={form} />
      <input type="hidden" name="intent" value="partners" />
      {rows.map((body, index) => (
        <div key={body.organisation_id}>
          <input type="hidden" name={`partners[${index}].organisation_id`} value={body.organisation_id} />
          <SelectField
            field={roleField(index, body.role)}
            label={body.name}
            blank={m.projects_role_none()}
            options={partnerRoles.map((role) => ({ value: role, label: partnerRoleName(role) }))}
          />
        </div>
      ))}
      {more && <p>{m.projects_partners_more()}</p>}
      <ButtonRow>
        <Button>{m.projects_partners_save()}</Button>
      </ButtonRow>
    </form>
  )
}

function roleField(index: number, role: PartnerRole | undefined): Field {
  const id = `partner-${index}`
  const name = `partners[${index}].role`
  return { id, name, errorId: `${id}-error`, descriptionId: `${id}-hint`, initialValue: role }
}
