// SPDX-License-Identifier: AGPL-3.0-or-later
import type { LoaderFunctionArgs, MetaFunction } from '@remix-run/node'
import { Link, useLoaderData } from '@remix-run/react'
import { requirePermission } from '#base/access/guards.server.ts'
import { now } from '#base/clock.server.ts'
import { addressOf, listQuery } from '#base/http/list.ts'
import { title } from '#base/http/title.ts'
import { showDuration, showNumber } from '#base/i18n/format.ts'
import { m } from '#base/i18n/paraglide/messages.js'
import { EmptyState } from '#base/ui/notice.tsx'
import { Page, Section } from '#base/ui/page.tsx'
import { Stat, StatRow } from '#base/ui/progress.tsx'
import { DataTable, Pager } from '#base/ui/table.tsx'
import { fundingHandle, fundingOf } from '#plan/projects/funding.ts'
import { ProjectNav } from '#plan/projects/project-nav.tsx'
import { timelinessIn } from './timeliness.server.ts'

export const handle = fundingHandle
export const meta: MetaFunction<typeof loader> = ({ data }) =>
  title(data && `${m.reports_timeliness()} · ${data.project.acronym}`)

export async function loader(args: LoaderFunctionArgs) {
  const { db, project } = await requirePermission(args, 'project:see')
  const query = listQuery(args.request, ['code'])
  return {
    ...(await timelinessIn(db, project, query, now())),
    within: project.close_within,
    page: query.page,
    address: addressOf(args.request),
    project: { slug: project.slug, acronym: project.acronym },
    funding: fundingOf(project),
  }
}

/** How soon the registers of a project are written and closed. */
export default function ShowTimeliness() {
  const { all, editions, total, pages, page, address, within, project } = useLoaderData<typeof loader>()
  const office = `/manage/${project.slug}`
  return (
    <Page
      title={m.reports_timeliness()}
      lead={m.reports_timeliness_lead({ n: within })}
      breadcrumb={[
        { label: project.acronym, to: office },
        { label: m.words_alerts(), to: `${office}/alerts` },
        { label: m.reports_timeliness() },
      ]}
      subnav={<ProjectNav project={project} current="alerts" />}
    >
      {total === 0 ? (
        <EmptyState title={m.reports_timeliness_none()} />
      ) : (
        <>
          <StatRow>
            <Stat
              label={m.reports_timeliness_closed()}
              value={`${showNumber(all.closed)} / ${showNumber(all.held)}`}
            />
            <Stat label={m.reports_timeliness_late()} value={showNumber(all.late)} />
            <Stat label={m.reports_timeliness_owed()} value={showNumber(all.owed)} />
            <Stat label={m.reports_timeliness_recorded_late()} value={showNumber(all.recordedLate)} />
            <Stat label={m.reports_timeliness_median()} value={delayName(all.median)} />
          </StatRow>
          <Section title={m.words_editions()} id="editions">
            <DataTable
              caption={m.words_editions()}
              captionHidden
              rows={editions}
              rowKey={(row) => row.code}
              columns={[
                {
                  key: 'code',
                  label: m.words_edition(),
                  cell: (row) => (
                    <>
                      <Link to={`${office}/editions/${row.code}/register`}>{row.code}</Link> {row.title}
                    </>
                  ),
                },
                {
                  key: 'closed',
                  label: m.reports_timeliness_closed(),
                  numeric: true,
                  cell: (row) => `${showNumber(row.closed)} / ${showNumber(row.held)}`,
                },
                {
                  key: 'late',
                  label: m.reports_timeliness_late(),
                  numeric: true,
                  cell: (row) => showNumber(row.late),
                },
                {
                  key: 'owed',
                  label: m.reports_timeliness_owed(),
                  numeric: true,
                  cell: (row) => showNumber(row.owed),
                },
                {
                  key: 'recorded',
                  label: m.reports_timeliness_recorded_late(),
                  numeric: true,
                  cell: (row) => showNumber(row.recordedLate),
                },
                { key: 'median', label: m.reports_timeliness_median(), cell: (row) => delayName(row.median) },
                {
                  key: 'longest',
                  label: m.reports_timeliness_longest(),
                  cell: (row) => delayName(row.longest),
                },
              ]}
            />
            <Pager page={page} pages={pages} total={total} address={address} />
          </Section>
        </>
      )}
    </Page>
  )
}

function delayName(minutes: number | null): string {
  return minutes === null ? '–' : showDuration(minutes)
}
