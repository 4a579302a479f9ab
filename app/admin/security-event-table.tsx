// SPDX-License-Identifier: AGPL-3.0-or-later
import { Link } from '@remix-run/react'
import {
  type SecurityEventKind,
  securityEventDetail,
  securityEventName,
} from '#base/access/security-event.ts'
import { showMoment } from '#base/i18n/format.ts'
import { m } from '#base/i18n/paraglide/messages.js'
import { DataTable } from '#base/ui/table.tsx'

type Event = {
  id: string
  at: string
  kind: SecurityEventKind
  account_id: string | null
  name: string | null
  address: string | null
  detail: string | null
  /** Who is meant by a detail "by …". */
  by: string | null
}

/** Security events: when, what, whose account, from which address. */
export function SecurityEventTable({ events }: { events: Event[] }) {
  return (
    <DataTable
      caption={m.admin_events()}
      captionHidden
      rows={events}
      rowKey={(event) => event.id}
      columns={[
        { key: 'at', label: m.words_when(), cell: (event) => showMoment(event.at) },
        {
          key: 'kind',
          label: m.admin_event(),
          cell: (event) => (
            <>
              {securityEventName(event.kind)}
              {event.detail && <Detail of={event} />}
            </>
          ),
        },
        {
          key: 'account',
          label: m.admin_event_account(),
          cell: (event) =>
            event.account_id ? (
              <Link to={`/admin/accounts/${event.account_id}`}>{event.name}</Link>
            ) : (
              m.admin_event_nobody()
            ),
        },
        {
          key: 'address',
          label: m.admin_event_address(),
          cell: (event) => event.address ?? m.admin_event_machine(),
        },
      ]}
    />
  )
}

/** In words where there are some; a path as it is. */
function Detail({ of: { kind, detail, by } }: { of: Event }) {
  const words = securityEventDetail(kind, detail ?? '', by)
  return words ? `: ${words}` : <code> {detail}</code>
}
