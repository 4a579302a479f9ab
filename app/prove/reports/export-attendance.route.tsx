// SPDX-License-Identifier: AGPL-3.0-or-later
import type { LoaderFunctionArgs, MetaFunction } from '@remix-run/node'
import { useLoaderData } from '@remix-run/react'
import { requirePermission } from '#base/access/guards.server.ts'
import { env } from '#base/env.server.ts'
import { title } from '#base/http/title.ts'
import { m } from '#base/i18n/paraglide/messages.js'
import { Page } from '#base/ui/page.tsx'
import { fundingHandle, fundingOf } from '#plan/projects/funding.ts'
import { ProjectNav } from '#plan/projects/project-nav.tsx'
import { AttendanceExport, mostPreviewed } from './attendance-export.tsx'
import { attendanceFilter, searchOf } from './attendance-filter.ts'
import { firstAttendanceRows } from './attendance-rows.server.ts'
import { editionsToExport } from './exported-editions.server.ts'

export const handle = fundingHandle
export const meta: MetaFunction<typeof loader> = ({ data }) =>
  title(data && `${m.reports_attendance_title()} · ${data.project.acronym}`)

export async function loader(args: LoaderFunctionArgs) {
  const { db, project } = await requirePermission(args, 'project:see')
  const editions = await editionsToExport(db, project.id)
  const { filter, faults, typed } = attendanceFilter(new URL(args.request.url).searchParams, editions)
  return {
    ...(await firstAttendanceRows(db, project, filter, mostPreviewed)),
    editions: editions.map(({ code, title }) => ({ code, title })),
    faults,
    typed: { ...typed, teachers: filter.teachers },
    search: searchOf(filter),
    zone: env().TZ_DISPLAY,
    project: { slug: project.slug, acronym: project.acronym },
    funding: fundingOf(project),
  }
}

export default function ExportAttendance() {
  const { project, ...data } = useLoaderData<typeof loader>()
  const office = `/manage/${project.slug}`
  return (
    <Page
      title={m.reports_attendance_title()}
      lead={m.reports_attendance_lead()}
      breadcrumb={[{ label: project.acronym, to: office }, { label: m.reports_attendance_title() }]}
      subnav={<ProjectNav project={project} current="attendance" />}
    >
      <AttendanceExport {...data} here={`${office}/attendance`} office={office} />
    </Page>
  )
}
