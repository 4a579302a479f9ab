// SPDX-License-Identifier: AGPL-3.0-or-later
import { Link } from '@remix-run/react'
import { showMoment } from '#base/i18n/format.ts'
import { m } from '#base/i18n/paraglide/messages.js'
import { Badge } from '#base/ui/notice.tsx'
import { Facts, Section } from '#base/ui/page.tsx'
import { DataTable } from '#base/ui/table.tsx'
import type { PrintedPage } from './content.ts'

type Version = {
  version: number
  reason: string | null
  closed_by_name: string
  closed_at: string
  superseded_at: string | null
}
type Props = { page: PrintedPage; versions: readonly Version[]; path: string }

/** Who signed a page and when, the hash of what was signed, and all the versions of the page. */
export function PageSignature({ page, versions, path }: Props) {
  const { closed, corrected, locked, hash } = page
  if (!closed || !hash) return null
  // Why it was closed later than the project asks.
  const late = versions.find(({ version }) => version === 1)?.reason
  const by = ({ by: name, at }: { by: string; at: string }) => m.words_by_at({ name, moment: showMoment(at) })
  return (
    <Section title={m.register_signature()} id="signature">
      <Facts
        items={[
          { term: m.register_signed_by(), value: by(closed) },
          ...(late ? [{ term: m.register_late_reason(), value: late }] : []),
          ...corrected.map((one) => ({
            term: m.register_corrected_by(),
            value: m.register_correction({ by: by(one), version: one.version, reason: one.reason }),
          })),
          ...(locked ? [{ term: m.words_locked_by(), value: by(locked) }] : []),
          { term: m.register_hash(), value: <code className="hash">{hash}</code> },
        ]}
      />
      {versions.length > 1 && (
        <DataTable
          caption={m.register_versions()}
          rows={versions}
          rowKey={(row) => String(row.version)}
          columns={[
            {
              key: 'version',
              label: m.words_version(),
              cell: (row) =>
                row.version === page.version ? (
                  m.register_page_version({ version: row.version })
                ) : (
                  <Link to={`${path}?version=${row.version}`}>
                    {m.register_page_version({ version: row.version })}
                  </Link>
                ),
            },
            {
              key: 'state',
              label: m.words_state(),
              cell: (row) =>
                row.superseded_at === null ? (
                  <Badge tone="success">{m.words_in_force()}</Badge>
                ) : (
                  <Badge>{m.register_superseded()}</Badge>
                ),
            },
            { key: 'by', label: m.register_column_closed(), cell: (row) => row.closed_by_name },
            { key: 'at', label: m.words_when(), cell: (row) => showMoment(row.closed_at) },
            {
              key: 'reason',
              label: m.words_reason(),
              cell: (row) => row.reason ?? m.register_reason_first(),
            },
          ]}
        />
      )}
    </Section>
  )
}
