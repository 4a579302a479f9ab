// SPDX-License-Identifier: AGPL-3.0-or-later
import type { LoaderFunctionArgs, MetaFunction } from '@remix-run/node'
import { useLoaderData } from '@remix-run/react'
import { requirePermission } from '#base/access/guards.server.ts'
import { securityEventKinds, securityEventName } from '#base/access/security-event.ts'
import { listEvents } from '#base/access/security-events.server.ts'
import { addressOf, listQuery } from '#base/http/list.ts'
import { title } from '#base/http/title.ts'
import { m } from '#base/i18n/paraglide/messages.js'
import { readSettings } from '#base/settings/settings.server.ts'
import { FieldRow, SelectField, TextField } from '#base/ui/fields.tsx'
import { FilterForm, filterField } from '#base/ui/filter-form.tsx'
import { EmptyState } from '#base/ui/notice.tsx'
import { Page } from '#base/ui/page.tsx'
import { Pager } from '#base/ui/table.tsx'
import { AdminNav } from './admin-nav.tsx'
import { SecurityEventTable } from './security-event-table.tsx'

export const meta: MetaFunction = () => title(m.admin_events())

export async function loader(args: LoaderFunctionArgs) {
  const { db } = await requirePermission(args, 'installation:administer')
  const query = listQuery(args.request, ['at'], 'desc')
  const asked = new URL(args.request.url).searchParams.get('kind')
  const kind = securityEventKinds.find((known) => known === asked) ?? null
  const [list, settings] = await Promise.all([listEvents(db, { kind, q: query.q }, query), readSettings(db)])
  return {
    ...list,
    filters: { kind: kind ?? '', q: query.q },
    page: query.page,
    days: settings.security_event_days,
    address: addressOf(args.request),
  }
}

const here = '/admin/system/events'

export default function ListSecurityEvents() {
  const { rows, total, pages, page, filters, days, address } = useLoaderData<typeof loader>()
  const isFiltered = filters.kind !== '' || filters.q !== ''
  return (
    <Page
      title={m.admin_events()}
      lead={m.admin_events_lead({ days })}
      breadcrumb={[{ label: m.admin_system(), to: '/admin/system' }, { label: m.admin_events() }]}
      subnav={<AdminNav current="system" />}
    >
      <FilterForm path={here} isFiltered={isFiltered}>
        <FieldRow>
          <SelectField
            field={filterField('kind', filters.kind)}
            label={m.admin_event()}
            blank={m.admin_events_any()}
            options={securityEventKinds.map((kind) => ({ value: kind, label: securityEventName(kind) }))}
          />
          <TextField field={filterField('q', filters.q)} label={m.admin_events_search()} type="search" />
        </FieldRow>
      </FilterForm>
      {rows.length === 0 ? (
        <EmptyState title={isFiltered ? m.admin_events_none_found() : m.admin_events_none()} />
      ) : (
        <SecurityEventTable events={rows} />
      )}
      <Pager page={page} pages={pages} total={total} address={address} />
    </Page>
  )
}
