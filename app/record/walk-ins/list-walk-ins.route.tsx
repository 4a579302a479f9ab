// SPDX-License-Identifier: AGPL-3.0-or-later
import type { LoaderFunctionArgs, MetaFunction } from '@remix-run/node'
import { Link, useLoaderData } from '@remix-run/react'
import { requirePermission } from '#base/access/guards.server.ts'
import { can } from '#base/access/permissions.ts'
import { addressOf, listQuery } from '#base/http/list.ts'
import { title } from '#base/http/title.ts'
import { showMomentDate, showNumber } from '#base/i18n/format.ts'
import { m } from '#base/i18n/paraglide/messages.js'
import { addressWith } from '#base/ui/address.ts'
import { EmptyState } from '#base/ui/notice.tsx'
import { Page } from '#base/ui/page.tsx'
import { Stat, StatRow } from '#base/ui/progress.tsx'
import { DataTable, Pager, SearchBox } from '#base/ui/table.tsx'
import { meetingName } from '#plan/meetings/words.ts'
import { sectorName } from '#plan/organisations/organisation.ts'
import { personName } from '#plan/people/person.ts'
import { fundingHandle, fundingOf } from '#plan/projects/funding.ts'
import { ProjectNav } from '#plan/projects/project-nav.tsx'
import { projectWalkIns, walkInStates } from './list.server.ts'
import { WalkInBadge, walkInStateName } from './walk-in-badge.tsx'

export const handle = fundingHandle
export const meta: MetaFunction<typeof loader> = ({ data }) =>
  title(data && `${m.attendance_walk_ins_office()} · ${data.project.acronym}`)

export async function loader(args: LoaderFunctionArgs) {
  const { db, actor, project } = await requirePermission(args, 'project:see')
  const query = listQuery(args.request, ['meeting'])
  const params = new URL(args.request.url).searchParams
  const asked = params.get('state')
  const state = asked === 'all' ? null : (walkInStates.find((one) => one === asked) ?? 'waiting')
  const edition = params.get('edition')?.slice(0, 100) || null
  const found = await projectWalkIns(db, project.id, { ...query, state, edition })
  return {
    ...found,
    state,
    edition,
    q: query.q,
    page: query.page,
    address: addressOf(args.request),
    mayMatch: can(actor, 'project:manage', { projectId: project.id }),
    project: { slug: project.slug, acronym: project.acronym },
    funding: fundingOf(project),
  }
}

export default function ListWalkIns() {
  const { rows, total, pages, page, counts, state, edition, q, address, mayMatch, project } =
    useLoaderData<typeof loader>()
  const office = `/manage/${project.slug}`
  const inState = (to: string) => addressWith(address, { state: to, page: null })
  return (
    <Page
      title={m.attendance_walk_ins_office()}
      lead={m.attendance_walk_ins_office_lead()}
      breadcrumb={[
        { label: project.acronym, to: office },
        { label: m.words_attendances(), to: `${office}/attendance` },
        { label: m.attendance_walk_ins_office() },
      ]}
      subnav={<ProjectNav project={project} current="attendance" />}
    >
      {counts.all > 0 && (
        <StatRow>
          {walkInStates.map((one) => (
            <Stat key={one} label={walkInStateName(one)} value={showNumber(counts[one])} to={inState(one)} />
          ))}
          <Stat label={m.attendance_walk_ins_all()} value={showNumber(counts.all)} to={inState('all')} />
        </StatRow>
      )}
      {(total > 0 || q !== '') && <SearchBox q={q} label={m.attendance_find_person()} address={address} />}
      {edition !== null && (
        <p>
          {m.attendance_walk_ins_of({ code: edition })}{' '}
          <Link to={`${office}/walk-ins`}>{m.attendance_walk_ins_of_all()}</Link>
        </p>
      )}
      {total === 0 ? (
        <EmptyState
          title={state === 'waiting' ? m.attendance_walk_ins_none() : m.attendance_walk_ins_nobody()}
        >
          {m.attendance_walk_ins_none_text()}
        </EmptyState>
      ) : (
        <>
          <DataTable
            caption={m.attendance_walk_ins_office()}
            captionHidden
            rows={rows}
            rowKey={(row) => row.id}
            columns={[
              {
                key: 'name',
                label: m.words_person(),
                cell: (row) => (
                  <Link to={`/meetings/${row.meeting_id}/walk-ins/${row.id}`}>
                    {personName(row.first_name, row.last_name)}
                  </Link>
                ),
              },
              { key: 'state', label: m.words_state(), cell: (row) => <WalkInBadge state={row.state} /> },
              {
                key: 'organisation',
                label: m.words_organisation(),
                cell: (row) => `${row.organisation} (${sectorName(row.sector)})`,
              },
              {
                key: 'meeting',
                label: m.words_meeting(),
                cell: (row) => (
                  <Link to={`/meetings/${row.meeting_id}`}>
                    {row.code} · {meetingName(row)}
                  </Link>
                ),
              },
              { key: 'on', label: m.words_when(), cell: (row) => showMomentDate(row.starts_at) },
              {
                key: 'match',
                label: '',
                cell: (row) =>
                  mayMatch &&
                  row.state === 'waiting' && (
                    <Link to={`${office}/walk-ins/${row.id}`}>
                      {m.attendance_walk_in_match()}
                      <span className="visually-hidden">: {personName(row.first_name, row.last_name)}</span>
                    </Link>
                  ),
              },
            ]}
          />
          <Pager page={page} pages={pages} total={total} address={address} />
        </>
      )}
    </Page>
  )
}
