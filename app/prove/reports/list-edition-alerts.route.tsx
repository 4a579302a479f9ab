// SPDX-License-Identifier: AGPL-3.0-or-later
import type { LoaderFunctionArgs, MetaFunction } from '@remix-run/node'
import { useLoaderData } from '@remix-run/react'
import { requirePermission } from '#base/access/guards.server.ts'
import { can } from '#base/access/permissions.ts'
import { now } from '#base/clock.server.ts'
import { addressOf, listQuery } from '#base/http/list.ts'
import { title } from '#base/http/title.ts'
import { m } from '#base/i18n/paraglide/messages.js'
import { Page } from '#base/ui/page.tsx'
import { crumbsFor } from '#plan/editions/crumbs.ts'
import { fundingHandle, fundingOf } from '#plan/projects/funding.ts'
import { ProjectNav } from '#plan/projects/project-nav.tsx'
import { alertKindAsked, alertsPage } from './alert.ts'
import { AlertList } from './alert-list.tsx'
import { alertsOf } from './alerts.server.ts'

export const handle = fundingHandle
export const meta: MetaFunction<typeof loader> = ({ data }) =>
  title(data && `${m.words_alerts()} · ${data.edition.code}`)

export async function loader(args: LoaderFunctionArgs) {
  const { db, actor, project, edition } = await requirePermission(args, 'edition:see')
  const query = listQuery(args.request, ['kind'])
  const kind = alertKindAsked(new URL(args.request.url).searchParams)
  const alerts = await alertsOf(db, project, now(), edition.id)
  const { slug, acronym, starts_on, ends_on } = project
  return {
    list: { ...alertsPage(alerts, kind, query), address: addressOf(args.request) },
    seesOffice: can(actor, 'project:see', { projectId: project.id }),
    edition: { code: edition.code, title: edition.title },
    project: { slug, acronym, starts_on, ends_on },
    funding: fundingOf(project),
  }
}

export default function ListEditionAlerts() {
  const { list, seesOffice, project, edition } = useLoaderData<typeof loader>()
  const office = `/manage/${project.slug}`
  return (
    <Page
      title={m.words_alerts()}
      lead={
        <>
          {edition.code} · {edition.title}
          <br />
          {m.teaching_alerts_lead()}
        </>
      }
      breadcrumb={crumbsFor(seesOffice, project, edition, m.words_alerts())}
      subnav={seesOffice && <ProjectNav project={project} current="editions" />}
    >
      <AlertList
        list={list}
        here={`${office}/editions/${edition.code}/alerts`}
        office={seesOffice ? office : null}
        project={project}
      />
    </Page>
  )
}
