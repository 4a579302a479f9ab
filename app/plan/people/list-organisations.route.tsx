// SPDX-License-Identifier: AGPL-3.0-or-later
import type { LoaderFunctionArgs, MetaFunction } from '@remix-run/node'
import { Link, useLoaderData } from '@remix-run/react'
import { requirePermission } from '#base/access/guards.server.ts'
import { addressOf, listQuery } from '#base/http/list.ts'
import { title } from '#base/http/title.ts'
import { showNumber } from '#base/i18n/format.ts'
import { m } from '#base/i18n/paraglide/messages.js'
import { LinkButton } from '#base/ui/buttons.tsx'
import { EmptyState } from '#base/ui/notice.tsx'
import { Page } from '#base/ui/page.tsx'
import { DataTable, Pager, SearchBox } from '#base/ui/table.tsx'
import { organisationTypeName, sectorName } from '#plan/organisations/organisation.ts'
import { fundingHandle, fundingOf } from '#plan/projects/funding.ts'
import { ProjectNav } from '#plan/projects/project-nav.tsx'
import { employersOf } from './project-persons.server.ts'

export const handle = fundingHandle
export const meta: MetaFunction<typeof loader> = ({ data }) =>
  title(data && `${m.words_organisations()} · ${data.project.acronym}`)

export async function loader(args: LoaderFunctionArgs) {
  const { db, project } = await requirePermission(args, 'project:see')
  const query = listQuery(args.request, ['name', 'type', 'sector', 'enrolled', 'counted'])
  return {
    ...(await employersOf(db, project.id, query)),
    q: query.q,
    page: query.page,
    sort: { by: query.sort, direction: query.direction },
    address: addressOf(args.request),
    project: { slug: project.slug, acronym: project.acronym },
    funding: fundingOf(project),
  }
}

export default function ListOrganisations() {
  const { rows, total, pages, page, q, sort, address, project } = useLoaderData<typeof loader>()
  const office = `/manage/${project.slug}`
  return (
    <Page
      title={m.words_organisations()}
      lead={m.people_organisations_lead()}
      breadcrumb={[{ label: project.acronym, to: office }, { label: m.words_organisations() }]}
      subnav={<ProjectNav project={project} current="organisations" />}
    >
      {(total > 0 || q !== '') && (
        <SearchBox q={q} label={m.people_organisations_search()} address={address} />
      )}
      {rows.length === 0 ? (
        <EmptyState
          title={q === '' ? m.people_organisations_none() : m.people_organisations_none_found()}
          action={<LinkButton to={`${office}/editions`}>{m.words_to_editions()}</LinkButton>}
        >
          {q === '' && m.people_organisations_none_text()}
        </EmptyState>
      ) : (
        <DataTable
          caption={m.words_organisations()}
          captionHidden
          rows={rows}
          rowKey={(body) => body.id}
          sort={sort}
          address={address}
          columns={[
            {
              key: 'name',
              label: m.words_organisation(),
              sort: 'name',
              cell: (body) => (
                <Link to={`${office}/people?q=${encodeURIComponent(body.name)}`}>{body.name}</Link>
              ),
            },
            {
              key: 'type',
              label: m.words_type(),
              sort: 'type',
              cell: (body) => organisationTypeName(body.type),
            },
            {
              key: 'sector',
              label: m.words_sector(),
              sort: 'sector',
              cell: (body) => sectorName(body.sector),
            },
            { key: 'place', label: m.words_place(), cell: placeOf },
            {
              key: 'enrolled',
              label: m.people_enrolled(),
              sort: 'enrolled',
              numeric: true,
              cell: (body) => showNumber(body.enrolled),
            },
            {
              key: 'counted',
              label: m.people_counted(),
              sort: 'counted',
              numeric: true,
              cell: (body) => showNumber(body.counted),
            },
          ]}
        />
      )}
      {total > 0 && <Pager page={page} pages={pages} total={total} address={address} />}
    </Page>
  )
}

function placeOf({
  municipality,
  province,
}: {
  municipality: string | null
  province: string | null
}): string {
  if (municipality === null) return province ?? '–'
  return province === null ? municipality : `${municipality} (${province})`
}
