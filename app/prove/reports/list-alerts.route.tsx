// SPDX-License-Identifier: AGPL-3.0-or-later
import type { LoaderFunctionArgs, MetaFunction } from '@remix-run/node'
import { useLoaderData } from '@remix-run/react'
import { requirePermission } from '#base/access/guards.server.ts'
import { now } from '#base/clock.server.ts'
import { addressOf, listQuery, pagesOf } from '#base/http/list.ts'
import { title } from '#base/http/title.ts'
import { showNumber } from '#base/i18n/format.ts'
import { m } from '#base/i18n/paraglide/messages.js'
import { LinkButton } from '#base/ui/buttons.tsx'
import { EmptyState } from '#base/ui/notice.tsx'
import { Page, Section } from '#base/ui/page.tsx'
import { Stat, StatRow } from '#base/ui/progress.tsx'
import { Pager } from '#base/ui/table.tsx'
import { fundingHandle, fundingOf } from '#plan/projects/funding.ts'
import { ProjectNav } from '#plan/projects/project-nav.tsx'
import { inconsistenciesOf } from '#plan/targets/consistency.ts'
import { Inconsistencies } from '#plan/targets/plan-inconsistencies.tsx'
import { targetsOf } from '#plan/targets/targets.server.ts'
import { alertKindAsked, alertKinds, countsOf } from './alert.ts'
import { AlertTable } from './alert-table.tsx'
import { alertKindName } from './alert-words.ts'
import { alertsOf } from './alerts.server.ts'

export const handle = fundingHandle
export const meta: MetaFunction<typeof loader> = ({ data }) =>
  title(data && `${m.words_alerts()} · ${data.project.acronym}`)

export async function loader(args: LoaderFunctionArgs) {
  const { db, project } = await requirePermission(args, 'project:see')
  const { page, offset, limit } = listQuery(args.request, ['kind'])
  const kind = alertKindAsked(new URL(args.request.url).searchParams)
  const [alerts, lines] = await Promise.all([alertsOf(db, project, now()), targetsOf(db, project.id)])
  const found = kind ? alerts.filter((alert) => alert.kind === kind) : alerts
  return {
    rows: found.slice(offset, offset + limit),
    total: found.length,
    pages: pagesOf(found.length),
    page,
    kind,
    counts: countsOf(alerts),
    all: alerts.length,
    // Meetings outside the dates are listed one by one below.
    inconsistencies: inconsistenciesOf(project, lines, 0).map(({ text }) => ({ text })),
    address: addressOf(args.request),
    project: {
      slug: project.slug,
      acronym: project.acronym,
      starts_on: project.starts_on,
      ends_on: project.ends_on,
    },
    funding: fundingOf(project),
  }
}

export default function ListAlerts() {
  const data = useLoaderData<typeof loader>()
  const { project, rows, total, counts, kind, all } = data
  const office = `/manage/${project.slug}`
  const here = `${office}/alerts`
  return (
    <Page
      title={m.words_alerts()}
      lead={m.reports_alerts_lead()}
      breadcrumb={[{ label: project.acronym, to: office }, { label: m.words_alerts() }]}
      subnav={<ProjectNav project={project} current="alerts" />}
      actions={
        <LinkButton to={`${office}/timeliness`} tone="secondary">
          {m.reports_timeliness()}
        </LinkButton>
      }
    >
      <Inconsistencies found={data.inconsistencies} />
      {all > 0 && (
        <StatRow>
          <Stat label={m.reports_alerts_all()} value={showNumber(all)} to={here} />
          {alertKinds
            .filter((one) => counts[one] > 0)
            .map((one) => (
              <Stat
                key={one}
                label={alertKindName(one)}
                value={showNumber(counts[one])}
                to={`${here}?kind=${one}`}
              />
            ))}
        </StatRow>
      )}
      <Section title={kind ? alertKindName(kind) : m.reports_alerts_all()} id="alerts">
        {rows.length === 0 ? (
          <EmptyState
            title={all === 0 ? m.reports_alerts_none() : m.reports_alerts_none_found()}
            action={
              all > 0 && (
                <LinkButton to={here} tone="secondary">
                  {m.reports_alerts_show_all()}
                </LinkButton>
              )
            }
          >
            {all === 0 && m.reports_alerts_none_text()}
          </EmptyState>
        ) : (
          <AlertTable alerts={rows} office={office} project={project} />
        )}
        {total > 0 && <Pager page={data.page} pages={data.pages} total={total} address={data.address} />}
      </Section>
    </Page>
  )
}
