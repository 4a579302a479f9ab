// SPDX-License-Identifier: AGPL-3.0-or-later
import { getFormProps, getInputProps, type SubmissionResult, useForm } from '@conform-to/react'
import type { z } from 'zod'
import { m } from '#base/i18n/paraglide/messages.js'
import { Button, ButtonRow, LinkButton } from '#base/ui/buttons.tsx'
import { CheckboxField, FieldRow, FormErrors, RadioField, TextField } from '#base/ui/fields.tsx'
import { optional } from '#base/ui/optional-field.ts'
import { Prose } from '#base/ui/page.tsx'
import { sectorName, sectors } from '#plan/organisations/organisation.ts'
import { PersonNameFields } from '#plan/people/person-fields.tsx'
import type { walkInSchema } from './walk-in.ts'

type Typed = z.input<ReturnType<typeof walkInSchema>>
type Props = {
  id: string
  /** What the form begins with. */
  known: Partial<Typed>
  settled: boolean
  organisations: string[]
  notice: { id: string; version: number; html: string } | null
  /** A correction of what is written, not somebody new. */
  correcting?: boolean
  submit: string
  cancelTo: string
  lastResult: SubmissionResult | undefined
}

/** The least that the register needs of somebody at the door (domain.md 4.1, rule 8). */
export function WalkInForm(props: Props) {
  const { id, known, settled, organisations, notice, correcting = false, lastResult } = props
  const [form, fields] = useForm<Typed>({ lastResult, defaultValue: { id, ...known, notice: notice?.id } })
  return (
    <form method="post" {...getFormProps(form)}>
      <FormErrors
        form={form}
        labels={{
          first_name: m.words_first_name(),
          last_name: m.words_last_name(),
          organisation: m.attendance_walk_in_organisation(),
          sector: m.words_sector(),
          different: m.words_person(),
          sector_sure: m.words_sector(),
          in: m.attendance_in(),
          out: m.attendance_out(),
          notice_shown: m.attendance_walk_in_notice(),
        }}
      />
      <input {...getInputProps(fields.id, { type: 'hidden' })} />
      <PersonNameFields fields={fields} />
      {isAsked(fields.different) && (
        <CheckboxField field={fields.different} label={m.attendance_walk_in_different()} />
      )}
      <TextField
        field={fields.organisation}
        label={m.attendance_walk_in_organisation()}
        hint={m.attendance_walk_in_organisation_hint()}
        list="organisations"
      />
      <datalist id="organisations">
        {organisations.map((name) => (
          <option key={name} value={name} />
        ))}
      </datalist>
      <RadioField
        field={fields.sector}
        legend={m.words_sector()}
        options={sectors.map((sector) => ({ value: sector, label: sectorName(sector) }))}
      />
      {isAsked(fields.sector_sure) && (
        <CheckboxField field={fields.sector_sure} label={m.attendance_walk_in_sector_sure()} />
      )}
      <FieldRow>
        <TextField
          field={optional(fields.email)}
          label={m.words_e_mail()}
          hint={m.attendance_walk_in_contact_hint()}
          type="email"
        />
        <TextField field={optional(fields.phone)} label={m.attendance_walk_in_phone()} type="tel" />
      </FieldRow>
      <FieldRow>
        <TextField
          field={optional(fields.in)}
          label={m.attendance_in()}
          hint={m.attendance_walk_in_times_hint()}
          type="time"
        />
        <TextField field={optional(fields.out)} label={m.attendance_out()} type="time" />
      </FieldRow>
      {notice && (
        <>
          <details className="roll-notice">
            <summary>{m.attendance_walk_in_notice_read()}</summary>
            <Prose html={notice.html} />
          </details>
          <p>{m.attendance_walk_in_notice_text({ version: notice.version })}</p>
          <input type="hidden" name="notice" value={notice.id} />
          <CheckboxField field={fields.notice_shown} label={m.attendance_walk_in_notice_shown()} />
        </>
      )}
      {correcting && !settled && (
        <TextField
          field={optional(fields.reason)}
          label={m.attendance_reason()}
          hint={m.attendance_walk_in_reason_optional()}
        />
      )}
      <ButtonRow>
        <Button>{settled ? m.attendance_propose() : props.submit}</Button>
        <LinkButton to={props.cancelTo} tone="secondary">
          {m.ui_cancel()}
        </LinkButton>
      </ButtonRow>
    </form>
  )
}

/** Whether a question was put, now or before: its answer goes with the form from then on. */
function isAsked(field: { errors?: string[] | undefined; initialValue?: unknown }): boolean {
  return field.errors !== undefined || field.initialValue === 'on'
}
