// SPDX-License-Identifier: AGPL-3.0-or-later
import { Link } from '@remix-run/react'
import { showHours, showMoment } from '#base/i18n/format.ts'
import { m } from '#base/i18n/paraglide/messages.js'
import { EmptyState } from '#base/ui/notice.tsx'
import { Section } from '#base/ui/page.tsx'
import { type Column, DataTable } from '#base/ui/table.tsx'
import { teachingRoleName } from '#plan/meetings/words.ts'
import { sectorName } from '#plan/organisations/organisation.ts'
import { StatusBadge } from '#record/marks/status-badge.tsx'
import { TotalsRow } from '#record/marks/totals-row.tsx'
import { sourceName } from '#record/marks/words.ts'
import type { PageContent } from './content.ts'
import type { Presence } from './difference.ts'
import { shownOn, timesName } from './words.ts'

type Recorded = Presence & { recorded_by: string | null; recorded_at: string | null }

/** How a presence is told in a row: outcome, times, hours, where it comes from and who recorded it. */
function presenceColumns<Row extends Recorded>(meeting: PageContent['meeting']): Column<Row>[] {
  return [
    {
      key: 'status',
      label: m.register_column_status(),
      cell: (row) => (
        <>
          <StatusBadge status={shownOn(meeting, row)} />
          {row.note && <div className="field-hint">{row.note}</div>}
        </>
      ),
    },
    { key: 'times', label: m.register_column_times(), cell: (row) => timesName(row.intervals) },
    {
      key: 'minutes',
      label: m.words_hours(),
      numeric: true,
      cell: (row) => row.status && showHours(row.credited_minutes),
    },
  ]
}

function recordedColumns<Row extends Recorded>(): Column<Row>[] {
  return [
    { key: 'source', label: m.words_source(), cell: (row) => row.source && sourceName(row.source) },
    {
      key: 'recorded',
      label: m.words_recorded_by(),
      cell: (row) =>
        row.recorded_at &&
        m.words_by_at({ name: row.recorded_by ?? 'Presente', moment: showMoment(row.recorded_at) }),
    },
  ]
}

export function PageTeachers({ content }: { content: PageContent }) {
  const { teachers, meeting } = content
  return (
    <Section title={m.words_trainers_and_tutors()}>
      {teachers.length === 0 ? (
        <EmptyState title={m.register_teachers_none()} />
      ) : (
        <DataTable
          caption={m.words_trainers_and_tutors()}
          captionHidden
          rows={teachers}
          rowKey={(row) => row.person_id}
          columns={[
            { key: 'name', label: m.register_column_name(), cell: (row) => row.name },
            {
              key: 'role',
              label: m.words_role(),
              cell: (row) => teachingRoleName(row.role),
            },
            ...presenceColumns<(typeof teachers)[number]>(meeting),
            ...recordedColumns<(typeof teachers)[number]>(),
          ]}
        />
      )}
    </Section>
  )
}

export function PagePeople({ content }: { content: PageContent }) {
  const { people, meeting, totals } = content
  return (
    <Section title={m.words_attendances()}>
      <TotalsRow totals={totals} />
      {people.length === 0 ? (
        <EmptyState title={m.words_nobody()} />
      ) : (
        <DataTable
          caption={m.words_attendances()}
          captionHidden
          short
          rows={people}
          rowKey={(row) => row.person_id}
          columns={[
            {
              key: 'name',
              label: m.register_column_name(),
              cell: (row) => <Link to={`/meetings/${meeting.id}/people/${row.person_id}`}>{row.name}</Link>,
            },
            {
              key: 'organisation',
              label: m.words_organisation(),
              cell: (row) => (
                <>
                  {row.organisation}
                  {row.sector && <div className="field-hint">{sectorName(row.sector)}</div>}
                </>
              ),
            },
            ...presenceColumns<(typeof people)[number]>(meeting),
            {
              key: 'cumulative',
              label: m.register_column_cumulative(),
              numeric: true,
              cell: (row) => showHours(row.cumulative_minutes),
            },
            ...recordedColumns<(typeof people)[number]>(),
          ]}
        />
      )}
    </Section>
  )
}

export function PageWalkIns({ content }: { content: PageContent }) {
  const { walk_ins } = content
  if (walk_ins.length === 0) return null
  return (
    <Section title={m.register_walk_ins()}>
      <DataTable
        caption={m.register_walk_ins()}
        captionHidden
        rows={walk_ins}
        rowKey={(row) => row.id}
        columns={[
          { key: 'name', label: m.register_column_name(), cell: (row) => row.name },
          { key: 'organisation', label: m.words_organisation(), cell: (row) => row.organisation },
          { key: 'times', label: m.register_column_times(), cell: (row) => timesName(row.intervals) },
          {
            key: 'minutes',
            label: m.words_hours(),
            numeric: true,
            cell: (row) => showHours(row.credited_minutes),
          },
        ]}
      />
    </Section>
  )
}
