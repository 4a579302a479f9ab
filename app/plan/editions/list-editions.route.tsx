// SPDX-License-Identifier: AGPL-3.0-or-later
import type { LoaderFunctionArgs, MetaFunction } from '@remix-run/node'
import { Link, useLoaderData } from '@remix-run/react'
import { requirePermission } from '#base/access/guards.server.ts'
import { can } from '#base/access/permissions.ts'
import { now } from '#base/clock.server.ts'
import { addressOf, listQuery } from '#base/http/list.ts'
import { title } from '#base/http/title.ts'
import { showMomentDate, showNumber } from '#base/i18n/format.ts'
import { m } from '#base/i18n/paraglide/messages.js'
import { LinkButton } from '#base/ui/buttons.tsx'
import { EmptyState } from '#base/ui/notice.tsx'
import { Page } from '#base/ui/page.tsx'
import { DataTable, Pager, SearchBox } from '#base/ui/table.tsx'
import { kindName } from '#plan/courses/course-kind.ts'
import { fundingHandle, fundingOf } from '#plan/projects/funding.ts'
import { ProjectNav } from '#plan/projects/project-nav.tsx'
import { editionState } from './edition.ts'
import { EditionStateBadge } from './edition-state-badge.tsx'
import { listEditions } from './list.server.ts'

export const handle = fundingHandle
export const meta: MetaFunction<typeof loader> = ({ data }) =>
  title(data && `${m.words_editions()} · ${data.project.acronym}`)

export async function loader(args: LoaderFunctionArgs) {
  const { db, actor, project } = await requirePermission(args, 'project:see')
  const query = listQuery(args.request, ['starts_at', 'code', 'title'], 'desc')
  const { rows, ...paging } = await listEditions(db, project.id, query)
  const moment = now()
  return {
    ...paging,
    rows: rows.map((row) => ({ ...row, state: editionState(row.starts_at, row.ends_at, moment) })),
    q: query.q,
    page: query.page,
    sort: { by: query.sort, direction: query.direction },
    address: addressOf(args.request),
    mayManage: can(actor, 'project:manage', { projectId: project.id }),
    project: { slug: project.slug, acronym: project.acronym },
    funding: fundingOf(project),
  }
}

export default function ListEditions() {
  const { rows, total, pages, page, q, sort, address, mayManage, project } = useLoaderData<typeof loader>()
  const office = `/manage/${project.slug}`
  const add = <LinkButton to={`${office}/editions/new`}>{m.editions_add()}</LinkButton>
  return (
    <Page
      title={m.words_editions()}
      lead={m.editions_lead()}
      breadcrumb={[{ label: project.acronym, to: office }, { label: m.words_editions() }]}
      actions={mayManage && add}
      subnav={<ProjectNav project={project} current="editions" />}
    >
      {(total > 0 || q !== '') && <SearchBox q={q} label={m.editions_search()} address={address} />}
      {rows.length === 0 ? (
        <EmptyState title={q === '' ? m.editions_none() : m.editions_none_found()} action={mayManage && add}>
          {q === '' ? m.editions_none_text() : m.editions_none_found_text()}
        </EmptyState>
      ) : (
        <DataTable
          caption={m.words_editions()}
          captionHidden
          rows={rows}
          rowKey={(edition) => edition.id}
          sort={sort}
          address={address}
          columns={[
            {
              key: 'code',
              label: m.words_code(),
              sort: 'code',
              cell: (edition) => <Link to={`${office}/editions/${edition.code}`}>{edition.code}</Link>,
            },
            { key: 'title', label: m.words_title(), sort: 'title', cell: (edition) => edition.title },
            { key: 'kind', label: m.words_kind(), cell: (edition) => kindName(edition.kind) },
            {
              key: 'dates',
              label: m.editions_dates(),
              sort: 'starts_at',
              cell: (edition) => datesOf(edition.starts_at, edition.ends_at),
            },
            {
              key: 'enrolled',
              label: m.words_enrolled(),
              numeric: true,
              cell: ({ enrolled, capacity }) =>
                capacity === null
                  ? showNumber(enrolled)
                  : `${showNumber(enrolled)} / ${showNumber(capacity)}`,
            },
            {
              key: 'state',
              label: m.words_state(),
              cell: (edition) => <EditionStateBadge state={edition.state} />,
            },
          ]}
        />
      )}
      {total > 0 && <Pager page={page} pages={pages} total={total} address={address} />}
    </Page>
  )
}

function datesOf(starts_at: string | null, ends_at: string | null): string {
  if (starts_at === null || ends_at === null) return m.editions_no_dates()
  const [from, to] = [showMomentDate(starts_at), showMomentDate(ends_at)]
  return from === to ? from : `${from} – ${to}`
}
