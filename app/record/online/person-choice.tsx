// SPDX-License-Identifier: AGPL-3.0-or-later
import { getFormProps, type SubmissionResult, useForm } from '@conform-to/react'
import { m } from '#base/i18n/paraglide/messages.js'
import { Button } from '#base/ui/buttons.tsx'
import { FormErrors, TextArea } from '#base/ui/fields.tsx'
import { EmptyState } from '#base/ui/notice.tsx'
import { DataTable } from '#base/ui/table.tsx'
import { personName } from '#plan/people/person.ts'

type Person = {
  person_id: string
  first_name: string
  last_name: string
  detail: string | null
  belongs: boolean
}

type Props = {
  row: string
  groups: { title: string; people: Person[] }[]
  asksReason: boolean
  result: SubmissionResult | undefined
}

/** Who a row of a report is: one button for each person it may be. */
export function PersonChoice({ row, groups, asksReason, result }: Props) {
  const [form, fields] = useForm<{ person: string; reason?: string }>({
    id: 'choose',
    lastResult: result,
  })
  const shown = groups.filter(({ people }) => people.length > 0)
  if (shown.length === 0) {
    return <EmptyState title={m.words_nobody_found()}>{m.online_choose_none_text()}</EmptyState>
  }
  return (
    <form method="post" {...getFormProps(form)}>
      <FormErrors form={form} labels={{ reason: m.words_reason() }} />
      {/* Enter in a field presses the first button: it must choose nobody. */}
      <button type="submit" hidden tabIndex={-1} />
      <input type="hidden" name="intent" value="choose" />
      <input type="hidden" name="row" value={row} />
      {asksReason && (
        <TextArea
          field={fields.reason}
          label={m.words_reason()}
          hint={m.online_field_reason_hint()}
          rows={2}
        />
      )}
      {shown.map(({ title, people }) => (
        <DataTable
          key={title}
          caption={title}
          rows={people}
          rowKey={(person) => person.person_id}
          columns={[
            {
              key: 'person',
              label: m.words_person(),
              cell: (person) => personName(person.first_name, person.last_name),
            },
            {
              key: 'detail',
              label: m.online_column_belongs(),
              cell: ({ detail, belongs }) =>
                [detail, belongs ? m.online_belongs() : m.online_belongs_not()].filter(Boolean).join(' · '),
            },
            {
              key: 'choose',
              label: '',
              cell: (person) => (
                <Button name={fields.person.name} value={person.person_id} tone="secondary">
                  {m.words_this_person()}
                  <span className="visually-hidden"> {personName(person.first_name, person.last_name)}</span>
                </Button>
              ),
            },
          ]}
        />
      ))}
    </form>
  )
}
