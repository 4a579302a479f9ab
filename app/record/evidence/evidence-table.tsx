// SPDX-License-Identifier: AGPL-3.0-or-later
import { Link } from '@remix-run/react'
import { shortHash, signedType } from '#base/files/file.ts'
import { sizeName } from '#base/files/file-words.ts'
import { showMoment } from '#base/i18n/format.ts'
import { m } from '#base/i18n/paraglide/messages.js'
import { DataTable } from '#base/ui/table.tsx'
import { evidenceKindName } from './evidence.ts'
import type { EvidenceRow } from './list.server.ts'

type Props = { rows: EvidenceRow[]; here: string; mayWithdraw: boolean }

/** What is attached to a meeting; what was withdrawn is struck through and says by whom and why. */
export function EvidenceTable({ rows, here, mayWithdraw }: Props) {
  return (
    <DataTable
      caption={m.files_attached_title()}
      captionHidden
      rows={rows}
      rowKey={(row) => row.id}
      columns={[
        { key: 'name', label: m.words_name(), cell: (row) => <Name row={row} here={here} /> },
        { key: 'kind', label: m.words_kind(), cell: (row) => evidenceKindName(row.kind) },
        { key: 'size', label: m.files_column_size(), numeric: true, cell: (row) => sizeName(row.size) },
        {
          key: 'attached',
          label: m.files_column_attached(),
          cell: (row) => (
            <>
              {showMoment(row.attached_at)}
              <br />
              {row.attached_by ?? 'Presente'}
            </>
          ),
        },
        { key: 'hash', label: m.words_fingerprint(), cell: (row) => <code>{shortHash(row.hash)}</code> },
        {
          key: 'state',
          label: m.words_state(),
          cell: (row) => <State row={row} here={here} mayWithdraw={mayWithdraw} />,
        },
      ]}
    />
  )
}

function Name({ row, here }: { row: EvidenceRow; here: string }) {
  const address = `${here}/${row.id}`
  const name = (
    <Link to={`${address}?${row.type === signedType ? 'document' : 'show'}`} reloadDocument>
      <bdi>{row.name}</bdi>
    </Link>
  )
  return (
    <>
      {row.withdrawn_at ? <s>{name}</s> : name}{' '}
      <Link to={address} reloadDocument>
        {m.files_download()}
        <span className="visually-hidden"> {row.name}</span>
      </Link>
      {row.type === signedType && <div className="field-hint">{m.files_signed_document()}</div>}
    </>
  )
}

function State({ row, here, mayWithdraw }: { row: EvidenceRow; here: string; mayWithdraw: boolean }) {
  if (row.withdrawn_at) {
    const when = showMoment(row.withdrawn_at)
    return m.files_withdrawn({
      when,
      by: row.withdrawn_by ?? 'Presente',
      reason: row.withdrawn_reason ?? '',
    })
  }
  if (!mayWithdraw) return m.files_in_force()
  return (
    <>
      {m.files_in_force()}{' '}
      <Link to={`${here}/${row.id}/withdraw`}>
        {m.files_withdraw()}
        <span className="visually-hidden"> {row.name}</span>
      </Link>
    </>
  )
}
