// SPDX-License-Identifier: AGPL-3.0-or-later
import type { LoaderFunctionArgs, MetaFunction } from '@remix-run/node'
import { useLoaderData } from '@remix-run/react'
import { requirePermission } from '#base/access/guards.server.ts'
import { addressOf, listQuery } from '#base/http/list.ts'
import { title } from '#base/http/title.ts'
import { m } from '#base/i18n/paraglide/messages.js'
import { EmptyState } from '#base/ui/notice.tsx'
import { Page, Section } from '#base/ui/page.tsx'
import { Pager } from '#base/ui/table.tsx'
import { fundingHandle, fundingOf } from '#plan/projects/funding.ts'
import { ProjectNav } from '#plan/projects/project-nav.tsx'
import { inTreeOrder } from '#plan/targets/target.ts'
import { targetsOf } from '#plan/targets/targets.server.ts'
import { CountedOrganisations, CountedPeople } from './counted-tables.tsx'
import { organisationsBehind, peopleBehind, peopleSorts } from './people-behind.server.ts'
import { criteriaOf, peopleFilter } from './people-filter.ts'
import { PeopleFilterForm } from './people-filter-form.tsx'
import { editionsOfPeople } from './person-editions.server.ts'
import { figureWords } from './words.ts'

export const handle = fundingHandle
export const meta: MetaFunction<typeof loader> = ({ data }) => title(data && m.words_people())

export async function loader(args: LoaderFunctionArgs) {
  const { db, project } = await requirePermission(args, 'project:see')
  const lines = await targetsOf(db, project.id)
  const filter = peopleFilter(new URL(args.request.url).searchParams, lines, project.reached_stage)
  const list = listQuery(args.request, peopleSorts)
  const behind = { stage: filter.stage, criteria: criteriaOf(filter) }
  const page = {
    project: { slug: project.slug, acronym: project.acronym },
    filter,
    lines: inTreeOrder(lines.filter((line) => line.source === 'attendance')),
    q: list.q,
    page: list.page,
    sort: { by: list.sort, direction: list.direction },
    address: addressOf(args.request),
    funding: fundingOf(project),
  }
  if (filter.line?.unit === 'organisations') {
    return { ...page, people: null, organisations: await organisationsBehind(db, project, behind, list) }
  }
  const people = await peopleBehind(db, project, behind, list)
  const why = await editionsOfPeople(
    db,
    project.id,
    people.rows.map((row) => row.person_id),
  )
  return { ...page, people: { ...people, why }, organisations: null }
}

export default function ListCountedPeople() {
  const { project, filter, lines, people, organisations, q, page, sort, address } =
    useLoaderData<typeof loader>()
  const { total, pages } = people ?? organisations
  return (
    <Page
      title={m.words_people()}
      breadcrumb={[{ label: project.acronym, to: `/manage/${project.slug}` }, { label: m.words_people() }]}
      subnav={<ProjectNav project={project} current="people" />}
    >
      <PeopleFilterForm slug={project.slug} filter={filter} lines={lines} q={q} />
      <Section title={figureWords(filter)}>
        {total === 0 ? (
          <EmptyState title={m.targets_people_none()}>
            {q === '' ? m.targets_people_none_text() : m.targets_people_none_found()}
          </EmptyState>
        ) : people ? (
          <CountedPeople
            slug={project.slug}
            rows={people.rows}
            why={people.why}
            sort={sort}
            address={address}
          />
        ) : (
          <CountedOrganisations rows={organisations.rows} />
        )}
        <Pager page={page} pages={pages} total={total} address={address} />
      </Section>
    </Page>
  )
}
