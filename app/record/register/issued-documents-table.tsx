// SPDX-License-Identifier: AGPL-3.0-or-later
import { Link } from '@remix-run/react'
import { shortHash } from '#base/files/file.ts'
import { showMoment, showNumber } from '#base/i18n/format.ts'
import { m } from '#base/i18n/paraglide/messages.js'
import { Badge } from '#base/ui/notice.tsx'
import { DataTable } from '#base/ui/table.tsx'

export type Issued = {
  id: string
  kind: 'register' | 'fad_report'
  number: number
  size: number
  file_hash: string
  issued_at: string
  issued_by: string | null
  superseded: { meeting_id: string; page: number; used: number; current: number }[]
}

/** Issued documents with their hash, and which of them used pages that were corrected since. */
export function IssuedDocumentsTable({ documents, path }: { documents: readonly Issued[]; path: string }) {
  return (
    <DataTable
      caption={m.register_documents()}
      captionHidden
      rows={documents}
      rowKey={(row) => row.id}
      columns={[
        {
          key: 'document',
          label: m.register_column_document(),
          cell: (row) => (
            <>
              <Link to={`${path}/${row.id}`} reloadDocument>
                {nameOf(row)}
              </Link>
              <div className="field-hint">
                {m.register_kilobytes({ size: showNumber(Math.ceil(row.size / 1000)) })}
              </div>
            </>
          ),
        },
        {
          key: 'issued',
          label: m.register_column_issued(),
          cell: (row) =>
            m.words_by_at({ name: row.issued_by ?? 'Presente', moment: showMoment(row.issued_at) }),
        },
        {
          key: 'hash',
          label: m.words_hash(),
          cell: (row) => <code>{shortHash(row.file_hash)}</code>,
        },
        {
          key: 'sound',
          label: m.register_column_sound(),
          cell: ({ superseded }) =>
            superseded.length === 0 ? (
              <Badge tone="success">{m.register_document_sound()}</Badge>
            ) : (
              <>
                <Badge tone="warning">{m.register_document_review()}</Badge>
                {superseded.map(({ meeting_id, page, used, current }) => (
                  <p key={meeting_id}>
                    <Link to={`/meetings/${meeting_id}/register#changes`}>
                      {m.register_document_uses({ page, used, current })}
                    </Link>
                  </p>
                ))}
              </>
            ),
        },
      ]}
    />
  )
}

function nameOf({ kind, number }: Issued): string {
  return kind === 'register' ? m.register_kind_register({ number }) : m.register_kind_fad_report({ number })
}
