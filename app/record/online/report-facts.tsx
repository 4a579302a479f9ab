// SPDX-License-Identifier: AGPL-3.0-or-later
import { showMoment } from '#base/i18n/format.ts'
import { m } from '#base/i18n/paraglide/messages.js'
import { columnLetter } from '#base/sheets/mapping.ts'
import { Notice } from '#base/ui/notice.tsx'
import { Facts, SubNav } from '#base/ui/page.tsx'
import { mappedColumnName } from './mapping-form.ts'
import type { Reading } from './reading.ts'
import { allRows, type RowCounts, type RowState, rowStateName, rowStates, versionName } from './report.ts'
import type { OtherRow, Platform } from './report-line.ts'
import { mappedColumns } from './report-mapping.ts'

type Props = {
  report: {
    name: string
    platform: Platform
    platform_version: string | null
    platform_name: string | null
    file_hash: string
    imported_at: string
    imported_by_name: string | null
  }
  /** Where the file itself is. */
  file: string
  said: Reading['said']
}

/** What is known of an imported file. */
export function ReportFacts({ report, file, said }: Props) {
  const { imported_at, imported_by_name, file_hash } = report
  return (
    <Facts
      items={[
        { term: m.words_platform(), value: versionName(report) },
        { term: m.words_file(), value: <a href={file}>{report.name}</a> },
        {
          term: m.online_column_imported(),
          value: m.online_imported_by({
            when: showMoment(imported_at),
            name: imported_by_name ?? 'Presente',
          }),
        },
        ...(said ? [{ term: m.online_fact_columns(), value: saidName(said) }] : []),
        { term: m.online_fact_hash(), value: <code className="hash">{file_hash}</code> },
      ]}
    />
  )
}

/** "Colonne indicate a mano, …: Nome completo A, Entrata C" */
function saidName({ head, mapping }: NonNullable<Reading['said']>): string {
  const columns = mappedColumns.flatMap((name) => {
    const at = mapping.columns[name]
    return at === undefined ? [] : `${mappedColumnName(name)} ${columnLetter(at)}`
  })
  return m.online_map_said({ head, columns: columns.join(', ') })
}

/** What else stands in the file: nothing of it is dropped in silence. */
export function OtherRows({ reading }: { reading: Reading | null }) {
  if (!reading || reading.othersInAll === 0) return null
  return (
    <Notice tone="info" title={m.online_others_title({ n: reading.othersInAll })}>
      <p>{m.online_others_text()}</p>
      <OtherRowList {...reading} />
    </Notice>
  )
}

export function OtherRowList({ others, othersInAll }: { others: OtherRow[]; othersInAll: number }) {
  return (
    <ul>
      {others.map(({ line, text }) => (
        <li key={`${line} ${text}`}>{line === 0 ? text : m.online_others_row({ line, text })}</li>
      ))}
      {othersInAll > others.length && <li>{m.online_others_more({ n: othersInAll - others.length })}</li>}
    </ul>
  )
}

type States = {
  counts: RowCounts
  show: RowState | null
  address: string
}

/** The rows by what became of them, with how many there are. */
export function ReportStates({ counts, show, address }: States) {
  const all = allRows(counts)
  const items = rowStates.map((state) => ({
    to: `${address}?show=${state}#rows`,
    label: m.online_counted({ name: rowStateName(state), n: counts[state] }),
    current: show === state,
  }))
  const whole = {
    to: `${address}?show=all#rows`,
    label: m.online_counted({ name: m.online_state_all(), n: all }),
    current: show === null,
  }
  return <SubNav label={m.online_states_label()} items={[...items, whole]} />
}
