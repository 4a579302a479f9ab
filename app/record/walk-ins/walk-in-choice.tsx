// SPDX-License-Identifier: AGPL-3.0-or-later
import { getFormProps, type SubmissionResult, useForm } from '@conform-to/react'
import { m } from '#base/i18n/paraglide/messages.js'
import { Button } from '#base/ui/buttons.tsx'
import { FormErrors } from '#base/ui/fields.tsx'
import { EmptyState } from '#base/ui/notice.tsx'
import { DataTable } from '#base/ui/table.tsx'
import { personName } from '#plan/people/person.ts'

type Why = 'email' | 'name_and_birth' | 'name'
type Candidate = {
  id: string
  first_name: string
  last_name: string
  organisation: string | null
  why?: Why
}

const reasons: Record<Why, () => string> = {
  email: m.attendance_likely_why_email,
  name_and_birth: m.attendance_likely_why_name_and_birth,
  name: m.attendance_likely_why_name,
}

type Props = {
  id: string
  persons: readonly Candidate[]
  address: string
  result: SubmissionResult | undefined
}

/** Persons of the register, each with the button that says: it is this one. */
export function WalkInChoice({ id, persons, address, result }: Props) {
  const [form, fields] = useForm<{ person: string }>({ id, lastResult: result })
  if (persons.length === 0) {
    return <EmptyState title={m.words_nobody_found()}>{m.editions_enrol_none_found_text()}</EmptyState>
  }
  const why = persons.some((person) => person.why)
  const table = (
    <DataTable
      caption={m.attendance_walk_in_likely()}
      captionHidden
      rows={persons}
      rowKey={(person) => person.id}
      columns={[
        {
          key: 'name',
          label: m.words_person(),
          cell: (person) => personName(person.first_name, person.last_name),
        },
        {
          key: 'organisation',
          label: m.words_organisation(),
          cell: (person) => person.organisation ?? '–',
        },
        ...(why
          ? [
              {
                key: 'why',
                label: m.words_why(),
                cell: (person: Candidate) => person.why && reasons[person.why](),
              },
            ]
          : []),
        {
          key: 'choose',
          label: '',
          cell: (person) => (
            <Button name={fields.person.name} value={person.id} tone="secondary">
              {m.words_this_person()}
              <span className="visually-hidden">: {personName(person.first_name, person.last_name)}</span>
            </Button>
          ),
        },
      ]}
    />
  )
  return (
    <form method="post" action={address} {...getFormProps(form)}>
      <FormErrors form={form} />
      {/* Enter in a field presses the first button: it must choose nobody. */}
      <button type="submit" hidden tabIndex={-1} />
      <input type="hidden" name="intent" value="choose" />
      <input type="hidden" name="list" value={id} />
      {table}
    </form>
  )
}
