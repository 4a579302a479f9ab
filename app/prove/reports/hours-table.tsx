// SPDX-License-Identifier: AGPL-3.0-or-later
import { showHours, showPercent } from '#base/i18n/format.ts'
import { m } from '#base/i18n/paraglide/messages.js'
import { DataTable, type Sort } from '#base/ui/table.tsx'
import { PersonLink } from '#plan/people/person-link.tsx'
import { type Hours, type HoursSums, shareOf } from './hours.ts'
import { StandingBadge } from './standing-badge.tsx'

type Person = Hours & { enrolment_id: string; person_id: string; name: string }
type Row = { person: Person; hours: HoursOfRow } | { person: null; hours: HoursOfRow; people: number }
type HoursOfRow = Omit<Hours, 'standing' | 'behind'>

type Props = {
  people: Person[]
  sums: HoursSums
  /** Whether the edition asks for hours at all. */
  asksForHours: boolean
  office: string | null
  sort: Sort
  address: string
}

/** Everybody's hours on this page of the list, and those of the whole list in the last row. */
export function HoursTable({ people, sums, asksForHours, office, sort, address }: Props) {
  const { people: number, ...total } = sums
  const ofRecorded = shareOf(total.attendedMinutes, total.recordedMinutes)
  const ofPlanned = shareOf(total.attendedMinutes, total.plannedMinutes)
  const rows: Row[] = [
    ...people.map((person) => ({ person, hours: person })),
    { person: null, hours: { ...total, ofRecorded, ofPlanned }, people: number },
  ]
  return (
    <DataTable
      caption={m.reports_hours_caption()}
      captionHidden
      rows={rows}
      rowKey={(row) => row.person?.enrolment_id ?? 'total'}
      sort={sort}
      address={address}
      columns={[
        {
          key: 'person',
          label: m.words_person(),
          sort: 'name',
          cell: (row) =>
            row.person ? (
              <PersonLink office={office} id={row.person.person_id} name={row.person.name} />
            ) : (
              m.reports_hours_total({ n: row.people })
            ),
        },
        {
          key: 'attended',
          label: m.reports_hours_attended(),
          sort: 'attended',
          numeric: true,
          cell: ({ hours }) => showHours(hours.attendedMinutes),
        },
        {
          key: 'missed',
          label: m.reports_hours_missed(),
          numeric: true,
          cell: ({ hours }) => showHours(hours.missedMinutes),
        },
        {
          key: 'recorded',
          label: m.reports_hours_recorded(),
          numeric: true,
          cell: ({ hours }) => ofWhich(hours.recordedMinutes, hours.ofRecorded),
        },
        {
          key: 'to_record',
          label: m.words_still_to_record(),
          numeric: true,
          cell: ({ hours }) => showHours(hours.toRecordMinutes),
        },
        {
          key: 'to_come',
          label: m.reports_hours_to_come(),
          numeric: true,
          cell: ({ hours }) => showHours(hours.toComeMinutes),
        },
        {
          key: 'planned',
          label: m.reports_hours_planned(),
          numeric: true,
          cell: ({ hours }) => ofWhich(hours.plannedMinutes, hours.ofPlanned),
        },
        ...(asksForHours ? measuredColumns() : []),
      ]}
    />
  )
}

/** What only an edition that asks for hours has. */
const measuredColumns = () => [
  {
    key: 'needed',
    label: m.reports_hours_needed(),
    numeric: true,
    cell: ({ hours }: Row) => showHours(hours.neededMinutes),
  },
  {
    key: 'missing',
    label: m.reports_hours_missing(),
    sort: 'missing' as const,
    numeric: true,
    cell: ({ hours }: Row) => showHours(hours.missingMinutes),
  },
  {
    key: 'standing',
    label: m.reports_standing(),
    cell: ({ person }: Row) => (person ? <StandingBadge standing={person.standing} /> : '–'),
  },
]

function ofWhich(minutes: number, share: number | null): string {
  const hours = showHours(minutes)
  return share === null ? hours : m.reports_hours_of_which({ hours, percent: showPercent(share) })
}
