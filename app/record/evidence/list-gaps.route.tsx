// SPDX-License-Identifier: AGPL-3.0-or-later
import type { LoaderFunctionArgs, MetaFunction } from '@remix-run/node'
import { useLoaderData } from '@remix-run/react'
import { requirePermission } from '#base/access/guards.server.ts'
import { can } from '#base/access/permissions.ts'
import { spaceOf } from '#base/files/quota.server.ts'
import { spaceName } from '#base/files/quota.ts'
import { addressOf, listQuery } from '#base/http/list.ts'
import { title } from '#base/http/title.ts'
import { showNumber } from '#base/i18n/format.ts'
import { m } from '#base/i18n/paraglide/messages.js'
import { EmptyState } from '#base/ui/notice.tsx'
import { Page, Section } from '#base/ui/page.tsx'
import { ProgressBar, Stat, StatRow } from '#base/ui/progress.tsx'
import { Pager } from '#base/ui/table.tsx'
import { fundingHandle, fundingOf } from '#plan/projects/funding.ts'
import { ProjectNav } from '#plan/projects/project-nav.tsx'
import { gapFilter, gapKindName, gapKinds } from './gap.ts'
import { GapFilterForm } from './gap-filter-form.tsx'
import { GapTable } from './gap-table.tsx'
import { listGaps } from './gaps.server.ts'

export const handle = fundingHandle
export const meta: MetaFunction<typeof loader> = ({ data }) =>
  title(data && `${m.files_gaps_title()} · ${data.project.acronym}`)

export async function loader(args: LoaderFunctionArgs) {
  const { db, actor, project } = await requirePermission(args, 'project:see')
  const filter = gapFilter(new URL(args.request.url).searchParams)
  const query = listQuery(args.request, ['when'])
  const [{ totals, ...gaps }, space] = await Promise.all([
    listGaps(db, project.id, filter, query),
    spaceOf(db, project.id),
  ])
  return {
    ...gaps,
    totals: gapKinds.flatMap((kind) => {
      const n = totals.get(kind)
      return n ? [{ kind, n }] : []
    }),
    space,
    filter,
    page: query.page,
    address: addressOf(args.request),
    mayManage: can(actor, 'register:lock', { projectId: project.id }),
    project: { slug: project.slug, acronym: project.acronym },
    funding: fundingOf(project),
  }
}

export default function ListGaps() {
  const { rows, total, totals, editions, pages, page, address, filter, mayManage, project, space } =
    useLoaderData<typeof loader>()
  const office = `/manage/${project.slug}`
  const here = `${office}/evidence`
  const isFiltered = filter.kind !== null || filter.edition !== null
  return (
    <Page
      title={m.files_gaps_title()}
      lead={m.files_gaps_lead()}
      breadcrumb={[{ label: project.acronym, to: office }, { label: m.files_gaps_title() }]}
      subnav={<ProjectNav project={project} current="evidence" />}
    >
      {totals.length > 0 && (
        <Section title={m.files_gaps_totals()}>
          <StatRow>
            {totals.map(({ kind, n }) => (
              <Stat
                key={kind}
                label={gapKindName(kind)}
                value={showNumber(n)}
                to={addressFor(here, kind, filter.edition)}
              />
            ))}
          </StatRow>
        </Section>
      )}
      {(total > 0 || isFiltered) && <GapFilterForm here={here} filter={filter} editions={editions} />}
      <Section title={m.files_gaps_list()}>
        {total === 0 ? (
          <EmptyState title={isFiltered ? m.files_gaps_none_found() : m.files_gaps_none()}>
            {isFiltered ? m.files_gaps_none_found_text() : m.files_gaps_none_text()}
          </EmptyState>
        ) : (
          <GapTable rows={rows} office={office} mayManage={mayManage} />
        )}
        {total > 0 && <Pager page={page} pages={pages} total={total} address={address} />}
      </Section>
      <Section title={m.files_space_title()}>
        <p>{m.files_space_text()}</p>
        <ProgressBar
          label={m.files_space_label()}
          value={space.used}
          max={space.most}
          text={spaceName(space)}
        />
      </Section>
    </Page>
  )
}

function addressFor(here: string, kind: string, edition: string | null): string {
  const params = new URLSearchParams({ kind, ...(edition && { edition }) })
  return `${here}?${params}`
}
