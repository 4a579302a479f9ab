// SPDX-License-Identifier: AGPL-3.0-or-later
import type { LoaderFunctionArgs, MetaFunction } from '@remix-run/node'
import { useLoaderData } from '@remix-run/react'
import { publicPage } from '#base/access/guards.server.ts'
import { addressOf, listQuery } from '#base/http/list.ts'
import { title } from '#base/http/title.ts'
import { m } from '#base/i18n/paraglide/messages.js'
import { ButtonRow, LinkButton } from '#base/ui/buttons.tsx'
import { EmptyState } from '#base/ui/notice.tsx'
import { Card, CardGrid, Page, Section } from '#base/ui/page.tsx'
import { Pager } from '#base/ui/table.tsx'
import { projectYears } from '#plan/projects/dates.ts'
import { listProjects } from '#plan/projects/projects.server.ts'
import { navigationOf } from './navigation.ts'

export const meta: MetaFunction = () => title(undefined)

export async function loader(args: LoaderFunctionArgs) {
  const { db, actor } = await publicPage(args)
  const query = listQuery(args.request, ['acronym'])
  const work = navigationOf(actor).filter(({ to }) => to !== '/' && to !== '/courses')
  return { ...(await listProjects(db, query)), page: query.page, address: addressOf(args.request), work }
}

export default function ShowHome() {
  const { rows, total, pages, page, address, work } = useLoaderData<typeof loader>()
  return (
    <Page title={m.projects_home_title()} lead={m.projects_home_lead()}>
      {work.length > 0 && (
        <Section title={m.projects_home_work()}>
          <ButtonRow>
            {work.map((item, index) => (
              <LinkButton key={item.to} to={item.to} tone={index === 0 ? 'primary' : 'secondary'}>
                {item.label}
              </LinkButton>
            ))}
          </ButtonRow>
        </Section>
      )}
      <Section title={m.projects_home_projects()}>
        {rows.length === 0 ? (
          <EmptyState title={m.projects_none()}>{m.projects_none_public()}</EmptyState>
        ) : (
          <CardGrid>
            {rows.map((project) => (
              <Card
                key={project.id}
                title={project.acronym}
                to={`/projects/${project.slug}`}
                footer={projectYears(project)}
              >
                <p lang={project.language}>{project.title}</p>
              </Card>
            ))}
          </CardGrid>
        )}
        {pages > 1 && <Pager page={page} pages={pages} total={total} address={address} />}
      </Section>
      <Section title={m.projects_home_courses()}>
        <p>{m.projects_home_courses_text()}</p>
        <ButtonRow>
          <LinkButton to="/courses" tone="secondary">
            {m.words_to_catalogue()}
          </LinkButton>
        </ButtonRow>
      </Section>
    </Page>
  )
}
