// SPDX-License-Identifier: AGPL-3.0-or-later
import { getFormProps, type SubmissionResult, useForm } from '@conform-to/react'
import { mostBytes, scansAccepted } from '#base/files/file.ts'
import { sizeName } from '#base/files/file-words.ts'
import { m } from '#base/i18n/paraglide/messages.js'
import { Button } from '#base/ui/buttons.tsx'
import type { Field } from '#base/ui/field.ts'
import { FieldRow, FormErrors, RadioField, TextArea, TextField } from '#base/ui/fields.tsx'
import { FileField } from '#base/ui/file-field.tsx'
import { optional } from '#base/ui/optional-field.ts'
import type { MarkStatus } from '#db/schema.ts'
import { markStatuses } from '#record/marks/mark.ts'
import { sourceName, statusName } from '#record/marks/words.ts'
import { handSources } from './person-mark.ts'

type Props = {
  nonce: string
  /** The mark that is in force. */
  kept: {
    id: string
    status: MarkStatus
    pairs: { in: string; out: string }[]
    note: string | null
    document: boolean
  } | null
  /** How many arrivals and leavings there is room for. */
  room: number
  hint: string
  /** The page of the register is closed: what changes is proposed, and signed with the rest. */
  settled: boolean
  result: SubmissionResult | undefined
}

type Values = {
  status?: string
  source?: string
  pairs?: { in?: string; out?: string }[]
  note?: string
  reason?: string
  document?: string
}

/** One person's attendance in full. */
export function PersonMarkForm({ nonce, kept, room, hint, settled, result }: Props) {
  const [form, fields] = useForm<Values>({
    id: 'mark',
    lastResult: result,
    defaultValue: {
      status: kept?.status ?? 'present',
      source: 'trainer',
      pairs: kept?.pairs ?? [],
      ...(kept?.note && { note: kept.note }),
    },
  })
  const places = Array.from({ length: room }, (_, at) => at)
  return (
    <form method="post" encType="multipart/form-data" autoComplete="off" {...getFormProps(form)}>
      <FormErrors form={form} />
      <input type="hidden" name="nonce" value={nonce} />
      <input type="hidden" name="base" value={kept?.id ?? ''} />
      <RadioField
        field={fields.status}
        legend={m.words_attendance()}
        options={[
          ...markStatuses.map((status) => ({ value: status, label: statusName(status) })),
          ...(kept && !settled ? [{ value: 'withdrawn', label: m.attendance_withdraw_option() }] : []),
        ]}
      />
      <fieldset className="mark-pairs">
        <legend>{m.attendance_times()}</legend>
        <p className="field-hint">{m.attendance_pairs_hint()}</p>
        {places.map((at) => (
          <PairFields key={at} form={form} initial={form.initialValue} at={at} />
        ))}
      </fieldset>
      <div className="mark-excuse">
        <TextArea
          field={optional(fields.note)}
          label={m.attendance_note()}
          hint={m.attendance_note_hint()}
          rows={2}
        />
        <FileField
          field={optional(fields.document)}
          label={m.attendance_document()}
          hint={[m.attendance_document_hint(), kept?.document && m.attendance_document_kept()]
            .filter(Boolean)
            .join(' ')}
          accept={scansAccepted}
          limit={{ bytes: mostBytes, text: m.files_too_large({ most: sizeName(mostBytes) }) }}
        />
      </div>
      <RadioField
        field={fields.source}
        legend={m.words_source()}
        options={handSources.map((source) => ({ value: source, label: sourceName(source) }))}
      />
      {!settled && <TextField field={optional(fields.reason)} label={m.attendance_reason()} hint={hint} />}
      <Button>{settled ? m.attendance_propose() : m.attendance_person_save()}</Button>
      <script type="module" src="/upload.js" />
    </form>
  )
}

type Initial = Record<string, unknown> | undefined
type PairProps = {
  form: { allErrors: Record<string, string[] | null | undefined> }
  initial: Initial
  at: number
}

function PairFields({ form, initial, at }: PairProps) {
  const pairs = initial?.pairs
  const pair = (Array.isArray(pairs) ? pairs[at] : undefined) as { in?: string; out?: string } | undefined
  const fieldOf = (key: 'in' | 'out'): Field => {
    const name = `pairs[${at}].${key}`
    const id = `mark-${name}`
    const errors = form.allErrors[name]
    const ids = { id, name, errorId: `${id}-error`, descriptionId: `${id}-description` }
    return { ...ids, initialValue: pair?.[key], ...(errors && { errors }) }
  }
  return (
    <FieldRow>
      <TextField field={fieldOf('in')} label={m.attendance_pair_in({ n: at + 1 })} type="time" />
      <TextField field={fieldOf('out')} label={m.attendance_pair_out({ n: at + 1 })} type="time" />
    </FieldRow>
  )
}
