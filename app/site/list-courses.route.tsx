// SPDX-License-Identifier: AGPL-3.0-or-later
import type { LoaderFunctionArgs, MetaFunction } from '@remix-run/node'
import { useLoaderData } from '@remix-run/react'
import { publicPage } from '#base/access/guards.server.ts'
import { addressOf, listQuery } from '#base/http/list.ts'
import { title } from '#base/http/title.ts'
import { showDuration } from '#base/i18n/format.ts'
import { locale } from '#base/i18n/locale.server.ts'
import { m } from '#base/i18n/paraglide/messages.js'
import { Badge, EmptyState } from '#base/ui/notice.tsx'
import { Card, CardGrid, Page } from '#base/ui/page.tsx'
import { Pager } from '#base/ui/table.tsx'
import { catalogueOf } from '#plan/courses/catalogue.server.ts'
import { kindName } from '#plan/courses/course-kind.ts'

export const meta: MetaFunction = () => title(m.words_courses())

export async function loader(args: LoaderFunctionArgs) {
  const { db } = await publicPage(args)
  const query = listQuery(args.request, ['position'])
  const { rows, total, pages } = await catalogueOf(db, locale(), query)
  return { courses: rows, total, pages, page: query.page, address: addressOf(args.request) }
}

export default function ListCourses() {
  const { courses, total, pages, page, address } = useLoaderData<typeof loader>()
  return (
    <Page title={m.words_courses()} lead={m.learning_catalogue_lead()}>
      {total === 0 ? (
        <EmptyState title={m.learning_catalogue_empty()}>{m.learning_catalogue_empty_text()}</EmptyState>
      ) : (
        <>
          <h2 className="visually-hidden">{m.words_courses()}</h2>
          <CardGrid>
            {courses.map((course) => (
              <Card
                key={course.slug}
                title={course.title}
                to={`/courses/${course.slug}`}
                footer={
                  <>
                    <Badge>{kindName(course.kind)}</Badge> {showDuration(course.minutes)} ·{' '}
                    {m.learning_n_modules({ n: Number(course.modules) })}
                  </>
                }
              >
                <p>{course.summary}</p>
              </Card>
            ))}
          </CardGrid>
          {pages > 1 && <Pager page={page} pages={pages} total={total} address={address} />}
        </>
      )}
    </Page>
  )
}
