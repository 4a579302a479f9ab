// SPDX-License-Identifier: AGPL-3.0-or-later
import type { LoaderFunctionArgs, MetaFunction } from '@remix-run/node'
import { useLoaderData } from '@remix-run/react'
import { requirePermission } from '#base/access/guards.server.ts'
import { now } from '#base/clock.server.ts'
import { addressOf, listQuery } from '#base/http/list.ts'
import { title } from '#base/http/title.ts'
import { m } from '#base/i18n/paraglide/messages.js'
import { LinkButton } from '#base/ui/buttons.tsx'
import { Page } from '#base/ui/page.tsx'
import { fundingHandle, fundingOf } from '#plan/projects/funding.ts'
import { ProjectNav } from '#plan/projects/project-nav.tsx'
import { inconsistenciesOf } from '#plan/targets/consistency.ts'
import { Inconsistencies } from '#plan/targets/plan-inconsistencies.tsx'
import { targetsOf } from '#plan/targets/targets.server.ts'
import { alertKindAsked, alertsPage } from './alert.ts'
import { AlertList } from './alert-list.tsx'
import { alertsOf } from './alerts.server.ts'

export const handle = fundingHandle
export const meta: MetaFunction<typeof loader> = ({ data }) =>
  title(data && `${m.words_alerts()} · ${data.project.acronym}`)

export async function loader(args: LoaderFunctionArgs) {
  const { db, project } = await requirePermission(args, 'project:see')
  const query = listQuery(args.request, ['kind'])
  const kind = alertKindAsked(new URL(args.request.url).searchParams)
  const [alerts, lines] = await Promise.all([alertsOf(db, project, now()), targetsOf(db, project.id)])
  const { slug, acronym, starts_on, ends_on } = project
  return {
    list: { ...alertsPage(alerts, kind, query), address: addressOf(args.request) },
    // Meetings outside the dates are listed one by one below.
    inconsistencies: inconsistenciesOf(project, lines, 0).map(({ text }) => ({ text })),
    project: { slug, acronym, starts_on, ends_on },
    funding: fundingOf(project),
  }
}

export default function ListAlerts() {
  const { list, inconsistencies, project } = useLoaderData<typeof loader>()
  const office = `/manage/${project.slug}`
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
      <Inconsistencies found={inconsistencies} />
      <AlertList list={list} here={`${office}/alerts`} office={office} project={project} />
    </Page>
  )
}
