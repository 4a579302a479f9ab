// SPDX-License-Identifier: AGPL-3.0-or-later
import type { LoaderFunctionArgs, MetaFunction } from '@remix-run/node'
import { Link, useLoaderData } from '@remix-run/react'
import { requirePermission } from '#base/access/guards.server.ts'
import { addressOf, listQuery } from '#base/http/list.ts'
import { title } from '#base/http/title.ts'
import { m } from '#base/i18n/paraglide/messages.js'
import { LinkButton } from '#base/ui/buttons.tsx'
import { EmptyState } from '#base/ui/notice.tsx'
import { Page } from '#base/ui/page.tsx'
import { DataTable, Pager } from '#base/ui/table.tsx'
import { projectDates } from '#plan/projects/dates.ts'
import { listProjects } from '#plan/projects/projects.server.ts'
import { AdminNav } from './admin-nav.tsx'

export const meta: MetaFunction = () => title(m.words_projects())

export async function loader(args: LoaderFunctionArgs) {
  const { db } = await requirePermission(args, 'installation:administer')
  const query = listQuery(args.request, ['acronym'])
  return { ...(await listProjects(db, query)), page: query.page, address: addressOf(args.request) }
}

export default function ListAdminProjects() {
  const { rows, total, pages, page, address } = useLoaderData<typeof loader>()
  const add = <LinkButton to="/admin/projects/new">{m.projects_add()}</LinkButton>
  return (
    <Page
      title={m.words_projects()}
      lead={m.projects_admin_lead()}
      subnav={<AdminNav current="projects" />}
      actions={add}
    >
      {rows.length === 0 ? (
        <EmptyState title={m.projects_none()} action={add}>
          {m.projects_none_admin()}
        </EmptyState>
      ) : (
        <DataTable
          caption={m.words_projects()}
          captionHidden
          rows={rows}
          rowKey={(project) => project.id}
          columns={[
            {
              key: 'acronym',
              label: m.projects_field_acronym(),
              cell: (project) => <Link to={`/admin/projects/${project.slug}`}>{project.acronym}</Link>,
            },
            { key: 'title', label: m.words_title(), cell: (project) => project.title },
            { key: 'fund', label: m.words_fund(), cell: (project) => project.fund },
            {
              key: 'cup',
              label: m.words_cup(),
              cell: (project) => project.cup ?? m.projects_not_given(),
            },
            {
              key: 'dates',
              label: m.words_duration(),
              cell: (project) => projectDates(project) ?? m.projects_not_given(),
            },
          ]}
        />
      )}
      <Pager page={page} pages={pages} total={total} address={address} />
    </Page>
  )
}
