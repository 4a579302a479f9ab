// SPDX-License-Identifier: AGPL-3.0-or-later
import type { LoaderFunctionArgs, MetaFunction } from '@remix-run/node'
import { useLoaderData } from '@remix-run/react'
import { requirePermission } from '#base/access/guards.server.ts'
import { can } from '#base/access/permissions.ts'
import { AppError } from '#base/error.ts'
import { title } from '#base/http/title.ts'
import { m } from '#base/i18n/paraglide/messages.js'
import { LinkButton } from '#base/ui/buttons.tsx'
import { Notice } from '#base/ui/notice.tsx'
import { Page, Section } from '#base/ui/page.tsx'
import { personName } from '#plan/people/person.ts'
import { fundingHandle, fundingOf } from '#plan/projects/funding.ts'
import { ProjectNav } from '#plan/projects/project-nav.tsx'
import { PersonCounting } from './person-counting.tsx'
import { personInProject } from './person-in-project.server.ts'
import { PersonEditions, PersonEmployments, PersonMarks } from './person-tables.tsx'

export const handle = fundingHandle
export const meta: MetaFunction<typeof loader> = ({ data }) =>
  title(data && personName(data.person.first_name, data.person.last_name))

export async function loader(args: LoaderFunctionArgs) {
  const { db, actor, project } = await requirePermission(args, 'project:see')
  const found = await personInProject(db, project, args.params.person ?? '')
  if (!found) throw new AppError('not_found', m.access_not_found())
  return {
    ...found,
    project: { slug: project.slug, acronym: project.acronym },
    manages: found.person.kind === 'own' && can(actor, 'project:manage', { projectId: project.id }),
    funding: fundingOf(project),
  }
}

export default function ShowPersonInProject() {
  const { project, person, manages, ...known } = useLoaderData<typeof loader>()
  const people = `/manage/${project.slug}/people`
  return (
    <Page
      title={personName(person.first_name, person.last_name)}
      breadcrumb={[
        { label: project.acronym, to: `/manage/${project.slug}` },
        { label: m.words_people(), to: people },
        { label: personName(person.first_name, person.last_name) },
      ]}
      subnav={<ProjectNav project={project} current="people" />}
      actions={
        manages && (
          <LinkButton to={`${people}/${person.id}/edit`} tone="secondary">
            {m.targets_person_change()}
          </LinkButton>
        )
      }
    >
      {person.kind === 'guest' && (
        <Notice tone="info" title={m.words_guest_data()}>
          {m.targets_person_guest_text()}
        </Notice>
      )}
      <Section title={m.targets_counting()}>
        <PersonCounting slug={project.slug} person={person} {...known} />
      </Section>
      <Section title={m.words_editions()}>
        <PersonEditions slug={project.slug} editions={known.editions} />
      </Section>
      <Section title={m.words_attendances()}>
        <PersonMarks person_id={person.id} marks={known.marks} />
      </Section>
      <Section title={m.targets_employments()}>
        <PersonEmployments employments={known.employments} />
      </Section>
    </Page>
  )
}
