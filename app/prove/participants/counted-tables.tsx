// SPDX-License-Identifier: AGPL-3.0-or-later
import { Link } from '@remix-run/react'
import { showDate } from '#base/i18n/format.ts'
import { m } from '#base/i18n/paraglide/messages.js'
import { Badge } from '#base/ui/notice.tsx'
import { DataTable, type Sort } from '#base/ui/table.tsx'
import type { Sector } from '#db/schema.ts'
import { organisationTypeName, sectorName } from '#plan/organisations/organisation.ts'
import { personName } from '#plan/people/person.ts'
import { type EditionWords, editionWords } from '#prove/board/edition-words.ts'

type Person = {
  person_id: string
  first_name: string
  last_name: string
  is_staff: 0 | 1
  first_on: string | null
  sector: Sector | null
  organisation_type: string | null
  organisation: string | null
}

type Props = {
  slug: string
  rows: Person[]
  why: (EditionWords & { person_id: string })[]
  sort: Sort
  address: string
}

/** The named list behind a figure: each person once, with what makes them count. */
export function CountedPeople({ slug, rows, why, sort, address }: Props) {
  return (
    <DataTable
      caption={m.words_people()}
      captionHidden
      rows={rows}
      rowKey={(person) => person.person_id}
      sort={sort}
      address={address}
      columns={[
        {
          key: 'name',
          label: m.words_person(),
          sort: 'name',
          cell: (person) => (
            <>
              <Link to={`/manage/${slug}/people/${person.person_id}`}>
                {personName(person.first_name, person.last_name)}
              </Link>
              {person.is_staff === 1 && <Badge>{m.targets_staff()}</Badge>}
            </>
          ),
        },
        {
          key: 'sector',
          label: m.words_sector(),
          sort: 'sector',
          cell: ({ sector }) => (sector ? sectorName(sector) : m.words_not_stated()),
        },
        {
          key: 'organisation',
          label: m.words_organisation(),
          sort: 'organisation',
          cell: ({ organisation, organisation_type }) =>
            organisation ??
            (organisation_type ? organisationTypeName(organisation_type) : m.words_not_stated()),
        },
        {
          key: 'first_on',
          label: m.targets_counted_since(),
          sort: 'first_on',
          cell: ({ first_on }) => (first_on ? showDate(first_on) : m.words_not_yet()),
        },
        {
          key: 'why',
          label: m.words_why(),
          cell: ({ person_id }) =>
            why
              .filter((edition) => edition.person_id === person_id)
              .map((edition) => (
                <div key={edition.code}>
                  <strong>{edition.code}</strong> {editionWords(edition)}
                </div>
              )),
        },
      ]}
    />
  )
}

type Organisation = { organisation_id: string | null; organisation: string | null; persons: number }

export function CountedOrganisations({ rows }: { rows: Organisation[] }) {
  return (
    <DataTable
      caption={m.words_organisations()}
      captionHidden
      rows={rows}
      rowKey={(row) => row.organisation_id ?? ''}
      columns={[
        { key: 'name', label: m.words_organisation(), cell: (row) => row.organisation },
        { key: 'persons', label: m.targets_persons(), numeric: true, cell: (row) => row.persons },
      ]}
    />
  )
}
