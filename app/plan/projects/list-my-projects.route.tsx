// SPDX-License-Identifier: AGPL-3.0-or-later
import type { LoaderFunctionArgs, MetaFunction } from '@remix-run/node'
import { useLoaderData } from '@remix-run/react'
import { requireAccount } from '#base/access/guards.server.ts'
import { can } from '#base/access/permissions.ts'
import { addressOf, listQuery } from '#base/http/list.ts'
import { title } from '#base/http/title.ts'
import { showMomentDate } from '#base/i18n/format.ts'
import { m } from '#base/i18n/paraglide/messages.js'
import { LinkButton } from '#base/ui/buttons.tsx'
import { Badge, EmptyState } from '#base/ui/notice.tsx'
import { Card, CardGrid, Page, Section } from '#base/ui/page.tsx'
import { Pager } from '#base/ui/table.tsx'
import { projectDates } from './dates.ts'
import { projectsOf } from './projects.server.ts'

export const meta: MetaFunction = () => title(m.projects_mine())

export async function loader(args: LoaderFunctionArgs) {
  const { db, actor } = await requireAccount(args)
  const query = listQuery(args.request, ['acronym'])
  return {
    ...(await projectsOf(db, actor, query)),
    administers: can(actor, 'installation:administer', {}),
    page: query.page,
    address: addressOf(args.request),
  }
}

export default function ListMyProjects() {
  const { rows, total, pages, page, address, administers } = useLoaderData<typeof loader>()
  return (
    <Page title={m.projects_mine()} lead={m.projects_mine_lead()}>
      {rows.length === 0 ? (
        <EmptyState
          title={m.projects_mine_none()}
          action={administers && <LinkButton to="/admin/projects">{m.words_projects()}</LinkButton>}
        >
          {administers ? m.projects_mine_none_admin() : m.projects_mine_none_text()}
        </EmptyState>
      ) : (
        <Section title={m.projects_home_projects()}>
          <CardGrid>
            {rows.map((project) => (
              <Card
                key={project.id}
                title={project.acronym}
                to={`/manage/${project.slug}`}
                footer={<Right manages={project.manages} until={project.reads_until} />}
              >
                <p>{project.title}</p>
                <p>{projectDates(project)}</p>
              </Card>
            ))}
          </CardGrid>
        </Section>
      )}
      {pages > 1 && <Pager page={page} pages={pages} total={total} address={address} />}
    </Page>
  )
}

function Right({ manages, until }: { manages: boolean; until: string | null }) {
  if (manages) return <Badge tone="info">{m.words_project_manager()}</Badge>
  return (
    <Badge>
      {until ? m.projects_right_reads_until({ date: showMomentDate(until) }) : m.projects_right_reads()}
    </Badge>
  )
}
