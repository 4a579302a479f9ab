// SPDX-License-Identifier: AGPL-3.0-or-later
import { Link } from '@remix-run/react'
import { showHours, showMomentDate } from '#base/i18n/format.ts'
import { m } from '#base/i18n/paraglide/messages.js'
import { Badge } from '#base/ui/notice.tsx'
import { DataTable, type Sort } from '#base/ui/table.tsx'
import type { EnrolmentState, Sector } from '#db/schema.ts'
import { enrolmentStateName } from '#plan/enrolment/words.ts'
import { sectorName } from '#plan/organisations/organisation.ts'
import { personName } from '#plan/people/person.ts'
import { PersonLink } from '#plan/people/person-link.tsx'

type Enrolled = {
  id: string
  first_name: string
  last_name: string
  state: EnrolmentState
  organisation: string | null
  sector: Sector | null
  minutes: number
  completed_at: string | null
}

type Props = {
  people: Enrolled[]
  plannedMinutes: number
  sort: Sort
  address: string
  /** The project's address, for whoever sees its office. */
  office: string | null
  /** Where a person is withdrawn, for whoever may. */
  withdraw: string | null
}

/** The people of an edition, with what they have attended. */
export function EnrolledTable({ people, plannedMinutes, sort, address, office, withdraw }: Props) {
  return (
    <DataTable
      caption={m.words_enrolled()}
      captionHidden
      rows={people}
      rowKey={(person) => person.id}
      sort={sort}
      address={address}
      columns={[
        {
          key: 'name',
          label: m.words_person(),
          sort: 'name',
          cell: (person) => (
            <PersonLink
              office={office}
              id={person.id}
              name={personName(person.first_name, person.last_name)}
            />
          ),
        },
        {
          key: 'organisation',
          label: m.words_organisation(),
          sort: 'organisation',
          cell: (person) => person.organisation ?? '–',
        },
        {
          key: 'sector',
          label: m.words_sector(),
          cell: (person) => (person.sector === null ? '–' : sectorName(person.sector)),
        },
        {
          key: 'minutes',
          label: m.words_hours_attended(),
          sort: 'minutes',
          numeric: true,
          cell: (person) => `${showHours(person.minutes)} / ${showHours(plannedMinutes)}`,
        },
        { key: 'state', label: m.editions_completion(), cell: (person) => <PersonState person={person} /> },
        ...(withdraw === null
          ? []
          : [
              {
                key: 'withdraw',
                label: '',
                cell: (person: Enrolled) =>
                  person.state !== 'withdrawn' && (
                    <Link to={`${withdraw}/${person.id}`}>
                      {m.editions_withdraw()}
                      <span className="visually-hidden">
                        : {personName(person.first_name, person.last_name)}
                      </span>
                    </Link>
                  ),
              },
            ]),
      ]}
    />
  )
}

function PersonState({ person }: { person: Enrolled }) {
  if (person.state !== 'enrolled') return <Badge>{enrolmentStateName(person.state)}</Badge>
  if (person.completed_at === null) return <Badge tone="info">{m.editions_in_progress()}</Badge>
  return (
    <Badge tone="success">{m.editions_completed_on({ date: showMomentDate(person.completed_at) })}</Badge>
  )
}
