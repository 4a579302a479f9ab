// SPDX-License-Identifier: AGPL-3.0-or-later
import { m } from '#base/i18n/paraglide/messages.js'
import { LinkButton } from '#base/ui/buttons.tsx'
import { EmptyState, Notice } from '#base/ui/notice.tsx'
import { Section } from '#base/ui/page.tsx'
import { AttendanceFilterForm } from './attendance-filter-form.tsx'
import { AttendancePreview } from './attendance-preview.tsx'
import type { AttendanceRow } from './attendance-row.ts'

/** Rows of the preview. */
export const mostPreviewed = 50

type Props = {
  /** The address of the page, which is also that of the files but for their endings. */
  here: string
  /** The project's office, for whoever sees it. */
  office: string | null
  /** To choose one; null where the address names it. */
  editions: { code: string; title: string }[] | null
  typed: { edition: string; from: string; to: string; teachers: boolean }
  faults: { field: string; message: string }[]
  rows: AttendanceRow[]
  more: boolean
  search: string
  zone: string
}

/** What attendance to export, the first rows of it, and the files. */
export function AttendanceExport({ here, office, editions, typed, faults, rows, more, search, zone }: Props) {
  return (
    <>
      {faults.length > 0 && (
        <Notice tone="warning" title={m.reports_filter_faults()}>
          <ul>
            {faults.map(({ field, message }) => (
              <li key={field}>{message}</li>
            ))}
          </ul>
        </Notice>
      )}
      <AttendanceFilterForm
        path={here}
        editions={editions}
        typed={typed}
        faults={faults}
        isFiltered={search !== ''}
      />
      <Section
        title={m.reports_preview()}
        id="preview"
        actions={
          rows.length > 0 && (
            <>
              <LinkButton to={`${here}.xlsx${search}`} reloadDocument>
                {m.reports_download_xlsx()}
              </LinkButton>
              <LinkButton to={`${here}.csv${search}`} tone="secondary" reloadDocument>
                {m.reports_download_csv()}
              </LinkButton>
            </>
          )
        }
      >
        {rows.length === 0 ? (
          <EmptyState title={m.reports_preview_none()}>{m.reports_preview_none_text()}</EmptyState>
        ) : (
          <>
            <p>
              {more
                ? m.reports_preview_first({ n: mostPreviewed })
                : m.reports_preview_all({ n: rows.length })}
            </p>
            <AttendancePreview rows={rows} office={office} zone={zone} />
          </>
        )}
      </Section>
    </>
  )
}
