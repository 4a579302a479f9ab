// SPDX-License-Identifier: AGPL-3.0-or-later
import { Link } from '@remix-run/react'
import { showMoment, showNumber } from '#base/i18n/format.ts'
import { m } from '#base/i18n/paraglide/messages.js'
import { DataTable } from '#base/ui/table.tsx'
import type { Fact } from './facts.ts'
import { actSentence } from './words.ts'

export type LedgerRow = {
  seq: number
  at: string
  actor_name: string
  act: string
  subject: string
  subject_type: string
  subject_id: string
  facts: Fact[]
  hash: string
}

/** The ledger's rows: when, who, what, from which value to which. */
export function LedgerTable({ rows, office }: { rows: LedgerRow[]; office: string }) {
  return (
    <DataTable
      caption={m.ledger_title()}
      captionHidden
      rows={rows}
      rowKey={(row) => String(row.seq)}
      columns={[
        { key: 'at', label: m.words_when(), cell: (row) => showMoment(row.at) },
        { key: 'actor', label: m.ledger_actor(), cell: (row) => row.actor_name },
        { key: 'act', label: m.words_what(), cell: (row) => <Act row={row} office={office} /> },
        {
          key: 'row',
          label: m.ledger_row(),
          cell: (row) => (
            <>
              {showNumber(row.seq)}{' '}
              <code title={m.ledger_hash({ hash: row.hash })}>{row.hash.slice(0, 8)}</code>
            </>
          ),
        },
      ]}
    />
  )
}

function Act({ row, office }: { row: LedgerRow; office: string }) {
  const to = addressOfSubject(row, office)
  const sentence = actSentence(row.act, row.subject)
  return (
    <>
      {to === null ? sentence : <Link to={to}>{sentence}</Link>}
      {row.facts.length > 0 && (
        <details>
          <summary>{m.words_details()}</summary>
          <Facts facts={row.facts} />
        </details>
      )}
    </>
  )
}

function Facts({ facts }: { facts: Fact[] }) {
  return (
    <dl>
      {facts.map(({ key, label, before, after }) => (
        <div key={key}>
          <dt>{label}</dt>
          <dd>
            {before === null ? (
              after
            ) : (
              <>
                <span className="visually-hidden">{m.words_before()}: </span>
                {before} → <span className="visually-hidden">{m.words_after()}: </span>
                {after ?? '–'}
              </>
            )}
          </dd>
        </div>
      ))}
    </dl>
  )
}

function addressOfSubject({ subject_type, subject_id }: LedgerRow, office: string): string | null {
  if (subject_type === 'person') return `${office}/people/${subject_id}`
  return subject_type === 'meeting' ? `/meetings/${subject_id}` : null
}
