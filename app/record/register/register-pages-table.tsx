// SPDX-License-Identifier: AGPL-3.0-or-later
import { Link } from '@remix-run/react'
import { shortHash } from '#base/files/file.ts'
import { showMomentDate } from '#base/i18n/format.ts'
import { m } from '#base/i18n/paraglide/messages.js'
import { Badge } from '#base/ui/notice.tsx'
import { DataTable } from '#base/ui/table.tsx'
import type { MeetingTable } from '#db/schema.ts'
import { meetingStateName } from '#plan/meetings/words.ts'
import type { EvidenceState } from '#record/evidence/evidence.ts'
import { EvidenceBadge } from '#record/evidence/evidence-line.tsx'

type Row = {
  id: string
  number: number
  title: string
  starts_at: string
  state: MeetingTable['state']
  version: number | null
  hash: string | null
  evidence: EvidenceState | null
}

const tones = {
  planned: 'neutral',
  open: 'info',
  closed: 'success',
  locked: 'success',
  cancelled: 'danger',
} as const

/** The pages of an edition's register: state, version, hash, evidence, and their PDFs. */
export function RegisterPagesTable({ pages }: { pages: readonly Row[] }) {
  return (
    <DataTable
      caption={m.words_pages()}
      captionHidden
      rows={pages}
      rowKey={(row) => row.id}
      columns={[
        {
          key: 'page',
          label: m.words_page(),
          cell: (row) => (
            <Link to={`/meetings/${row.id}/register`}>{m.register_page_n({ number: row.number })}</Link>
          ),
        },
        {
          key: 'meeting',
          label: m.words_meeting(),
          cell: (row) => (
            <>
              <Link to={`/meetings/${row.id}`}>{row.title}</Link>
              <div className="field-hint">{showMomentDate(row.starts_at)}</div>
            </>
          ),
        },
        {
          key: 'state',
          label: m.words_state(),
          cell: (row) => <Badge tone={tones[row.state]}>{meetingStateName(row.state)}</Badge>,
        },
        {
          key: 'version',
          label: m.words_version(),
          cell: (row) =>
            row.version ??
            (row.state === 'cancelled' ? m.words_meeting_cancelled() : m.words_page_not_closed()),
        },
        {
          key: 'hash',
          label: m.words_hash(),
          cell: (row) => row.hash && <code>{shortHash(row.hash)}</code>,
        },
        {
          key: 'evidence',
          label: m.words_evidence(),
          cell: (row) =>
            row.evidence && (
              <Link to={`/meetings/${row.id}/evidence`}>
                <EvidenceBadge state={row.evidence} />
              </Link>
            ),
        },
        { key: 'pdf', label: m.register_column_pdf(), cell: (row) => <PdfLink {...row} /> },
      ]}
    />
  )
}

function PdfLink({ id, number, version, state }: Row) {
  if (state === 'cancelled') return null
  const path = `/meetings/${id}/register.pdf`
  if (version === null) {
    return (
      <Link to={`${path}?form=blank`} reloadDocument>
        {m.register_pdf_sheet_of({ number })}
      </Link>
    )
  }
  return (
    <Link to={`${path}?form=final`} reloadDocument>
      {m.register_pdf_final_of({ number })}
    </Link>
  )
}
