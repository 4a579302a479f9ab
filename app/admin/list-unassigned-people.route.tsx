// SPDX-License-Identifier: AGPL-3.0-or-later
import type { LoaderFunctionArgs, MetaFunction } from '@remix-run/node'
import { Link, useLoaderData } from '@remix-run/react'
import { requirePermission } from '#base/access/guards.server.ts'
import { addressOf, listQuery } from '#base/http/list.ts'
import { title } from '#base/http/title.ts'
import { showMomentDate } from '#base/i18n/format.ts'
import { m } from '#base/i18n/paraglide/messages.js'
import { EmptyState } from '#base/ui/notice.tsx'
import { Page } from '#base/ui/page.tsx'
import { DataTable, Pager, SearchBox } from '#base/ui/table.tsx'
import { personName } from '#plan/people/person.ts'
import { listUnassigned } from '#plan/people/unassigned.server.ts'
import { AdminNav } from './admin-nav.tsx'

export const meta: MetaFunction = () => title(m.admin_people())

export async function loader(args: LoaderFunctionArgs) {
  const { db } = await requirePermission(args, 'installation:administer')
  const query = listQuery(args.request, ['name'])
  const { q, page } = query
  return { ...(await listUnassigned(db, query)), q, page, address: addressOf(args.request) }
}

export default function ListUnassignedPeople() {
  const { rows, total, pages, page, q, address } = useLoaderData<typeof loader>()
  return (
    <Page title={m.admin_people()} lead={m.admin_people_lead()} subnav={<AdminNav current="people" />}>
      {(rows.length > 0 || q !== '') && <SearchBox q={q} label={m.admin_people_search()} address={address} />}
      {rows.length === 0 ? (
        <EmptyState title={q === '' ? m.admin_people_none() : m.words_nobody_found()} />
      ) : (
        <DataTable
          caption={m.admin_people()}
          captionHidden
          rows={rows}
          rowKey={(person) => person.id}
          columns={[
            {
              key: 'name',
              label: m.access_name(),
              cell: (person) => (
                <Link to={`/admin/people/${person.id}`}>
                  {personName(person.first_name, person.last_name)}
                </Link>
              ),
            },
            {
              key: 'organisation',
              label: m.words_organisation(),
              cell: (person) => person.organisation ?? '–',
            },
            {
              key: 'since',
              label: m.admin_people_since(),
              cell: (person) => showMomentDate(person.created_at),
            },
          ]}
        />
      )}
      <Pager page={page} pages={pages} total={total} address={address} />
    </Page>
  )
}
