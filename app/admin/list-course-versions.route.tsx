// SPDX-License-Identifier: AGPL-3.0-or-later
import type { LoaderFunctionArgs, MetaFunction } from '@remix-run/node'
import { Link, useLoaderData } from '@remix-run/react'
import { requirePermission } from '#base/access/guards.server.ts'
import { addressOf, listQuery } from '#base/http/list.ts'
import { title } from '#base/http/title.ts'
import { showMoment } from '#base/i18n/format.ts'
import { m } from '#base/i18n/paraglide/messages.js'
import { EmptyState } from '#base/ui/notice.tsx'
import { Page } from '#base/ui/page.tsx'
import { DataTable, Pager } from '#base/ui/table.tsx'
import { courseVersions } from '#plan/courses/catalogue.server.ts'
import { AdminNav } from './admin-nav.tsx'

export const meta: MetaFunction = () => title(m.admin_courses())

export async function loader(args: LoaderFunctionArgs) {
  const { db } = await requirePermission(args, 'installation:administer')
  const query = listQuery(args.request, ['published_at'], 'desc')
  const list = await courseVersions(db, query)
  return { ...list, page: query.page, address: addressOf(args.request) }
}

export default function ListCourseVersions() {
  const { rows, total, pages, page, address } = useLoaderData<typeof loader>()
  return (
    <Page title={m.admin_courses()} lead={m.admin_courses_lead()} subnav={<AdminNav current="courses" />}>
      {rows.length === 0 ? (
        <EmptyState title={m.admin_courses_none()} />
      ) : (
        <DataTable
          caption={m.admin_courses()}
          captionHidden
          rows={rows}
          rowKey={(version) => version.id}
          columns={[
            {
              key: 'course',
              label: m.words_course(),
              cell: (version) => <Link to={`/courses/${version.slug}`}>{version.title_it}</Link>,
            },
            {
              key: 'version',
              label: m.words_version(),
              numeric: true,
              cell: (version) =>
                version.is_current ? m.admin_course_current({ number: version.number }) : version.number,
            },
            {
              key: 'published',
              label: m.admin_course_published(),
              cell: (version) => showMoment(version.published_at),
            },
            {
              key: 'hash',
              label: m.words_fingerprint(),
              cell: (version) => <code>{version.content_hash.slice(0, 12)}</code>,
            },
          ]}
        />
      )}
      <Pager page={page} pages={pages} total={total} address={address} />
    </Page>
  )
}
