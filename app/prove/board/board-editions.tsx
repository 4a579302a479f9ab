// SPDX-License-Identifier: AGPL-3.0-or-later
import { Link } from '@remix-run/react'
import { showMoment } from '#base/i18n/format.ts'
import { m } from '#base/i18n/paraglide/messages.js'
import { LinkButton } from '#base/ui/buttons.tsx'
import { EmptyState } from '#base/ui/notice.tsx'
import { DataTable } from '#base/ui/table.tsx'

type Edition = {
  id: string
  code: string
  title: string
  next_at: string
  meetings_left: number
  enrolled: number
  capacity: number | null
}

type Props = { project: { slug: string }; editions: Edition[]; manages: boolean }

/** The editions that still have a meeting, the next one first. */
export function BoardEditions({ project, editions, manages }: Props) {
  const office = `/manage/${project.slug}/editions`
  if (editions.length === 0) {
    return (
      <EmptyState
        title={m.words_no_running_editions()}
        action={manages && <LinkButton to={office}>{m.words_to_editions()}</LinkButton>}
      >
        {m.targets_no_running_editions_text()}
      </EmptyState>
    )
  }
  return (
    <DataTable
      caption={m.targets_running_editions()}
      captionHidden
      rows={editions}
      rowKey={(edition) => edition.id}
      columns={[
        {
          key: 'code',
          label: m.words_edition(),
          cell: ({ code, title }) => (
            <>
              <Link to={`${office}/${code}`}>{code}</Link> {title}
            </>
          ),
        },
        { key: 'next', label: m.words_next_meeting(), cell: ({ next_at }) => showMoment(next_at) },
        {
          key: 'left',
          label: m.targets_meetings_left(),
          numeric: true,
          cell: ({ meetings_left }) => meetings_left,
        },
        {
          key: 'enrolled',
          label: m.targets_enrolled_of_capacity(),
          numeric: true,
          cell: ({ enrolled, capacity }) => (capacity === null ? enrolled : `${enrolled} / ${capacity}`),
        },
      ]}
    />
  )
}
