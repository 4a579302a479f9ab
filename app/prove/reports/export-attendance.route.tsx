// SPDX-License-Identifier: AGPL-3.0-or-later
import type { LoaderFunctionArgs, MetaFunction } from '@remix-run/node'
import { useLoaderData } from '@remix-run/react'
import { requirePermission } from '#base/access/guards.server.ts'
import { env } from '#base/env.server.ts'
import { title } from '#base/http/title.ts'
import { m } from '#base/i18n/paraglide/messages.js'
import { LinkButton } from '#base/ui/buttons.tsx'
import { EmptyState, Notice } from '#base/ui/notice.tsx'
import { Page, Section } from '#base/ui/page.tsx'
import { fundingHandle, fundingOf } from '#plan/projects/funding.ts'
import { ProjectNav } from '#plan/projects/project-nav.tsx'
import { attendanceFilter, searchOf } from './attendance-filter.ts'
import { AttendanceFilterForm } from './attendance-filter-form.tsx'
import { AttendancePreview } from './attendance-preview.tsx'
import { firstAttendanceRows } from './attendance-rows.server.ts'
import { editionsToExport } from './exported-editions.server.ts'

/** Rows of the preview. */
const most = 50

export const handle = fundingHandle
export const meta: MetaFunction<typeof loader> = ({ data }) =>
  title(data && `${m.reports_attendance_title()} · ${data.project.acronym}`)

export async function loader(args: LoaderFunctionArgs) {
  const { db, project } = await requirePermission(args, 'project:see')
  const editions = await editionsToExport(db, project.id)
  const { filter, faults, typed } = attendanceFilter(new URL(args.request.url).searchParams, editions)
  return {
    ...(await firstAttendanceRows(db, project, filter, most)),
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
  const { project, rows, more, editions, faults, typed, search, zone } = useLoaderData<typeof loader>()
  const office = `/manage/${project.slug}`
  const here = `${office}/attendance`
  return (
    <Page
      title={m.reports_attendance_title()}
      lead={m.reports_attendance_lead()}
      breadcrumb={[{ label: project.acronym, to: office }, { label: m.reports_attendance_title() }]}
      subnav={<ProjectNav project={project} current="attendance" />}
    >
      {faults.length > 0 && (
        <Notice tone="warning" title={m.reports_filter_faults()}>
          <ul>
            {faults.map(({ field, message }) => (
              <li key={field}>{message}</li>
            ))}
          </ul>
        </Notice>
      )}
      <AttendanceFilterForm
        path={here}
        editions={editions}
        typed={typed}
        faults={faults}
        isFiltered={search !== ''}
      />
      <Section
        title={m.reports_preview()}
        id="preview"
        actions={
          rows.length > 0 && (
            <>
              <LinkButton to={`${here}.xlsx${search}`} reloadDocument>
                {m.reports_download_xlsx()}
              </LinkButton>
              <LinkButton to={`${here}.csv${search}`} tone="secondary" reloadDocument>
                {m.reports_download_csv()}
              </LinkButton>
            </>
          )
        }
      >
        {rows.length === 0 ? (
          <EmptyState title={m.reports_preview_none()}>{m.reports_preview_none_text()}</EmptyState>
        ) : (
          <>
            <p>{more ? m.reports_preview_first({ n: most }) : m.reports_preview_all({ n: rows.length })}</p>
            <AttendancePreview rows={rows} office={office} zone={zone} />
          </>
        )}
      </Section>
    </Page>
  )
}
