// SPDX-License-Identifier: AGPL-3.0-or-later
import type { LoaderFunctionArgs, MetaFunction } from '@remix-run/node'
import { useLoaderData } from '@remix-run/react'
import { requirePermission } from '#base/access/guards.server.ts'
import { can } from '#base/access/permissions.ts'
import { now } from '#base/clock.server.ts'
import { addressOf, listQuery } from '#base/http/list.ts'
import { title } from '#base/http/title.ts'
import { showNumber } from '#base/i18n/format.ts'
import { m } from '#base/i18n/paraglide/messages.js'
import { addressWith } from '#base/ui/address.ts'
import { LinkButton } from '#base/ui/buttons.tsx'
import { EmptyState } from '#base/ui/notice.tsx'
import { Page, Section } from '#base/ui/page.tsx'
import { Stat, StatRow } from '#base/ui/progress.tsx'
import { Pager, SearchBox } from '#base/ui/table.tsx'
import { crumbsFor } from '#plan/editions/crumbs.ts'
import { asksForHours } from '#plan/enrolment/rule.ts'
import { fundingHandle, fundingOf } from '#plan/projects/funding.ts'
import { ProjectNav } from '#plan/projects/project-nav.tsx'
import { projectWalkIns } from '#record/walk-ins/list.server.ts'
import { hoursIn, hoursSorts } from './hours.server.ts'
import { standingAsked, standings } from './hours.ts'
import { HoursTable } from './hours-table.tsx'
import { standingName } from './standing-badge.tsx'
import { WalkInsToMatch } from './walk-ins-to-match.tsx'

export const handle = fundingHandle
export const meta: MetaFunction<typeof loader> = ({ data }) =>
  title(data && `${m.reports_hours_title()} · ${data.edition.code}`)

export async function loader(args: LoaderFunctionArgs) {
  const { db, actor, project, edition } = await requirePermission(args, 'edition:see')
  const query = listQuery(args.request, hoursSorts)
  const standing = standingAsked(new URL(args.request.url).searchParams)
  const some = { q: '', limit: mostShown, offset: 0, state: 'waiting' as const, edition: edition.code }
  const [hours, walkIns] = await Promise.all([
    hoursIn(db, edition.id, { ...query, standing }, now()),
    projectWalkIns(db, project.id, some),
  ])
  return {
    ...hours,
    walkIns: { rows: walkIns.rows, total: walkIns.total },
    standing,
    q: query.q,
    page: query.page,
    sort: { by: query.sort, direction: query.direction },
    address: addressOf(args.request),
    seesOffice: can(actor, 'project:see', { projectId: project.id }),
    edition: { code: edition.code, title: edition.title, asksForHours: asksForHours(edition.kind) },
    project: { slug: project.slug, acronym: project.acronym },
    funding: fundingOf(project),
  }
}

/** Those that wait to be recognised; the others are on their list. */
const mostShown = 20

export default function ShowHours() {
  const data = useLoaderData<typeof loader>()
  const { project, edition, rows, sums, counts, standing, q, address, seesOffice } = data
  const office = `/manage/${project.slug}`
  const here = `${office}/editions/${edition.code}`
  const shown = edition.asksForHours ? standings.filter((one) => one !== 'not_asked') : []
  const filtered = (to: string | null) => addressWith(address, { standing: to, page: null })
  return (
    <Page
      title={m.reports_hours_title()}
      lead={
        <>
          {edition.code} · {edition.title}
          <br />
          {edition.asksForHours ? m.reports_hours_lead() : m.reports_hours_lead_table()}
        </>
      }
      breadcrumb={crumbsFor(seesOffice, project, edition, m.reports_hours_title())}
      actions={
        counts.all > 0 && (
          <LinkButton to={`${here}/attendance`} tone="secondary">
            {m.reports_hours_export()}
          </LinkButton>
        )
      }
      subnav={seesOffice && <ProjectNav project={project} current="editions" />}
    >
      {counts.all === 0 && q === '' ? (
        <EmptyState
          title={m.reports_hours_none()}
          action={<LinkButton to={here}>{m.reports_to_edition()}</LinkButton>}
        >
          {m.reports_hours_none_text()}
        </EmptyState>
      ) : (
        <>
          <StatRow>
            <Stat label={m.reports_standing_all()} value={showNumber(counts.all)} to={filtered(null)} />
            {shown.map((one) => (
              <Stat key={one} label={standingName(one)} value={showNumber(counts[one])} to={filtered(one)} />
            ))}
          </StatRow>
          <Section title={standing ? standingName(standing) : m.reports_standing_all()} id="people">
            <SearchBox q={q} label={m.reports_hours_search()} address={address} />
            {rows.length === 0 ? (
              <EmptyState
                title={m.reports_hours_none_found()}
                action={
                  <LinkButton to={`${here}/hours`} tone="secondary">
                    {m.reports_hours_show_all()}
                  </LinkButton>
                }
              />
            ) : (
              <HoursTable
                people={rows}
                sums={sums}
                asksForHours={edition.asksForHours}
                office={seesOffice ? office : null}
                sort={data.sort}
                address={address}
              />
            )}
            <Pager page={data.page} pages={data.pages} total={data.total} address={address} />
          </Section>
        </>
      )}
      {data.walkIns.total > 0 && (
        <WalkInsToMatch
          {...data.walkIns}
          list={`${office}/walk-ins?edition=${encodeURIComponent(edition.code)}`}
        />
      )}
    </Page>
  )
}
