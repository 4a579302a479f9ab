// SPDX-License-Identifier: AGPL-3.0-or-later
import { m } from '#app/i18n/paraglide/messages.js'
import { personName } from '#app/people/person.ts'
import { PostButton } from '#app/ui/buttons.tsx'
import { EmptyState } from '#app/ui/notice.tsx'
import { DataTable } from '#app/ui/table.tsx'

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

/** Persons of the register, each with the button that says: it is this one. */
export function WalkInChoice({ persons, address }: { persons: readonly Candidate[]; address: string }) {
  if (persons.length === 0) return <EmptyState title={m.attendance_none_found()} />
  const why = persons.some((person) => person.why)
  return (
    <DataTable
      caption={m.attendance_walk_in_likely()}
      captionHidden
      rows={persons}
      rowKey={(person) => person.id}
      columns={[
        {
          key: 'name',
          label: m.attendance_column_person(),
          cell: (person) => personName(person.first_name, person.last_name),
        },
        {
          key: 'organisation',
          label: m.attendance_column_organisation(),
          cell: (person) => person.organisation ?? '–',
        },
        ...(why
          ? [
              {
                key: 'why',
                label: m.attendance_column_why(),
                cell: (person: Candidate) => person.why && reasons[person.why](),
              },
            ]
          : []),
        {
          key: 'choose',
          label: '',
          cell: (person) => (
            <PostButton action={address} fields={{ intent: 'choose', person: person.id }}>
              {m.attendance_walk_in_choose()}
              <span className="visually-hidden">: {personName(person.first_name, person.last_name)}</span>
            </PostButton>
          ),
        },
      ]}
    />
  )
}
