// SPDX-License-Identifier: AGPL-3.0-or-later
import type { LoaderFunctionArgs, MetaFunction } from '@remix-run/node'
import { useLoaderData } from '@remix-run/react'
import { requirePermission } from '#base/access/guards.server.ts'
import { can } from '#base/access/permissions.ts'
import { env } from '#base/env.server.ts'
import { title } from '#base/http/title.ts'
import { m } from '#base/i18n/paraglide/messages.js'
import { Page } from '#base/ui/page.tsx'
import { crumbsFor } from '#plan/editions/crumbs.ts'
import { fundingHandle, fundingOf } from '#plan/projects/funding.ts'
import { ProjectNav } from '#plan/projects/project-nav.tsx'
import { AttendanceExport, mostPreviewed } from './attendance-export.tsx'
import { editionFilter } from './attendance-filter.ts'
import { firstAttendanceRows } from './attendance-rows.server.ts'

export const handle = fundingHandle
export const meta: MetaFunction<typeof loader> = ({ data }) =>
  title(data && `${m.reports_attendance_title()} · ${data.edition.code}`)

export async function loader(args: LoaderFunctionArgs) {
  const { db, actor, project, edition } = await requirePermission(args, 'edition:see')
  const asked = editionFilter(new URL(args.request.url).searchParams, edition)
  const { filter, faults, typed, search } = asked
  return {
    ...(await firstAttendanceRows(db, project, filter, mostPreviewed)),
    faults,
    typed: { ...typed, teachers: filter.teachers },
    search,
    zone: env().TZ_DISPLAY,
    seesOffice: can(actor, 'project:see', { projectId: project.id }),
    edition: { code: edition.code, title: edition.title },
    project: { slug: project.slug, acronym: project.acronym },
    funding: fundingOf(project),
  }
}

export default function ExportEditionAttendance() {
  const { project, edition, seesOffice, ...data } = useLoaderData<typeof loader>()
  const office = `/manage/${project.slug}`
  return (
    <Page
      title={m.reports_attendance_title()}
      lead={
        <>
          {edition.code} · {edition.title}
          <br />
          {m.reports_attendance_lead()}
        </>
      }
      breadcrumb={crumbsFor(seesOffice, project, edition, m.reports_attendance_title())}
      subnav={seesOffice && <ProjectNav project={project} current="editions" />}
    >
      <AttendanceExport
        {...data}
        editions={null}
        here={`${office}/editions/${edition.code}/attendance`}
        office={seesOffice ? office : null}
      />
    </Page>
  )
}
