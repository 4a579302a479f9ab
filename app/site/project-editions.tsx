// SPDX-License-Identifier: AGPL-3.0-or-later
import { showMoment } from '#base/i18n/format.ts'
import { m } from '#base/i18n/paraglide/messages.js'
import { EmptyState } from '#base/ui/notice.tsx'
import { DataTable } from '#base/ui/table.tsx'

type Edition = { id: string; code: string; title: string; venue: string | null; next_at: string }

/** The editions of a project that still have a meeting, for the public. */
export function ProjectEditions({ editions, language }: { editions: Edition[]; language: 'it' | 'en' }) {
  if (editions.length === 0)
    return (
      <EmptyState title={m.words_no_running_editions()}>{m.projects_no_running_editions_text()}</EmptyState>
    )
  return (
    <DataTable
      caption={m.projects_running_editions()}
      captionHidden
      rows={editions}
      rowKey={(edition) => edition.id}
      columns={[
        {
          key: 'title',
          label: m.words_edition(),
          cell: (edition) => <span lang={language}>{edition.title}</span>,
        },
        { key: 'code', label: m.words_code(), cell: (edition) => edition.code },
        { key: 'next', label: m.words_next_meeting(), cell: (edition) => showMoment(edition.next_at) },
        { key: 'venue', label: m.words_venue(), cell: (edition) => edition.venue ?? '' },
      ]}
    />
  )
}
