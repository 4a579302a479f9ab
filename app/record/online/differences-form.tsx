// SPDX-License-Identifier: AGPL-3.0-or-later
import { getFormProps, type SubmissionResult, useForm } from '@conform-to/react'
import { Link } from '@remix-run/react'
import { showHours } from '#base/i18n/format.ts'
import { m } from '#base/i18n/paraglide/messages.js'
import { Button, ButtonRow } from '#base/ui/buttons.tsx'
import { FormErrors, TextArea } from '#base/ui/fields.tsx'
import { DataTable } from '#base/ui/table.tsx'
import type { MarkSource, MarkStatus } from '#db/schema.ts'
import { personName } from '#plan/people/person.ts'
import type { Interval } from '#record/marks/minutes.ts'
import { sourceName, statusName } from '#record/marks/words.ts'
import { connectionsName } from './online-words.ts'

export type Difference = {
  person_id: string
  first_name: string
  last_name: string
  intervals: Interval[]
  minutes: number
  recorded: {
    status: MarkStatus
    credited_minutes: number
    source: MarkSource
    recorded_by_name: string | null
  } | null
}

type Props = {
  here: string
  rows: readonly Difference[]
  reasonNeeded: boolean
  mayRecord: boolean
  result: SubmissionResult | undefined
}

/** Where somebody recorded another presence than the platform's: it stays, unless the platform's times are chosen here. */
export function DifferencesForm({ here, rows, reasonNeeded, mayRecord, result }: Props) {
  const [form, fields] = useForm<{ person: string[]; reason?: string }>({
    id: 'different',
    lastResult: result,
  })
  const choice = {
    key: 'take',
    label: m.online_column_take(),
    cell: (row: Difference) => (
      <div className="choice">
        <input
          type="checkbox"
          name={fields.person.name}
          value={row.person_id}
          id={`${form.id}-${row.person_id}`}
        />
        <label htmlFor={`${form.id}-${row.person_id}`}>
          {m.online_take()}
          <span className="visually-hidden"> {personName(row.first_name, row.last_name)}</span>
        </label>
      </div>
    ),
  }
  const table = (
    <DataTable
      caption={m.online_different_title()}
      captionHidden
      rows={rows}
      rowKey={(row) => row.person_id}
      columns={[
        {
          key: 'person',
          label: m.words_person(),
          cell: (row) => (
            <Link to={`${here}/people/${row.person_id}`}>{personName(row.first_name, row.last_name)}</Link>
          ),
        },
        { key: 'recorded', label: m.online_column_recorded(), cell: (row) => recordedName(row) },
        {
          key: 'platform',
          label: m.online_column_of_platform(),
          cell: (row) =>
            m.online_hours_and_times({
              hours: showHours(row.minutes),
              times: connectionsName(row.intervals),
            }),
        },
        ...(mayRecord ? [choice] : []),
      ]}
    />
  )
  if (!mayRecord) return table
  return (
    <form method="post" {...getFormProps(form)}>
      <FormErrors form={form} labels={{ reason: m.words_reason() }} />
      <input type="hidden" name="intent" value="take_times" />
      <div id={fields.person.id}>{table}</div>
      {reasonNeeded && (
        <TextArea
          field={fields.reason}
          label={m.words_reason()}
          hint={m.online_take_reason_hint()}
          rows={2}
        />
      )}
      <ButtonRow>
        <Button tone="secondary">{m.online_take_times()}</Button>
      </ButtonRow>
    </form>
  )
}

function recordedName({ recorded }: Difference): string {
  if (!recorded) return ''
  const { status, credited_minutes, source, recorded_by_name } = recorded
  const what = status === 'present' ? showHours(credited_minutes) : statusName(status)
  return m.online_recorded({ what, source: sourceName(source), name: recorded_by_name ?? 'Presente' })
}
