// SPDX-License-Identifier: AGPL-3.0-or-later
import type { LoaderFunctionArgs, MetaFunction } from '@remix-run/node'
import { Link, useLoaderData } from '@remix-run/react'
import { requirePermission } from '#base/access/guards.server.ts'
import { addressOf, listQuery } from '#base/http/list.ts'
import { title } from '#base/http/title.ts'
import { showHours, showNumber } from '#base/i18n/format.ts'
import { m } from '#base/i18n/paraglide/messages.js'
import { EmptyState } from '#base/ui/notice.tsx'
import { Page, Section } from '#base/ui/page.tsx'
import { DataTable, Pager, SearchBox } from '#base/ui/table.tsx'
import { fundingHandle, fundingOf } from '#plan/projects/funding.ts'
import { ProjectNav } from '#plan/projects/project-nav.tsx'
import { OverlapTable } from './overlap-table.tsx'
import { projectOverlaps } from './overlaps.server.ts'
import { trainersIn } from './trainers.server.ts'
import { hoursName } from './words.ts'

export const handle = fundingHandle
export const meta: MetaFunction<typeof loader> = ({ data }) =>
  title(data && `${m.words_trainers()} · ${data.project.acronym}`)

export async function loader(args: LoaderFunctionArgs) {
  const { db, project } = await requirePermission(args, 'project:see')
  const query = listQuery(args.request, ['name'])
  const [trainers, overlaps] = await Promise.all([
    trainersIn(db, project.id, query),
    projectOverlaps(db, project.id),
  ])
  return {
    trainers,
    overlaps,
    q: query.q,
    page: query.page,
    address: addressOf(args.request),
    project: { slug: project.slug, acronym: project.acronym },
    funding: fundingOf(project),
  }
}

export default function ListTrainers() {
  const { trainers, overlaps, q, page, address, project } = useLoaderData<typeof loader>()
  const office = `/manage/${project.slug}`
  return (
    <Page
      title={m.words_trainers()}
      lead={m.teaching_trainers_lead()}
      breadcrumb={[{ label: project.acronym, to: office }, { label: m.words_trainers() }]}
      subnav={<ProjectNav project={project} current="trainers" />}
    >
      {overlaps.length > 0 && (
        <Section title={m.teaching_overlaps()} id="overlaps">
          <p>{m.teaching_overlaps_office()}</p>
          <OverlapTable overlaps={overlaps} />
        </Section>
      )}
      <Section title={m.teaching_trainers_hours()} id="trainers">
        {(trainers.total > 0 || q !== '') && (
          <SearchBox q={q} label={m.teaching_trainers_search()} address={address} />
        )}
        {trainers.rows.length === 0 ? (
          <EmptyState title={q === '' ? m.teaching_trainers_none() : m.words_nobody_found()}>
            {q === '' && m.teaching_trainers_none_text()}
          </EmptyState>
        ) : (
          <DataTable
            caption={m.words_trainers()}
            captionHidden
            rows={trainers.rows}
            rowKey={({ id }) => id}
            columns={[
              {
                key: 'person',
                label: m.words_person(),
                cell: ({ id, name }) => <Link to={`${office}/trainers/${id}`}>{name}</Link>,
              },
              {
                key: 'meetings',
                label: m.teaching_meetings_closed(),
                numeric: true,
                cell: ({ meetings }) => showNumber(meetings),
              },
              {
                key: 'agreed',
                label: m.teaching_agreed(),
                numeric: true,
                cell: ({ agreed }) => hoursName(agreed),
              },
              {
                key: 'taught',
                label: m.teaching_taught(),
                numeric: true,
                cell: ({ taught }) => showHours(taught),
              },
              {
                key: 'left',
                label: m.teaching_hours_left(),
                numeric: true,
                cell: ({ left }) => hoursName(left),
              },
            ]}
          />
        )}
        <Pager page={page} pages={trainers.pages} total={trainers.total} address={address} />
      </Section>
    </Page>
  )
}
