// SPDX-License-Identifier: AGPL-3.0-or-later
import { Link } from '@remix-run/react'
import { showMoment } from '#base/i18n/format.ts'
import { m } from '#base/i18n/paraglide/messages.js'
import { PostButton } from '#base/ui/buttons.tsx'
import { EmptyState } from '#base/ui/notice.tsx'
import { DataTable, Pager, SearchBox } from '#base/ui/table.tsx'
import { personName } from '#plan/people/person.ts'
import type { Interval } from '#record/marks/minutes.ts'
import { connectedName, connectionsName } from './online-words.ts'
import { matchName, type RowState } from './report.ts'

type Row = {
  id: string
  name: string
  email: string | null
  platform_role: string | null
  intervals: Interval[]
  no_show: number
  state: RowState
  matched_by: 'email' | 'name' | 'hand' | null
  person_id: string | null
  first_name: string | null
  last_name: string | null
  reason: string | null
  resolved_by_name: string | null
  resolved_at: string | null
  proposals: { person_id: string; first_name: string; last_name: string; belongs: boolean }[]
}

type Props = {
  /** The address of the rows' own pages. */
  here: string
  rows: { rows: Row[]; total: number; pages: number }
  q: string
  page: number
  address: string
  settled: boolean
  mayRecord: boolean
}

/** Who is in a report, when, and who that is. */
export function ReportRows({ here, rows, q, page, address, settled, mayRecord }: Props) {
  return (
    <>
      {(rows.total > 0 || q !== '') && <SearchBox q={q} label={m.online_rows_search()} address={address} />}
      {rows.rows.length === 0 ? (
        <EmptyState title={m.online_rows_none()} />
      ) : (
        <>
          <DataTable
            caption={m.online_rows_title()}
            captionHidden
            rows={rows.rows}
            rowKey={(row) => row.id}
            columns={[
              { key: 'name', label: m.online_column_name(), cell: (row) => <RowName row={row} /> },
              {
                key: 'times',
                label: m.online_column_times(),
                cell: (row) => (row.no_show === 1 ? m.online_no_show() : connectionsName(row.intervals)),
              },
              {
                key: 'connected',
                label: m.words_duration(),
                numeric: true,
                cell: (row) => connectedName(row.intervals),
              },
              {
                key: 'who',
                label: m.online_column_who(),
                cell: (row) => <WhoItIs row={row} here={here} settled={settled} mayRecord={mayRecord} />,
              },
            ]}
          />
          <Pager page={page} pages={rows.pages} total={rows.total} address={address} />
        </>
      )}
    </>
  )
}

function RowName({ row }: { row: Row }) {
  const facts = [row.email, row.platform_role].filter((fact) => fact !== null)
  return (
    <>
      {row.name}
      {facts.length > 0 && <div className="field-hint">{facts.join(' · ')}</div>}
    </>
  )
}

type WhoProps = { row: Row; here: string; settled: boolean; mayRecord: boolean }

function WhoItIs({ row, here, settled, mayRecord }: WhoProps) {
  const { name } = row
  const others = mayRecord && (
    <div>
      <Link to={`${here}/${row.id}`}>
        {row.state === 'waiting' ? m.online_row_other() : m.words_change()}
        <span className="visually-hidden"> ({name})</span>
      </Link>
    </div>
  )
  const said = row.resolved_at !== null && (
    <div className="field-hint">
      {m.online_resolved_by({ when: showMoment(row.resolved_at), name: row.resolved_by_name ?? 'Presente' })}
    </div>
  )
  if (row.state === 'set_aside') {
    return (
      <>
        {m.online_row_set_aside({ reason: row.reason ?? '' })}
        {said}
        {others}
      </>
    )
  }
  if (row.state === 'walk_in') {
    return (
      <>
        {m.online_fad_walk_in()}
        {said}
        {others}
      </>
    )
  }
  if (row.state === 'matched') {
    return (
      <>
        {personName(row.first_name ?? '', row.last_name ?? '')}
        {row.matched_by && row.matched_by !== 'hand' && (
          <span className="field-hint"> {matchName(row.matched_by)}</span>
        )}
        {said}
        {others}
      </>
    )
  }
  return (
    <>
      {mayRecord &&
        !settled &&
        row.proposals.map((person) => (
          <PostButton
            key={person.person_id}
            fields={{ intent: 'choose', row: row.id, person: person.person_id }}
          >
            {proposalName(person)}
          </PostButton>
        ))}
      {others}
    </>
  )
}

function proposalName(person: Row['proposals'][number]): string {
  const name = personName(person.first_name, person.last_name)
  return person.belongs ? m.online_is({ name }) : m.online_is_not_enrolled({ name })
}
