// SPDX-License-Identifier: AGPL-3.0-or-later

import { m } from '#base/i18n/paraglide/messages.js'
import { type Field, FieldRow, RadioField, TextArea, TextField } from '#base/ui/fields.tsx'
import { evidenceRuleName, evidenceRules } from '#plan/projects/evidence-rule.ts'
import {
  documentLanguageName,
  documentLanguages,
  type ProjectValues,
  reachedStageName,
  reachedStages,
} from '#plan/projects/project.ts'

type Props = { fields: Record<keyof ProjectValues, Field> }

/** The labels of a project's fields, also for the summary of what is wrong. */
export const projectLabels = (): Record<keyof ProjectValues, string> => ({
  acronym: m.projects_field_acronym(),
  slug: m.words_web_address(),
  title: m.words_title(),
  code: m.words_code(),
  cup: m.words_cup(),
  fund: m.words_fund(),
  fund_period: m.projects_field_fund_period(),
  specific_objective: m.words_specific_objective(),
  national_objective: m.words_national_objective(),
  funding_statement: m.words_funding_statement(),
  starts_on: m.projects_field_starts_on(),
  ends_on: m.projects_field_ends_on(),
  declared_months: m.projects_field_declared_months(),
  reached_stage: m.projects_field_reached_stage(),
  evidence_rule: m.files_evidence_rule(),
  language: m.projects_field_language(),
  late_after: m.projects_field_late_after(),
  close_within: m.projects_field_close_within(),
  aims: m.words_aims(),
  recipients: m.projects_field_recipients(),
  contact_email: m.projects_field_contact_email(),
  contact_phone: m.projects_field_contact_phone(),
})

/** All that is known of a project, in the order of a grant agreement's first page. */
export function ProjectFields({ fields }: Props) {
  const label = projectLabels()
  return (
    <>
      <FieldRow>
        <TextField field={fields.acronym} label={label.acronym} />
        <TextField field={fields.slug} label={label.slug} hint={m.projects_hint_slug()} />
      </FieldRow>
      <TextField field={fields.title} label={label.title} />
      <FieldRow>
        <TextField field={fields.code} label={label.code} hint={m.projects_hint_code()} />
        <TextField field={fields.cup} label={label.cup} hint={m.projects_hint_cup()} />
      </FieldRow>
      <FieldRow>
        <TextField field={fields.fund} label={label.fund} hint={m.projects_hint_fund()} />
        <TextField
          field={fields.fund_period}
          label={label.fund_period}
          hint={m.projects_hint_fund_period()}
        />
      </FieldRow>
      <FieldRow>
        <TextField field={fields.specific_objective} label={label.specific_objective} />
        <TextField field={fields.national_objective} label={label.national_objective} />
      </FieldRow>
      <TextArea
        field={fields.funding_statement}
        label={label.funding_statement}
        hint={m.projects_hint_funding_statement()}
        rows={3}
      />
      <FieldRow>
        <TextField field={fields.starts_on} label={label.starts_on} type="date" />
        <TextField field={fields.ends_on} label={label.ends_on} type="date" />
        <TextField
          field={fields.declared_months}
          label={label.declared_months}
          type="number"
          min={1}
          hint={m.projects_hint_declared_months()}
        />
      </FieldRow>
      <RadioField
        field={fields.reached_stage}
        legend={label.reached_stage}
        options={reachedStages.map((stage) => ({ value: stage, label: reachedStageName(stage) }))}
      />
      <RadioField
        field={fields.evidence_rule}
        legend={label.evidence_rule}
        hint={m.files_evidence_rule_hint()}
        options={evidenceRules.map((rule) => ({ value: rule, label: evidenceRuleName(rule) }))}
      />
      <RadioField
        field={fields.language}
        legend={label.language}
        hint={m.projects_language_hint()}
        options={documentLanguages.map((one) => ({ value: one, label: documentLanguageName(one) }))}
      />
      <FieldRow>
        <TextField
          field={fields.late_after}
          label={label.late_after}
          type="number"
          min={0}
          hint={m.projects_hint_late_after()}
        />
        <TextField
          field={fields.close_within}
          label={label.close_within}
          type="number"
          min={1}
          hint={m.projects_hint_close_within()}
        />
      </FieldRow>
      <TextArea field={fields.aims} label={label.aims} />
      <TextArea field={fields.recipients} label={label.recipients} />
      <FieldRow>
        <TextField field={fields.contact_email} label={label.contact_email} type="email" />
        <TextField field={fields.contact_phone} label={label.contact_phone} type="tel" />
      </FieldRow>
    </>
  )
}
