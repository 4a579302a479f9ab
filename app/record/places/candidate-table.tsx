// SPDX-License-Identifier: AGPL-3.0-or-later

import { m } from '#base/i18n/paraglide/messages.js'
import { Badge, EmptyState } from '#base/ui/notice.tsx'
import { DataTable, Pager } from '#base/ui/table.tsx'
import type { EnrolmentState, Sector } from '#db/schema.ts'
import { sectorName } from '#plan/organisations/organisation.ts'
import { personName } from '#plan/people/person.ts'
import { EnrolButton } from './enrol-button.tsx'

type Candidate = {
  id: string
  first_name: string
  last_name: string
  organisation: string | null
  sector: Sector | null
  state: EnrolmentState | null
}

type Props = {
  found: { rows: Candidate[]; total: number; pages: number }
  page: number
  address: string
  full: boolean
}

/** Who the search found in the register, each with a button that enrols. */
export function CandidateTable({ found, page, address, full }: Props) {
  if (found.total === 0) {
    return <EmptyState title={m.words_nobody_found()}>{m.editions_enrol_none_found_text()}</EmptyState>
  }
  return (
    <>
      <DataTable
        caption={m.words_persons_found()}
        captionHidden
        rows={found.rows}
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
          {
            key: 'sector',
            label: m.words_sector(),
            cell: (person) => (person.sector === null ? '–' : sectorName(person.sector)),
          },
          {
            key: 'enrol',
            label: '',
            cell: (person) =>
              person.state === 'enrolled' ? (
                <Badge tone="success">{m.editions_enrolled_here()}</Badge>
              ) : (
                <EnrolButton person={person} full={full} address={address} />
              ),
          },
        ]}
      />
      <Pager page={page} pages={found.pages} total={found.total} address={address} />
    </>
  )
}
